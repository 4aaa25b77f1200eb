"""Gradients of one size for every loss term, whatever the layer it comes from."""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402


class NormalisedGradient(keras.layers.Layer):
    """The identity going forward; going back, the gradient divided by the sum of its absolute values.

    Put between features and a loss, it makes each layer pull on the picture with the same force, the option that
    neural-style calls normalised gradients. `strength` (a scalar tensor) is the force; the loss behind the layer is
    then given no weight of its own.
    """

    def call(self, features, strength):
        """Return `features` (any shape) unchanged, with the backward rule above."""

        @tf.custom_gradient
        def identity(value):
            def backward(gradient):
                return strength * gradient / (tf.reduce_sum(tf.abs(gradient)) + 1e-8)

            return tf.identity(value), backward

        return identity(features)
