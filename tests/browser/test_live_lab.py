"""The widgets over a session without a network, worked by hand in a real JupyterLab: one notebook, one lab a test."""

import io
import re

import numpy as np
import pytest
from lab_page import PATIENCE_MS, LabOnPage, difference
from PIL import Image

LAB = """
from fake_session import FakeSession
from course_lib.widgets import Lab
Lab(FakeSession(steps={steps}, seconds={seconds}, side=96{options}), about="{about}")
"""


def lab_cell(about, steps=400, seconds=0.03, options=""):
    return LAB.format(steps=steps, seconds=seconds, about=about, options=options)


CELLS = [
    lab_cell("worked by hand"),
    lab_cell("worked by keys"),
    lab_cell("to be saved"),
    lab_cell("left alone"),
    lab_cell("one that fails", options=", fail_at=5"),
    lab_cell("in all sizes", steps=30, seconds=0),
    """
from fake_session import FakeKnob
from course_lib.widgets import Comparison, KnobSlider
import ipywidgets
said = ipywidgets.Label("nothing yet")
def tell(value):
    said.value = f"turned to {value:g}"
slider = KnobSlider(FakeKnob("rate", "learning rate", 0.5, 0, 1, "linear", "size of a step"), on_change=tell)
penalty = KnobSlider(FakeKnob("r1", "R1 penalty", 0.01, 0, 20, "fine", "flattens D"), on_change=tell)
ipywidgets.VBox([slider, penalty, said])
""",
    """
session = FakeSession(side=64)
comparison = Comparison(session.content, session.styles[0], names=("hills", "rings"))
comparison
""",
    """
comparison.position = 0.25
slider.value = 0.75
""",
]


@pytest.fixture
def lab(request, shared_page):
    return LabOnPage(shared_page, f"Live lab: {request.param}").wait()


def the_lab(about):
    return pytest.mark.parametrize("lab", [about], indirect=True, ids=[""])


@the_lab("worked by hand")
def test_a_lab_worked_by_hand(lab, screenshot):
    page = lab.page
    assert (lab.phase, lab.step, lab.status) == ("paused", 0, "Paused at step 0 of 400.")
    at_first = lab.pixels()
    assert difference(at_first, lab.pixels(".wipe-before")) < 3

    lab.press("Start", times=2)
    lab.wait_for(lambda: lab.step > 20, "training")
    assert difference(at_first, lab.pixels()) > 10

    beta = lab.slider("beta")
    beta.focus()
    page.keyboard.press("PageUp")
    lab.wait_for(lambda: lab.turns, "a mark on the curve")
    mark = lab.turns[-1]
    assert mark["name"] == "beta" and mark["value"] > 10 and 20 < mark["step"] <= lab.step
    assert beta.get_attribute("aria-valuetext") == f"{mark['value']:g}"
    assert f"beta to {mark['value']:g} at step {mark['step']}" in lab.curves.get_attribute("aria-label")
    lab.drag("beta", 0.6, 0.95)
    lab.wait_for(lambda: lab.turns[-1]["value"] > 1000, "the mouse's turn")
    screenshot(page, "running")

    lab.press("Pause")
    lab.wait_for(lambda: lab.phase == "paused", "the pause")
    paused_at = lab.step
    assert lab.status == f"Paused at step {paused_at} of 400."
    page.wait_for_timeout(300)
    assert lab.step == paused_at
    lab.press("Step")
    lab.wait_for(lambda: lab.step == paused_at + 1, "one step")

    lab.press("Reset")
    lab.wait_for(lambda: lab.step == 0 and lab.phase == "paused", "the reset")
    lab.wait_for(lambda: difference(at_first, lab.pixels()) < 3, "the picture of the start")
    assert lab.turns == []
    assert "waits for the next step" in beta.get_attribute("aria-valuetext")


@the_lab("worked by keys")
def test_the_keyboard_is_enough(lab):
    page = lab.page
    beta = lab.slider("beta")
    beta.focus()
    for key, value in [("Home", "0.01"), ("End", "10000"), ("ArrowLeft", "9330"), ("ArrowRight", "10000")]:
        page.keyboard.press(key)
        lab.wait_for(lambda value=value: beta.get_attribute("aria-valuetext").startswith(value), f"{key}: {value}")
    page.keyboard.type("dd")
    page.wait_for_timeout(300)
    assert lab.region.is_visible(), "JupyterLab took the letters d d as its own and deleted the cell"
    page.keyboard.press("Home")

    lab.region.get_by_role("button", name="Start").focus()
    page.keyboard.press("Space")
    lab.wait_for(lambda: lab.step > 3, "training")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    lab.wait_for(lambda: lab.phase == "paused", "the pause")
    assert lab.turns[0] == {"step": 0, "name": "beta", "value": 0.01}

    compare = lab.slider("Compare photograph and result")
    compare.focus()
    page.keyboard.press("End")
    assert compare.get_attribute("aria-valuetext") == "photograph on the left 100 %"


