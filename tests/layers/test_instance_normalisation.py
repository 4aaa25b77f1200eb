"""Instance normalisation against numpy, by both of its ways, and its second gradient."""

import numpy as np
import pytest
import tensorflow as tf
from numpy.testing import assert_allclose

from course_lib.layers.instance_normalisation import EPSILON, FEW, InstanceNormalisation


def wanted(x):
    mean, variance = x.mean((1, 2), keepdims=True), x.var((1, 2), keepdims=True)
    return (x - mean) / np.sqrt(variance + EPSILON)


@pytest.fixture
def pictures():
    return np.random.default_rng(0).normal(3.0, 2.0, (3, 8, 6, 5)).astype("float32")


def test_each_channel_of_each_picture_by_itself(pictures):
    assert_allclose(InstanceNormalisation()(pictures), wanted(pictures), atol=2e-5)


def test_a_large_batch_and_an_unknown_one_give_the_same(pictures):
    layer = InstanceNormalisation()
    many = np.tile(pictures, (FEW, 1, 1, 1))
    assert_allclose(layer(many), wanted(many), atol=2e-5)
    unknown = tf.function(layer, input_signature=[tf.TensorSpec((None, 8, 6, 5))])
    assert_allclose(unknown(pictures), layer(pictures), atol=2e-5)


def test_both_ways_have_the_same_first_and_second_gradient(pictures):
    def gradients(call):
        x = tf.constant(pictures)
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                value = tf.reduce_sum(tf.sin(call(x)) * weights)
            first = inner.gradient(value, x)
            length = tf.reduce_sum(first**2)
        return first, outer.gradient(length, x)

    weights = np.random.default_rng(1).normal(size=pictures.shape).astype("float32")
    fused = gradients(InstanceNormalisation())
    plain = gradients(tf.function(InstanceNormalisation(), input_signature=[tf.TensorSpec((None, 8, 6, 5))]))
    for one, other in zip(fused, plain, strict=True):
        assert_allclose(one, other, atol=2e-4)


def test_a_flat_channel_gives_zeros_and_no_nan():
    assert_allclose(InstanceNormalisation()(np.full((1, 4, 4, 2), 7.0, "float32")), 0.0, atol=1e-6)
