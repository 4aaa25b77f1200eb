"""Rules of one's own: they are used, in a graph and outside, and a graph that used them is let go of."""

import gc
import weakref

import numpy as np
import pytest
import tensorflow as tf

from course_lib.layers.frozen_convolution import FrozenConvolution
from course_lib.layers.gradient_rules import register, ruled
from course_lib.layers.gram import gram
from course_lib.layers.normalised_gradient import NormalisedGradient
from course_lib.layers.variation import variation


def slope(function, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        value = function(x)
    return tape.gradient(value, x)


def sevenfold(operation, upstream):
    """Not the gradient of a square, so that no other gradient is taken for it."""
    return 7 * operation.inputs[0] * upstream


square = ruled(tf.square, {"Square": register(sevenfold)})
kernel = np.random.default_rng(0).normal(size=(3, 3, 3, 4)).astype("float32")
convolution, pull = FrozenConvolution(kernel, np.zeros(4)), NormalisedGradient()


def forgetful(x):
    return (
        tf.reduce_sum(gram(convolution(x)))
        + variation(x)
        + tf.reduce_sum(pull(x, tf.constant(2.0)))
        + tf.reduce_sum(square(x))
    )


@pytest.mark.parametrize("where", ["outside a graph", "in a graph", "with the tape outside the graph"])
def test_the_rule_is_used(where):
    x = tf.constant([1.0, 2.0])
    if where == "with the tape outside the graph":
        found = slope(tf.function(square), x)
    else:
        find = tf.function(slope) if where == "in a graph" else slope
        found = find(square, x)
    np.testing.assert_allclose(found, [7.0, 14.0])
    np.testing.assert_allclose(square(x), [1.0, 4.0])


def test_the_rule_holds_only_within_the_function():
    np.testing.assert_allclose(slope(lambda x: square(x) + tf.square(x), tf.constant([1.0])), [9.0])


def test_the_same_function_object_can_be_registered_twice():
    """As happens where a notebook loads a module again."""
    assert register(sevenfold) != register(sevenfold)


def graph_left_by(function) -> weakref.ref:
    step = tf.function(lambda x: slope(function, x), autograph=False)
    concrete = step.get_concrete_function(tf.TensorSpec((1, 8, 8, 3)))
    return weakref.ref(concrete.graph)


def test_a_graph_that_used_the_rules_is_let_go_of():
    left = [graph_left_by(forgetful) for _ in range(3)]
    gc.collect()
    assert [graph() for graph in left] == [None] * 3


def test_tensorflows_own_way_does_not_let_go():
    """The reason for this module. Where this fails, TensorFlow has mended it, and `tf.custom_gradient` would do."""

    @tf.custom_gradient
    def keeping(x):
        return tf.square(x), lambda upstream: 7 * x * upstream

    left = graph_left_by(keeping)
    gc.collect()
    assert left() is not None


def test_many_sizes_are_not_kept_apart():
    square_of_any = ruled(tf.square, {})
    for side in range(2, 12):
        square_of_any(tf.zeros((1, side, side + 1, 3)))
    assert square_of_any.experimental_get_tracing_count() <= 3


def test_the_pull_of_a_layer_is_its_strength():
    x = tf.constant([[1.0, -3.0]])
    for find in (slope, tf.function(slope)):
        gradient = find(lambda x: tf.reduce_sum(pull(x, tf.constant(0.5)) ** 2), x)
        np.testing.assert_allclose(gradient, [[0.5 * 2 / 8, -0.5 * 6 / 8]], rtol=1e-5)
