"""The DCGAN's benches of lesson 05 in a real JupyterLab: a hand on two networks that train, and on the noise of one."""

import re

from lab_page import LabOnPage, difference

LAB = "Live lab: faces by the thin network"
FEW = "Live lab: faces, learned from 100"
PANEL = "Latent panel: face"
SAMPLES, REAL = ".sheet-samples", ".sheet-real"
CELLS = [
    """
from course_lib.datasets import faces
from course_lib.training.dcgan_run import DcganRun
from course_lib.widgets import LatentPanel, SampleLab
learned = faces.render(5000)
SampleLab(DcganRun(learned), about="faces by the thin network")
""",
    """SampleLab(DcganRun(learned[:100], augment=1.0), about="faces, learned from 100")""",
    """
from course_lib.training import dcgan_weights
from course_lib.training.latent import AttributeReader, directions
thin = dcgan_weights.load("faces-thin")
noise = thin.noise(1000, seed=5)
towards = directions(noise, AttributeReader.learned(1000).read(thin(noise)))
LatentPanel(thin, lambda seed: thin.noise(1, seed)[0], towards, about="face")
""",
]


def test_a_hand_on_the_live_lab(shared_page, screenshot):
    lab = LabOnPage(shared_page, LAB).wait()
    assert lab.phase == "paused" and lab.step == 0, "the lab stands until it is started"
    at_first, real = lab.pixels(SAMPLES), lab.pixels(REAL)
    assert difference(at_first, real) > 5

    lab.press("Start")
    lab.wait_for(lambda: lab.step >= 40, "training")
    lab.wait_for(lambda: difference(at_first, lab.pixels(SAMPLES)) > 2, "the samples change")
    assert f"step {lab.region.locator('.lab-count').text_content().split()[1]} of" in lab.region.text_content()

    rate = lab.slider("^D learning rate")
    value = rate.get_attribute("aria-valuetext")
    rate.focus()
    shared_page.keyboard.press("ArrowLeft")
    lab.wait_for(lambda: lab.turns, "a mark on the curve")
    assert lab.turns[-1]["name"] == "d_rate" and 0 < lab.turns[-1]["step"] <= lab.step
    assert rate.get_attribute("aria-valuetext") != value
    lab.wait_for(lambda: lab.step >= 250, "faces begin")
    screenshot(lab.region, "1-trained")

    lab.press("Pause")
    lab.wait_for(lambda: lab.phase in ("paused", "finished"), "the pause")
    step = lab.step
    shared_page.wait_for_timeout(1000)
    assert lab.step == step and f"at step {step} of" in lab.status
    averaged = lab.pixels(SAMPLES)
    weights = lab.region.get_by_label("weights shown")
    weights.select_option(label="present")
    lab.wait_for(lambda: difference(averaged, lab.pixels(SAMPLES)) > 1, "samples of the present weights")
    assert lab.step == step, "only what is shown has changed"
    weights.select_option(label="averaged")
    lab.wait_for(lambda: difference(averaged, lab.pixels(SAMPLES)) < 1, "samples of the averaged weights")

    lab.press("Reset")
    lab.wait_for(lambda: lab.step == 0 and lab.phase == "paused", "the reset")
    lab.wait_for(lambda: difference(at_first, lab.pixels(SAMPLES)) < 1, "the samples of the start")
    assert lab.turns == [] and lab.pixels(REAL) == real


def test_diffaugment_is_switched_off_and_on(shared_page, screenshot):
    lab = LabOnPage(shared_page, FEW).wait()
    switch = lab.slider("^DiffAugment")
    assert lab.share("^DiffAugment") == 1
    lab.press("Start")
    lab.wait_for(lambda: lab.step >= 20, "training")
    switch.focus()
    for key, names in (("Home", 1), ("End", 2)):
        shared_page.keyboard.press(key)
        lab.wait_for(lambda: len(lab.turns) == names, "a mark on the curve")  # noqa: B023
        turned = lab.step
        lab.wait_for(lambda: lab.step > turned + 20, "training goes on")  # noqa: B023
    assert [turn["name"] for turn in lab.turns] == ["augment", "augment"]
    screenshot(lab.region, "switched")
    lab.press("Pause")
    lab.wait_for(lambda: lab.phase == "paused", "the pause")


def test_sliders_move_through_the_noise_by_keys(shared_page, screenshot):
    panel = LabOnPage(shared_page, PANEL).wait()
    picture = panel.region.locator(".latent-picture")

    def turn(name, *keys):
        """Press keys on a slider and wait for the picture that answers."""
        before = panel.pixels(".latent-picture")
        panel.slider(name).focus()
        for key in keys:
            shared_page.keyboard.press(key)
        panel.wait_for(lambda: difference(before, panel.pixels(".latent-picture")) > 2, f"a picture for {name}")

    assert "50% of the way from seed 0 to seed 1" in picture.get_attribute("alt")
    strip = panel.pixels(".latent-strip")
    turn("^glasses", *["PageUp"] * 4)
    assert re.search(r"glasses \+\d", picture.get_attribute("alt"))
    assert difference(strip, panel.pixels(".latent-strip")) > 1, "the whole way moves with it"
    screenshot(panel.region, "glasses")
    turn("^way", "End")
    assert "100% of the way" in picture.get_attribute("alt")
    turn("^to seed", "ArrowRight")
    assert "to seed 2" in picture.get_attribute("alt")
