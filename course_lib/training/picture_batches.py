"""Batches of pictures as a function of the step's number: any step can be repeated, and none depends on the last."""

from course_lib import runtime

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402


def take(pictures, number, batch: int, seed: int):
    """The `number`-th batch of pictures (n, h, w, 3) uint8, in an order shuffled anew whenever all have been used.

    n may be any number. Returns (batch, h, w, 3) float32 in [-1, 1].
    """
    count = tf.shape(pictures)[0]
    places = number * batch + tf.range(batch)
    seeds = tf.stack([tf.fill([batch], seed), places // count, tf.zeros_like(places)], 1)
    # the function of that name in tf.random takes no seed for each index
    chosen = tf.raw_ops.RandomIndexShuffle(index=places % count, seed=seeds, max_index=count - 1)
    return tf.cast(tf.gather(pictures, chosen), "float32") / 127.5 - 1.0


def mirrored(pictures, number, seed: int):
    """Each picture (batch, h, w, c) as it is or mirrored left to right, as the number and the seed have it."""
    seed = tf.stack([seed, tf.cast(number, "int32")])
    turned = tf.random.stateless_uniform([tf.shape(pictures)[0], 1, 1, 1], seed) < 0.5
    return tf.where(turned, tf.reverse(pictures, [2]), pictures)


def cropped(pictures, side: int, number, seed: int):
    """A square of each picture (batch, h, w, c) of known shape, where the number and the seed have it: (batch, side,
    side, c).
    """
    batch, height, width, channels = pictures.shape
    seed = tf.stack([seed, tf.cast(number, "int32")])
    room = tf.constant([height - side + 1, width - side + 1], "float32")
    corners = tf.cast(tf.random.stateless_uniform([batch, 2], seed) * room, "int32")
    pairs = zip(tf.unstack(pictures), tf.unstack(corners), strict=True)
    return tf.stack([tf.slice(one, [at[0], at[1], 0], [side, side, channels]) for one, at in pairs])
