"""The Gram matrix of feature maps with a hand-written gradient: one matrix product forward and one back.

Automatic differentiation of F^T F makes two large products and a transposed copy of F; by symmetry one product is
enough: dL/dF = F (D + D^T) / positions, with D the gradient that arrives at the Gram matrix.
"""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402


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
    return _gram(features if centre is None else features - centre)


@tf.custom_gradient
def _gram(features):
    shape = tf.shape(features)
    positions = tf.cast(shape[1] * shape[2], features.dtype)
    flat = tf.reshape(features, (shape[0], -1, features.shape[-1]))
    product = _product(flat, flat, transpose_a=True) / positions

    def gradient(upstream):
        symmetric = (upstream + tf.linalg.matrix_transpose(upstream)) / positions
        return tf.reshape(_product(flat, symmetric), shape)

    return product, gradient


def _product(a, b, transpose_a: bool = False):
    """Batched a @ b; for a batch of one as a plain product, which TensorFlow runs faster than a batched one."""
    if a.shape[0] != 1:
        return tf.matmul(a, b, transpose_a=transpose_a)
    return tf.matmul(a[0], b[0], transpose_a=transpose_a)[None]
