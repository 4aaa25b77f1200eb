"""The lessons in a real JupyterLab: run them as far as their live lab, then put a hand on it."""

import pytest
from lab_page import PATIENCE_MS, LabOnPage, difference, open_notebook, run_through

LESSON_MS = 400_000


@pytest.fixture
def lesson(page, server):
    """Open a lesson, run it through the cell that has a text, and return its first lab."""

    def run(name, last):
        open_notebook(page, server.address(f"notebooks/{name}.ipynb", name))
        run_through(page, last, LESSON_MS)
        return LabOnPage(page).wait()

    return run


def test_lesson_07_under_a_hand(lesson, screenshot):
    lab = lesson("07_content_and_style", "lab = Lab(")
    page = lab.page
    assert lab.phase == "paused", "the lab stands until it is started"
    at_first = lab.pixels()
    screenshot(page, "1-before-the-start")

    lab.press("Start")
    lab.wait_for(lambda: lab.step > 5, "training")
    lab.wait_for(lambda: difference(at_first, lab.pixels()) > 1, "the picture changes")

    beta = lab.slider("^beta")
    value = beta.get_attribute("aria-valuetext")
    beta.focus()
    page.keyboard.press("PageUp")
    lab.wait_for(lambda: lab.turns, "a mark on the curve")
    assert lab.turns[-1]["name"] == "beta"
    assert beta.get_attribute("aria-valuetext") != value
    marks = len(lab.turns)
    lab.drag("^beta", lab.share("^beta"), 0.95)
    lab.wait_for(lambda: len(lab.turns) > marks, "a mark from the mouse")
    assert lab.turns[-1]["step"] <= lab.step
    turned = lab.pixels()
    lab.wait_for(lambda: difference(turned, lab.pixels()) > 1, "the picture follows the slider")
    screenshot(page, "2-beta-turned")

    lab.press("Pause")
    lab.wait_for(lambda: lab.phase in ("paused", "finished"), "the pause")
    step = lab.step
    page.wait_for_timeout(1000)
    assert lab.step == step
    assert f"at step {step} of" in lab.status

    lab.press("Reset")
    lab.wait_for(lambda: lab.step == 0 and lab.phase == "paused", "the reset")
    lab.wait_for(lambda: difference(at_first, lab.pixels()) < 2, "the picture of the start")
    assert lab.turns == []
    screenshot(page, "3-reset")


def test_lesson_00_in_its_first_minute(lesson, screenshot):
    lab = lesson("00_start_here", "ChannelCheck()")
    page = lab.page
    page.get_by_text("Page and kernel hear each other").wait_for(timeout=PATIENCE_MS)
    at_first = lab.pixels()
    lab.press("Start")
    lab.wait_for(lambda: difference(at_first, lab.pixels()) > 5, "the picture changes")
    lab.slider("^beta").focus()
    page.keyboard.press("End")
    lab.wait_for(lambda: lab.turns, "a mark on the curve")
    screenshot(page, "restyled")
