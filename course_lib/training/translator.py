"""What models that translate pictures have in common: paired optimisers, the rate's decay, averages, loss families."""

from collections.abc import Sequence

from course_lib import runtime
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.losses import adversarial, penalties  # noqa: E402
from course_lib.training import replicas  # noqa: E402
from course_lib.training.averages import averages_of, follow  # noqa: E402
from course_lib.training.knobs import Knobs  # noqa: E402
from course_lib.training.noise import APART  # noqa: E402
from course_lib.training.stepped import SteppedModel  # noqa: E402
from course_lib.training.translation_knobs import UNTURNED  # noqa: E402
from course_lib.training.translation_settings import TranslationSettings  # noqa: E402

BETWEEN = 11 * APART  # seeds, apart from all others
SMALL_HEAD = 0.5  # the weight of a discriminator's second head
# the paper's generators minimise (D - 1)^2 (section 4), Mao's half of it; lambda is measured against the paper's
PAPER_SCALE = {"least_squares": 2.0}


class Translator(SteppedModel):
    """Generators and discriminators of pictures, with one optimiser for all of either."""

    def __init__(
        self,
        generators: Sequence[keras.Model],
        discriminators: Sequence[keras.Model],
        knobs: Knobs,
        settings: TranslationSettings,
        name: str,
    ):
        """Arguments: networks, one or two of each; knobs, those of `translation_knobs`; settings; name."""
        replicas.demand_even(settings.batch)
        if settings.norm == "batch":
            replicas.demand_alone("batch normalisation (norm='batch')")
        if settings.generator == "unet":
            replicas.demand_alone("the dropout of generator='unet'")
        demand_no_small_floats()
        super().__init__(knobs, UNTURNED, name=name)
        self.generators, self.discriminators = list(generators), list(discriminators)
        self.settings = settings
        self.together = settings.norm != "batch"  # else the samples of a batch would act on each other
        self.g_variables, self.d_variables = (
            [variable for network in networks for variable in network.trainable_variables]
            for networks in (self.generators, self.discriminators)
        )
        self.averages = averages_of(self, self.g_variables) if settings.average else []

    def compile(self, d_optimizers, g_optimizers, **settings) -> None:
        """Arguments: an optimiser of all discriminators and one of all generators, each in a list."""
        super().compile(d_optimizers, g_optimizers, **settings)
        self.d_optimizers[0].build(self.d_variables)
        self.g_optimizers[0].build(self.g_variables)

    def generator_loss(self, logits):
        """How far D's verdict on fakes is from "real", in the chosen family, over all of D's heads. A scalar."""
        families = adversarial.FAMILIES.values()
        return self._over_heads(
            lambda fake: adversarial.chosen(
                [PAPER_SCALE.get(family.name, 1.0) * family.generator(fake) for family in families], self.knob("loss")
            ),
            logits,
        )

    def discriminator_loss(self, real_logits, fake_logits):
        """How far D's verdicts on real pictures and on fakes are from the truth, over all of D's heads. A scalar."""
        families = adversarial.FAMILIES.values()
        return self._over_heads(
            lambda real, fake: adversarial.chosen(
                [family.discriminator(real, fake) for family in families], self.knob("loss")
            ),
            real_logits,
            fake_logits,
        )

    def judged(self, judge, real, fake, number):
        """All that a discriminator makes smaller on real pictures and on fakes: its loss, and the penalty if any."""
        return self.discriminator_loss(*self._verdicts(judge, real, fake)) + self._penalty(judge, real, fake, number)

    def _verdicts(self, judge, real, fake):
        """A discriminator's logits of both batches, with one call where its samples keep apart."""
        if not self.together:
            return judge(real, training=True), judge(fake, training=True)
        logits = judge(tf.concat([real, fake], 0), training=True)
        return zip(*map(halves, logits), strict=True) if isinstance(logits, list) else halves(logits)

    def _penalty(self, judge, real, fake, number):
        """The gradient penalty (Gulrajani 2017) times its knob; 0 where a run has no such knob."""
        if "gradient_penalty" not in self.names_of_knobs:
            return 0.0
        seed = tf.stack([self.settings.seed + BETWEEN, tf.cast(number, "int32")])
        between = replicas.share(tf.random.stateless_uniform([self.settings.batch], seed))
        points = penalties.interpolates(real, fake, between)
        with tf.GradientTape() as tape:
            tape.watch(points)
            logits = judge(points, training=True)
        slope = tape.gradient(logits, points)
        return self.knob("gradient_penalty") * penalties.gradient_penalty(slope)

    def apply_gradients(self, d_gradient, g_gradient, number) -> None:
        """Move every network by its gradient in step `number`, and the averages after the generators."""
        self.d_optimizers[0].apply(d_gradient, self.d_variables)
        self.g_optimizers[0].apply(g_gradient, self.g_variables)
        if self.averages:
            follow(self.averages, self.g_variables, self.settings.average, number)

    def _set_rates(self):
        """Nothing here: the rate depends on the step, inside the loop."""

    def set_rates(self, number) -> None:
        """The knobs' rates, as far as the schedule has brought them down at step `number`."""
        share = rate_share(number, self.settings.steps, self.settings.decay_from)
        for name, optimizers in (("d_rate", self.d_optimizers), ("g_rate", self.g_optimizers)):
            optimizers[0].learning_rate.assign(share * self.knob(name))

    @staticmethod
    def _over_heads(loss, *logits):
        logits = tf.nest.map_structure(lambda each: tf.cast(each, "float32"), logits)  # a loss in any precision
        heads = list(zip(*logits, strict=True)) if isinstance(logits[0], (list, tuple)) else [logits]
        return tf.add_n([loss(*head) * SMALL_HEAD ** bool(place) for place, head in enumerate(heads)])


def rate_share(number, steps: int, decay_from: float):
    """1 until `decay_from` of the steps are done, then evenly down towards 0 (Zhu et al. 2017, section 4: from half).

    A run that goes on after its end begins a new round. Returns a scalar in (0, 1].
    """
    if decay_from >= 1:
        return 1.0
    done = tf.cast(number % steps, "float32") / steps
    return tf.minimum(1.0, (1.0 - done) / (1.0 - decay_from))


def demand_no_small_floats() -> None:
    """SettingError under mixed_float16: its gradients vanish below 6e-8 unless losses are scaled, which is not done."""
    if keras.config.dtype_policy().compute_dtype == "float16":
        raise SettingError(
            "translators do not train in mixed_float16, where small gradients vanish. "
            "Choose runtime.set_precision('mixed_bfloat16') on a card that computes in it, or 'float32'."
        )


def halves(batch):
    """The two halves of a batch, each of known size."""
    return tf.split(batch, 2)
