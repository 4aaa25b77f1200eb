"""The mean absolute difference against numpy, of pixels and of cells."""

import numpy as np
import pytest

from course_lib.losses.translation import distance


@pytest.fixture(scope="module")
def pictures():
    return np.random.default_rng(0).uniform(-1, 1, (2, 2, 12, 12, 3)).astype("float32")


def test_it_is_the_mean_over_pixels_and_channels(pictures):
    one, other = pictures
    assert float(distance(one, other)) == pytest.approx(np.abs(one - other).mean(), rel=1e-5)


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_over_cells_it_is_that_of_their_means(pictures, scale):
    one, other = (each.reshape(2, 12 // scale, scale, 12 // scale, scale, 3).mean((2, 4)) for each in pictures)
    assert float(distance(*pictures, scale)) == pytest.approx(np.abs(one - other).mean(), rel=1e-4)


def test_over_cells_what_is_finer_is_free():
    """A checkerboard of single pixels is as grey as grey to cells of 2 x 2, and as far as can be to pixels."""
    checks = (np.indices((8, 8)).sum(0) % 2 * 2.0 - 1)[None, ..., None].repeat(3, -1).astype("float32")
    assert float(distance(checks, 0 * checks)) == 1
    assert float(distance(checks, 0 * checks, 2)) == pytest.approx(0, abs=1e-6)
