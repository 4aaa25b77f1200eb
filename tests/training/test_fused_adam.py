import keras
import numpy as np
import pytest
import tensorflow as tf

from course_lib.training.fused_adam import FusedAdam


def walk(optimizer, compiled):
    """Where forty steps down a bumpy valley lead, and what is remembered on the way."""
    first = keras.Variable(np.linspace(-2, 2, 12).reshape(3, 4), dtype="float32")
    second = keras.Variable(np.ones(5), dtype="float32")
    optimizer.build([first, second])

    def step():
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(tf.sin(3 * first.value) + first.value**2) + tf.reduce_sum(second.value**4)
        optimizer.apply(tape.gradient(loss, [first.value, second.value]), [first, second])

    step = tf.function(step) if compiled else step
    for number in range(40):
        optimizer.learning_rate.assign(0.05 / (1 + number))
        step()
    return [variable.numpy() for variable in (first, second, *optimizer.variables)]


@pytest.mark.parametrize("compiled", [False, True])
@pytest.mark.parametrize("settings", [{}, {"beta_1": 0.5}, {"beta_1": 0.0, "beta_2": 0.9, "epsilon": 1e-3}])
def test_it_walks_as_keras_adam_does(settings, compiled):
    for ours, theirs in zip(
        walk(FusedAdam(**settings), compiled), walk(keras.optimizers.Adam(**settings), compiled), strict=True
    ):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=5e-6)
