"""The judging bench: a hand turns a fault, and pictures and bars follow."""

import io
import re

import numpy as np
import pytest
from page import Page
from PIL import Image

from course_lib.errors import KnobError
from course_lib.metrics import embedding
from course_lib.metrics.bench import MOST, Bench, Faults
from course_lib.widgets import JudgingBench
from course_lib.widgets.judging_bench import COLUMNS, KNOBS, SHOWN
from course_lib.widgets.score_bars import FULL, bars

BENCH = Bench(embedding.pixels(8))


class PageBench(Page, JudgingBench):
    """A bench whose page keeps what it is sent."""


@pytest.fixture
def bench():
    return PageBench(BENCH)


def shown(bench):
    return {bar["name"]: bar for bar in bench.state["bars"]}


def test_it_stands_without_a_fault(bench):
    assert bench.state["values"] == {"kinds": 10, "blur": 0, "noise": 0, "copies": 0, "count": MOST}
    assert bench.score == BENCH.judge(Faults())
    wanted = ["kernel distance", "Frechet distance", "precision", "recall", "density", "coverage", "copying"]
    assert list(shown(bench)) == wanted
    assert [knob["name"] for knob in bench.scene["knobs"]] == [knob.name for knob in KNOBS]
    assert bench.scene["features"] == "pixels at 8 px"


@pytest.mark.parametrize(
    "values", [{"kinds": 2}, {"blur": 3}, {"noise": 2}, {"copies": 60}, {"count": 40}, {"kinds": 3.0, "blur": 1}]
)
def test_a_hands_turn_changes_scores_and_pictures(bench, values):
    bars_before, sheet_before = bench.state["bars"], bench.sheet
    bench.hear("turn", values=values)
    assert bench.sent == [({"kind": "judged", "said": ""}, None)]
    assert {name: bench.state["values"][name] for name in values} == values
    assert bench.state["bars"] != bars_before
    assert bench.sheet != sheet_before
    bench.check()


def test_the_bars_are_the_scores(bench):
    bench.turn(kinds=4, copies=50, count=80)
    row, found = BENCH.judge(Faults(kinds=4, copies=50, count=80)), shown(bench)
    assert found["copying"]["share"] == row.copying
    assert found["copying"]["mark"] == BENCH.yardstick(80).copying
    assert found["precision"]["share"] == row.precision and found["precision"]["text"] == f"{row.precision:.2f}"
    assert found["Frechet distance"]["text"] == f"{row.frechet:.1f}"
    assert found["kernel distance"]["low"] <= found["kernel distance"]["share"] <= found["kernel distance"]["high"]
    assert found["recall"]["low"] is None


def test_every_place_on_a_bar_is_on_it():
    worst = BENCH.judge(Faults(1, 3, 2, 0, 20))
    for row in (worst, BENCH.yardstick(20)):
        for bar in bars(row, worst):
            assert all(0 <= place <= 1 for place in (bar.share, bar.mark, bar.low or 0, bar.high or 0))
    assert bars(BENCH.yardstick(MOST), worst)[0].share < 0.2 < FULL["kernel"]


def test_the_sheet_is_a_picture_with_copies_in_dark_frames(bench):
    picture = Image.open(io.BytesIO(bench.sheet))
    assert picture.size[0] // COLUMNS == pytest.approx(64, abs=6)
    light = bench.still()
    bench.turn(copies=100)
    dark = bench.still()
    rows = SHOWN // COLUMNS
    assert dark.shape == light.shape
    assert (np.abs(dark - 0.15).max(-1) < 0.01).sum() >= rows * COLUMNS * 4 * 64


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"kinds": 0}, "kinds of skin can be turned from 1 to 10"),
        ({"blur": "soft"}, "blur takes a number"),
        ({"copies": 0.5}, "whole numbers"),
        ({"sharpness": 1}, "there is no knob 'sharpness'"),
        ({"count": float("nan")}, "can be turned"),
        ("kinds", "dictionary|sequence"),
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
    monkeypatch.setattr(bench, "bench", None)
    bench.hear("turn", values={"kinds": 2})
    assert "could not be computed (AttributeError" in bench.sent[-1][0]["said"]
    with pytest.raises(AttributeError):
        bench.check()
    monkeypatch.undo()
    bench.hear("turn", values={"kinds": 2})
    assert bench.sent[-1][0]["said"] == ""


def test_a_turn_in_a_cell_raises(bench):
    with pytest.raises(KnobError, match="there is no knob 'x'"):
        bench.turn(x=1)
    with pytest.raises(KnobError, match="from 20 to 150"):
        bench.turn(count=1000)


def test_it_reads_as_one_stable_line_and_a_sentence(bench):
    assert repr(bench) == ("Judging bench; sliders: kinds of skin, blur, noise, copies, N; features: pixels at 8 px")
    data = bench._repr_mimebundle_()[0]
    assert data["text/plain"] == repr(bench)
    assert "Run this cell to use it." in data["text/html"]
