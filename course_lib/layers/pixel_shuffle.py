"""Sub-pixel upsampling: a convolution makes all the new pixels as channels, and a shuffle lays them out.

Shi et al. 2016, "Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural
Network", section 2.2. Aitken et al. 2017, "Checkerboard artifact free sub-pixel convolution": the start that is free of
the pattern (ICNR).
"""

from course_lib import checks, runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
from keras import ops  # noqa: E402


@keras.saving.register_keras_serializable(package="course_lib")
class PixelShuffle(keras.layers.Layer):
    """Channels laid out as pixels: (batch, h, w, factor^2 c) -> (batch, factor h, factor w, c).

    Channel (i factor + j) c + k becomes channel k of the pixel (i, j) within its square, as in TensorFlow's
    depth_to_space. Raises SettingError for a factor that is none.
    """

    def __init__(self, factor: int = 2, **kwargs):
        """`factor`, by which height and width grow."""
        super().__init__(**kwargs)
        self.factor = checks.whole("factor", factor, 1, 16)

    def call(self, x):
        """Cut the channels into squares, and weave these into the rows and columns."""
        batch, height, width, channels = ops.shape(x)
        factor, kept = self.factor, x.shape[-1] // self.factor**2
        x = ops.reshape(x, (batch, height, width, factor, factor, kept))
        x = ops.transpose(x, (0, 1, 3, 2, 4, 5))
        return ops.reshape(x, (batch, height * factor, width * factor, kept))

    def compute_output_shape(self, input_shape):
        """Height and width grow where they are known; the channels become fewer."""
        batch, height, width, channels = input_shape
        grown = [None if length is None else length * self.factor for length in (height, width)]
        return (batch, *grown, channels // self.factor**2)

    def get_config(self):
        """The factor, beside what every layer has."""
        return {**super().get_config(), "factor": self.factor}


@keras.saving.register_keras_serializable(package="course_lib")
class ICNR(keras.initializers.Initializer):
    """A kernel (k, k, c_in, factor^2 c) whose factor^2 groups of channels start equal, for a PixelShuffle to follow.

    Every new pixel of a square then starts with the same value: the start is nearest-neighbour resizing after a
    convolution, and what is different between the pixels is left to be learned (Aitken et al. 2017, section 3.2).
    """

    def __init__(self, initializer="he_normal", factor: int = 2):
        """`initializer`, of one group; `factor`, of the shuffle. Raises SettingError for a factor that is none."""
        self.initializer = keras.initializers.get(initializer)
        self.factor = checks.whole("factor", factor, 1, 16)

    def __call__(self, shape, dtype=None):
        """The first group drawn, then repeated."""
        group = self.initializer((*shape[:-1], shape[-1] // self.factor**2), dtype=dtype)
        return ops.tile(group, (1,) * (len(shape) - 1) + (self.factor**2,))

    def get_config(self):
        """The initialiser of one group, and the factor."""
        return {"initializer": keras.initializers.serialize(self.initializer), "factor": self.factor}
