"""A small data set as a distribution."""

import json

import numpy as np
import pytest

from course_lib.datasets import plane
from course_lib.errors import SettingError


def test_only_its_points_come_each_as_often():
    points = plane.load("ring").sample(5, 2)
    samples = plane.empirical(points).sample(10_000)
    kinds, counts = np.unique(samples, axis=0, return_counts=True)
    np.testing.assert_allclose(kinds, np.unique(points, axis=0))
    np.testing.assert_allclose(counts / 10_000, 1 / 5, atol=0.02)


def test_jitter_spreads_each_point():
    samples = plane.empirical([[0.5, -0.5]], jitter=0.2).sample(20_000)
    np.testing.assert_allclose(samples.mean(axis=0), [0.5, -0.5], atol=0.01)
    np.testing.assert_allclose(samples.std(axis=0), 0.2, rtol=0.03)


def test_it_knows_where_its_points_came_from_and_comes_back_from_its_description():
    ring = plane.load("ring")
    few = plane.empirical(ring.sample(4), 0.1, of=ring)
    assert few.drawn_from is ring and few.modes is ring.modes
    again = plane.from_dict(json.loads(json.dumps(few.as_dict())))
    np.testing.assert_allclose(again.sample(50, 3), few.sample(50, 3), rtol=1e-6)


@pytest.mark.parametrize("bad", [[], [1, 2], [["a", "b"]], [[0, float("inf")]], [[9, 9]], None, [[1, 2, 3]]])
def test_bad_points_are_refused(bad):
    with pytest.raises(SettingError):
        plane.empirical(bad)
    with pytest.raises(SettingError, match="jitter"):
        plane.empirical([[0, 0]], jitter=2)
