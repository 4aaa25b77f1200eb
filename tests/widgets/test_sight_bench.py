"""The sight bench: a hand changes a photograph, a layer or a channel, and pictures and bars follow."""

import io
import re

import numpy as np
import pytest
from page import Page
from PIL import Image

from course_lib.errors import KnobError
from course_lib.metrics.two_judges import Change, TwoJudges
from course_lib.models.receptive_field import Field
from course_lib.widgets.sight_bench import CHANGES, SHOWN, SightBench
from course_lib.widgets.sight_figures import glow

RNG = np.random.default_rng(0)
PICTURE, OTHER = RNG.random((2, 40, 40, 3), "float32")
FIELDS = {"fine": Field(), "coarse": Field(2, 2, 0)}


def network(pictures):
    """The colours, and the same halved in height and width."""
    return {"fine": pictures, "coarse": pictures[:, ::2, ::2] ** 2}


class PageBench(Page, SightBench):
    """A bench whose page keeps what it is sent."""


@pytest.fixture
def bench():
    return PageBench(TwoJudges(PICTURE, OTHER, network), FIELDS)


def shown(data):
    return np.asarray(Image.open(io.BytesIO(data)), "float32") / 255


def test_it_stands_on_the_unchanged_photograph(bench):
    assert bench.state["values"] == {knob.name: 0 for knob in CHANGES} | {"layer": 0, "channel": 0}
    assert [bar["text"] for bar in bench.state["bars"]] == ["0.000"] * 3
    assert all(bar["mark"] == pytest.approx(2 / 3) for bar in bench.state["bars"])
    assert bench.scene["fields"][1] == {"name": "coarse", "size": 2, "stride": 2, "start": 0}
    assert bench.scene["size"] == [40, 40]


@pytest.mark.parametrize(
    "values", [{"shift": 3}, {"blur": 2.5}, {"grain": 0.1}, {"dark": 0.5}, {"fade": 0.3}, {"shift": 2, "dark": 0.1}]
)
def test_a_hands_turn_changes_the_picture_and_both_judges(bench, values):
    before = bench.picture
    bench.hear("turn", values=values)
    assert bench.sent == [({"kind": "judged", "said": ""}, None)]
    assert bench.picture != before
    assert bench.change == Change(**values)
    wanted = bench.judges.judge(bench.judges.changed(bench.change))
    assert bench.verdict == wanted and wanted.pixels > 0
    told = [bar["text"] for bar in bench.state["bars"]]
    assert told == [f"{n:.3f}" for n in (wanted.pixels, wanted.features, wanted.layers["fine"])]
    bench.check()


def test_a_layer_and_a_channel_are_looked_at(bench):
    bench.hear("turn", values={"layer": 1, "channel": 2})
    assert bench.state["layer"] == "coarse"
    assert bench.state["bars"][2]["name"] == "features, coarse"
    assert bench.state["map_alt"] == "Channel 2 of coarse: 20 x 20 answers"
    np.testing.assert_allclose(shown(bench.map), glow(PICTURE[::2, ::2, 2] ** 2, SHOWN), atol=0.2)
    bench.turn(layer="fine")
    assert bench.seen == {"layer": 0, "channel": 2}
    assert shown(bench.picture).shape == shown(bench.map).shape == (SHOWN, SHOWN, 3)


def test_another_photograph_is_at_the_mark(bench):
    bench.turn(fade=1)
    for bar in bench.state["bars"]:
        assert bar["share"] == pytest.approx(bar["mark"])
    bench.turn(fade=1, dark=1.0, grain=0.3)
    assert all(0 <= bar["share"] <= 1 for bar in bench.state["bars"])


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"shift": 99}, "shift can be turned from 0 to 16"),
        ({"shift": 0.5}, "whole numbers"),
        ({"grain": "much"}, "grain takes a number"),
        ({"layer": "relu9"}, "layer takes a number"),
        ({"colour": 1}, "there is no knob 'colour'"),
        ("shift", "dictionary|sequence"),
    ],
)
def test_a_bad_turn_is_answered_in_words_and_changes_nothing(bench, values, says):
    before = bench.state
    bench.hear("turn", values=values)
    [(answer, _)] = bench.sent
    assert re.search(says, answer["said"])
    assert bench.state == before
    bench.check()


def test_other_messages_are_passed_over(bench):
    bench._handle_custom_msg("nonsense", [])
    bench.hear("start")
    assert bench.sent == []


def test_what_fails_is_told_and_kept_and_the_next_turn_is_answered(bench, monkeypatch):
    monkeypatch.setattr(bench, "judges", None)
    bench.hear("turn", values={"shift": 2})
    assert "could not be judged (AttributeError" in bench.sent[-1][0]["said"]
    with pytest.raises(AttributeError):
        bench.check()
    monkeypatch.undo()
    bench.hear("turn", values={"shift": 2})
    assert bench.sent[-1][0]["said"] == ""


def test_a_turn_in_a_cell_raises(bench):
    with pytest.raises(KnobError, match="there is no knob 'x'"):
        bench.turn(x=1)


def test_it_reads_as_one_stable_line_and_a_sentence(bench):
    assert repr(bench) == (
        "Sight bench; layers: fine, coarse; sliders: channel, shift, blur, grain, darkness, another photograph"
    )
    data = bench._repr_mimebundle_()[0]
    assert data["text/plain"] == repr(bench)
    assert "Run this cell to use it." in data["text/html"]
