"""The Gram matrix of feature maps with a hand-written gradient: one matrix product forward and one back.

Automatic differentiation of F^T F makes two large products and a transposed copy of F; by symmetry one product is
enough: dL/dF = F (D + D^T) / positions, with D the gradient that arrives at the Gram matrix.
"""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.layers.gradient_rules import register, ruled  # noqa: E402


def plain_gram(features):
    """The plain form: F^T F / positions, F of shape (positions, channels) for each picture of the batch."""
    batch, height, width, channels = keras.ops.shape(features)
    flat = keras.ops.reshape(features, (batch, height * width, channels))
    product = keras.ops.matmul(keras.ops.transpose(flat, (0, 2, 1)), flat)
    return product / keras.ops.cast(height * width, flat.dtype)


def gram(features, centre=None):
    """Gram matrices of (batch, height, width, channels): (batch, channels, channels), over height * width positions.

    Equal to `plain_gram` in value and in gradient (Gatys et al. 2016, eq. 3, divided by the positions). With a
    `centre` (channels,), that of features - centre.
    """
    features = tf.convert_to_tensor(features if centre is None else features - centre)
    if features.shape[0] == 1:  # a plain product, which TensorFlow runs faster than a batched one
        return _gram_of_one(features[0])[None]
    return _gram_of_batch(features)


def _gradient(product, upstream):
    """The whole gradient of a^T b by a, where b is a: the half that comes by way of b is in it."""
    features = product.inputs[0]
    return tf.matmul(features, upstream + tf.linalg.matrix_transpose(upstream)), None


def _gram(features):
    """Gram matrices of (..., height, width, channels)."""
    shape = tf.shape(features)
    positions = tf.cast(shape[-3] * shape[-2], features.dtype)
    flat = tf.reshape(features, tf.concat([shape[:-3], [-1, shape[-1]]], axis=0))
    return tf.matmul(flat, flat, transpose_a=True) / positions


_GRADIENT = register(_gradient)
_gram_of_one = ruled(_gram, {"MatMul": _GRADIENT})
_gram_of_batch = ruled(_gram, {"BatchMatMulV2": _GRADIENT})
