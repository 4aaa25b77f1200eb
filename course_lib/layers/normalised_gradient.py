"""Gradients of one size for every loss term, whatever the layer it comes from."""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.layers.gradient_rules import register, ruled  # noqa: E402


def _gradient(identities, upstream, _):
    """The gradient by the first, the features, at the strength that is the second."""
    return identities.inputs[1] * upstream / (tf.reduce_sum(tf.abs(upstream)) + 1e-8), None


_normalised = ruled(
    lambda features, strength: tf.identity_n([features, strength])[0], {"IdentityN": register(_gradient)}
)


class NormalisedGradient(keras.layers.Layer):
    """The identity going forward; going back, the gradient divided by the sum of its absolute values.

    Put between features and a loss, it makes each layer pull on the picture with the same force, the option that
    neural-style calls normalised gradients. `strength` (a scalar tensor) is the force; the loss behind the layer is
    then given no weight of its own.
    """

    def call(self, features, strength):
        """Return `features` (any shape) unchanged, with the backward rule above."""
        return _normalised(features, tf.convert_to_tensor(strength, features.dtype))
