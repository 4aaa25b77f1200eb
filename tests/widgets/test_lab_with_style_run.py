"""The lab over the session that the lessons show: a real Keras `fit` on the lab's thread."""

import numpy as np
import pytest
from page_lab import PageLab

from course_lib.training.style_run import StyleRun


@pytest.fixture(scope="module")
def session():
    generator = np.random.default_rng(0)
    content, style = generator.uniform(0, 1, (2, 32, 40, 3)).astype("float32")
    layers = {"content_layers": ("relu1_2",), "style_layers": ("relu1_1", "relu1_2"), "scales": (1.0,)}
    return StyleRun(content, style, network="random", steps=12, **layers)


@pytest.fixture
def lab(session):
    lab = PageLab(session)
    lab.reset()
    lab.join(60)
    lab.sent.clear()
    yield lab
    lab.close()
    lab.join(60)


def test_it_trains_to_the_end_and_tells_every_step(lab):
    lab.hear("start")
    lab.join(120)
    lab.check()
    assert (lab.session.step, lab.updates[-1]["phase"]) == (12, "finished")
    assert [step for update in lab.updates for step in update["points"]["step"]] == list(range(12))
    assert np.abs(lab.session.picture() - lab.session.content).mean() > 0.01


def test_every_slider_acts_at_the_next_step(lab):
    lab.run(3)
    for knob in lab.session.knobs:
        lab.hear("turn", name=knob.name, value=knob.high)
        assert lab.updates[-1]["knobs"][knob.name] == {"value": knob.high, "queued": True}
        step = lab.session.step
        lab.hear("step")
        lab.join(60)
        assert lab.updates[-1]["turns"][-1:] in ([], [{"step": step, "name": knob.name, "value": knob.high}])
        assert lab.session.knobs.turns[-1].step == step
        assert float(lab.session.knobs.variable(knob.name).value) == pytest.approx(knob.high)
        assert not lab.updates[-1]["knobs"][knob.name]["queued"]
    for knob in lab.session.knobs:
        lab.turn(knob.name, knob.value)
    marks = [mark["name"] for update in lab.updates for mark in update["turns"]]
    assert marks == [knob.name for knob in lab.session.knobs]


def test_a_slider_after_the_end_changes_the_picture(lab):
    lab.run()
    before, end = lab.session.picture(), lab.session.step
    lab.hear("turn", name="beta", value=5000.0)
    lab.join(120)
    assert lab.session.step > end
    assert np.abs(lab.session.picture() - before).mean() > 0.005
    lab.hear("turn", name="beta", value=10.0)
    lab.join(120)


def test_pause_and_reset_while_it_trains(lab):
    lab.session.knobs.turn("alpha", 2.0)
    lab.hear("start")
    lab.hear("pause")
    lab.join(60)
    assert lab.updates[-1]["phase"] == "paused" and lab.session.step < 12
    lab.hear("start")
    lab.hear("reset")
    lab.join(60)
    assert (lab.session.step, lab.session.history, lab.updates[-1]["phase"]) == (0, [], "paused")
    assert np.abs(lab.session.picture() - lab.session.content).max() < 1e-3
    lab.turn("alpha", 1.0)