@the_lab("to be saved")
def test_saving_downloads_the_picture_as_it_stands(lab):
    shown = np.array(lab.pixels()).reshape(16, 16, 3)
    with lab.page.expect_download() as download:
        lab.press("Save as PNG")
    assert download.value.suggested_filename == "to-be-saved-step-0.png"
    saved = np.asarray(Image.open(io.BytesIO(download.value.path().read_bytes())))
    assert saved.shape == (96, 96, 3)
    assert np.abs(saved.reshape(16, 6, 16, 6, 3).mean((1, 3)) - shown).mean() < 6


@the_lab("one that fails")
def test_a_failure_is_told_in_words_and_touches_no_other_lab(lab, screenshot):
    other = LabOnPage(lab.page, "Live lab: left alone")
    lab.slider("beta").focus()
    lab.page.keyboard.press("End")
    lab.press("Start")
    lab.wait_for(lambda: lab.phase == "failed", "the failure")
    assert lab.status == ("The training stopped: ValueError: the loss is not a number. It stands at step 5 of 400.")
    screenshot(lab.region, "failed")
    assert "Traceback" not in lab.page.locator(".jp-Notebook").text_content()
    other.wait()
    assert (other.step, other.phase) == (0, "paused")
    assert other.slider("beta").get_attribute("aria-valuetext") == "10"


@the_lab("in all sizes")
def test_wide_narrow_light_and_dark(lab, screenshot):
    lab.press("Start")
    lab.wait_for(lambda: lab.phase == "finished", "the end")
    lab.page.set_viewport_size({"width": 1400, "height": 1500})
    for theme, blue in [("JupyterLab Dark", "#6fb7ee"), ("JupyterLab Light", "#0b62a4")]:
        lab.choose_theme(theme)
        drawn = lab.curves.evaluate("canvas => getComputedStyle(canvas).getPropertyValue('--series-1')").strip()
        assert drawn == blue
        for width in (900, 400):
            lab.region.evaluate("(node, width) => { node.style.width = `${width}px`; }", width)
            lab.page.wait_for_timeout(200)
            overflow = lab.region.evaluate("node => node.scrollWidth - node.clientWidth")
            assert overflow <= 0, f"{overflow} px stick out at {width} px"
            screenshot(lab.region, f"{theme.split()[1].lower()}-{width}")
    lab.page.set_viewport_size({"width": 1280, "height": 1000})


def test_a_slider_by_itself(shared_page):
    page = shared_page
    slider = page.get_by_role("slider", name="learning rate")
    slider.wait_for(timeout=PATIENCE_MS)
    page.get_by_text("turned to 0.75").wait_for(timeout=PATIENCE_MS)
    assert slider.get_attribute("aria-valuetext") == "0.75"
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("turned to 0.755").wait_for()
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2, steps=40)
    page.mouse.up()
    page.get_by_text(re.compile("turned to 0(?!\\.)")).wait_for()


def test_a_comparison_by_itself(shared_page, screenshot):
    page = shared_page
    wipe = page.get_by_role("slider", name="Compare hills and rings")
    wipe.wait_for(timeout=PATIENCE_MS)
    assert wipe.input_value() == "25"
    wipe.scroll_into_view_if_needed()
    stage = page.locator(".wipe").filter(has=wipe).locator(".wipe-stage")
    box = stage.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] - 20)
    assert abs(int(wipe.input_value()) - 60) <= 1
    screenshot(stage, "split")


def test_a_page_that_reloads_goes_away_and_meets_a_new_kernel(page, run_notebook, screenshot):
    run_notebook(lab_cell("at work", steps=3000, seconds=0.02))
    lab = LabOnPage(page).wait()
    lab.slider("beta").focus()
    page.keyboard.press("End")
    lab.press("Start")
    lab.wait_for(lambda: lab.step > 10, "training")
    page.keyboard.press("Control+s")
    page.locator(".jp-mod-dirty").wait_for(state="detached")
    before = lab.step
    page.reload()
    lab = LabOnPage(page).wait()
    lab.wait_for(lambda: lab.step >= before, "the state of the run")
    if lab.phase == "paused":  # a machine so slow that the page was away for ten seconds
        assert "the page has not answered for 10 s" in lab.status
        lab.press("Start")
    lab.wait_for(lambda: lab.step > before and lab.phase == "running", "the training goes on")
    assert lab.turns[0]["value"] == 10_000
    assert int(lab.curves.get_attribute("data-points")) >= before
    screenshot(page, "reloaded")

    page.goto("about:blank")
    page.wait_for_timeout(14_000)
    page.go_back()
    lab = LabOnPage(page).wait()
    lab.wait_for(lambda: lab.phase == "paused", "the pause while the page was away")
    assert "the page has not answered for 10 s" in lab.status
    assert difference(lab.pixels(), lab.pixels(".wipe-before")) > 10, "the picture is there on return"
    lab.press("Start")
    lab.wait_for(lambda: lab.phase == "running", "training again")

    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Restart Kernel…")).click()
    page.get_by_role("button", name=re.compile("Confirm Kernel Restart")).click()
    lab.region.get_by_text("if it was restarted, run this cell again").wait_for(timeout=PATIENCE_MS)
    screenshot(page, "restarted")
