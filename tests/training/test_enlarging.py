"""Learning to enlarge: what a run notes, and that the stored runs can be made again."""

import numpy as np
import pytest

from course_lib.datasets import photographs
from course_lib.errors import SettingError
from course_lib.metrics.checkerboard import checkerboard
from course_lib.models.upsampler import UPSAMPLERS
from course_lib.training import enlarging

PICTURE, OTHER = (
    photographs.load(name, side=enlarging.SIDE, square=True) for name in (enlarging.LEARNED, enlarging.UNSEEN)
)


def test_a_run_learns_and_notes_what_it_made():
    run = enlarging.enlarge("transposed 4/2", PICTURE, OTHER, (0, 3, 10), seed=1)
    assert run.marks == [0, 3, 10]
    assert run.errors[0] > run.errors[1] > run.errors[2]
    for made, error, pattern in zip(run.pictures, run.errors, run.patterns, strict=True):
        assert error == pytest.approx(np.sqrt(np.mean((made - PICTURE) ** 2)), rel=1e-5)
        assert pattern == checkerboard(made, 4)


def test_the_stored_runs_begin_as_they_do_here():
    card = enlarging.stored()
    assert {run["kind"] for run in card["runs"]} == set(UPSAMPLERS)
    stored = next(run for run in card["runs"] if (run["kind"], run["seed"]) == ("transposed 5/2", 0))
    run = enlarging.enlarge("transposed 5/2", PICTURE, OTHER, card["steps"][:2], seed=0)
    for name in ("errors", "patterns", "unseen"):
        assert getattr(run, name) == pytest.approx(stored[name][:2], rel=0.05)


def test_the_middle_of_the_stored_seeds():
    runs = [run["unseen"] for run in enlarging.stored()["runs"] if run["kind"] == "nearest + conv"]
    assert enlarging.middle("nearest + conv", "unseen") == [sorted(column)[1] for column in zip(*runs, strict=True)]
    with pytest.raises(SettingError, match="kind is one of"):
        enlarging.middle("bicubic")


def test_what_comes_before_learning_is_brought_into_range():
    wild = 40 * np.random.default_rng(0).normal(size=(8, 8, 3))
    assert enlarging.visible(wild, 0).std() == pytest.approx(0.2, abs=0.02)
    assert enlarging.visible(wild, 5).max() == 1 and enlarging.visible(wild, 5).min() == 0


@pytest.mark.parametrize("marks", [(), (3, 3), (5, 2), (-1, 2)])
def test_marks_that_do_not_rise_are_refused(marks):
    with pytest.raises(SettingError, match="mark"):
        enlarging.enlarge("nearest + conv", PICTURE, OTHER, marks)


def test_sides_that_cannot_be_quartered_are_refused():
    with pytest.raises(SettingError, match="multiples of 4"):
        enlarging.enlarge("nearest + conv", PICTURE[:126], OTHER)
