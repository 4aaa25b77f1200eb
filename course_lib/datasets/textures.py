"""Procedural textures without end, for `training.feature_network` to learn from.

Two kinds of family: fields that a palette colours, and marks laid on a ground. A class is a family and a variant of
it (its frequency, direction, density); each seed gives another picture of the class in other colours.
"""

import colorsys

import numpy as np

from course_lib.datasets.texture_fields import FIELDS, smooth_noise
from course_lib.datasets.texture_marks import MARKS
from course_lib.errors import SettingError

FAMILIES = (*FIELDS, *MARKS)


def texture(family: str, variant: int, side: int = 128, seed: int = 0) -> np.ndarray:
    """One picture of a class.

    Args:
        family: one of FAMILIES.
        variant: which of the family's endless variants.
        side: height and width in pixels; scales are those of a picture about 128 px high, whatever its size.
        seed: placement, phase and colours.

    Returns:
        (side, side, 3) float32 in [0, 1].

    Raises:
        SettingError: an unknown family.
    """
    if family not in FAMILIES:
        raise SettingError(f"family={family!r} is not known: choose one of {', '.join(FAMILIES)}.")
    index = FAMILIES.index(family)
    of_class, rng = np.random.default_rng([index, variant]), np.random.default_rng([index, variant, seed])
    if family in MARKS:
        picture = MARKS[family](side, palette(rng), of_class, rng)
    else:
        picture = coloured(FIELDS[family](side, of_class, rng), palette(rng), rng)
    light = 1 + rng.uniform(0, 0.12) * smooth_noise(side, rng, side / 2)
    return np.clip(picture * light[..., None], 0, 1).astype("float32")


def palette(rng: np.random.Generator) -> np.ndarray:
    """Three to seven colours that belong together: (n, 3) RGB in [0, 1]."""
    count = int(rng.integers(3, 8))
    steps = rng.choice([0.0, 0.08, 0.33, 0.5, 0.37]) * rng.integers(0, 4, count)
    hues = rng.random() + steps + rng.normal(0, 0.03, count)
    saturation = np.clip(rng.uniform(0, 1) + rng.normal(0, 0.15, count), 0, 1)
    value = rng.permutation(np.linspace(rng.uniform(0.02, 0.4), rng.uniform(0.6, 1), count))
    return np.array([colorsys.hsv_to_rgb(h % 1, s, v) for h, s, v in zip(hues, saturation, value, strict=True)])


def coloured(field: np.ndarray, colours: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A field in [0, 1] seen through a palette: two colours blended, or all of them in order of their lightness."""
    chosen = colours[:2] if rng.random() < 0.5 else colours[np.argsort(colours.sum(1))]
    at = np.linspace(0, 1, len(chosen))
    return np.stack([np.interp(field, at, chosen[:, c]) for c in range(3)], axis=-1)
