import numpy as np
import pytest

from course_lib.datasets import plane
from course_lib.metrics import plane_parts


def test_parts_are_places_of_the_distribution_and_share_it_out():
    for name in ("line", "spiral"):
        cut = plane_parts.parts(plane.load(name))
        points = plane.load(name).sample(4000, seed=5)
        assert cut.centres.shape == (20, 2) and cut.shares.sum() == pytest.approx(1)
        nearest = np.linalg.norm(points[:, None] - cut.centres, axis=-1).min(axis=1)
        assert (nearest <= cut.reach).mean() == pytest.approx(0.99, abs=0.01)
        assert cut.shares.min() > 0.01


@pytest.mark.parametrize("name", ["line", "spiral"])
def test_real_samples_cover_all_and_one_side_covers_what_lies_there(name):
    distribution = plane.load(name)
    cut = plane_parts.parts(distribution)
    points = distribution.sample(4000, seed=9)
    whole = plane_parts.coverage(points, cut)
    assert (whole.modes, whole.of) == (20, 20) and whole.good == pytest.approx(0.99, abs=0.01)
    assert str(whole) == f"20 of 20 parts, {whole.good:.0%} of the points near one"
    left = points[points[:, 0] < 0]
    nearest = np.linalg.norm(left[:, None] - cut.centres, axis=-1).argmin(axis=1)
    there = np.bincount(nearest, minlength=20) / len(left) >= 0.25 * cut.shares
    assert plane_parts.coverage(left, cut).modes == there.sum() < 20


def test_points_elsewhere_or_nowhere_cover_nothing():
    cut = plane_parts.parts(plane.load("spiral"))
    for points in (np.full((50, 2), 30.0), np.full((50, 2), np.nan)):
        found = plane_parts.coverage(points, cut)
        assert (found.modes, found.good) == (0, 0.0)


def test_one_spot_covers_one_part():
    cut = plane_parts.parts(plane.load("spiral"))
    found = plane_parts.coverage(np.repeat(cut.centres[3:4], 100, axis=0), cut)
    assert (found.modes, found.good) == (1, 1.0)
    assert found.shares[3] == 1.0


def test_a_few_points_are_a_part_each():
    few = plane.empirical(np.array([[0.1, 0.2], [0.5, -0.3], [-0.6, 0.0]]))
    cut = plane_parts.parts(few)
    assert len(cut.centres) == 3
    assert str(plane_parts.coverage(cut.centres[:2], cut)).startswith("2 of 3 parts, 100%")


def test_the_same_distribution_is_always_cut_alike():
    one, other = (plane_parts.parts(plane.load("spiral")) for _ in range(2))
    np.testing.assert_array_equal(one.centres, other.centres)
