"""The article's two networks, with one part or another made as in the paper: what single differences are tried on."""

from dataclasses import dataclass

from course_lib import runtime
from course_lib.models.dcgan import KERAS_SLOPE, PAPER_DEVIATION

runtime.quiet_tensorflow()

import keras  # noqa: E402
from keras import layers  # noqa: E402


@dataclass(frozen=True)
class Layout:
    """What the two networks are made of, the article's by default.

    slope: of D's LeakyReLU. relu: G has ReLU in place of LeakyReLU. kernel: the side of G's kernels, but the first.
    batch_norm: D has batch norm before its second activation, and no dropout. normal: weights begin as N(0, 0.02).
    """

    slope: float = KERAS_SLOPE
    relu: bool = False
    kernel: int = 4
    batch_norm: bool = False
    normal: bool = False


def generator(layout: Layout, width: float = 1.0, momentum: float = 0.9, seed: int = 0) -> keras.Model:
    """A generator of the article's shapes, from noise (batch, 100) to pictures (batch, 32, 32, 3) in [-1, 1].

    Arguments: layout; width, the share of the article's channels; momentum, of batch norm's averages; seed, of the
    first weights. With the default layout it is `dcgan.article_generator`, weight for weight.
    """
    kernels = _kernels(layout, seed)
    noise = keras.Input((100,))
    values = layers.Reshape((1, 1, 100))(noise)
    for place, channels in enumerate((256, 128, 64)):
        size, stride, padding = (layout.kernel, 2, "same") if place else (4, 1, "valid")
        values = layers.Conv2DTranspose(
            round(channels * width), size, stride, padding, use_bias=False, kernel_initializer=kernels
        )(values)
        values = layers.BatchNormalization(momentum=momentum)(values)
        values = layers.ReLU()(values) if layout.relu else layers.LeakyReLU(KERAS_SLOPE)(values)
    pictures = layers.Conv2DTranspose(
        3, layout.kernel, 2, "same", use_bias=False, activation="tanh", kernel_initializer=kernels
    )(values)
    return keras.Model(noise, pictures, name="generator")


def discriminator(
    layout: Layout, width: float = 1.0, momentum: float = 0.9, dropout: float = 0.3, seed: int = 0
) -> keras.Model:
    """A discriminator of the article's shapes, from pictures (batch, 32, 32, 3) to logits (batch, 1).

    Arguments: as for the generator; dropout, where the layout has it. With the default layout it is
    `dcgan.article_discriminator`, weight for weight.
    """
    kernels = _kernels(layout, seed + 1)
    pictures = keras.Input((32, 32, 3))
    values = pictures
    for place, channels in enumerate((64, 128)):
        values = layers.Conv2D(round(channels * width), 5, 2, "same", kernel_initializer=kernels)(values)
        if layout.batch_norm and place:
            values = layers.BatchNormalization(momentum=momentum)(values)
        values = layers.LeakyReLU(layout.slope)(values)
        if not layout.batch_norm:
            values = layers.Dropout(dropout, seed=seed + place)(values)
    logits = layers.Dense(1, kernel_initializer=kernels)(layers.Flatten()(values))
    return keras.Model(pictures, logits, name="discriminator")


def _kernels(layout: Layout, seed: int) -> keras.initializers.Initializer:
    draws = keras.random.SeedGenerator(seed)
    if layout.normal:
        return keras.initializers.RandomNormal(0.0, PAPER_DEVIATION, seed=draws)
    return keras.initializers.GlorotUniform(seed=draws)
