"""Small networks that make a picture larger, alike but for how they go from few pixels to many."""

from collections.abc import Callable

from course_lib import checks, runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.layers.pixel_shuffle import ICNR, PixelShuffle  # noqa: E402

layers = keras.layers
WIDTH = 16


def _transposed(kernel: int) -> Callable:
    def build(width, start):
        # He's variance: one place of the kernel in 2 x 2 meets an output, so a quarter of them come in. Keras reads the
        # kernel (k, k, out, in) as a convolution's, and what comes in is its "fan out".
        start = keras.initializers.VarianceScaling(2.0 * 4, "fan_out", "untruncated_normal", seed=start)
        return [layers.Conv2DTranspose(width, kernel, 2, "same", activation="relu", kernel_initializer=start)]

    return build


def _resized(interpolation: str) -> Callable:
    def build(width, start):
        return [layers.UpSampling2D(2, interpolation=interpolation), _convolution(width, start)]

    return build


def _shuffled(equal_start: bool) -> Callable:
    def build(width, start):
        initializer = keras.initializers.HeNormal(start)
        initializer = ICNR(initializer) if equal_start else initializer
        return [_convolution(4 * width, initializer), PixelShuffle(2)]

    return build


def _convolution(width, start, kernel=3, activation="relu"):
    start = keras.initializers.HeNormal(start) if isinstance(start, int) else start
    return layers.Conv2D(width, kernel, padding="same", activation=activation, kernel_initializer=start)


UPSAMPLERS: dict[str, Callable] = {
    "transposed 3/2": _transposed(3),
    "transposed 5/2": _transposed(5),
    "transposed 4/2": _transposed(4),
    "pixel shuffle": _shuffled(False),
    "pixel shuffle, ICNR": _shuffled(True),
    "nearest + conv": _resized("nearest"),
    "bilinear + conv": _resized("bilinear"),
}


def upsampler(kind: str, doublings: int = 2, seed: int = 0) -> keras.Model:
    """A network from small pictures (batch, h, w, 3) to large ones, (batch, 2^doublings h, 2^doublings w, 3).

    A 3x3 convolution, then for each doubling one of UPSAMPLERS (the numbers are kernel and stride), each with 16
    channels and ReLU, then a 1x1 convolution to the colours, which can add no pattern of its own. Same seed, same
    start. SettingError for an unknown kind, or a number of doublings that is not from 1 to 4.
    """
    checks.one_of("kind", kind, tuple(UPSAMPLERS))
    checks.whole("doublings", doublings, 1, 4)
    small = keras.Input((None, None, 3))
    x = _convolution(WIDTH, 100 * seed)(small)
    for number in range(1, doublings + 1):
        for layer in UPSAMPLERS[kind](WIDTH, 100 * seed + number):
            x = layer(x)
    large = _convolution(3, 100 * seed + 99, kernel=1, activation=None)(x)
    return keras.Model(small, large, name="upsampler")
