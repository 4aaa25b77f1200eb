"""Padding that mirrors a picture at its edges, so that no convolution sees a black frame."""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402


@keras.saving.register_keras_serializable(package="course_lib")
class ReflectionPadding2D(keras.layers.Layer):
    """Mirror `margin` pixels on each side: (batch, h, w, c) -> (batch, h + 2 margin, w + 2 margin, c).

    The margin is below height and width.
    """

    def __init__(self, margin: int, **kwargs):
        """`margin` in pixels, the same on all four sides."""
        super().__init__(**kwargs)
        self.margin = margin

    def call(self, x):
        """The mirrored pixels do not repeat the edge itself (mode "reflect")."""
        side = (self.margin, self.margin)
        return keras.ops.pad(x, ((0, 0), side, side, (0, 0)), mode="reflect")

    def compute_output_shape(self, input_shape):
        """Height and width grow by twice the margin, where they are known."""
        batch, height, width, channels = input_shape
        grown = [None if length is None else length + 2 * self.margin for length in (height, width)]
        return (batch, *grown, channels)

    def get_config(self):
        """The margin, beside what every layer has."""
        return {**super().get_config(), "margin": self.margin}
