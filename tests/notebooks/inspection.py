"""What is wrong with a notebook that is to be read without being run."""

import re
from collections.abc import Iterator

from nbformat import NotebookNode

PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
LOOKS_AWAY = re.compile(r"nbval[-_](skip|ignore[-_]output)", re.IGNORECASE)


def faults(notebook: NotebookNode) -> list[str]:
    """One line a fault: cells never run or out of order, errors, comparisons avoided, pictures without words."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    found = [
        f"{cell.id}: it was run as number {cell.execution_count}, and stands at place {place}"
        for place, cell in enumerate(code, start=1)
        if cell.execution_count != place
    ]
    for cell in code:
        found += [f"{cell.id}: {fault}" for fault in _faults_of_code(cell)]
    return found + [f"{cell.id}: no words for {picture}" for cell in notebook.cells for picture in _undescribed(cell)]


def _faults_of_code(cell: NotebookNode) -> Iterator[str]:
    tags = cell.metadata.get("tags", [])
    failed = any(output.output_type == "error" for output in cell.outputs)
    if failed and "raises-exception" not in tags:
        yield "it failed, and no tag raises-exception announces that"
    if "raises-exception" in tags and not failed:
        yield "its tag announces an error that it does not raise"
    if any(output.get("name") == "stderr" for output in cell.outputs):
        yield "it writes to the error stream"
    if LOOKS_AWAY.search(" ".join([cell.source, *tags])):
        yield "it asks the strict comparison to look away"


def _undescribed(cell: NotebookNode) -> Iterator[str]:
    """Yield the pictures without alternative text: in Markdown, in HTML (also as output), and among the outputs."""
    texts = [cell.source] if cell.cell_type == "markdown" else []
    for output in cell.get("outputs", []):
        data, metadata = output.get("data", {}), output.get("metadata", {})
        texts.append(data.get("text/html", ""))
        yield from (mime for mime in PICTURES if mime in data and not metadata.get(mime, {}).get("alt", "").strip())
    for text in texts:
        yield from re.findall(r"!\[\s*\]\([^)]*\)", text)
        images = re.findall(r"<img\b[^>]*>", text)
        yield from (image[:60] for image in images if not re.search(r"""\balt=["'][^"']""", image))
