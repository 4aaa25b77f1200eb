"""A DCGAN that learns pictures: the run behind the labs of DCGAN, with its samples, its knobs and its average."""

import numpy as np

from course_lib import images, runtime
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.models import dcgan  # noqa: E402
from course_lib.training import gan_knobs  # noqa: E402
from course_lib.training.dcgan import DCGAN  # noqa: E402
from course_lib.training.dcgan_settings import DcganSettings  # noqa: E402
from course_lib.training.fused_adam import FusedAdam  # noqa: E402
from course_lib.training.gan_run import GanRun  # noqa: E402
from course_lib.training.knobs import Knob, Knobs  # noqa: E402
from course_lib.training.noise import Noise  # noqa: E402

SHOWN_NOISE = 2**30  # the number of the draw that is only looked at: far from every step's
SETTLING_NOISE = SHOWN_NOISE + 1
SETTLED_BY = 256
AT_ONCE = 256
LEAST = 8


class DcganRun(GanRun):
    """A `GanRun` on pictures: `DcganRun(faces.render(4000))`, `run.run(500)`, `run.samples(64)`.

    It shows the averaged generator where there is one; `run.averaged = False` shows the present one.
    """

    def __init__(self, data: np.ndarray, network: str = "thin", **settings):
        """Arguments: data, pictures (n, side, side, 3), n at least 8, in [0, 1] or uint8; the side is 32, or 64 with
        the paper's networks; the rest as in DcganSettings. Raises SettingError.
        """
        self.settings = DcganSettings(network=network, **settings)
        self.data = as_bytes(data, (32, 64) if network == "paper" else (32,))
        self.averaged = self.settings.average > 0
        gan = _build(self.settings, self.data.shape[1])
        super().__init__(gan, self.data, self.settings.steps, self.settings.pace)
        self._shown = generator(self.settings, self.data.shape[1], momentum=0.0)

    def noise(self, count: int = 64, seed: int | None = None) -> np.ndarray:
        """Noise for looking at, (count, noise_size), always the same for a seed (the run's own without one)."""
        source = self.gan.noise
        if seed is not None:
            source = Noise(source.kind, source.size, seed)
        return source.draw(count, SHOWN_NOISE).numpy()

    def samples(self, count: int = 64, seed: int | None = None) -> np.ndarray:
        """What the shown generator makes of that noise: (count, side, side, 3) float32 in [0, 1]."""
        return generate(self.generator(), self.noise(count, seed))

    def generator(self) -> keras.Model:
        """The generator that is shown: the present one, or the averaged one.

        The average of weights goes with none of the statistics that batch norm has gathered, so its own are measured,
        over a batch of noise that never changes.
        """
        if not self.averaged:
            return self.gan.generator
        for variable, average in zip(self._shown.trainable_variables, self.gan.averages, strict=True):
            variable.assign(average)
        return settled(self._shown, self.gan.noise.draw(SETTLED_BY, SETTLING_NOISE))

    def judge(self, pictures: np.ndarray) -> np.ndarray:
        """D's logits, or scores, of pictures (n, side, side, 3) in [0, 1]: (n,)."""
        return self.gan.discriminator(tf.constant(2.0 * pictures - 1.0, "float32")).numpy()[:, 0]

    def picture(self, rows: int = 4, columns: int = 8, scale: int = 2) -> np.ndarray:
        """Samples on one sheet, each `scale` times as large: (height, width, 3) in [0, 1]."""
        return sheet(self.samples(rows * columns), columns, scale)


def as_bytes(data: np.ndarray, sides: tuple[int, ...] = (32, 64)) -> np.ndarray:
    """Pictures (n, side, side, 3) in [0, 1] or uint8, as uint8. SettingError for any other array."""
    data = np.asarray(data)
    if data.ndim != 4 or data.shape[1:] not in [(side, side, 3) for side in sides]:
        accepted = " or ".join(f"(n, {side}, {side}, 3)" for side in sides)
        raise SettingError(f"the pictures are an array {accepted}, not {data.shape}; resize them first.")
    if len(data) < LEAST:
        raise SettingError(f"a GAN needs {LEAST} pictures or more to learn from, not {len(data)}; hundreds are better.")
    if data.dtype == np.uint8:
        return data
    if data.dtype.kind != "f" or not (data.min() >= 0 and data.max() <= 1):
        raise SettingError("the pictures hold numbers from 0 to 1, or uint8; scale them first.")
    return np.round(data * 255).astype("uint8")


def generator(settings: DcganSettings, side: int = 32, momentum: float | None = None) -> keras.Model:
    """The generator of these settings, untrained."""
    momentum = settings.momentum if momentum is None else momentum
    if settings.network == "paper":
        return dcgan.paper_generator(side, settings.width, momentum, settings.noise_size, settings.seed)
    return dcgan.article_generator(settings.width, momentum, settings.noise_size, settings.seed)


def discriminator(settings: DcganSettings, side: int = 32) -> keras.Model:
    """The discriminator of these settings, untrained."""
    if settings.network == "paper":
        return dcgan.paper_discriminator(side, settings.width, settings.momentum, settings.seed)
    return dcgan.article_discriminator(settings.width, settings.dropout, settings.seed)


def settled(network: keras.Model, noise) -> keras.Model:
    """The network itself, its batch norms' statistics set to those of this noise; its momentum must be 0."""
    network(noise, training=True)
    return network


def generate(network: keras.Model, noise: np.ndarray) -> np.ndarray:
    """What a generator makes of noise (n, noise_size), in inference: (n, side, side, 3) float32 in [0, 1]."""
    parts = [
        network(tf.constant(noise[start : start + AT_ONCE], "float32"), training=False).numpy()
        for start in range(0, len(noise), AT_ONCE)
    ]
    return np.clip(0.5 * np.concatenate(parts) + 0.5, 0.0, 1.0)


def sheet(pictures: np.ndarray, columns: int = 8, scale: int = 2) -> np.ndarray:
    """Pictures (n, side, side, 3) on one sheet, pixels kept: (height, width, 3)."""
    large = np.repeat(np.repeat(pictures, scale, axis=1), scale, axis=2)
    return images.grid(list(large), columns=columns, gap=scale)


def _build(settings: DcganSettings, side: int) -> DCGAN:
    knobs = Knobs(
        gan_knobs.loss_knob(settings.loss),
        *gan_knobs.rate_knobs(settings.d_rate, settings.g_rate),
        gan_knobs.pace_knobs()[0],
        Knob("r1", "R1 penalty", settings.r1, 0, 20, "fine", "pulls D's slope at real samples to 0"),
        Knob("augment", "DiffAugment", settings.augment, 0, 1, "linear", "how much D's pictures are changed"),
    )
    noise = Noise(settings.noise, settings.noise_size, settings.seed)
    networks = generator(settings, side), discriminator(settings, side)
    gan = DCGAN(*networks, knobs, noise, settings.batch, settings.average)
    adams = [[FusedAdam(beta_1=settings.beta)] for _ in networks]
    # this pass of the graph's optimiser trips over a LeakyReLU behind a convolution in a loop, and logs it as an error
    tf.config.optimizer.set_experimental_options({"remapping": False})
    gan.compile(*adams, jit_compile=False)  # XLA is slower for convolutions on a processor
    return gan
