"""pix2pix: one generator that has the answer before its eyes, and a discriminator that sees the question too."""

from course_lib import runtime

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

from course_lib.losses import translation  # noqa: E402
from course_lib.training import replicas  # noqa: E402
from course_lib.training.noise import APART  # noqa: E402
from course_lib.training.picture_batches import cropped, mirrored, take  # noqa: E402
from course_lib.training.translator import Translator  # noqa: E402

SHUFFLED, MIRRORED, CROPPED = 9 * APART, 10 * APART, 19 * APART


class Pix2pix(Translator):
    """G: A -> B from pairs (Isola et al. 2017, section 3): L_GAN(G, D) + lambda_l1 |G(a) - b|, D judging (a, G(a)).

    `fit` takes ((a, b), count): pictures (n, side, side, 3) uint8, of which a[i] and b[i] show one scene. Both networks
    learn from the same fakes, G first.
    """

    READINGS = ("adversarial", "l1", "discriminator")

    def __init__(self, generator, discriminator, knobs, settings):
        """Arguments: G, D of six channels, knobs, settings."""
        super().__init__([generator], [discriminator], knobs, settings, name="pix2pix")

    def real(self, pictures, number):
        """The batches of step `number`: of both domains, pair by pair."""
        settings = self.settings
        batches = []
        for domain in pictures:
            with replicas.on_the_host():
                batch = take(domain, number, settings.batch, settings.seed + SHUFFLED)
            batch = tf.ensure_shape(batch, (settings.batch, *domain.shape[1:]))
            batch = mirrored(batch, number, settings.seed + MIRRORED) if settings.flip else batch
            batch = cropped(batch, settings.crop, number, settings.seed + CROPPED) if settings.crop else batch
            batches.append(replicas.share(batch))
        return batches

    def _step(self, pictures, number, readings):
        self.set_rates(number)
        (generator,), (judge,) = self.generators, self.discriminators
        a, b = self.real(pictures, number)
        with tf.GradientTape() as tape:
            fake = generator(a, training=True)
            fooling = self.generator_loss(judge(tf.concat([a, fake], 3), training=True))
            l1 = translation.distance(fake, b)
            loss = fooling + self.knob("lambda_l1") * l1
            loss = replicas.part(loss)
        g_gradient = tape.gradient(loss, self.g_variables)

        real_pair, fake_pair = tf.concat([a, b], 3), tf.concat([a, fake], 3)
        with tf.GradientTape() as tape:
            judged = self.judged(judge, real_pair, fake_pair, number)
            judged_part = replicas.part(judged)
        d_gradient = tape.gradient(judged_part, self.d_variables)

        self.apply_gradients(d_gradient, g_gradient, number)
        return replicas.mean(tf.stack([fooling, l1, judged]))
