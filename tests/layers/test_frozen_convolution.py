import numpy as np
import pytest
import tensorflow as tf
from scipy import signal

from course_lib.layers.frozen_convolution import FrozenConvolution, convolve_relu


def weights(c_in, c_out, size=3, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(0, 0.3, (size, size, c_in, c_out)).astype("float32"), rng.normal(0, 0.3, c_out).astype("float32")


def picture(*shape):
    return tf.constant(np.random.default_rng(1).normal(size=shape).astype("float32"))


def test_value_equals_scipy():
    (kernel, bias), x = weights(2, 3), picture(1, 7, 9, 2)
    result = np.asarray(FrozenConvolution(kernel, bias)(x))[0]
    for channel in range(3):
        sums = [signal.correlate2d(np.asarray(x)[0, :, :, c], kernel[:, :, c, channel], mode="same") for c in range(2)]
        np.testing.assert_allclose(result[:, :, channel], np.maximum(sum(sums) + bias[channel], 0), atol=1e-5)


@pytest.mark.parametrize("shape", [(1, 8, 8, 3), (2, 5, 11, 3), (1, 1, 1, 3), (1, 2, 17, 3)])
@pytest.mark.parametrize("size", [1, 3, 5])
def test_value_and_gradient_equal_the_plain_form(shape, size):
    (kernel, bias), x = weights(3, 6, size), picture(*shape)
    weight = picture(*shape[:-1], 6)
    results = []
    for function in (FrozenConvolution(kernel, bias), lambda x: convolve_relu(x, kernel, bias)):
        with tf.GradientTape() as tape:
            tape.watch(x)
            value = function(x)
            loss = tf.reduce_sum(value * weight)
        results.append((value, tape.gradient(loss, x)))
    (fast, fast_gradient), (plain, plain_gradient) = results
    np.testing.assert_allclose(fast, plain, atol=1e-5)
    np.testing.assert_allclose(fast_gradient, plain_gradient, atol=1e-5)
    assert np.abs(plain_gradient).max() > 0.01


def test_the_second_derivative_is_there_too():
    (kernel, bias), x = weights(3, 4), picture(1, 6, 6, 3)
    results = []
    for function in (FrozenConvolution(kernel, bias), lambda x: convolve_relu(x, kernel, bias)):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                loss = tf.reduce_sum(function(x) ** 3)
            steepness = tf.reduce_sum(inner.gradient(loss, x) ** 2)
        results.append(outer.gradient(steepness, x))
    np.testing.assert_allclose(results[0], results[1], rtol=1e-3, atol=1e-3)


def test_in_a_compiled_function_too():
    (kernel, bias), x = weights(3, 4), picture(1, 6, 6, 3)
    layer = FrozenConvolution(kernel, bias)
    np.testing.assert_allclose(tf.function(layer)(x), convolve_relu(x, kernel, bias), atol=1e-5)


def test_it_has_no_weights_and_knows_its_shape():
    layer = FrozenConvolution(*weights(3, 4))
    assert layer.weights == [] and not layer.trainable
    assert layer.compute_output_shape((None, None, None, 3)) == (None, None, None, 4)


def test_half_precision_keeps_its_type():
    layer = FrozenConvolution(*weights(3, 4), dtype="bfloat16")
    assert layer(tf.cast(picture(1, 6, 6, 3), "bfloat16")).dtype == tf.bfloat16
