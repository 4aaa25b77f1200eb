"""Fine grain held back, so that a picture grows from large shapes to small ones.

The minimum is where it was (the maps are linear and can be undone), but the way there is another: an optimiser that
treats all pixels alike paints coloured grain first. It is the "decorrelated" basis of feature visualisation (Olah,
Mordvintsev & Schubert 2017, "Preconditioning"), applied so that the weight that is trained remains the picture itself.
"""

import numpy as np
from scipy import fft

from course_lib import runtime

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

POWER = 0.5
GREY_SHARE = 0.5


def gain(height: int, width: int) -> np.ndarray:
    """1 / sqrt(spatial frequency), of mean square 1, laid out as a real Fourier transform: (height, width // 2 + 1)."""
    frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :])
    weights = np.maximum(frequency, 1 / max(height, width)) ** -POWER
    return weights / np.sqrt(np.mean(weights**2))


class SmoothGradient:
    """A gradient weighed by `gain`, its three colours drawn half-way to their mean: what Adam is given."""

    def __init__(self, height: int, width: int):
        """Lay out the filter for pictures of one size."""
        self._gain = gain(height, width).astype("complex64")
        self._size = (height, width)

    def __call__(self, gradient):
        """(1, height, width, 3) -> the same shape."""
        planes = tf.signal.rfft2d(tf.transpose(gradient, (0, 3, 1, 2))) * self._gain
        smooth = tf.transpose(tf.signal.irfft2d(planes, fft_length=self._size), (0, 2, 3, 1))
        grey = tf.reduce_mean(smooth, axis=-1, keepdims=True)
        return (1 - GREY_SHARE) * smooth + GREY_SHARE * grey


class SmoothCoordinates:
    """Coordinates of a picture in which large shapes are near and grain is far: what L-BFGS walks in.

    The picture is B times the coordinates, where B weighs frequencies by `gain` and draws the three colours half-way to
    their mean. B is symmetric, so the gradient by the coordinates is B times the gradient by the pixels.
    """

    def __init__(self, height: int, width: int):
        """Lay out the filter for pictures of one size."""
        self._gain = gain(height, width)[:, :, None]
        self._size = (height, width)

    def pixels(self, coordinates: np.ndarray) -> np.ndarray:
        """B times coordinates (height, width, 3): a picture, or a gradient, of the same shape."""
        smooth = self._filtered(coordinates, self._gain)
        return (1 - GREY_SHARE) * smooth + GREY_SHARE * smooth.mean(axis=-1, keepdims=True)

    def coordinates(self, pixels: np.ndarray) -> np.ndarray:
        """The coordinates of a picture (height, width, 3): `pixels` undone."""
        grey = pixels.mean(axis=-1, keepdims=True)
        return self._filtered((pixels - GREY_SHARE * grey) / (1 - GREY_SHARE), 1 / self._gain)

    def _filtered(self, values, weights):
        planes = fft.rfft2(values, axes=(0, 1)) * weights
        return fft.irfft2(planes, s=self._size, axes=(0, 1))
