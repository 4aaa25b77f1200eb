"""Every link between lessons, pages and data leads to something that is there, down to the heading."""

import re
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
ROOT = NOTEBOOKS.parent
PAGES = sorted([*NOTEBOOKS.glob("*.ipynb"), *NOTEBOOKS.rglob("*.md"), ROOT / "README.md"])
LINK = re.compile(r"\]\(([^)\s]+)\)")


def text_of(path):
    if path.suffix != ".ipynb":
        return path.read_text(encoding="utf-8")
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def anchors(path):
    """The anchors that JupyterLab gives headings (words joined by hyphens), and those that repository pages show."""
    headings = re.findall(r"^#+ +(.+?) *$", text_of(path), flags=re.MULTILINE)
    by_words = {heading.replace(" ", "-") for heading in headings}
    return by_words | {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links():
    for page in PAGES:
        for target in LINK.findall(text_of(page)):
            if not target.startswith(("http://", "https://", "mailto:")):
                yield pytest.param(page, target, id=f"{page.name}-{target}")


@pytest.mark.parametrize(("page", "target"), list(links()))
def test_a_link_leads_somewhere(page, target):
    file, _, anchor = unquote(target).partition("#")
    path = (page.parent / file).resolve() if file else page
    assert path.is_file(), f"{page.name} links to {file}, which is not there"
    if anchor:
        assert anchor in anchors(path), f"{page.name} links to {target}; {path.name} has {sorted(anchors(path))}"


def test_the_article_page_leads_into_every_lesson():
    page = text_of(NOTEBOOKS / "from_the_article.md")
    assert all(path.name in page for path in NOTEBOOKS.glob("[0-9]*.ipynb"))


def test_every_lesson_stands_on_the_map_and_in_the_teachers_guide():
    start, guide = text_of(NOTEBOOKS / "00_start_here.ipynb"), text_of(NOTEBOOKS / "teaching.md")
    for path in NOTEBOOKS.glob("[0-9]*.ipynb"):
        assert path.name in guide
        assert path.name in start or path.name == "00_start_here.ipynb"
