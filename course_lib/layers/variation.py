"""The mean squared step between neighbouring pixels, with its gradient written by hand.

The gradient is minus the discrete Laplacian of the picture, four differences; automatic differentiation takes five
times as long over it, which is a tenth of a whole step of style transfer.
"""

from course_lib import runtime

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

from course_lib.layers.gradient_rules import register, ruled  # noqa: E402


def plain_variation(picture):
    """The plain form: mean((p[i+1, j] - p[i, j])^2) + mean((p[i, j+1] - p[i, j])^2)."""
    down, across = _steps(picture)
    return tf.reduce_mean(tf.square(down)) + tf.reduce_mean(tf.square(across))


def variation(picture):
    """Mean squared step down plus mean squared step across, of a picture (batch, height, width, channels): a scalar.

    Equal to `plain_variation` in value and gradient. At least two pixels high and wide, or the mean is of nothing.
    """
    return _variation(tf.convert_to_tensor(picture))


def _gradient(identities, upstream, _):
    """The gradient of the first, the variation, by the second, the picture."""
    down, across = _steps(identities.inputs[1])
    of_down = tf.pad(down / _size(down), ((0, 0), (1, 1), (0, 0), (0, 0)))
    of_across = tf.pad(across / _size(across), ((0, 0), (0, 0), (1, 1), (0, 0)))
    slope = of_down[:, :-1] - of_down[:, 1:] + of_across[:, :, :-1] - of_across[:, :, 1:]
    return None, 2 * upstream * slope


def _steps(picture):
    return picture[:, 1:] - picture[:, :-1], picture[:, :, 1:] - picture[:, :, :-1]


def _size(steps):
    return tf.cast(tf.size(steps), steps.dtype)


_variation = ruled(
    lambda picture: tf.identity_n([plain_variation(picture), picture])[0], {"IdentityN": register(_gradient)}
)
