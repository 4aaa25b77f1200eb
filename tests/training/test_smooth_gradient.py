import numpy as np
import pytest

from course_lib.training.smooth_gradient import SmoothCoordinates, SmoothGradient, gain

SIZES = [(8, 8), (7, 10), (10, 7), (9, 5)]


def noise(size, seed=0):
    return np.random.default_rng(seed).normal(size=(*size, 3))


@pytest.mark.parametrize("size", SIZES)
def test_going_to_coordinates_and_back_is_the_identity(size):
    picture = noise(size)
    smooth = SmoothCoordinates(*size)
    np.testing.assert_allclose(smooth.pixels(smooth.coordinates(picture)), picture, atol=1e-12)


@pytest.mark.parametrize("size", SIZES)
def test_the_map_is_symmetric_so_that_it_takes_gradients_back(size):
    smooth, one, other = SmoothCoordinates(*size), noise(size, 1), noise(size, 2)
    assert np.sum(smooth.pixels(one) * other) == pytest.approx(np.sum(one * smooth.pixels(other)))


@pytest.mark.parametrize("size", SIZES)
def test_the_map_is_positive_so_that_the_minimum_stays_where_it_was(size):
    smooth = SmoothCoordinates(*size)
    columns = [smooth.pixels(row.reshape(*size, 3)).ravel() for row in np.eye(3 * size[0] * size[1])]
    assert np.linalg.eigvalsh(np.array(columns)).min() > 0


def test_a_wave_is_weighed_by_the_root_of_its_length():
    # waves of length 16 and 4 along a picture 16 wide: frequencies 1/16 and 1/4, so weights as 2 to 1
    weights = gain(16, 16)
    assert weights[0, 1] / weights[0, 4] == pytest.approx(2.0)


@pytest.mark.parametrize("size", SIZES)
def test_adams_gradient_is_filtered_by_the_same_map(size):
    gradient = noise(size, 3)
    smoothed = SmoothGradient(*size)(gradient[None].astype("float32")).numpy()[0]
    np.testing.assert_allclose(smoothed, SmoothCoordinates(*size).pixels(gradient), atol=1e-5)
