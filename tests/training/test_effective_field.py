"""The effective receptive field against a Jacobian that is known, and its width against shares that are known."""

import keras
import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.models import features
from course_lib.training.effective_field import effective_field, width_holding

PICTURE = np.random.default_rng(0).random((21, 21, 3), "float32")


def linear(kernel):
    layer = keras.layers.Conv2D(kernel.shape[-1], kernel.shape[0], padding="same", use_bias=False)
    model = keras.Sequential([keras.Input((None, None, 3)), layer])
    layer.set_weights([kernel])
    return model


def test_one_linear_layer_gives_the_squares_of_its_kernel():
    kernel = np.random.default_rng(1).normal(size=(5, 5, 3, 1)).astype("float32")
    energy = (kernel[..., 0].astype("float64") ** 2).sum(-1)
    expected = np.zeros((21, 21))
    expected[8:13, 6:11] = energy / energy.sum()
    np.testing.assert_allclose(effective_field(linear(kernel), PICTURE, (10, 8)), expected, atol=1e-6)


def test_draws_come_near_the_sum_over_channels():
    kernel = np.random.default_rng(2).normal(size=(3, 3, 3, 6)).astype("float32")
    energy = (kernel.astype("float64") ** 2).sum((2, 3))
    found = effective_field(linear(kernel), PICTURE, draws=200)[9:12, 9:12]
    np.testing.assert_allclose(found, energy / energy.sum(), rtol=0.25)


def test_it_is_the_centre_that_counts_in_a_deep_network():
    side = 128
    picture = np.random.default_rng(3).random((side, side, 3), "float32")
    shares = effective_field(features.build("offline", ["relu4_1"]), picture)
    assert shares.sum() == pytest.approx(1)
    assert width_holding(shares, (side / 2, side / 2)) < 0.8 * 52


def test_the_width_of_known_shares():
    shares = np.zeros((11, 11))
    shares[4:7, 4:7] = 0.1
    shares[0, 0] = 0.1
    assert width_holding(shares, (5, 5), 0.9) == 3
    assert width_holding(shares, (5, 5), 0.05) == 1
    assert width_holding(shares, (5, 5), 1.0) == 11


def test_a_unit_that_does_not_move_gives_zeros():
    assert effective_field(linear(np.zeros((3, 3, 3, 2), "float32")), PICTURE).sum() == 0


def test_what_is_refused():
    model = linear(np.ones((3, 3, 3, 1), "float32"))
    with pytest.raises(SettingError, match="21 rows"):
        effective_field(model, PICTURE, (21, 0))
    with pytest.raises(SettingError, match="one layer"):
        effective_field(features.build("offline", ["relu1_1", "relu1_2"]), PICTURE)
    with pytest.raises(SettingError, match="draws"):
        effective_field(model, PICTURE, draws=0)
