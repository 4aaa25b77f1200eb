"""The CycleGAN's lab of lesson 09 in a real JupyterLab: a hand on two generators that train both ways."""

import re

from lab_page import LabOnPage, difference

LAB = "Live lab: summer and winter"
SHEET = ".translation-sheet"
CELLS = [
    """
from course_lib.datasets.worlds import WORLDS
from course_lib.metrics.translation_truth import Truth
from course_lib.training.cyclegan_run import CycleGanRun
from course_lib.widgets import TranslationLab
heaps = WORLDS["seasons"].unpaired(100)
TranslationLab(
    CycleGanRun(heaps.a, heaps.b, truth=Truth.of("seasons")), about="summer and winter", domains=("summer", "winter")
)
""",
]


def test_a_hand_on_a_cyclegan(shared_page, screenshot):
    lab = LabOnPage(shared_page, LAB).wait()
    assert lab.phase == "paused" and lab.step == 0, "the lab stands until it is started"
    columns = lab.region.locator(".translation-columns span").all_text_contents()
    assert columns == ["input", "translated", "there and back", "identity", "truth"]
    at_first = lab.pixels(SHEET)

    lab.press("Start")
    lab.wait_for(lambda: lab.step >= 30, "training")
    lab.wait_for(lambda: difference(at_first, lab.pixels(SHEET)) > 2, "the translations change")
    score = lab.region.locator(".translation-score")
    lab.wait_for(lambda: "left of the way" in (score.text_content() or "").lower(), "the score against the truth")
    assert re.search(r"\d+% from A to B, \d+% from B to A", score.text_content())

    cycle = lab.slider("^λ cycle")
    value = cycle.get_attribute("aria-valuetext")
    cycle.focus()
    shared_page.keyboard.press("Home")
    lab.wait_for(lambda: lab.turns, "a mark on the curve")
    assert lab.turns[-1]["name"] == "lambda_cycle" and lab.turns[-1]["value"] == 0
    assert cycle.get_attribute("aria-valuetext") != value
    screenshot(lab.region, "1-trained")

    lab.press("Pause")
    lab.wait_for(lambda: lab.phase in ("paused", "finished"), "the pause")
    step, plain = lab.step, lab.pixels(SHEET)
    shown = lab.region.get_by_label("shown", exact=True)
    shown.select_option(label="what D says of them")
    lab.wait_for(lambda: difference(plain, lab.pixels(SHEET)) > 2, "the verdicts over the pictures")
    screenshot(lab.region, "2-verdicts")
    shown.select_option(label="the pictures")
    lab.wait_for(lambda: difference(plain, lab.pixels(SHEET)) < 1, "the pictures by themselves")
    assert lab.step == step, "only what is shown has changed"

    lab.press("Reset")
    lab.wait_for(lambda: lab.step == 0 and lab.phase == "paused", "the reset")
    lab.wait_for(lambda: difference(at_first, lab.pixels(SHEET)) < 1, "the translations of the start")
    assert lab.turns == [] and score.text_content() == ""
