"""The one form in which a notebook is committed, so that running it again changes no byte that a reader would not see.

python -m tests.notebooks.normal_form [--check] [NOTEBOOK ...]
"""

import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).parents[2]
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python", "pygments_lexer": "ipython3"}
CELL_METADATA = {"tags", "jupyter", "slideshow"}
VIEW = "application/vnd.jupyter.widget-view+json"


def committed() -> list[Path]:
    """Every notebook of the course, in the order of the lessons."""
    return sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def normal_form(notebook: NotebookNode, name: str) -> NotebookNode:
    """Return a copy with ids by position (`07-12`), the plain Python kernel, and nothing of one run or one machine.

    Outputs stay, but for widget views: each names a model that ended with its kernel, so only their text is kept.
    """
    notebook = nbformat.from_dict(nbformat.v4.upgrade(notebook))
    notebook.nbformat_minor = 5
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": LANGUAGE})
    for position, cell in enumerate(notebook.cells):
        cell.id = f"{name.split('_')[0]}-{position:02d}"
        cell.metadata = nbformat.from_dict({key: cell.metadata[key] for key in cell.metadata if key in CELL_METADATA})
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(VIEW, None)
            output.get("metadata", {}).pop(VIEW, None)
    return notebook


def text_of(notebook: NotebookNode) -> str:
    """The notebook as its file holds it."""
    return nbformat.writes(notebook, version=4) + "\n"


def read(path: Path) -> NotebookNode:
    """Read a notebook file, whatever version of the format it is in."""
    return nbformat.read(path, as_version=4)


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook to a file in its normal form."""
    path.write_text(text_of(normal_form(notebook, path.stem)), encoding="utf-8", newline="\n")


def is_normal(path: Path) -> bool:
    """Tell whether a notebook file is in its normal form already."""
    return path.read_text(encoding="utf-8") == text_of(normal_form(read(path), path.stem))


def main(arguments: list[str]) -> int:
    """Bring notebooks to their normal form, or with `--check` only name those that are not in it."""
    paths = [Path(argument) for argument in arguments if argument != "--check"] or committed()
    changed = [path for path in paths if not is_normal(path)]
    for path in changed:
        print(path)
        if "--check" not in arguments:
            write(read(path), path)
    return 1 if changed and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
