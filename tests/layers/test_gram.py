import numpy as np
import pytest
import tensorflow as tf

from course_lib.layers.gram import gram, plain_gram


def features(*shape):
    return tf.constant(np.random.default_rng(0).normal(size=shape).astype("float32"))


@pytest.mark.parametrize("shape", [(1, 5, 7, 3), (3, 4, 4, 6), (1, 1, 1, 2)])
def test_value_equals_numpy(shape):
    f = np.asarray(features(*shape))
    expected = np.einsum("bhwc,bhwd->bcd", f, f) / (shape[1] * shape[2])
    np.testing.assert_allclose(gram(features(*shape)), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("shape", [(1, 5, 7, 3), (3, 4, 4, 6)])
def test_gradient_equals_the_plain_form_for_a_weight_that_is_not_symmetric(shape):
    f, weight = features(*shape), features(shape[0], shape[-1], shape[-1])
    gradients = []
    for function in (gram, plain_gram):
        with tf.GradientTape() as tape:
            tape.watch(f)
            loss = tf.reduce_sum(function(f) ** 2 * weight)
        gradients.append(tape.gradient(loss, f))
    np.testing.assert_allclose(*gradients, rtol=1e-4, atol=1e-5)


def test_with_a_centre_it_is_that_of_the_shifted_features():
    f, centre = features(1, 5, 7, 3), np.array([0.5, -1, 2], "float32")
    np.testing.assert_allclose(gram(f, centre), plain_gram(f - centre), rtol=1e-5, atol=1e-6)


def test_one_hot_features_give_a_diagonal_matrix():
    hot = np.eye(4, dtype="float32")[np.random.default_rng(0).integers(4, size=(1, 8, 8))]
    result = np.asarray(gram(tf.constant(hot)))[0]
    np.testing.assert_allclose(result, np.diag(hot.mean((0, 1, 2))), atol=1e-6)


def test_a_compiled_step_takes_any_size():
    compiled = tf.function(gram, input_signature=[tf.TensorSpec((None, None, None, 3))])
    for shape in ((1, 4, 5, 3), (2, 6, 6, 3)):
        np.testing.assert_allclose(compiled(features(*shape)), plain_gram(features(*shape)), rtol=1e-4, atol=1e-5)
