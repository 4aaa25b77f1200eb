"""A JupyterLab server for all browser tests, and a page of Debian's chromium for each."""

import contextlib
import secrets
import shutil
import sys
from pathlib import Path

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from jupyter_server import JupyterServer  # noqa: E402
from lab_page import Requests, open_notebook, run_all  # noqa: E402

REPOSITORY = Path(__file__).parents[2]
ARTEFACTS = REPOSITORY / ".artefacts" / "browser"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    home = tmp_path_factory.mktemp("jupyter")
    root = home / "root"
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks")
    shutil.copytree(REPOSITORY / "data", root / "data")
    shutil.copy(REPOSITORY / "tests" / "widgets" / "fake_session.py", root)
    server = JupyterServer(home, root, REPOSITORY)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.fail("the browser tests need chromium; install it with: apt-get install --yes chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def fresh_page(browser, server):
    """A page that may ask nothing of another machine, and no script of which may fail."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, accept_downloads=True)
    page = context.new_page()
    requests, failures = Requests(page), []
    page.on("pageerror", lambda error: failures.append(str(error)))
    try:
        yield page
    finally:
        context.close()
        server.end_kernels()
    assert requests.addresses, "the page asked for nothing at all"
    assert requests.elsewhere() == []
    assert requests.missing_files == []
    assert failures == []


def run_cells(page, server, cells):
    """Open a new notebook of these cells and run them all."""
    path = f"{secrets.token_hex(4)}.ipynb"
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(notebook, server.root / path)
    open_notebook(page, server.address(path, secrets.token_hex(4)))
    run_all(page)


@pytest.fixture
def page(browser, server):
    with fresh_page(browser, server) as page:
        yield page


@pytest.fixture(scope="module")
def shared_page(request, browser, server):
    """One page for all tests of a module, with the module's CELLS run on it."""
    with fresh_page(browser, server) as page:
        run_cells(page, server, request.module.CELLS)
        yield page


@pytest.fixture
def run_notebook(page, server):
    """Open a notebook, given by its path or by the text of its cells, and run all of it."""

    def run(*cells, path=None):
        if path is None:
            run_cells(page, server, cells)
        else:
            open_notebook(page, server.address(path, secrets.token_hex(4)))
            run_all(page)

    return run


@pytest.fixture
def screenshot(request):
    ARTEFACTS.mkdir(parents=True, exist_ok=True)

    def take(thing, name):
        thing.screenshot(path=ARTEFACTS / f"{request.function.__name__.removeprefix('test_')}-{name}.png")

    return take
