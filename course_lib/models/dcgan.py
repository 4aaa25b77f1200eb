"""DCGAN's networks at 32 and 64 pixels: those of the article that this course is built on, and those of the paper.

Generators go from noise (batch, noise_size) to pictures (batch, side, side, 3) in [-1, 1]; discriminators from such
pictures to one logit each, (batch, 1). `width` scales the number of channels of every layer between.
"""

from collections.abc import Sequence

from course_lib import checks, runtime
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

import keras  # noqa: E402
from keras import layers  # noqa: E402

KERAS_MOMENTUM = 0.99  # of BatchNormalization's moving averages, as Keras has it; 0.9 is what others use
KERAS_SLOPE = 0.3  # of LeakyReLU where nothing is said
KERAS_EPSILON = 1e-3
PAPER_SLOPE = 0.2
PAPER_DEVIATION = 0.02
PAPER_SIDES = (32, 64)


def article_generator(
    width: float = 1.0, momentum: float = KERAS_MOMENTUM, noise_size: int = 100, seed: int = 0
) -> keras.Model:
    """The article's generator: 100 -> 4x4x256 -> 8x8x128 -> 16x16x64 -> 32x32x3, all by transposed 4x4 convolutions,
    with batch norm and LeakyReLU between, and tanh; 1,069,824 parameters at width 1.

    The article feeds a vector of 100 to a layer that wants pictures; here a Reshape to 1x1x100 comes first.
    Arguments: width, of the layers between, as a share of the article's; momentum, of batch norm's moving averages;
    seed, of the initial weights. SettingError for what is out of range.
    """
    _check(width, momentum, noise_size, seed)
    initialiser = _glorot(seed)
    noise = keras.Input((noise_size,))
    values = layers.Reshape((1, 1, noise_size))(noise)
    for channels, stride, padding in ((256, 1, "valid"), (128, 2, "same"), (64, 2, "same")):
        values = layers.Conv2DTranspose(
            _scaled(channels, width), 4, stride, padding, use_bias=False, kernel_initializer=initialiser
        )(values)
        values = layers.BatchNormalization(momentum=momentum)(values)
        values = layers.LeakyReLU(KERAS_SLOPE)(values)
    pictures = layers.Conv2DTranspose(
        3, 4, 2, "same", use_bias=False, activation="tanh", kernel_initializer=initialiser
    )(values)
    return keras.Model(noise, pictures, name="generator")


def article_discriminator(width: float = 1.0, dropout: float = 0.3, seed: int = 0) -> keras.Model:
    """The article's discriminator: 5x5 convolutions of stride 2 to 16x16x64 and 8x8x128, each with LeakyReLU and
    dropout, then one logit; 217,985 parameters at width 1.

    Arguments: as for the generator; dropout, the share of values that are left out, others at each call in training.
    SettingError for what is out of range.
    """
    _check(width, KERAS_MOMENTUM, 1, seed)
    checks.number("dropout", dropout, 0, 0.9)
    initialiser = _glorot(seed + 1)
    pictures = keras.Input((32, 32, 3))
    values = pictures
    for place, channels in enumerate((64, 128)):
        values = layers.Conv2D(_scaled(channels, width), 5, 2, "same", kernel_initializer=initialiser)(values)
        values = layers.LeakyReLU(KERAS_SLOPE)(values)
        values = layers.Dropout(dropout, seed=seed + place)(values)
    logits = layers.Dense(1, kernel_initializer=initialiser)(layers.Flatten()(values))
    return keras.Model(pictures, logits, name="discriminator")


def paper_generator(
    side: int = 64, width: float = 1.0, momentum: float = 0.9, noise_size: int = 100, seed: int = 0
) -> keras.Model:
    """The paper's generator (Radford 2016, section 3 and figure 1): noise projected to 4x4x1024, then 5x5 transposed
    convolutions of stride 2 to 64x64x3, channels halved each time; batch norm everywhere but at the output, ReLU, tanh.

    Arguments: side, 64 as in the paper, or 32: one layer less, from 4x4x512; the rest as for the article's.
    SettingError for what is out of range.
    """
    _check(width, momentum, noise_size, seed)
    first, *rest = (_scaled(channels, width) for channels in _paper_channels(side))
    kernel, scale = _normals(seed)
    noise = keras.Input((noise_size,))
    values = layers.Dense(4 * 4 * first, use_bias=False, kernel_initializer=kernel)(noise)
    values = layers.Reshape((4, 4, first))(values)
    for place, channels in enumerate((*rest, 3)):
        values = layers.BatchNormalization(momentum=momentum, gamma_initializer=scale)(values)
        values = layers.ReLU()(values)
        last = place == len(rest)
        values = layers.Conv2DTranspose(channels, 5, 2, "same", use_bias=last, kernel_initializer=kernel)(values)
    return keras.Model(noise, layers.Activation("tanh")(values), name="generator")


def paper_discriminator(side: int = 64, width: float = 1.0, momentum: float = 0.9, seed: int = 0) -> keras.Model:
    """The paper's discriminator (Radford 2016, section 3): 5x5 convolutions of stride 2 down to 4x4, channels doubled
    each time, batch norm everywhere but at the input, LeakyReLU of slope 0.2, no hidden dense layer, one logit.

    The paper does not say how wide its discriminator is; here it begins with 64 channels, as its figure 1 read
    backwards would with half the generator's. Arguments: as for the generator. SettingError for what is out of range.
    """
    _check(width, momentum, 1, seed)
    widths = [_scaled(channels // 2, width) for channels in reversed(_paper_channels(side))]
    kernel, scale = _normals(seed + 1)
    pictures = keras.Input((side, side, 3))
    values = pictures
    for place, channels in enumerate(widths):
        values = layers.Conv2D(channels, 5, 2, "same", use_bias=place == 0, kernel_initializer=kernel)(values)
        if place:
            values = layers.BatchNormalization(momentum=momentum, gamma_initializer=scale)(values)
        values = layers.LeakyReLU(PAPER_SLOPE)(values)
    logits = layers.Dense(1, kernel_initializer=kernel)(layers.Flatten()(values))
    return keras.Model(pictures, logits, name="discriminator")


def _paper_channels(side: int) -> Sequence[int]:
    """How many channels the generator has at 4x4, 8x8 and so on."""
    if side not in PAPER_SIDES:
        raise SettingError(f"the paper's networks are built for pictures of 64 or 32 pixels, not {side!r}.")
    return (1024, 512, 256, 128) if side == 64 else (512, 256, 128)


def _scaled(channels: int, width: float) -> int:
    return max(1, round(channels * width))


def _glorot(seed: int) -> keras.initializers.Initializer:
    """Keras's own default, drawn anew for every layer."""
    return keras.initializers.GlorotUniform(seed=keras.random.SeedGenerator(seed))


def _normals(seed: int) -> tuple[keras.initializers.Initializer, keras.initializers.Initializer]:
    """Weights from N(0, 0.02) (Radford 2016, section 4), batch norm's scales from N(1, 0.02)."""
    draws = keras.random.SeedGenerator(seed)
    return tuple(keras.initializers.RandomNormal(mean, PAPER_DEVIATION, seed=draws) for mean in (0.0, 1.0))


def _check(width: float, momentum: float, noise_size: int, seed: int) -> None:
    checks.number("width", width, 1 / 64, 4)
    checks.number("momentum", momentum, 0, 0.9999)
    checks.whole("noise_size", noise_size, 1, 1000)
    checks.whole("seed", seed, 0, 2**31 - 1)
