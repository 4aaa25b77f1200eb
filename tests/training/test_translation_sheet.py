"""The sheet and the score of a CycleGAN's run, and the verdicts that lie over its pictures."""

import numpy as np
import pytest

from course_lib.datasets.worlds import WORLDS
from course_lib.errors import SettingError
from course_lib.metrics.translation_truth import Truth
from course_lib.training.cyclegan_run import CycleGanRun
from course_lib.training.translation_sheet import GAP, SCALE, columns, rows, sheet
from course_lib.training.verdicts import FAKE, REAL, STRENGTH, overlaid, verdict

SMALL = {"width": 4, "blocks": 1, "judge_width": 4, "steps": 60, "pace": 5}


@pytest.fixture(scope="module")
def pictures():
    return WORLDS["seasons"].unpaired(8)


@pytest.fixture(scope="module")
def run(pictures):
    return CycleGanRun(pictures.a, pictures.b, truth=Truth.of("seasons", 4), **SMALL)


def test_the_sheet_has_each_domains_pictures_in_their_columns(run):
    pairs = run.truth.pairs
    lines = rows(run)
    assert len(lines) == 4 and all(len(line) == len(columns(True)) == 5 for line in lines)
    np.testing.assert_array_equal(lines[0][0], pairs.a[0])
    np.testing.assert_array_equal(lines[0][4], pairs.b[0])
    np.testing.assert_array_equal(lines[2][0], pairs.b[2])
    np.testing.assert_array_equal(lines[2][4], pairs.a[2])
    there, back = run.there_and_back(pairs.b[2:4], 1)
    np.testing.assert_array_equal(lines[3][1], there[1])
    np.testing.assert_array_equal(lines[3][2], back[1])
    np.testing.assert_array_equal(lines[3][3], run.translate(pairs.b[2:4], 0)[1])
    assert sheet(run).shape == (4 * (64 * SCALE + GAP) + GAP, 5 * (64 * SCALE + GAP) + GAP, 3)


def test_without_a_truth_it_shows_what_is_learned_from(pictures):
    run = CycleGanRun(pictures.a, pictures.b, **SMALL)
    lines = rows(run)
    assert len(lines[0]) == len(columns(False)) == 4
    np.testing.assert_allclose(lines[0][0], pictures.a[0], atol=0.01)


def test_the_score_is_noted_every_25_steps(run):
    run.reset()
    run.run(60)
    assert [entry["step"] for entry in run.history if "left to B" in entry] == [25, 50]
    assert run.history[-3]["left to B"] == pytest.approx(run.history[9]["left to B"], abs=5)


def test_nothing_done_leaves_everything_and_the_truth_nothing():
    for name in ("seasons", "savanna"):
        truth = Truth.of(name, 3)
        assert truth.left(truth.pairs.a, truth.pairs.b) == {"left to B": 1.0, "left to A": 1.0}
        assert truth.left(truth.pairs.b, truth.pairs.a) == pytest.approx({"left to B": 0, "left to A": 0}, abs=1e-9)


def test_the_measure_is_the_one_that_fits_the_world():
    assert Truth.of("seasons", 1).measure == "1 - SSIM"
    assert Truth.of("savanna", 1).measure == Truth.of("painter", 1).measure == "coat distance"
    with pytest.raises(SettingError, match="measure is one of"):
        Truth(Truth.of("seasons", 1).pairs, "PSNR")


def test_a_truth_of_another_size_is_refused(pictures):
    with pytest.raises(SettingError, match="the truth's pictures have 96 pixels a side, what is seen 64"):
        CycleGanRun(pictures.a, pictures.b, truth=Truth.of("seasons", 2, side=96), **SMALL)


def test_verdicts_colour_what_is_sure_and_leave_what_is_not():
    grey = np.full((64, 64, 3), 0.5, "float32")
    for value, colour in ((0.0, FAKE), (1.0, REAL), (3.0, REAL)):
        wanted = (1 - STRENGTH) * 0.5 + STRENGTH * colour
        np.testing.assert_allclose(overlaid(grey, np.full((6, 6), value))[32, 32], wanted, atol=1e-4)
    np.testing.assert_allclose(overlaid(grey, np.full((6, 6), 0.5)), grey, atol=1e-4)


def test_verdicts_are_the_large_patches_logits_and_lie_over_the_sheet(run, pictures):
    said = verdict(run.gan.discriminators[0], pictures.a[:3])
    assert said.shape == (3, 6, 6)
    run.verdicts = True
    over = run.picture()
    run.verdicts = False
    assert np.abs(over - run.picture()).max() > 0.05
