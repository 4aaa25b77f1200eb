"""The number of a checkerboard: 1 for noise, growing as the square of a pattern that is laid over it."""

import numpy as np
import pytest

from course_lib.datasets import photographs
from course_lib.errors import PictureError, SettingError
from course_lib.metrics.checkerboard import checkerboard


def noise(seed, shape=(96, 96, 3)):
    return np.random.default_rng(seed).normal(size=shape)


def tiled(period, shape=(96, 96)):
    cell = np.random.default_rng(9).normal(size=(period, period))
    cell -= cell.mean()
    return np.tile(cell / cell.std(), (shape[0] // period + 1, shape[1] // period + 1))[: shape[0], : shape[1], None]


@pytest.mark.parametrize("period", [2, 3, 4])
def test_noise_has_about_as_much_there_as_elsewhere(period):
    assert np.mean([checkerboard(noise(seed), period) for seed in range(40)]) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("period", [2, 3, 4])
def test_a_pattern_laid_over_noise_raises_it_as_its_square(period):
    weak, strong = (np.mean([checkerboard(noise(s) + a * tiled(period), period) for s in range(8)]) for a in (0.5, 1.0))
    assert weak > 10
    assert (strong - 1) / (weak - 1) == pytest.approx(4, rel=0.1)


def test_the_period_matters_and_the_range_of_values_does_not():
    of_three = noise(0, (96, 96, 1)) + tiled(3)
    assert checkerboard(of_three, 2) < 3 < 50 < checkerboard(of_three, 3)
    assert checkerboard(100 * of_three + 7, 3) == pytest.approx(checkerboard(of_three, 3))


@pytest.mark.parametrize("name", ["chelsea", "china", "astronaut", "coffee"])
def test_photographs_have_none_until_one_is_laid_on(name):
    picture = photographs.load(name, side=128, square=True)
    assert checkerboard(picture, 4) < 3
    assert checkerboard(picture + 0.05 * tiled(4, (128, 128)), 4) > 15


def test_a_grey_picture_of_an_odd_size_and_a_flat_one():
    assert checkerboard(noise(0, (83, 91))) == pytest.approx(checkerboard(noise(0, (83, 91))[:82, :90]), rel=1e-9)
    assert checkerboard(np.ones((64, 64, 3))) == 1.0


@pytest.mark.parametrize("picture", [np.zeros((30, 64, 3)), np.zeros(64), np.full((64, 64), np.nan)])
def test_what_is_no_picture_is_refused(picture):
    with pytest.raises(PictureError, match="sides of at least 40"):
        checkerboard(picture, 2)


def test_what_is_no_period_is_refused():
    with pytest.raises(SettingError, match="period"):
        checkerboard(np.zeros((64, 64)), 1)
