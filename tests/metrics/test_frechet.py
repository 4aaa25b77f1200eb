"""The Frechet distance against closed forms, scipy's matrix root, and its known bias."""

import numpy as np
import pytest
from scipy.linalg import sqrtm

from course_lib.errors import SettingError
from course_lib.metrics.frechet import frechet_at_infinity, frechet_distance, gaussian_frechet


def by_scipy(mean_a, cov_a, mean_b, cov_b):
    root = sqrtm(cov_a @ cov_b)
    return ((mean_a - mean_b) ** 2).sum() + np.trace(cov_a + cov_b - 2 * root.real)


def test_two_gaussians_on_a_line():
    assert gaussian_frechet([1.0], [[4.0]], [5.0], [[9.0]]) == pytest.approx((5 - 1) ** 2 + (3 - 2) ** 2)


def test_covariances_that_commute_add_up_axis_by_axis():
    turn = np.linalg.qr(np.random.default_rng(0).normal(size=(4, 4)))[0]
    first, second = np.array([1.0, 4.0, 9.0, 0.0]), np.array([4.0, 4.0, 1.0, 0.25])
    found = gaussian_frechet(np.zeros(4), (turn * first) @ turn.T, np.ones(4), (turn * second) @ turn.T)
    assert found == pytest.approx(4 + ((np.sqrt(first) - np.sqrt(second)) ** 2).sum())


def test_samples_by_scipys_root_of_a_matrix():
    rng = np.random.default_rng(1)
    a, b = rng.normal(size=(200, 12)), rng.normal(size=(150, 12)) @ rng.normal(size=(12, 12)) + 0.5
    wanted = by_scipy(a.mean(0), np.cov(a.T), b.mean(0), np.cov(b.T))
    assert frechet_distance(a, b) == pytest.approx(wanted)
    assert gaussian_frechet(a.mean(0), np.cov(a.T), b.mean(0), np.cov(b.T)) == pytest.approx(wanted)
    assert frechet_distance(b, a) == pytest.approx(wanted)


def test_fewer_samples_than_features():
    rng = np.random.default_rng(2)
    a, b = rng.normal(size=(6, 40)), rng.normal(size=(9, 40)) + 1
    moved, flat = np.zeros((1, 40)), np.zeros((1, 40))
    moved[0, :3] = 2, -1, 5
    assert frechet_distance(a, a) == pytest.approx(0, abs=1e-12)
    assert frechet_distance(a, a + moved) == pytest.approx(30)
    assert frechet_distance(a, b) == pytest.approx(frechet_distance(a + flat + 7, b + 7))
    turn = np.linalg.qr(rng.normal(size=(40, 40)))[0]
    assert frechet_distance(a @ turn, b @ turn) == pytest.approx(frechet_distance(a, b))


def test_constants_have_no_spread():
    rng = np.random.default_rng(3)
    spread, point = rng.normal(size=(500, 5)), np.tile([1.0, 2.0, 3.0, 4.0, 5.0], (30, 1))
    wanted = ((spread.mean(0) - point[0]) ** 2).sum() + np.trace(np.cov(spread.T))
    assert frechet_distance(spread, point) == pytest.approx(wanted)
    assert frechet_distance(point, point) == 0


def test_two_halves_of_one_set_are_apart_by_about_a_constant_over_n():
    rng = np.random.default_rng(4)
    apart = {
        n: np.mean([frechet_distance(rng.normal(size=(n, 8)), rng.normal(size=(n, 8))) for _ in range(40)])
        for n in (50, 200, 800)
    }
    assert apart[50] / apart[200] == pytest.approx(4, rel=0.15)
    assert apart[200] / apart[800] == pytest.approx(4, rel=0.15)


def test_the_line_over_one_over_n_meets_the_true_distance():
    rng = np.random.default_rng(5)
    a, b = rng.normal(size=(2000, 10)), 1.5 * rng.normal(size=(2000, 10)) + 0.3
    truth = 10 * (0.3**2 + 0.5**2)
    found = frechet_at_infinity(a, b, sizes=[40, 60, 100, 200], repeats=100)
    assert found.value == pytest.approx(truth, rel=0.1)  # a and b themselves are samples
    assert found.value + found.slope / 2000 == pytest.approx(frechet_distance(a, b), rel=0.02)
    assert found.distances[0] > truth * 1.1
    assert found.slope > 0
    assert found.distances.shape == found.sizes.shape == (4,)
    assert "for endless samples" in str(found)
    same = frechet_at_infinity(a, b, sizes=[40, 60, 100, 200], repeats=100)
    assert same.value == found.value


@pytest.mark.parametrize("sizes", [[10], [10, 10], [1, 5], [5, 21], [2.5, 3.5], []])
def test_sizes_that_cannot_be_are_refused(sizes):
    samples = np.random.default_rng(0).normal(size=(20, 2))
    with pytest.raises(SettingError, match="sizes"):
        frechet_at_infinity(samples, samples, sizes=sizes)


@pytest.mark.parametrize(
    ("covariance", "says"),
    [
        (np.eye(3), "covariance for means of 2"),
        ([[1.0, 0.5], [0.0, 1.0]], "symmetric"),
        ([[1.0, 0.0], [0.0, -1.0]], "negative"),
        ([[1.0, np.nan], [np.nan, 1.0]], "NaN"),
    ],
)
def test_what_is_no_covariance_is_refused(covariance, says):
    with pytest.raises(SettingError, match=says):
        gaussian_frechet([0.0, 0.0], np.eye(2), [0.0, 0.0], covariance)
