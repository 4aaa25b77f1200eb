"""The page's side of a widget: plain .js and .css files that lie beside the Python, joined into one module.

anywidget loads one module a widget and its files cannot import each other; so each file holds functions only, and
the last one given ends in `export default { render }`.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent


def join(*names: str) -> str:
    """The text of the named files of this folder, one after the other."""
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)
