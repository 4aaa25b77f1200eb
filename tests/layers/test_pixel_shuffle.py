"""The shuffle against TensorFlow's own, and the start that makes all pixels of a square equal."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_lib.errors import SettingError
from course_lib.layers.pixel_shuffle import ICNR, PixelShuffle


@pytest.mark.parametrize("factor", [1, 2, 3])
def test_it_is_depth_to_space(factor):
    x = np.random.default_rng(0).normal(size=(2, 3, 4, 5 * factor**2)).astype("float32")
    wanted = x if factor == 1 else tf.nn.depth_to_space(x, factor).numpy()
    np.testing.assert_array_equal(PixelShuffle(factor)(x).numpy(), wanted)


def test_shapes_are_known_before_it_runs():
    assert PixelShuffle(2).compute_output_shape((None, None, 8, 12)) == (None, None, 16, 3)
    model = keras.Sequential([keras.Input((None, None, 12)), PixelShuffle(2)])
    assert model.output_shape == (None, None, None, 3)


def test_icnr_starts_as_nearest_neighbour_resizing_after_a_convolution():
    first = keras.layers.Conv2D(3, 3, padding="same", kernel_initializer=keras.initializers.HeNormal(5))
    four = keras.layers.Conv2D(12, 3, padding="same", kernel_initializer=ICNR(keras.initializers.HeNormal(5)))
    x = np.random.default_rng(0).normal(size=(1, 6, 7, 4)).astype("float32")
    enlarged = keras.layers.UpSampling2D(2)(first(x)).numpy()
    np.testing.assert_allclose(PixelShuffle(2)(four(x)).numpy(), enlarged, rtol=1e-5, atol=1e-5)


def test_both_are_saved_and_read_again(tmp_path):
    layer = keras.layers.Conv2D(8, 3, kernel_initializer=ICNR("he_normal"))
    model = keras.Sequential([keras.Input((8, 8, 2)), layer, PixelShuffle(2)])
    model.save(tmp_path / "model.keras")
    x = np.ones((1, 8, 8, 2), "float32")
    np.testing.assert_array_equal(keras.models.load_model(tmp_path / "model.keras")(x), model(x))


@pytest.mark.parametrize("make", [PixelShuffle, lambda factor: ICNR("he_normal", factor)])
def test_what_is_no_factor_is_refused(make):
    with pytest.raises(SettingError, match="factor"):
        make(0)
