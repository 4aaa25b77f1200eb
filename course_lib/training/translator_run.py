"""A run that learns to translate pictures: what CycleGAN's and pix2pix's have in common."""

from collections.abc import Sequence

import numpy as np

from course_lib import runtime
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.models import translation  # noqa: E402
from course_lib.training import replicas  # noqa: E402
from course_lib.training.fused_adam import FusedAdam  # noqa: E402
from course_lib.training.gan_run import GanRun  # noqa: E402
from course_lib.training.translation_settings import TranslationSettings  # noqa: E402
from course_lib.training.translator import Translator  # noqa: E402

AT_ONCE = 32
SMALLEST, LARGEST = 32, 1024


class TranslatorRun(GanRun):
    """A `GanRun` of a `Translator`. It shows the averaged generators where there are any; `run.averaged = False` shows
    the present ones.
    """

    DATA = ("pictures a", "pictures b")

    def __init__(self, model: Translator, data: tuple[np.ndarray, ...], settings: TranslationSettings):
        """Arguments: model, compiled; data, uint8; settings."""
        self.settings, self.data = settings, data
        self.averaged = settings.average > 0
        self._shown_at = None
        super().__init__(model, data, settings.steps, settings.pace)
        self._shown = [generator(settings, place) for place in range(len(model.generators))]

    def generator(self, place: int = 0) -> keras.Model:
        """The generator that is shown, 0 for A to B or 1 for B to A: the present one, or the averaged one."""
        if not self.averaged:
            return self.gan.generators[place]
        if self._shown_at != self.step:
            self._take_averages()
        return self._shown[place]

    def restore(self, state: Sequence[np.ndarray]) -> None:
        """Set every weight to what `state` returned."""
        super().restore(state)
        self._shown_at = None

    def signature(self) -> dict:
        """As for every run; the number of steps belongs to it where the rates fall towards the last of them."""
        decays = {"steps": self.settings.steps} if self.settings.decay_from < 1 else {}
        return super().signature() | decays

    def _take_averages(self) -> None:
        averages = iter(self.gan.averages)
        for shown, present in zip(self._shown, self.gan.generators, strict=True):
            for variable in shown.trainable_variables:
                variable.assign(next(averages))
            for variable, now in zip(shown.non_trainable_variables, present.non_trainable_variables, strict=True):
                variable.assign(now)
        self._shown_at = self.step

    def translate(self, pictures: np.ndarray, place: int = 0) -> np.ndarray:
        """What the shown generator makes of pictures (n, side, side, 3) in [0, 1]: the same shape, in [0, 1]."""
        return translate(self.generator(place), pictures)


def as_bytes(pictures: np.ndarray, settings: TranslationSettings, name: str) -> np.ndarray:
    """Pictures (n, side, side, 3) in [0, 1] or uint8, as uint8. SettingError for any other array, a side smaller than
    the crop, or one that the generator cannot halve often enough.
    """
    pictures = np.asarray(pictures)
    multiple = 4 if settings.generator == "resnet" else 2**settings.depth
    if pictures.ndim != 4 or pictures.shape[3] != 3 or pictures.shape[1] != pictures.shape[2] or not len(pictures):
        raise SettingError(f"{name} is an array of square pictures (n, side, side, 3), not {pictures.shape}.")
    side = seen_side(pictures, settings)
    if side > pictures.shape[1]:
        raise SettingError(
            f"{name}: crop={side} cannot be cut out of pictures of {pictures.shape[1]} pixels; give larger ones, or "
            "a smaller crop, or crop=None."
        )
    if side % multiple or not SMALLEST <= side <= LARGEST:
        what = "crop" if settings.crop else "side"
        raise SettingError(
            f"{name}: the {what} is a multiple of {multiple} pixels from {SMALLEST} to {LARGEST} for this generator, "
            f"not {side}; {'choose another' if settings.crop else 'resize the pictures'}."
        )
    if pictures.dtype == np.uint8:
        return pictures
    if pictures.dtype.kind != "f" or not (pictures.min() >= 0 and pictures.max() <= 1):
        raise SettingError(f"{name} holds numbers from 0 to 1, or uint8; scale them first.")
    return np.round(pictures * 255).astype("uint8")


def seen_side(pictures: np.ndarray, settings: TranslationSettings) -> int:
    """The side of what the networks see of pictures (n, side, side, 3)."""
    return settings.crop or pictures.shape[1]


def middles(pictures: np.ndarray, side: int) -> np.ndarray:
    """The middle squares (n, side, side, 3) of pictures at least as large."""
    start = (pictures.shape[1] - side) // 2
    return pictures[:, start : start + side, start : start + side]


def translate(network: keras.Model, pictures: np.ndarray) -> np.ndarray:
    """What a generator makes of pictures (n, side, side, 3) in [0, 1], in inference: the same, float32 in [0, 1]."""
    pictures = np.asarray(pictures, "float32")
    parts = [
        replicas.answers(network, 2.0 * pictures[start : start + AT_ONCE] - 1.0)
        for start in range(0, len(pictures), AT_ONCE)
    ]
    return np.clip(0.5 * np.concatenate(parts) + 0.5, 0.0, 1.0)


def generator(settings: TranslationSettings, place: int = 0) -> keras.Model:
    """The generator of these settings, untrained; another `place`, other first weights."""
    seed = _apart(settings.seed, 2 * place)
    if settings.generator == "unet":
        return translation.unet_generator(
            settings.depth, settings.width, settings.norm, deviation=settings.deviation, seed=seed
        )
    return translation.resnet_generator(
        settings.width,
        settings.blocks,
        settings.output,
        settings.norm,
        settings.upsampling,
        settings.deviation,
        seed,
    )


def discriminator(settings: TranslationSettings, place: int = 0, channels: int = 3) -> keras.Model:
    """The discriminator of these settings, untrained; channels, 6 for one that sees the input too."""
    seed, deviation = _apart(settings.seed, 2 * place + 1), settings.deviation
    if settings.judge == "pixel":
        return translation.pixel_discriminator(settings.judge_width, settings.norm, channels, deviation, seed)
    return translation.patch_discriminator(
        settings.judge_layers, settings.judge_width, settings.norm, channels, settings.small_head, deviation, seed
    )


def compiled(model: Translator) -> Translator:
    """The model itself, with an Adam for either side, as the papers have it."""
    beta = model.settings.beta
    # this pass of the graph's optimiser trips over a LeakyReLU behind a convolution in a loop, and logs it as an error
    tf.config.optimizer.set_experimental_options({"remapping": False})
    model.compile([FusedAdam(beta_1=beta)], [FusedAdam(beta_1=beta)], jit_compile=False)
    return model


def settings_of(given: TranslationSettings | None, changes: dict) -> TranslationSettings:
    """Settings with changes, or those that the changes make by themselves. SettingError."""
    return TranslationSettings(**changes) if given is None else given.with_(**changes)


def demand_same_side(sets: Sequence[np.ndarray]) -> None:
    """SettingError where the sets have pictures of several sizes."""
    sides = [pictures.shape[1] for pictures in sets]
    if len(set(sides)) > 1:
        raise SettingError(f"all sets have pictures of one size, not of {' and '.join(map(str, sides))} pixels.")


def _apart(seed: int, stream: int) -> int:
    """A seed of its own for each network of a run."""
    return int(np.random.default_rng([seed, stream]).integers(2**31))
