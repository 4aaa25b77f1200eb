"""Spectral normalisation against numpy's singular values and against the derivative of W / sigma(W)."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_lib.errors import SettingError
from course_lib.layers.spectral_normalisation import SpectralNormalisation

SEED = keras.random.SeedGenerator


def dense(units=4, **settings):
    layer = SpectralNormalisation(
        keras.layers.Dense(units, kernel_initializer=keras.initializers.RandomNormal(stddev=2.0, seed=3), **settings)
    )
    layer.build((None, 6))
    return layer


def settle(layer, inputs, calls=200):
    for _ in range(calls):
        layer(inputs, training=True)


def test_the_output_is_that_of_the_kernel_over_its_largest_singular_value():
    layer, inputs = dense(activation="tanh"), np.random.default_rng(0).normal(size=(5, 6)).astype("float32")
    layer.layer.bias.assign([1.0, 2.0, 3.0, 4.0])
    settle(layer, inputs)
    kernel = layer.layer.kernel.numpy()
    expected = np.tanh(inputs @ (kernel / np.linalg.norm(kernel, 2)) + [1, 2, 3, 4])
    np.testing.assert_allclose(layer(inputs), expected, rtol=1e-4, atol=1e-5)


def test_a_convolutions_kernel_is_read_as_one_matrix():
    layer = SpectralNormalisation(keras.layers.Conv2D(3, 3, use_bias=False))
    inputs = np.random.default_rng(1).normal(size=(1, 5, 5, 2)).astype("float32")
    settle(layer, inputs)
    kernel = layer.layer.kernel.numpy()
    sigma = np.linalg.norm(kernel.reshape(-1, 3), 2)
    expected = tf.nn.conv2d(inputs, kernel / sigma, 1, "VALID")
    np.testing.assert_allclose(layer(inputs), expected, rtol=1e-4, atol=1e-5)


def test_the_weights_themselves_stay_and_only_training_moves_the_vector():
    layer, inputs = dense(), np.ones((2, 6), "float32")
    kernel, left = layer.layer.kernel.numpy(), layer.left.numpy()
    layer(inputs)
    np.testing.assert_array_equal(layer.left.numpy(), left)
    layer(inputs, training=True)
    assert not np.array_equal(layer.left.numpy(), left)
    np.testing.assert_array_equal(layer.layer.kernel.numpy(), kernel)
    assert isinstance(layer.layer.kernel, keras.Variable) and len(layer.trainable_variables) == 2


def test_the_gradient_flows_through_sigma():
    layer, inputs = dense(use_bias=False), np.random.default_rng(2).normal(size=(3, 6)).astype("float32")
    settle(layer, inputs)
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(layer(inputs))
    slope = tape.gradient(total, layer.layer.kernel.value).numpy()

    def value(kernel):
        return float((inputs @ (kernel / np.linalg.norm(kernel, 2))).sum())

    kernel = layer.layer.kernel.numpy().astype("float64")
    for place in [(0, 0), (2, 3), (5, 1)]:
        nudge = np.zeros_like(kernel)
        nudge[place] = 1e-4
        assert slope[place] == pytest.approx((value(kernel + nudge) - value(kernel - nudge)) / 2e-4, abs=1e-3)
    # W / sigma(W) does not change when W grows: the gradient has no part along W
    assert (slope * kernel).sum() == pytest.approx(0, abs=1e-3)


def test_it_is_saved_and_loaded_with_its_vector(tmp_path):
    model = keras.Sequential([keras.Input((6,)), dense()])
    model(np.ones((1, 6), "float32"), training=True)
    model.save(tmp_path / "model.keras")
    again = keras.models.load_model(tmp_path / "model.keras")
    inputs = np.random.default_rng(3).normal(size=(4, 6)).astype("float32")
    np.testing.assert_allclose(again(inputs), model(inputs), rtol=1e-6)


def test_a_layer_without_a_kernel_is_refused():
    with pytest.raises(SettingError, match="needs a layer with a kernel"):
        SpectralNormalisation(keras.layers.Flatten()).build((None, 4))
