import io

import numpy as np
import pytest
from fake_translations import FakeTranslations
from page import Page
from PIL import Image

from course_lib.widgets import TranslationLab, live_view

assert live_view  # imported here, so that no test has to wait for Keras


class PageTranslationLab(Page, TranslationLab):
    """A translation lab whose page keeps what it is sent."""


@pytest.fixture
def lab():
    return PageTranslationLab(FakeTranslations(), about="summer and winter", domains=("summer", "winter"))


def light(jpeg):
    return np.asarray(Image.open(io.BytesIO(jpeg)), dtype="float32").mean()


def test_it_stands_paused_with_its_columns_and_rows_named(lab):
    assert lab.status == "Paused at step 0 of 120."
    assert repr(lab).startswith("Live lab: summer and winter, at step 0 of 120; sliders: alpha")
    assert lab.scene["columns"] == ["input", "translated", "there and back", "identity", "truth"]
    assert lab.scene["rows"] == ["summer", "summer", "winter", "winter"]
    assert "a CycleGAN trains here while you watch" in lab._repr_mimebundle_()[0]["text/html"]


def test_without_a_truth_there_is_no_column_of_it_and_no_score():
    lab = PageTranslationLab(FakeTranslations(truth=False))
    assert lab.scene["columns"][-1] == "identity"
    lab.run(20)
    assert lab.updates[-1]["score"] == ""


def test_the_score_is_told_with_its_measure_and_step(lab):
    lab.run(25)
    assert lab.updates[-1]["score"] == (
        f"Left of the way to the truth (1 - SSIM, 4 held-out scenes, step 19): "
        f"{lab.session.history[19]['left to B']:.0%} from A to B, 50% from B to A."
    )
    assert "left to B" in lab.updates[-1]["points"]["terms"] or any(
        "left to B" in update["points"]["terms"] for update in lab.updates
    )


@pytest.mark.parametrize(("kind", "name", "shown"), [("weights", "averaged", False), ("verdicts", "verdicts", True)])
def test_what_is_shown_changes_at_once_while_it_stands(lab, kind, name, shown):
    lab.run(40)
    before = light(lab.frames[-1])
    lab.hear(kind, on=shown)
    lab.join(5)
    assert getattr(lab.session, name) is shown
    assert lab.updates[-1]["phase"] == "paused" and lab.updates[-1]["step"] == 40
    assert abs(light(lab.frames[-1]) - before) > 10
    lab.hear(kind, on=not shown)
    lab.join(5)
    assert light(lab.frames[-1]) == pytest.approx(before, abs=1)


def test_the_sheet_is_saved_under_its_name(lab):
    lab.run(2)
    lab.hear("save")
    assert lab.sent[-1][0] == {"kind": "png", "name": "summer-and-winter-step-2.png"}
