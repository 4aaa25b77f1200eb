"""CycleGAN: two generators, two discriminators, and the promise that there and back again is where one began."""

from course_lib import runtime

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

from course_lib.losses import translation  # noqa: E402
from course_lib.training import replicas  # noqa: E402
from course_lib.training.image_pool import ImagePool  # noqa: E402
from course_lib.training.noise import APART  # noqa: E402
from course_lib.training.picture_batches import cropped, mirrored, take  # noqa: E402
from course_lib.training.translator import Translator, halves  # noqa: E402

SHUFFLED_A, SHUFFLED_B, MIRRORED_A, MIRRORED_B = (n * APART for n in (5, 6, 7, 8))
CROPPED_A, CROPPED_B = (n * APART for n in (17, 18))
POOL_A, POOL_B, NOISE_A, NOISE_B = (n * APART for n in (13, 14, 15, 16))


class CycleGAN(Translator):
    """G: A -> B and F: B -> A from two sets of pictures that show no scene twice (Zhu et al. 2017, section 3).

        L = L_GAN(G, D_B) + L_GAN(F, D_A) + lambda_cycle (|F(G(a)) - a| + |G(F(b)) - b|)
            + lambda_identity (|G(b) - b| + |F(a) - a|),   |.| the mean over pixels

    `fit` takes ((a, b), count): pictures (n, side, side, 3) and (m, side, side, 3), uint8, of which step s uses its
    own batches. In a step both generators learn from one gradient, then both discriminators from pooled fakes.

    Samples keep apart in these networks unless they have batch norm, so a generator translates [real, other domain's
    real] in one call, and a discriminator judges [real, fake] in one: the same numbers in a smaller graph.
    """

    READINGS = ("adversarial", "cycle", "identity", "discriminator")

    def __init__(self, generators, discriminators, knobs, settings, side: int):
        """Arguments: (G, F), (D_A, D_B), knobs, settings, and the side of the pictures in pixels."""
        super().__init__(generators, discriminators, knobs, settings, name="cyclegan")
        self.pools = [ImagePool(side), ImagePool(side)]

    def real(self, pictures, number):
        """The batches of step `number` from both domains, each in an order of its own."""
        return [
            self._read(domain, number, *streams)
            for domain, streams in zip(
                pictures, ((SHUFFLED_A, MIRRORED_A, CROPPED_A), (SHUFFLED_B, MIRRORED_B, CROPPED_B)), strict=True
            )
        ]

    def _step(self, pictures, number, readings):
        self.set_rates(number)
        (to_b, to_a), (judge_a, judge_b) = self.generators, self.discriminators
        a, b = self.real(pictures, number)
        with tf.GradientTape() as tape:
            fake_b, same_b = self.each(to_b, a, b)
            fake_a, same_a = self.each(to_a, b, a)
            again_a = to_a(self.noisy(fake_b, number, NOISE_B), training=True)
            again_b = to_b(self.noisy(fake_a, number, NOISE_A), training=True)
            fooling = self.generator_loss(judge_b(fake_b, training=True)) + self.generator_loss(
                judge_a(fake_a, training=True)
            )
            scale = self.settings.cycle_scale
            cycle = translation.distance(again_a, a, scale) + translation.distance(again_b, b, scale)
            identity = translation.distance(same_b, b) + translation.distance(same_a, a)
            loss = fooling + self.knob("lambda_cycle") * cycle + self.knob("lambda_identity") * identity
            loss = replicas.part(loss)
        g_gradient = tape.gradient(loss, self.g_variables)

        seen_a = self.pooled(0, fake_a, self._seed(POOL_A, number))
        seen_b = self.pooled(1, fake_b, self._seed(POOL_B, number))
        with tf.GradientTape() as tape:
            judged = self.judged(judge_a, a, seen_a, 2 * number) + self.judged(judge_b, b, seen_b, 2 * number + 1)
            judged_part = replicas.part(judged)
        d_gradient = tape.gradient(judged_part, self.d_variables)

        self.apply_gradients(d_gradient, g_gradient, number)
        return replicas.mean(tf.stack([fooling, cycle, identity, judged]))

    def each(self, generator, first, second):
        """What a generator makes of two batches."""
        if self.together:
            return halves(generator(tf.concat([first, second], 0), training=True))
        return generator(first, training=True), generator(second, training=True)

    def pooled(self, place: int, fakes, seed):
        """What D_A (0) or D_B (1) sees of these fakes: through the pool goes the whole batch, in its order."""
        return replicas.share(self.pools[place].exchange(replicas.gathered(fakes), self.knob("pool"), seed))

    def noisy(self, fakes, number, stream: int):
        """Fakes with noise of deviation "cycle_noise" on them, so that nothing can be hidden there for the way back
        (Bashkirova et al. 2019, "Adversarial Self-Defense for Cycle-Consistent GANs", section 4.1).
        """
        deviation = self.knob("cycle_noise")
        noise = tf.random.stateless_normal([self.settings.batch, *fakes.shape[1:]], self._seed(stream, number))
        return fakes + deviation * replicas.share(noise)

    def _read(self, domain, number, shuffled: int, flipped: int, cut: int):
        with replicas.on_the_host():
            batch = take(domain, number, self.settings.batch, self.settings.seed + shuffled)
        batch = tf.ensure_shape(batch, (self.settings.batch, *domain.shape[1:]))
        batch = mirrored(batch, number, self.settings.seed + flipped) if self.settings.flip else batch
        if self.settings.crop:
            batch = cropped(batch, self.settings.crop, number, self.settings.seed + cut)
        return replicas.share(batch)

    def _seed(self, stream: int, number):
        return tf.stack([self.settings.seed + stream, tf.cast(number, "int32")])
