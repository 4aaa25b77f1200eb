"""A generative adversarial network as one Keras model: any generator, any discriminator, trained by `fit`."""

from collections.abc import Sequence

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.losses import adversarial, penalties  # noqa: E402
from course_lib.training import replicas  # noqa: E402
from course_lib.training.gan_knobs import UNTURNED, WHO  # noqa: E402
from course_lib.training.knobs import Knobs  # noqa: E402
from course_lib.training.noise import Noise  # noqa: E402
from course_lib.training.stepped import SteppedModel  # noqa: E402

DRAWS_A_STEP = 32


class GAN(SteppedModel):
    """The game of Goodfellow 2014, Algorithm 1: in each step D learns to tell real from fake, then G to fool it.

    `fit` takes a data set of batches (k, batch, ...): one call trains k steps in one compiled loop, which for small
    networks saves most of the time. A pair (batches, count) trains `count` steps, of any number. Step s uses batch
    s mod k and the noise of number s, so a run can be stopped, restored and repeated exactly.
    `train_step` returns the losses of the last step: discriminator, generator and penalty.
    """

    READINGS = ("discriminator", "generator", "penalty")

    def __init__(self, generator: keras.Model, discriminator: keras.Model, knobs: Knobs, noise: Noise):
        """Arguments: generator, from noise (batch, noise.size) to samples; discriminator, from samples to logits;
        knobs, "loss", "d_rate", "g_rate" and any others of `gan_knobs`: what has no knob stays at `UNTURNED`.
        """
        replicas.demand_alone("a GAN with noise of its own")
        super().__init__(knobs, UNTURNED, name="gan")
        self.generator, self.discriminator = generator, discriminator
        self.noise = noise

    def compile(
        self,
        d_optimizers: Sequence[keras.optimizers.Optimizer],
        g_optimizers: Sequence[keras.optimizers.Optimizer],
        **settings,
    ) -> None:
        """Arguments: the optimisers that the knobs `d_optimizer` and `g_optimizer` choose from, one each at least;
        the rest as in `SteppedModel.compile`.
        """
        super().compile(d_optimizers, g_optimizers, **settings)
        for optimizers, network in ((d_optimizers, self.discriminator), (g_optimizers, self.generator)):
            for optimizer in optimizers:
                optimizer.build(network.trainable_variables)

    def _step(self, batches, number, readings):
        d_loss, g_loss, penalty = tf.unstack(readings)
        d_steps, g_steps = self.updates("discriminator"), self.updates("generator")

        def teach_discriminator(turn, _loss, _penalty):
            place = (number * d_steps + turn) % tf.shape(batches)[0]
            return turn + 1, *self._train_discriminator(tf.gather(batches, place), number * DRAWS_A_STEP + turn)

        def teach_generator(turn, _loss):
            draw = number * DRAWS_A_STEP + DRAWS_A_STEP // 2 + turn
            return turn + 1, self._train_generator(tf.shape(batches)[1], draw)

        _, d_loss, penalty = _times(d_steps, teach_discriminator, d_loss, penalty)
        _, g_loss = _times(g_steps, teach_generator, g_loss)
        return tf.stack([d_loss, g_loss, penalty])

    def updates(self, network: str):
        """How often the "discriminator" or the "generator" is updated in a step: its knob, or 0 while it is frozen."""
        count, who = self.knob(f"{network[0]}_steps"), self.knob("who")
        if isinstance(count, int) and isinstance(who, int):
            return count
        frozen = tf.equal(
            tf.cast(who, "int32"), WHO.index("generator" if network == "discriminator" else "discriminator")
        )
        return tf.where(frozen, 0, tf.cast(count, "int32"))

    def _train_discriminator(self, real, draw):
        fake = self.generator(self.noise.draw(tf.shape(real)[0], draw), training=True)
        with tf.GradientTape() as tape:
            real_logits = self.discriminator(real, training=True)
            fake_logits = self.discriminator(fake, training=True)
            loss = self.discriminator_loss(real_logits, fake_logits)
            penalty = self.penalty(real, fake, draw)
            total = loss + penalty
        gradient = tape.gradient(total, self._trained(self.discriminator))
        self._apply(self.d_optimizers, self.knob("d_optimizer"), gradient, self.discriminator)
        _unless_zero(self.knob("clip"), self._clip)
        return loss, penalty

    def _train_generator(self, batch, draw):
        with tf.GradientTape() as tape:
            fake = self.generator(self.noise.draw(batch, draw), training=True)
            loss = self.generator_loss(self.discriminator(fake, training=True))
        gradient = tape.gradient(loss, self._trained(self.generator))
        self._apply(self.g_optimizers, self.knob("g_optimizer"), gradient, self.generator)
        return loss

    def discriminator_loss(self, real_logits, fake_logits):
        """D's loss in the family that is chosen, without penalties. Returns a scalar."""
        families = adversarial.FAMILIES.values()
        losses = [family.discriminator(real_logits, fake_logits) for family in families]
        return adversarial.chosen(losses, self.knob("loss"))

    def generator_loss(self, fake_logits):
        """G's loss in the family that is chosen. Returns a scalar."""
        losses = [family.generator(fake_logits) for family in adversarial.FAMILIES.values()]
        return adversarial.chosen(losses, self.knob("loss"))

    def penalty(self, real, fake, draw):
        """The gradient penalty and R1, each times its knob and computed only where that is above 0. Returns a scalar.

        Arguments: real and fake (batch, ...); draw, the number of the shares between them.
        """
        between, at_real = self.knob("gradient_penalty"), self.knob("r1")

        def slope_between():
            points = penalties.interpolates(real, fake, self.noise.shares(tf.shape(real)[0], draw))
            return between * penalties.gradient_penalty(self.slope(points))

        return _unless_zero(between, slope_between, 0.0) + _unless_zero(
            at_real, lambda: at_real * penalties.r1_penalty(self.slope(real)), 0.0
        )

    def slope(self, points):
        """The gradient of D's logit by its input, one sample a row, (batch, ...)."""
        with tf.GradientTape() as tape:
            tape.watch(points)
            logits = self.discriminator(points, training=True)
        return tape.gradient(logits, points)

    def _clip(self):
        penalties.clip_weights(self.discriminator.trainable_variables, self.knob("clip"))

    def _apply(self, optimizers, place, gradient, network):
        def use(optimizer):
            return lambda: optimizer.apply(gradient, network.trainable_variables)

        if len(optimizers) == 1:
            use(optimizers[0])()
        else:
            tf.switch_case(tf.cast(place, "int32"), [_silent(use(optimizer)) for optimizer in optimizers])

    @staticmethod
    def _trained(network):
        return [variable.value for variable in network.trainable_variables]


def _times(count, body, *state):
    """Call `body(turn, *state)` count times in the compiled graph; a plain 1 needs no loop."""
    if isinstance(count, int) and count == 1:
        return body(0, *state)
    return tf.while_loop(lambda turn, *_: turn < count, body, (0, *state))


def _unless_zero(weight, compute, otherwise=None):
    """`compute()` where `weight` is above 0; a plain 0 leaves it out of the graph."""
    if isinstance(weight, (int, float)):
        return compute() if weight > 0 else otherwise
    if otherwise is None:
        return tf.cond(weight > 0, _silent(compute), tf.no_op)
    return tf.cond(weight > 0, compute, lambda: otherwise)


def _silent(compute):
    """`compute` with no result, as a branch of a condition wants it."""

    def branch():
        compute()
        return tf.no_op()

    return branch
