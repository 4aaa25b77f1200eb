"""A GAN on pictures: its step, made for convolutional networks, and the average of the generator's weights."""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.training.averages import averages_of, follow  # noqa: E402
from course_lib.training.diff_augment import augment  # noqa: E402
from course_lib.training.gan import DRAWS_A_STEP, GAN  # noqa: E402
from course_lib.training.gan_knobs import WHO  # noqa: E402
from course_lib.training.knobs import Knobs  # noqa: E402
from course_lib.training.noise import APART, Noise  # noqa: E402
from course_lib.training.one_walk_back import TRACE, both_gradients, samples_keep_apart  # noqa: E402
from course_lib.training.picture_batches import take  # noqa: E402

AUGMENTED, SHUFFLED = 2 * APART, 3 * APART  # seeds, apart from those of the noise


class DCGAN(GAN):
    """A GAN that is given all its pictures and takes its batches from them by the number of the step.

    `fit` takes a data set of pairs (pictures, count): pictures (n, side, side, 3) uint8, of which step s uses the
    s-th batch in an order that is shuffled anew whenever all have been used; n may be any number. Unlike in the GAN
    of the plane, both networks learn from the same fakes and both gradients are taken before either acts, as in the
    TensorFlow tutorials: the game's own gradient, at three quarters of the cost, and less by `one_walk_back`. D sees
    real and fake pictures in two batches, as batch norm wants it, and through DiffAugment where the knob "augment" is
    above 0.
    """

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        knobs: Knobs,
        noise: Noise,
        batch: int = 64,
        decay: float = 0.0,
    ):
        """Arguments: as for GAN, no knobs for numbers of updates and one called "augment"; batch, pictures a step;
        decay, how much of the averaged weights is kept at each step, 0 for no average.
        """
        super().__init__(generator, discriminator, knobs, noise)
        self.batch, self.decay = batch, decay
        self._apart = samples_keep_apart(discriminator)
        self.averages = averages_of(self, generator.trainable_variables) if decay else []

    def real(self, pictures, number):
        """The pictures of step `number`, (batch, side, side, 3) float32 in [-1, 1]."""
        return take(pictures, number, self.batch, self.noise.seed + SHUFFLED)

    def seen(self, pictures, number):
        """What D sees of pictures: themselves, or changed by DiffAugment in the way of that number."""
        strength = self.knob("augment")
        seed = tf.stack([self.noise.seed + AUGMENTED, tf.cast(number, "int32")])
        changed = tf.cond(strength > 0, lambda: augment(pictures, strength, seed), lambda: pictures)
        return tf.ensure_shape(changed, pictures.shape)

    def _step(self, pictures, number, readings):
        real, noise = self.real(pictures, number), self.noise.draw(self.batch, number * DRAWS_A_STEP)
        real = self.seen(real, 2 * number)
        with tf.GradientTape() as g_tape:
            fake = self.seen(self.generator(noise, training=True), 2 * number + 1)
        with tf.GradientTape(persistent=True) as d_tape:
            d_tape.watch(fake)
            real_logits, fake_logits = (self.discriminator(x, training=True) for x in (real, fake))
            d_loss = self.discriminator_loss(real_logits, fake_logits)
            penalty = self.penalty(real, tf.stop_gradient(fake), number)
            total = d_loss + penalty + TRACE * tf.reduce_sum(fake_logits)
        with tf.GradientTape() as logit_tape:
            logit_tape.watch(fake_logits)
            g_loss = self.generator_loss(fake_logits)
        g_push = logit_tape.gradient(g_loss, fake_logits)
        d_weights, g_weights = (self._trained(network) for network in (self.discriminator, self.generator))
        d_gradient, push = both_gradients(d_tape, total, d_weights, fake, fake_logits, g_push, self._apart)
        g_gradient = g_tape.gradient(fake, g_weights, output_gradients=push)
        self._unless_frozen("discriminator", self.d_optimizers, d_gradient)
        self._unless_frozen("generator", self.g_optimizers, g_gradient)
        if self.averages:
            done = self.g_optimizers[0].iterations.value
            follow(self.averages, self.generator.trainable_variables, self.decay, done)
        return tf.stack([d_loss, g_loss, penalty])

    def _unless_frozen(self, name, optimizers, gradient):
        """Apply a gradient, unless only the other network learns."""
        other = WHO.index("generator" if name == "discriminator" else "discriminator")

        def apply():
            self._apply(optimizers, 0, gradient, getattr(self, name))
            return tf.no_op()

        tf.cond(tf.equal(tf.cast(self.knob("who"), "int32"), other), tf.no_op, apply)
