"""A gradient with its fine grain held back, so that a picture grows from large shapes to small ones."""

import numpy as np

from course_lib import runtime

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

GREY_SHARE = 0.5


class SmoothGradient:
    """Weigh a picture's gradient by 1 / sqrt(spatial frequency), and draw its three colours half-way to their mean.

    The minimum is where it was (the map is linear and positive), but the way there is another: an optimiser that gives
    every pixel a step of one size otherwise paints coloured grain first. It is the "decorrelated" basis of feature
    visualisation (Olah, Mordvintsev & Schubert 2017, "Preconditioning"), applied to the gradient, so that the weight
    that is trained remains the picture itself.
    """

    def __init__(self, height: int, width: int):
        """Lay out the filter for pictures of one size."""
        frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :])
        gain = np.maximum(frequency, 1 / max(height, width)) ** -0.5
        self._gain = (gain / np.sqrt(np.mean(gain**2))).astype("complex64")
        self._size = (height, width)

    def __call__(self, gradient):
        """(1, height, width, 3) -> the same shape."""
        planes = tf.signal.rfft2d(tf.transpose(gradient, (0, 3, 1, 2))) * self._gain
        smooth = tf.transpose(tf.signal.irfft2d(planes, fft_length=self._size), (0, 2, 3, 1))
        grey = tf.reduce_mean(smooth, axis=-1, keepdims=True)
        return (1 - GREY_SHARE) * smooth + GREY_SHARE * grey
