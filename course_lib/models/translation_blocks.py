"""The blocks that image-to-image networks are made of, in the papers' words: c7s1-k, dk, Rk, uk and Ck."""

from dataclasses import dataclass

from course_lib import checks, runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
from keras import layers  # noqa: E402

from course_lib.layers.instance_normalisation import InstanceNormalisation  # noqa: E402
from course_lib.layers.reflection_padding import ReflectionPadding2D  # noqa: E402

NORMS = ("instance", "batch", "none")
UPSAMPLINGS = ("transposed", "resize")
SLOPE = 0.2
MOMENTUM, BATCH_EPSILON = 0.9, 1e-5


@dataclass
class Blocks:
    """The blocks of one network: with which norm, and from which initial weights.

    norm: "instance" (without weights), "batch" or "none". upsampling: "transposed" (3x3, stride 2) or "resize" (nearest
    pixels, then a 3x3 convolution). deviation: of the initial weights, N(0, deviation). seed: of them.
    """

    norm: str = "instance"
    upsampling: str = "transposed"
    deviation: float = 0.02
    seed: int = 0

    def __post_init__(self):
        """Check, and begin the one stream that all initial weights come from. SettingError."""
        checks.one_of("norm", self.norm, NORMS)
        checks.one_of("upsampling", self.upsampling, UPSAMPLINGS)
        checks.number("deviation", self.deviation, 1e-4, 1)
        checks.whole("seed", self.seed, 0, 2**31 - 1)
        self._draws = keras.random.SeedGenerator(self.seed)

    def normal(self, share: float = 1.0) -> keras.initializers.Initializer:
        """Initial weights, of a share of the deviation."""
        return keras.initializers.RandomNormal(0.0, share * self.deviation, seed=self._draws)

    def normed(self, x, norm: str | None = None):
        """Normalised features; `norm` in place of the network's own."""
        norm = self.norm if norm is None else norm
        if norm == "instance":
            return InstanceNormalisation()(x)
        if norm == "batch":
            scale = keras.initializers.RandomNormal(1.0, self.deviation, seed=self._draws)
            return layers.BatchNormalization(momentum=MOMENTUM, epsilon=BATCH_EPSILON, gamma_initializer=scale)(x)
        return x

    def mirrored(self, x, channels: int, kernel: int, share: float = 1.0):
        """A convolution that sees the picture mirrored beyond its edges, not a black frame."""
        x = ReflectionPadding2D(kernel // 2)(x)
        return self.convolution(x, channels, kernel, padding="valid", share=share)

    def convolution(self, x, channels: int, kernel: int, stride: int = 1, padding: str = "same", share: float = 1.0):
        """A convolution without norm or activation."""
        return layers.Conv2D(channels, kernel, stride, padding, kernel_initializer=self.normal(share))(x)

    def stem(self, x, channels: int, norm: str | None = None):
        """c7s1-k: a 7x7 convolution, norm, ReLU."""
        return layers.ReLU()(self.normed(self.mirrored(x, channels, 7), norm))

    def down(self, x, channels: int):
        """dk: a 3x3 convolution of stride 2, norm, ReLU. Height and width are halved."""
        return layers.ReLU()(self.normed(self.convolution(x, channels, 3, 2)))

    def residual(self, x):
        """Rk: two 3x3 convolutions with norm, a ReLU between, added to what came in."""
        channels = x.shape[-1]
        change = layers.ReLU()(self.normed(self.mirrored(x, channels, 3)))
        return layers.Add()([x, self.normed(self.mirrored(change, channels, 3))])

    def up(self, x, channels: int, norm: str | None = None):
        """uk: height and width doubled, norm, ReLU.

        After a resize every pixel gathers four times the terms that a transposed convolution of stride 2 gathers; half
        the deviation lets both begin alike, and where features are concatenated neither side drowns the other.
        """
        if self.upsampling == "resize":
            x = self.mirrored(layers.UpSampling2D(2, interpolation="nearest")(x), channels, 3, share=0.5)
        else:
            x = layers.Conv2DTranspose(channels, 3, 2, "same", kernel_initializer=self.normal())(x)
        return layers.ReLU()(self.normed(x, norm))

    def leaky(self, x):
        """LeakyReLU of slope 0.2."""
        return layers.LeakyReLU(SLOPE)(x)
