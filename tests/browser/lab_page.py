"""What a person does in JupyterLab, found by role and name as a screen reader would find it."""

import re
import time
from urllib.parse import urlparse

from playwright.sync_api import Locator, Page

LOCAL = ("127.0.0.1", "localhost")
PATIENCE_MS = 120_000


class Requests:
    """Every address that a page asked for, web sockets included, and the pictures of a notebook that were not there."""

    def __init__(self, page: Page):
        self.addresses: list[str] = []
        page.on("request", lambda request: self.addresses.append(request.url))
        page.on("websocket", lambda socket: self.addresses.append(socket.url))
        self.missing_files: list[str] = []
        page.on("response", self._note)

    def _note(self, response) -> None:
        if response.status >= 400 and "/files/" in response.url:
            self.missing_files.append(response.url)

    def elsewhere(self) -> list[str]:
        asked = [urlparse(address) for address in self.addresses]
        return [url.geturl() for url in asked if url.scheme not in ("blob", "data") and url.hostname not in LOCAL]


class LabOnPage:
    """One live lab in an open notebook."""

    def __init__(self, page: Page, name: str = "Live lab", nth: int = 0):
        self.page = page
        self.region = page.get_by_role("region", name=name).nth(nth)

    def wait(self, timeout: float = PATIENCE_MS) -> "LabOnPage":
        self.region.wait_for(timeout=timeout)
        self.region.scroll_into_view_if_needed()
        return self

    def press(self, name: str, times: int = 1) -> None:
        self.region.get_by_role("button", name=name, exact=True).click(click_count=times)

    def drag(self, name: str, begin: float, end: float) -> None:
        """Take a slider's thumb with the mouse, from one share of its length to another."""
        slider = self.slider(name)
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        middle = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + box["width"] * begin, middle)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + box["width"] * end, middle, steps=10)
        self.page.mouse.up()

    def share(self, name: str) -> float:
        """How far along its range a slider stands, from 0 to 1."""
        return self.slider(name).evaluate("input => (input.value - input.min) / (input.max - input.min)")

    def slider(self, name: str) -> Locator:
        return self.region.get_by_role("slider", name=re.compile(name))

    @property
    def status(self) -> str:
        """The sentence on where it stands: its text as it is, for JupyterLab paints nothing that is off screen."""
        return self.region.get_by_role("status").text_content()

    @property
    def step(self) -> int:
        return int(self.region.get_attribute("data-step"))

    @property
    def phase(self) -> str:
        return self.region.get_attribute("data-phase")

    @property
    def turns(self) -> list[dict]:
        """The marks on the curves, as the page drew them."""
        return self.curves.evaluate("canvas => JSON.parse(canvas.dataset.marks)")

    @property
    def curves(self) -> Locator:
        return self.region.get_by_role("img", name=re.compile("^Losses on a log scale"))

    def pixels(self, image: str = ".wipe-after") -> list[int]:
        """The picture that is on the screen, as 16 x 16 RGB values."""
        return self.region.locator(image).evaluate(
            """async image => {
                const decoded = () => image.decode().then(() => true, () => false);
                for (let tries = 0; tries < 50 && !(await decoded()); tries += 1);  // a new frame interrupts it
                const canvas = document.createElement("canvas");
                canvas.width = canvas.height = 16;
                const pen = canvas.getContext("2d");
                pen.drawImage(image, 0, 0, 16, 16);
                return [...pen.getImageData(0, 0, 16, 16).data].filter((_, i) => i % 4 < 3);
            }"""
        )

    def choose_theme(self, name: str) -> None:
        self.page.get_by_role("menuitem", name="Settings", exact=True).click()
        for item in ("Theme", name):  # JupyterLab gives submenus no role
            self.page.locator(".lm-Menu-item").filter(has_text=re.compile(f"^{item}$")).click()
        light = "false" if "Dark" in name else "true"
        self.page.locator(f'body[data-jp-theme-light="{light}"]').wait_for(state="attached")

    def wait_for(self, condition, what: str, timeout_s: float = 120.0) -> None:
        deadline = time.monotonic() + timeout_s
        while not condition():
            assert time.monotonic() < deadline, f"{what}: not within {timeout_s} s; status: {self.status}"
            self.page.wait_for_timeout(50)


def difference(one: list[int], other: list[int]) -> float:
    """Mean absolute difference of two pictures' values, from 0 to 255."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def open_notebook(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".jp-Notebook").first.wait_for(timeout=PATIENCE_MS)
    page.get_by_text("| Idle").first.wait_for(timeout=PATIENCE_MS)


def run_all(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def run_through(page: Page, last: str, timeout_ms: float) -> None:
    """Run a notebook's cells from its first to the one that has the text `last`, and wait until all of them ran.

    Every code cell gets its number, in order; what a cell that failed says is the failure of the test.
    """
    count = page.evaluate(
        """async last => {
            const notebook = jupyterapp.shell.currentWidget.content;
            const cells = notebook.widgets.map(cell => cell.model);
            const place = cells.findIndex(cell => cell.type === "code" && cell.sharedModel.source.includes(last));
            cells.forEach(cell => { if (cell.type === "code") cell.executionCount = null; });
            notebook.activeCellIndex = place + 1;
            jupyterapp.commands.execute("notebook:run-all-above");
            return place + 1;
        }""",
        last,
    )
    assert count > 0, f"no cell has the text {last!r}"
    numbers = """count => jupyterapp.shell.currentWidget.content.widgets.slice(0, count).map(cell => cell.model)
        .filter(model => model.type === "code").map(model => model.executionCount)"""
    errors = page.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"]')
    deadline = time.monotonic() + timeout_ms / 1000
    while not all(found := page.evaluate(numbers, count)):
        assert errors.count() == 0, errors.first.text_content()
        assert time.monotonic() < deadline, f"not all cells ran within {timeout_ms / 1000:.0f} s"
        page.wait_for_timeout(500)
    assert found == list(range(1, len(found) + 1)), f"the cells ran out of order: {found}"
    assert errors.count() == 0, errors.first.text_content()
