"""Drawn faces, in the manner of emoji: as many as you like, each described by a few attributes that can be given."""

import numpy as np

from course_lib import checks
from course_lib.datasets.faces.drawing import draw as _draw
from course_lib.datasets.faces.face import CHOICES, RANGES, Face, sample

SIDES = (16, 256)


def render(count: int, side: int = 32, seed: int = 0, **given) -> np.ndarray:
    """`count` faces at random: (count, side, side, 3) float32, RGB in [0, 1].

    Arguments: side in pixels, 16 to 256; given, attributes that all of them have (see `Face`), as in
    render(64, mouth="smile", glasses="none"). The faces are those that `sample` describes. Raises SettingError.
    """
    checks.whole("side", side, *SIDES)
    described = sample(count, seed, **given)
    pictures = np.empty((count, side, side, 3), "float32")
    for place, face in enumerate(described):
        pictures[place] = _draw(face, side)
    return pictures


def draw(face: Face, side: int = 32) -> np.ndarray:
    """One face: (side, side, 3) float32, RGB in [0, 1]. Arguments: side in pixels, 16 to 256. Raises SettingError."""
    checks.whole("side", side, *SIDES)
    return _draw(face, side)


__all__ = ["CHOICES", "RANGES", "Face", "draw", "render", "sample"]
