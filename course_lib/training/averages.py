"""The moving average of weights: what a generator shows while its present weights swing."""

from collections.abc import Sequence

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.training import replicas  # noqa: E402


def averages_of(model: keras.Model, variables: Sequence[keras.Variable]) -> list[keras.Variable]:
    """A weight of `model` for each variable, at the variable's value."""
    averages = [
        model.add_weight(
            shape=variable.shape,
            initializer="zeros",
            trainable=False,
            aggregation=replicas.ALIKE,
            name=f"average_{place}",
        )
        for place, variable in enumerate(variables)
    ]
    for average, variable in zip(averages, variables, strict=True):
        average.assign(variable)
    return averages


def follow(averages: Sequence[keras.Variable], variables: Sequence[keras.Variable], decay: float, done) -> None:
    """Keep `decay` of each average, and take the rest from its variable; less is kept in the first steps.

    Arguments: done, how many steps were made.
    """
    done = tf.cast(done, "float32")
    keep = tf.minimum(decay, (1.0 + done) / (10.0 + done))
    for average, variable in zip(averages, variables, strict=True):
        average.assign(keep * average.value + (1.0 - keep) * variable.value)
