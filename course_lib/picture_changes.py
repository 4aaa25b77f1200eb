"""Changes of a picture with a strength, and the strength at which a change is as large as another, pixel by pixel."""

from collections.abc import Callable

import numpy as np
from scipy import ndimage

from course_lib import checks
from course_lib.errors import PictureError, SettingError
from course_lib.images import check, resize

HALVINGS = 30
WIDEST_BLUR = 0.2  # of the shorter side: the deviation of a blur of strength 1


def shifted(picture: np.ndarray, pixels: int) -> np.ndarray:
    """The picture moved to the right by whole pixels; what leaves on one side comes in on the other."""
    return np.roll(check(picture), pixels, axis=1)


def faded(picture: np.ndarray, other: np.ndarray, strength: float) -> np.ndarray:
    """The picture with another one coming in: the share `strength` of it, 0 to 1. The other is brought to its size."""
    checks.number("strength", strength, 0.0, 1.0)
    picture = check(picture)
    return (1 - strength) * picture + strength * resize(check(other, "other"), picture.shape[:2])


def blurred(picture: np.ndarray, strength: float) -> np.ndarray:
    """Blurred by a Gaussian whose deviation is `strength` times a fifth of the shorter side."""
    checks.number("strength", strength, 0.0, 1.0)
    picture = check(picture)
    deviation = strength * WIDEST_BLUR * min(picture.shape[:2])
    return ndimage.gaussian_filter(picture, (deviation, deviation, 0)).clip(0, 1)


def grained(picture: np.ndarray, strength: float, seed: int = 0) -> np.ndarray:
    """With Gaussian noise of deviation `strength`, the same noise at every strength, cut off at [0, 1]."""
    checks.number("strength", strength, 0.0, 1.0)
    picture = check(picture)
    noise = np.random.default_rng(seed).normal(size=picture.shape)
    return np.clip(picture + strength * noise, 0, 1).astype("float32")


def darkened(picture: np.ndarray, strength: float) -> np.ndarray:
    """Every pixel times 1 - strength."""
    checks.number("strength", strength, 0.0, 1.0)
    return check(picture) * np.float32(1 - strength)


def greyed(picture: np.ndarray, strength: float) -> np.ndarray:
    """Every pixel drawn towards the picture's mean colour: less contrast."""
    picture = check(picture)
    return faded(picture, np.broadcast_to(picture.mean((0, 1)), picture.shape), strength)


def at_distance(change: Callable[[float], np.ndarray], picture: np.ndarray, distance: float) -> np.ndarray:
    """A change, called with a strength from 0 to 1, at the strength at which it is `distance` away from the picture.

    The distance is the root mean squared difference of all values, and is to grow with the strength. Found by halving.
    Raises SettingError where the full strength is not far enough.
    """
    picture = check(picture)

    def apart(strength):
        changed = change(strength)
        if np.shape(changed) != picture.shape:
            raise PictureError(f"the change made {np.shape(changed)} of a picture of shape {picture.shape}.")
        return float(np.sqrt(np.mean((changed - picture) ** 2, dtype="float64")))

    if not 0 < distance <= apart(1.0):
        raise SettingError(f"a distance of {distance:g} is not within reach: the full change is {apart(1.0):.3g} away.")
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if apart(middle) < distance else (low, middle)
    return change(high)
