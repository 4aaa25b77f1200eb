"""The experiments that ship: whole, from one seed, and what they say where the lesson relies on it."""

import numpy as np
import pytest

from course_lib.datasets.worlds import WORLDS
from course_lib.errors import SettingError
from course_lib.metrics.translation_truth import Truth
from course_lib.training import translation_ablations as ablations
from course_lib.training.cyclegan_run import CycleGanRun

SMALL = {"width": 4, "blocks": 1, "judge_width": 4, "pace": 5}


@pytest.mark.parametrize("name", ablations.EXPERIMENTS)
def test_every_case_of_an_experiment_ships_with_each_of_its_seeds(name):
    setup, stored = ablations.EXPERIMENTS[name], ablations.load(name)
    assert list(stored) == list(setup.cases)
    for case, runs in stored.items():
        assert len(runs) == len(setup.seeds)
        for seed, run in zip(setup.seeds, runs, strict=True):
            assert run["step"][-1] == setup.steps
            assert all(len(column) == len(run["step"]) for column in run.values())
            assert ablations.picture(name, case, seed).shape == (128, 384, 3)


def test_a_run_is_watched_at_even_steps_and_its_strip_holds_both_ways():
    data, truth = WORLDS["seasons"].unpaired(8), Truth.of("seasons", 4)
    run = CycleGanRun(data.a, data.b, **SMALL)
    noted = ablations.watch(run, truth, 20, looks=2)
    assert noted["step"] == [10, 20]
    assert all(len(column) == 2 for column in noted.values())
    strip = ablations.strip(run, truth.pairs, shown=2)
    assert strip.shape == (128, 256, 3)
    np.testing.assert_array_equal(strip[:64, :64], truth.pairs.a[0])
    np.testing.assert_array_equal(strip[64:, 128:192], run.translate(truth.pairs.b[2:4], 1)[0])


def test_an_experiment_that_was_cut_goes_on_where_it_was(tmp_path, monkeypatch):
    narrow = {name: value for name, value in SMALL.items() if name != "pace"}
    cases = {"one": narrow, "other": narrow | {"pool": 0}}
    monkeypatch.setattr(ablations, "FOLDER", tmp_path)
    monkeypatch.setattr(ablations, "SCENES", 8)
    monkeypatch.setattr(ablations, "JUDGED", 6)
    short = {"steps": 6}
    monkeypatch.setitem(ablations.EXPERIMENTS, "parts", ablations.Experiment("seasons", {"one": narrow}, **short))
    ablations.experiment("parts")
    first = ablations.load("parts")["one"]
    monkeypatch.setitem(ablations.EXPERIMENTS, "parts", ablations.Experiment("seasons", cases, **short))
    ablations.experiment("parts")
    assert ablations.load("parts")["one"] == first
    assert list(ablations.load("parts")) == ["one", "other"]


def test_what_is_not_there_is_told(tmp_path, monkeypatch):
    with pytest.raises(SettingError, match="there is no experiment 'all'"):
        ablations.load("all")
    with pytest.raises(SettingError, match="has no case 'none'"):
        ablations.picture("parts", "none")
    monkeypatch.setattr(ablations, "FOLDER", tmp_path)
    with pytest.raises(SettingError, match="is missing"):
        ablations.load("parts")
