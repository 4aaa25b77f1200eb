"""Batches for the feature network: random pieces of a texture bank, in random colours, a function of the step."""

import math

from course_lib import runtime
from course_lib.datasets.texture_bank import Bank

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402


def batches(bank: Bank, batch: int, side: int, steps: range, seed: int) -> tf.data.Dataset:
    """Training batches, one for each step number: the same step always gives the same batch, so a run can resume.

    Yields:
        pictures (batch, side, side, 3) in [0, 1]; targets {"texture": labels (batch,), "picture": the pictures}.
    """
    pictures, labels = tf.constant(bank.pictures), tf.constant(bank.labels)

    def make(step):
        key = tf.stack([tf.cast(seed, tf.int64), step])
        chosen = tf.random.stateless_uniform([batch], key, 0, len(bank.labels), tf.int32)
        x = pieces(tf.gather(pictures, chosen), side, key + [1, 0])
        x = recoloured(x, key + [2, 0])
        return grainy(x, key + [3, 0]), {"texture": tf.gather(labels, chosen), "picture": x}

    numbers = tf.data.Dataset.range(steps.start, steps.stop)
    return numbers.map(make, num_parallel_calls=1).prefetch(4)


def pieces(pictures, side: int, key, spread: float = 0.18):
    """A square out of each picture (batch, h, w, 3) uint8, a little enlarged or shrunk: (batch, side, side, 3)."""
    batch, whole = pictures.shape[0] or tf.shape(pictures)[0], pictures.shape[1]
    draws = tf.random.stateless_uniform([batch, 3], key)
    size = side / whole * tf.exp(spread * (2 * draws[:, 0] - 1))
    corner = draws[:, 1:] * (1 - size[:, None])
    boxes = tf.concat([corner, corner + size[:, None]], 1)
    return tf.image.crop_and_resize(tf.cast(pictures, tf.float32) / 255, boxes, tf.range(batch), [side, side])


def recoloured(pictures, key):
    """Other hue, saturation, contrast and brightness for each picture; a quarter keep their colours."""
    batch = tf.shape(pictures)[0]
    draws = tf.random.stateless_uniform([batch, 8], key, -1.0, 1.0)
    angle, saturation = math.pi * draws[:, 0] ** 3, 2 ** draws[:, 1]
    matrix = hue_rotation(angle, saturation) * 1.6 ** draws[:, 2, None, None]
    centre = tf.reduce_mean(pictures, (1, 2), keepdims=True)
    shift = 0.15 * draws[:, None, None, 3:6]
    other = tf.einsum("bhwi,bji->bhwj", pictures - centre, matrix) + centre + shift
    return tf.where(draws[:, 6, None, None, None] < -0.5, pictures, tf.clip_by_value(other, 0.0, 1.0))


def hue_rotation(angle, saturation):
    """Matrices (batch, 3, 3) that turn colours about the grey axis by `angle` and stretch them away from it."""
    third, root = 1 / 3, math.sqrt(1 / 3)
    grey = tf.fill([3, 3], third)
    cross = root * tf.constant([[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]])
    cosine, sine = tf.cos(angle)[:, None, None], tf.sin(angle)[:, None, None]
    turned = cosine * (tf.eye(3) - grey) + sine * cross
    return grey + saturation[:, None, None] * turned


def grainy(pictures, key, most: float = 0.04):
    """A little white noise, from none to a deviation of `most`, so that features look through grain."""
    amount = tf.random.stateless_uniform([tf.shape(pictures)[0], 1, 1, 1], key, 0.0, most)
    return pictures + amount * tf.random.stateless_normal(tf.shape(pictures), key + [1, 0])
