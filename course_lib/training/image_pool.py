"""The pool of earlier fakes that a CycleGAN's discriminators learn from."""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.training import replicas  # noqa: E402

LARGEST = 50


class ImagePool(keras.layers.Layer):
    """Up to 50 earlier fakes (Shrivastava et al. 2017, section 2.3; Zhu et al. 2017, section 4).

    Each fake fills the pool first. Once it is full, half the fakes go to the discriminator as they are, and the other
    half take the place of a stored one, at random, which goes in their stead.
    """

    def __init__(self, side: int):
        """Argument: side, of the pictures in pixels."""
        super().__init__(name="image_pool")
        kept = {"initializer": "zeros", "trainable": False, "aggregation": replicas.ALIKE}
        self.pictures = self.add_weight(shape=(LARGEST, side, side, 3), dtype="float32", **kept)
        self.stored = self.add_weight(shape=(), dtype="int32", **kept)

    def exchange(self, fakes, size, seed):
        """What the discriminator gets for these fakes (batch, side, side, 3): the same shape.

        Arguments: size, how much of the pool is used, 0 (none: the fakes themselves) to 50; seed, two whole numbers.
        """
        size = tf.cast(size, "int32")
        chances = tf.random.stateless_uniform([fakes.shape[0], 2], seed)
        return tf.stack([self._one(fake, size, *tf.unstack(chance)) for fake, chance in self._pairs(fakes, chances)])

    @staticmethod
    def _pairs(fakes, chances):
        return zip(tf.unstack(fakes), tf.unstack(chances), strict=True)

    def _one(self, fake, size, swaps, where):
        filling = self.stored.value < size
        swapped = tf.logical_and(tf.logical_and(size > 0, tf.logical_not(filling)), swaps < 0.5)
        place = tf.where(filling, self.stored.value, tf.cast(where * tf.cast(size, "float32"), "int32"))
        earlier = self.pictures.value[place]
        kept = tf.where(tf.logical_or(filling, swapped), fake, earlier)
        self.pictures.value.scatter_update(tf.IndexedSlices(tf.stack([kept]), tf.stack([place])))
        self.stored.assign(self.stored.value + tf.cast(filling, "int32"))
        return tf.where(swapped, earlier, fake)
