"""A GAN that learns a distribution in the plane: the run behind the playground."""

from collections.abc import Callable

import numpy as np

from course_lib import runtime
from course_lib.datasets import plane

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.losses.adversarial import FAMILIES  # noqa: E402
from course_lib.models import perceptron  # noqa: E402
from course_lib.training import gan_knobs  # noqa: E402
from course_lib.training.gan import DRAWS_A_STEP, GAN  # noqa: E402
from course_lib.training.gan_run import GanRun  # noqa: E402
from course_lib.training.knobs import Knobs  # noqa: E402
from course_lib.training.noise import Noise  # noqa: E402
from course_lib.training.plane_settings import PlaneSettings  # noqa: E402

BATCHES = 1024
SHOWN_NOISE = 2**30  # the number of the draw that is only looked at: far from every step's


class PlaneRun(GanRun):
    """A `GanRun` on points (n, 2), with all that a picture of it needs: samples, D's judgement, and G's pushes."""

    def __init__(self, data: str | plane.Distribution = "ring", **settings):
        """Arguments: data, a name of datasets.plane or a distribution; the rest as in PlaneSettings.

        Raises SettingError.
        """
        self.settings = PlaneSettings(**settings)
        self.data = plane.load(data) if isinstance(data, str) else data
        super().__init__(_build(self.settings), self._points(), self.settings.steps)

    def learn(self, data: str | plane.Distribution) -> None:
        """Begin again from the first weights, on another distribution; nothing is compiled anew. SettingError."""
        self.data = plane.load(data) if isinstance(data, str) else data
        self._batches = tf.constant(self._points())
        self.reset()

    def _points(self) -> np.ndarray:
        """All batches of the data, (BATCHES, batch, 2)."""
        batch = self.settings.batch
        return self.data.sample(BATCHES * batch, self.settings.seed).reshape(BATCHES, batch, 2)

    @property
    def family(self):
        """The family of losses that the next step will use."""
        return list(FAMILIES.values())[int(self.knobs.value("loss"))]

    def sample(self, count: int = 512) -> np.ndarray:
        """Real points, (count, 2), always the same ones, and none of those that D learns from by more than chance."""
        return self.data.sample(count, self.settings.seed + 1)

    def noise(self, count: int = 512) -> np.ndarray:
        """The noise of the shown fakes, (count, noise_size), always the same."""
        return self.gan.noise.draw(count, SHOWN_NOISE).numpy()

    def fakes(self, count: int = 512) -> np.ndarray:
        """What G makes of that noise, (count, 2)."""
        return self.generate(self.noise(count))

    def generate(self, noise: np.ndarray) -> np.ndarray:
        """What G makes of noise (n, noise_size): points (n, 2)."""
        return self.gan.generator(tf.constant(noise, "float32")).numpy()

    def judge(self, points: np.ndarray) -> np.ndarray:
        """D's logits, or scores, of points (n, 2): (n,)."""
        return self.gan.discriminator(tf.constant(points, "float32")).numpy()[:, 0]

    def probability(self, points: np.ndarray) -> np.ndarray | None:
        """D's probability "real" for points (n, 2): (n,) in [0, 1]; None in a family whose D gives scores."""
        return None if self.family.critic else 1.0 / (1.0 + np.exp(-self.judge(points)))

    def pushes(self, points: np.ndarray) -> np.ndarray:
        """Where G's loss would move each fake of a batch: minus its gradient by the points (n, 2), times n."""
        points = tf.constant(points, "float32")
        with tf.GradientTape() as tape:
            tape.watch(points)
            loss = self.gan.generator_loss(self.gan.discriminator(points))
        return -tape.gradient(loss, points).numpy() * len(points)

    def dissect(self) -> dict:
        """What the next step will do, without doing it, the first update of each network: arrays and numbers.

        noise, fakes, reals, fake_logits, real_logits, d_loss and d_norms (the gradient's length in each of D's
        weights); then, with D as it stands before the step, g_noise, g_fakes, g_logits, g_loss, pushes and g_norms.
        """
        self.knobs.apply(self.step)
        gan, step, batch = self.gan, self.step, self.settings.batch
        real = self._batches[(step * int(gan.updates("discriminator"))) % BATCHES]
        d_noise = gan.noise.draw(batch, step * DRAWS_A_STEP)
        g_noise = gan.noise.draw(batch, step * DRAWS_A_STEP + DRAWS_A_STEP // 2)
        fake = gan.generator(d_noise)
        with tf.GradientTape() as tape:
            real_logits, fake_logits = gan.discriminator(real), gan.discriminator(fake)
            d_loss = gan.discriminator_loss(real_logits, fake_logits)
            penalty = gan.penalty(real, fake, step * DRAWS_A_STEP)
            d_total = d_loss + penalty
        d_norms = _norms(tape.gradient(d_total, [w.value for w in gan.discriminator.trainable_variables]))
        with tf.GradientTape() as tape:
            g_fake = gan.generator(g_noise)
            g_logits = gan.discriminator(g_fake)
            g_loss = gan.generator_loss(g_logits)
        g_norms = _norms(tape.gradient(g_loss, [w.value for w in gan.generator.trainable_variables]))
        d_side = {
            "noise": d_noise,
            "fakes": fake,
            "reals": real,
            "fake_logits": fake_logits,
            "real_logits": real_logits,
        }
        d_side |= {"d_loss": d_loss, "penalty": penalty, "d_norms": d_norms}
        g_side = {"g_noise": g_noise, "g_fakes": g_fake, "g_logits": g_logits, "g_loss": g_loss, "g_norms": g_norms}
        numbers = {name: np.asarray(value) for name, value in {**d_side, **g_side}.items()}
        return numbers | {"pushes": self.pushes(numbers["g_fakes"])}

    def rebuilt(self, data: str | plane.Distribution | None = None, **changes) -> "PlaneRun":
        """A new run with other settings or data; knobs as they stand, and weights kept where the networks are alike."""
        values = self.settings.as_dict() | changes
        run = PlaneRun(self.data if data is None else data, **values)
        for knob in run.knobs:
            if knob.name not in changes and knob.name in {mine.name for mine in self.knobs}:
                run.knobs.turn(knob.name, self.knobs.value(knob.name))
        for mine, its in ((self.gan.generator, run.gan.generator), (self.gan.discriminator, run.gan.discriminator)):
            if [w.shape for w in mine.weights] == [w.shape for w in its.weights]:
                its.set_weights(mine.get_weights())
        run.begin_here()
        return run

    def begin_here(self) -> None:
        """Make the present weights those that `reset` goes back to."""
        self.beginning = self.state()

    def replay(self, progress: Callable[[], None] | None = None) -> "PlaneRun":
        """The same run again, from its first weights, its turns at their steps: a new run that stands where this does.

        `progress` is called after each compiled call.
        """
        again = PlaneRun(self.data, **self.settings.as_dict())
        again.restore(self.beginning)
        again.begin_here()
        again.knobs.replay(self.knobs.turns)
        callbacks = (
            [keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: progress())] if progress else []
        )
        again.total = max(again.total, self.step)
        again.run(self.step, callbacks)
        return again


