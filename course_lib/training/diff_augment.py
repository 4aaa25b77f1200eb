"""DiffAugment: what D sees of real and of fake pictures is changed at random, and G's gradient passes through."""

from course_lib import runtime

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

SHIFT = 1 / 8
HOLE = 1 / 2
DRAWS = 7


def augment(pictures, strength, seed):
    """Pictures changed in colour, moved, and with a hole cut in, each in its own way (Zhao 2020, section 3.2).

    Arguments: pictures (batch, side, side, 3) in [-1, 1], where 0 fills what is empty; strength in [0, 1], a number or
    a scalar: 1 as in the paper, 0 changes nothing; seed (2,) whole numbers: the same seed, the same changes.
    Returns pictures (batch, side, side, 3); differentiable by the pictures.
    """
    batch, side = tf.shape(pictures)[0], pictures.shape[1]
    draws = tf.unstack(tf.random.stateless_uniform(tf.stack([batch, DRAWS]), seed, -1.0, 1.0), axis=1)
    pictures = coloured(pictures, strength, draws[:3])
    reach = tf.round(strength * SHIFT * side)
    pictures = moved(pictures, *(tf.round(draw * (reach + 0.49)) for draw in draws[3:5]))
    return pictures * (1.0 - hole(side, strength, draws[5:]))


def coloured(pictures, strength, draws):
    """Brightness by up to 0.5, saturation by up to 1, contrast by up to a half, times the strength and draws in
    [-1, 1], three of (batch,).
    """
    brightness, saturation, contrast = (draw[:, None, None, None] for draw in draws)
    pictures = pictures + 0.5 * strength * brightness
    pictures = _stretched(pictures, -1, 1.0 + strength * saturation)
    return _stretched(pictures, (1, 2, 3), 1.0 + 0.5 * strength * contrast)


def moved(pictures, right, down):
    """Each picture moved by whole pixels, (batch,) each; 0 comes in at the edge."""
    side = pictures.shape[1]
    places = tf.range(side, dtype="float32")

    def shift(pixels):  # (batch, side, side), a one where a row comes from; none where it comes from outside
        return tf.cast(tf.equal(places[:, None] - pixels[:, None, None], places), "float32")

    return tf.einsum("bij,bjkc,blk->bilc", shift(down), pictures, shift(right))


def hole(side: int, strength, draws):
    """Ones in a square somewhere in each picture, half the side times the strength wide, and 0 around it.

    Arguments: draws in [-1, 1], two of (batch,): where its middle is. Returns (batch, side, side, 1).
    """
    places = tf.range(side, dtype="float32") + 0.5
    half = 0.5 * strength * HOLE * side
    across, along = (tf.cast(tf.abs(places - (0.5 + 0.5 * draw[:, None]) * side) < half, "float32") for draw in draws)
    return (along[:, :, None] * across[:, None, :])[..., None]


def _stretched(pictures, axes, factor):
    """Away from the mean over these axes."""
    mean = tf.reduce_mean(pictures, axes, keepdims=True)
    return (pictures - mean) * factor + mean
