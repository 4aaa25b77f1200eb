import io

import numpy as np
import pytest
from fake_samples import FakeSamples
from fake_session import gate
from page import Page
from PIL import Image

from course_lib.widgets import SampleLab, live_view

assert live_view  # imported here, so that no test has to wait for Keras


class PageSampleLab(Page, SampleLab):
    """A sample lab whose page keeps what it is sent."""


@pytest.fixture
def lab():
    return PageSampleLab(FakeSamples(), about="squares")


def as_array(jpeg):
    return np.asarray(Image.open(io.BytesIO(jpeg)), dtype="float32")


def test_it_stands_paused_with_samples_and_real_pictures(lab):
    assert lab.status == "Paused at step 0 of 120."
    assert repr(lab) == "Live lab: squares, at step 0 of 120; sliders: alpha: content, beta: style, mix"
    assert Image.open(io.BytesIO(lab.scene["picture"])).width > 200
    assert Image.open(io.BytesIO(lab.scene["real"])).size == (8 * 18 + 2, 2 * 18 + 2)
    assert lab.scene["captions"]["real"] == "real squares, for comparison"
    assert lab.scene["weights"]["value"] == 1
    assert "its samples above, real ones below" in lab._repr_mimebundle_()[0]["text/html"]


def test_samples_follow_the_training(lab):
    lab.run(40)
    first, last = as_array(lab.scene["picture"]), as_array(lab.frames[-1])
    assert np.abs(first - last).mean() > 5
    assert lab.updates[-1]["alt"] == "samples of squares, at step 40 of 120"


def test_other_weights_are_shown_at_once_while_it_stands(lab):
    lab.run(40)
    averaged = as_array(lab.frames[-1])
    lab.hear("weights", averaged=False)
    lab.join(5)
    last = lab.updates[-1]
    assert last["averaged"] is False and last["phase"] == "paused" and last["step"] == 40
    assert np.abs(averaged - as_array(lab.frames[-1])).mean() > 5
    lab.hear("weights", averaged=True)
    lab.join(5)
    assert np.array_equal(averaged, as_array(lab.frames[-1]))


def test_other_weights_while_it_runs_leave_the_run_going():
    turnstile = gate()
    lab = PageSampleLab(FakeSamples(steps=9, gate=turnstile))
    lab.hear("start")
    turnstile.release(2)
    lab.hear("weights", averaged=False)
    turnstile.release(20)
    lab.join(5)
    assert lab.session.step == 9 and lab.session.averaged is False
    lab.check()


def test_the_sheet_is_saved_under_its_name(lab):
    lab.run(2)
    lab.hear("save")
    content, buffers = lab.sent[-1]
    assert content == {"kind": "png", "name": "squares-step-2.png"}
    assert Image.open(io.BytesIO(buffers[0])).format == "PNG"
