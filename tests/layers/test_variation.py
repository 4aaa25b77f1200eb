import numpy as np
import pytest
import tensorflow as tf

from course_lib.layers.variation import plain_variation, variation


def picture(*shape):
    return tf.constant(np.random.default_rng(0).random(shape, dtype="float32"))


def test_value_of_a_ramp_and_of_a_flat_picture():
    ramp = tf.constant(np.tile(np.arange(5, dtype="float32")[None, :, None, None] / 4, (1, 1, 3, 3)))
    assert float(variation(ramp)) == pytest.approx(1 / 16)
    assert float(variation(tf.ones((1, 4, 4, 3)))) == 0


@pytest.mark.parametrize("shape", [(1, 7, 5, 3), (2, 2, 9, 1), (1, 2, 2, 3)])
def test_value_and_gradient_equal_the_plain_form(shape):
    x, results = picture(*shape), []
    for function in (variation, plain_variation):
        with tf.GradientTape() as tape:
            tape.watch(x)
            value = function(x) ** 2
        results.append((value, tape.gradient(value, x)))
    (fast, fast_gradient), (plain, plain_gradient) = results
    np.testing.assert_allclose(fast, plain, rtol=1e-5)
    np.testing.assert_allclose(fast_gradient, plain_gradient, rtol=1e-4, atol=1e-7)
