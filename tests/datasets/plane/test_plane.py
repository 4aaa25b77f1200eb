"""Distributions in the plane: where they lie, their moments, and drawings good and bad."""

import json

import numpy as np
import pytest

from course_lib.datasets import plane
from course_lib.errors import SettingError


@pytest.mark.parametrize("name", plane.names())
def test_points_lie_in_the_window_and_are_a_function_of_the_seed(name):
    shape = plane.load(name)
    points = shape.sample(5000, 3)
    assert points.shape == (5000, 2) and points.dtype == np.float32
    assert np.abs(points).max() < plane.WINDOW and (np.abs(points) < 1.05).mean() > 0.999
    np.testing.assert_array_equal(points, shape.sample(5000, 3))
    assert not np.array_equal(points, shape.sample(5000, 4))
    assert plane.from_dict(json.loads(json.dumps(shape.as_dict()))) is shape


@pytest.mark.parametrize(("name", "modes"), [("gaussians", 3), ("ring", 8), ("grid", 25)])
def test_a_mixture_has_its_modes_equally_and_at_their_spread(name, modes):
    shape = plane.load(name)
    assert shape.modes.shape == (modes, 2)
    points = shape.sample(50_000)
    nearest = np.linalg.norm(points[:, None] - shape.modes[None], axis=-1).argmin(axis=1)
    np.testing.assert_allclose(np.bincount(nearest) / len(points), 1 / modes, rtol=0.15)
    assert (points - shape.modes[nearest]).std() == pytest.approx(shape.spread, rel=0.03)


def test_a_drawing_is_uniform_along_its_length():
    right = [[0.0, 0.0], [0.5, 0.0], [1.0, 0.0]]
    short = [[-1.0, 0.5], [-0.5, 0.5]]
    points = plane.drawn([right, short], brush=0.02).sample(30_000)
    on_short = points[:, 1] > 0.25
    assert on_short.mean() == pytest.approx(1 / 3, abs=0.02)
    np.testing.assert_allclose(np.histogram(points[~on_short, 0], 4, (0, 1))[0] / (~on_short).sum(), 0.25, atol=0.02)
    assert points[~on_short, 1].std() == pytest.approx(0.02, rel=0.05)


def test_dots_alone_are_as_likely_as_each_other_and_one_dot_is_enough():
    points = plane.drawn([[[-0.5, 0.0]], [[0.5, 0.0]]], brush=0.05).sample(10_000)
    assert (points[:, 0] > 0).mean() == pytest.approx(0.5, abs=0.03)
    one = plane.drawn([[[0.2, -0.3]]]).sample(5000)
    np.testing.assert_allclose(one.mean(axis=0), [0.2, -0.3], atol=0.01)
    still = plane.drawn([[[0.2, -0.3], [0.2, -0.3]]]).sample(5000)
    np.testing.assert_allclose(still.mean(axis=0), [0.2, -0.3], atol=0.01)


def test_a_drawing_comes_back_from_its_description():
    drawing = plane.drawn([[[0.123456, 0.2], [0.7, -0.3]], [[-0.5, -0.5]]], brush=0.1)
    again = plane.from_dict(json.loads(json.dumps(drawing.as_dict())))
    np.testing.assert_array_equal(again.sample(100, 5), drawing.sample(100, 5))


@pytest.mark.parametrize("reports", [1, 2, 5])
def test_a_dot_beside_a_line_is_drawn_however_often_it_was_reported(reports):
    """A press and a release at one place come as two points of one stroke without length."""
    beside = plane.drawn([[[0.5, 0.7]] * reports, [[-0.5, 0.0], [0.5, 0.0]]], brush=0.1).sample(20_000)
    assert (beside[:, 1] > 0.4).mean() == pytest.approx(0.1 / 1.1, abs=0.01)


def test_a_distribution_can_be_a_key():
    ring, grid = plane.load("ring"), plane.load("grid")
    assert {ring: 8, grid: 25}[ring] == 8 and ring != grid


@pytest.mark.parametrize(
    ("strokes", "says"),
    [
        ([], "nothing is drawn yet"),
        (None, "nothing is drawn yet"),
        ("scribble", "nothing is drawn yet"),
        ([[]], "a list of points"),
        ([[1, 2, 3]], "a list of points"),
        ([[["a", "b"]]], "a list of points"),
        ([[[0, float("nan")]]], "finite numbers"),
        ([[[0, 0, 0]]], "a list of points"),
        ([[[0, 9.0]]], "leaves this window"),
        ([[[0, 0]] * 20_001], "more than 20000 points"),
    ],
)
def test_bad_drawings_are_refused_in_plain_words(strokes, says):
    with pytest.raises(SettingError, match=says):
        plane.drawn(strokes)


def test_other_bad_input():
    with pytest.raises(SettingError, match="no distribution 'moons'; there are line, gaussians"):
        plane.load("moons")
    with pytest.raises(SettingError, match="brush is a number from 0.005 to 0.3, not 3"):
        plane.drawn([[[0, 0]]], brush=3)
    with pytest.raises(SettingError, match="number of points is a whole number from 1"):
        plane.load("ring").sample(0)
    for seed in (-1, 2.5, True, None):
        with pytest.raises(SettingError, match="the seed is a whole number from 0"):
            plane.load("ring").sample(5, seed)
    for nonsense in (None, [], {}, {"name": "moons"}, {"name": ["ring"]}, {"name": {}}):
        with pytest.raises(SettingError):
            plane.from_dict(nonsense)
