"""A cartoonist: colours flattened into a few soft steps, and dark outlines about the forms.

Flattened by the filter of Kuwahara et al. 1976 and by soft steps of lightness, outlined by a difference of Gaussians,
as in Winnemöller, Olsen and Gooch 2006, "Real-time Video Abstraction".
"""

import numpy as np
from scipy.ndimage import uniform_filter

from course_lib.datasets.worlds.canvas import blurred, smooth_step

LUMA = np.float32([0.299, 0.587, 0.114])
STEPS, SHARPNESS = 5, 4.0
INK = np.float32([0.10, 0.08, 0.14])


def draw(picture: np.ndarray) -> np.ndarray:
    """A cartoon of a picture (side, side, 3) in [0, 1], of the same shape."""
    side = len(picture)
    flat = flattened(flattened(picture, max(1, side // 40)), max(1, side // 64))
    light = (flat @ LUMA)[..., None]
    colour = np.clip(soft_steps(light) + 1.4 * (flat - light), 0.0, 1.0)
    ink = 0.85 * outlines(flat @ LUMA)[..., None]
    return np.clip(colour + ink * (INK - colour), 0.0, 1.0).astype(np.float32)


def flattened(picture: np.ndarray, reach: int) -> np.ndarray:
    """Each pixel of (side, side, 3) gets the mean of the evenest of the four windows that have it at a corner.

    The windows are 2 reach + 1 pixels wide; the evenest is the one of least variance of lightness.
    """
    size, light = 2 * reach + 1, picture @ LUMA
    mean = uniform_filter(picture, (size, size, 1), mode="nearest")
    spread = uniform_filter(light * light, size, mode="nearest") - uniform_filter(light, size, mode="nearest") ** 2
    places = np.pad(np.arange(light.size).reshape(light.shape), reach, mode="edge")
    side, shifts = len(light), (0, 2 * reach)
    corners = np.stack([places[d : d + side, r : r + side] for d in shifts for r in shifts])
    best = np.argmin(spread.ravel()[corners], axis=0)[None]
    return mean.reshape(-1, 3)[np.take_along_axis(corners, best, axis=0)[0]]


def soft_steps(light: np.ndarray) -> np.ndarray:
    """Lightness in STEPS steps with smooth edges."""
    place = light * STEPS
    middle = np.floor(place) + 0.5
    return (middle + 0.5 * np.tanh(SHARPNESS * (place - middle)) / np.tanh(SHARPNESS / 2)) / STEPS


def outlines(light: np.ndarray) -> np.ndarray:
    """How much ink lies on each pixel of a lightness (side, side): on the dark side of its edges."""
    side = len(light)
    difference = blurred(light, side / 32) - blurred(light, side / 100)
    return smooth_step(0.015, 0.09, difference)
