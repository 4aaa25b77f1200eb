"""Colours: reading them, mixing them, and letting them vary as paint does."""

from __future__ import annotations

import numpy as np
from PIL import ImageColor


def colours(*names: str) -> np.ndarray:
    """Hexadecimal colours ("#1d3f8a") as (n, 3) float32 in [0, 1]."""
    return np.array([ImageColor.getrgb(name) for name in names], np.float32) / 255


def ramp(stops: np.ndarray, t: np.ndarray) -> np.ndarray:
    """The colours met at `t` in [0, 1] (clipped, any shape) on the way through the stops (n, 3), evenly spaced."""
    place = np.clip(t, 0.0, 1.0) * (len(stops) - 1)
    low = np.minimum(place.astype(int), len(stops) - 2)
    share = (place - low)[..., None].astype(np.float32)
    return stops[low] * (1 - share) + stops[low + 1] * share


def ramps(families: np.ndarray, which: np.ndarray, t: np.ndarray) -> np.ndarray:
    """As `ramp`, but through the stops of family `which` (same shape as t) out of (families, n, 3)."""
    place = np.clip(t, 0.0, 1.0) * (families.shape[1] - 1)
    low = np.minimum(place.astype(int), families.shape[1] - 2)
    return mix(families[which, low], families[which, low + 1], place - low)


def mix(first: np.ndarray, second: np.ndarray, share: np.ndarray | float) -> np.ndarray:
    """(1 - share) first + share second, the share broadcast over the colour axis; a new array."""
    share = np.asarray(share, np.float32)
    return first + (second - first) * (share[..., None] if share.ndim else share)


def vary(rng: np.random.Generator, colour: np.ndarray, value: float = 0.06, hue: float = 0.03) -> np.ndarray:
    """Each colour of (n, 3) made lighter or darker, and each of its channels pushed a little."""
    n = len(colour)
    shade = np.exp(rng.normal(0.0, value, (n, 1)))
    return np.clip(colour * shade + rng.normal(0.0, hue, (n, 3)), 0.0, 1.0).astype(np.float32)
