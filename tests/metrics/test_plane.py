"""Divergences against closed forms and scipy, Goodfellow's identities on the grid, and coverage by hand."""

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon

from course_lib.datasets import plane
from course_lib.metrics import plane as metrics


@pytest.fixture
def densities():
    generator = np.random.default_rng(0)
    p, q = generator.random((2, 6, 6))
    p[0], q[-1] = 0, 0
    return p / p.sum(), q / q.sum()


def test_a_histogram_puts_each_point_in_its_cell_and_strays_at_the_edge():
    points = np.array([[-1.2, -1.2], [1.2, -1.2], [1.2, -1.2], [9.0, 9.0], [np.nan, np.inf]])
    shares = metrics.histogram(points, cells=2)
    np.testing.assert_allclose(shares, [[0.2, 0.4], [0.2, 0.2]])


def test_js_is_scipys_and_kl_is_its_sum(densities):
    p, q = densities
    assert metrics.js(p, q) == pytest.approx(jensenshannon(p.ravel(), q.ravel()) ** 2, rel=1e-9)
    both = np.array([[0.7, 0.3]]), np.array([[0.2, 0.8]])
    assert metrics.kl(*both) == pytest.approx(0.7 * np.log(3.5) + 0.3 * np.log(0.375), rel=0.01)


def test_equal_histograms_are_0_apart_and_disjoint_ones_log_2():
    p, q = np.zeros((4, 4)), np.zeros((4, 4))
    p[0, 0] = q[3, 3] = 1.0
    assert metrics.js(p, p) == 0 and metrics.kl(p, p) == 0
    assert metrics.js(p, q) == pytest.approx(np.log(2), rel=1e-12)
    assert 5 < metrics.kl(p, q) < 15


def test_the_smallest_number_there_is_counts_as_next_to_nothing():
    assert metrics.js(np.array([1.0, 0.0]), np.array([1.0, 5e-324])) == pytest.approx(0, abs=1e-12)


def test_the_best_discriminator_is_best_and_its_value_is_theorem_1(densities):
    p, q = densities
    best = metrics.best_discriminator(p, q)
    top = metrics.value(best, p, q)
    assert top == pytest.approx(-np.log(4) + 2 * metrics.js(p, q), rel=1e-12)
    for shift in (-0.05, 0.05):
        assert metrics.value(np.clip(best + shift, 1e-9, 1 - 1e-9), p, q) < top
    assert metrics.value(np.full_like(p, 0.5), p, p) == pytest.approx(-np.log(4))


def test_two_samples_of_one_distribution_are_close_and_another_is_far():
    ring, grid = plane.load("ring"), plane.load("grid")
    truth = metrics.truth(ring)
    near = metrics.js(truth, metrics.histogram(ring.sample(4000, 7)))
    far = metrics.js(truth, metrics.histogram(grid.sample(4000, 7)))
    assert near < 0.02 and far > 0.4


def test_real_samples_cover_every_mode_and_half_of_them_half():
    grid = plane.load("grid")
    points = grid.sample(4000, 1)
    assert str(metrics.coverage(points, grid)) == "25 of 25 modes, 100% of the points near one"
    left = metrics.coverage(points[points[:, 0] < -0.2], grid)
    assert (left.modes, left.of) == (10, 25)
    assert left.shares.sum() == pytest.approx(left.good)


def test_a_mode_needs_a_quarter_of_its_share_and_far_points_count_for_none():
    ring = plane.load("ring")
    few, many = np.repeat(ring.modes[:1], 3, axis=0), np.repeat(ring.modes[1:2], 97, axis=0)
    found = metrics.coverage(np.concatenate([few, many]), ring)
    assert (found.modes, found.good) == (1, 1.0)
    nothing = metrics.coverage(np.zeros((50, 2)), ring)
    assert (nothing.modes, nothing.good) == (0, 0.0)
    assert metrics.coverage(np.zeros((5, 2)), plane.load("spiral")) is None


def test_the_truth_of_a_mixture_is_exact_and_its_cells_are_where_their_centres_say():
    clouds = plane.mixture("one", "one", [[0.4, -0.7]], 0.2)
    exact, counted = metrics.truth(clouds, 10), metrics.histogram(clouds.sample(200_000), 10)
    np.testing.assert_allclose(exact, counted, atol=0.003)
    assert exact.sum() == pytest.approx(1.0)
    assert metrics.centres(10)[exact.argmax()] == pytest.approx([0.375, -0.625])
    drawn = plane.drawn([[[-0.5, 0.5], [0.5, 0.5]]])
    assert metrics.centres(10)[metrics.truth(drawn, 10).argmax()][1] == pytest.approx(0.625, abs=0.3)
