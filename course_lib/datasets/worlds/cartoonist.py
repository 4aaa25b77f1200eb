"""A cartoonist: colours flattened into a few soft steps, and dark outlines about the forms.

Flattened by a bilateral filter and by soft steps of lightness, outlined by a difference of Gaussians, as in
Winnemöller, Olsen and Gooch 2006, "Real-time Video Abstraction".
"""

import numpy as np

from course_lib.datasets.worlds.canvas import blurred, smooth_step

LUMA = np.float32([0.299, 0.587, 0.114])
STEPS, SHARPNESS, LIVELY = 6, 4.0, 1.45
ROUNDS, ALIKE = 3, 0.07  # of the bilateral filter, and how far apart colours are that it still mixes
INK = np.float32([0.28, 0.24, 0.32])  # what the ink lets through


def draw(picture: np.ndarray) -> np.ndarray:
    """A cartoon of a picture (side, side, 3) in [0, 1], of the same shape."""
    flat = flattened(picture)
    light = (flat @ LUMA)[..., None]
    colour = np.clip(soft_steps(light) + LIVELY * (flat - light), 0.0, 1.0)
    return (colour * (1.0 + outlines(flat)[..., None] * (INK - 1.0))).astype(np.float32)


def flattened(picture: np.ndarray) -> np.ndarray:
    """The bilateral filter of Tomasi and Manduchi 1998: each pixel mixed with those near it that look alike.

    A window of 5 by 5 places, spread wider the larger the picture is, several times over.
    """
    side = len(picture)
    for turn in range(ROUNDS):
        apart = max(1, round(side / 64 * (1.0, 1.5, 1.0)[turn]))
        total, weights = picture.copy(), np.ones((side, side, 1), np.float32)
        padded = np.pad(picture, ((2 * apart,) * 2, (2 * apart,) * 2, (0, 0)), mode="edge")
        for down in range(0, 5 * apart, apart):
            for right in range(0, 5 * apart, apart):
                near = padded[down : down + side, right : right + side]
                away = ((near - picture) ** 2).sum(-1, keepdims=True)
                weight = np.exp(-away / (2 * ALIKE**2))
                total += weight * near
                weights += weight
        picture = total / weights
    return picture


def soft_steps(light: np.ndarray) -> np.ndarray:
    """Lightness in STEPS steps with smooth edges."""
    place = light * STEPS
    middle = np.floor(place) + 0.5
    return (middle + 0.5 * np.tanh(SHARPNESS * (place - middle)) / np.tanh(SHARPNESS / 2)) / STEPS


def outlines(picture: np.ndarray) -> np.ndarray:
    """How much ink lies on each pixel of a picture (side, side, 3): on the dark side of edges in any channel."""
    side = len(picture)
    planes = [*np.moveaxis(picture, -1, 0), picture @ LUMA]
    wide, narrow = side / 48, side / 300
    return smooth_step(0.02, 0.10, np.max([blurred(plane, wide) - blurred(plane, narrow) for plane in planes], axis=0))