def _build(settings: PlaneSettings) -> GAN:
    """The networks and the compiled model of a run, its knobs at their start."""
    knobs = Knobs(
        gan_knobs.loss_knob(settings.loss),
        *gan_knobs.rate_knobs(settings.d_rate, settings.g_rate),
        *gan_knobs.pace_knobs(settings.d_steps, settings.g_steps),
        *gan_knobs.penalty_knobs(settings.gradient_penalty, settings.r1, settings.clip),
        *gan_knobs.optimiser_knobs(settings.d_optimizer, settings.g_optimizer),
    )
    d_hidden, g_hidden = (settings.d_units,) * settings.d_layers, (settings.g_units,) * settings.g_layers
    gan = GAN(
        perceptron.generator(settings.noise_size, g_hidden, seed=settings.seed),
        perceptron.discriminator(2, d_hidden, settings.spectral, settings.seed),
        knobs,
        Noise(settings.noise, settings.noise_size, settings.seed),
    )
    gan.compile(_optimizers(), _optimizers(), jit_compile=True)
    return gan


def _optimizers() -> list[keras.optimizers.Optimizer]:
    """Adam with the momentum that GANs want (Radford 2016, section 4), and plain gradient descent; rates are knobs."""
    return [keras.optimizers.Adam(beta_1=0.5), keras.optimizers.SGD()]


def _norms(gradients) -> list[float]:
    return [float(tf.norm(gradient)) for gradient in gradients]
