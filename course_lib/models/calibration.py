"""The handful of photographs over which feature networks are calibrated and their channels made equally strong."""

import functools

import numpy as np

from course_lib.datasets import photographs

SUBJECTS = (
    "astronaut",
    "chelsea",
    "coffee",
    "rocket",
    "retina",
    "motorcycle_left",
    "china",
    "flower",
    "grass",
    "brick",
)


@functools.cache
def calibration_pictures(side: int = 112) -> np.ndarray:
    """The middle squares of ten bundled photographs: (10, side, side, 3) float32 in [0, 1]. Do not write into it."""
    return np.stack([photographs.load(name, side=side, square=True) for name in SUBJECTS])
