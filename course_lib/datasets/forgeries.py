"""Generators made by hand: sets of drawn faces with one fault each, so that it is known what a score should see.

Pictures are arrays (n, height, width, 3) in [0, 1], float32, as `faces.render` returns them.
"""

from dataclasses import replace

import numpy as np

from course_lib import checks
from course_lib.datasets import faces
from course_lib.datasets.faces.face import CHOICES, SKINS, Face
from course_lib.errors import PictureError, SettingError


def few_kinds(count: int, kinds: int, seed: int = 0) -> list[Face]:
    """Faces like `faces.sample(count, seed)`, but in the first `kinds` colours of skin only (of 10).

    The shares of the colours that are left keep their proportions, as in a generator that dropped modes. A face whose
    colour is dropped gets another and stays the same otherwise; with one kind fewer, no other face changes.
    Raises SettingError for a count, a seed, or kinds that are not 1 to 10.
    """
    checks.whole("kinds", kinds, 1, len(SKINS))
    described = faces.sample(count, seed)
    shares = np.array([CHOICES["skin"][skin] for skin in SKINS])
    draws = np.random.default_rng([seed, 1]).random((count, len(SKINS)))
    return [
        replace(face, skin=_kept(face.skin, row, shares, kinds)) for face, row in zip(described, draws, strict=True)
    ]


def _kept(skin: str, draws: np.ndarray, shares: np.ndarray, kinds: int) -> str:
    """The colour that is left of a skin when the last colours are dropped one by one, down to `kinds`."""
    place = SKINS.index(skin)
    for left in range(len(SKINS) - 1, kinds - 1, -1):
        if place >= left:
            ladder = np.cumsum(shares[:left]) / shares[:left].sum()
            place = min(int(np.searchsorted(ladder, draws[left], side="right")), left - 1)
    return SKINS[place]


def drawn(described: list[Face], side: int = 32) -> np.ndarray:
    """The pictures (n, side, side, 3) of described faces. Raises SettingError for a side outside 16 to 256."""
    return np.stack([faces.draw(face, side) for face in described])


def noisy(pictures: np.ndarray, deviation: float, seed: int = 0) -> np.ndarray:
    """Pictures with Gaussian noise of this standard deviation (1 is from black to white), cut to [0, 1].

    Raises SettingError for a deviation outside 0 to 1.
    """
    checks.number("deviation", deviation, 0, 1)
    noise = np.random.default_rng(seed).standard_normal(pictures.shape, np.float32)
    return np.clip(pictures + np.float32(deviation) * noise, 0, 1)


def tinted(pictures: np.ndarray, factors: tuple[float, float, float] = (1.0, 0.95, 0.85)) -> np.ndarray:
    """Pictures with red, green and blue each multiplied by a factor from 0 to 1; without any, a little warmer.

    Raises SettingError for what are not three such factors.
    """
    if len(factors) != 3:
        raise SettingError(f"factors are three, for red, green and blue; not {factors!r}.")
    for name, factor in zip(("red", "green", "blue"), factors, strict=True):
        checks.number(name, factor, 0, 1)
    return pictures * np.float32(factors)


def shifted(pictures: np.ndarray, right: int) -> np.ndarray:
    """Pictures moved to the right by whole pixels (to the left below 0); the edge's colour fills what opens up.

    Raises SettingError for a way as wide as the picture.
    """
    width = pictures.shape[2]
    checks.whole("right", right, 1 - width, width - 1)
    return pictures[:, :, np.clip(np.arange(width) - right, 0, width - 1)]


def copied(pictures: np.ndarray, training: np.ndarray, share: float) -> np.ndarray:
    """Pictures of which the last `share` (0 to 1, rounded to whole pictures) are training pictures instead.

    Raises SettingError for a share outside 0 to 1, or too few training pictures; PictureError where the sizes differ.
    """
    checks.number("share", share, 0, 1)
    if pictures.shape[1:] != training.shape[1:]:
        raise PictureError(f"Pictures of {pictures.shape[1:]} and {training.shape[1:]} make no set: give one size.")
    count = round(share * len(pictures))
    if count > len(training):
        raise SettingError(f"{count} copies need as many training pictures; there are {len(training)}.")
    return np.concatenate([pictures[: len(pictures) - count], training[:count]])


def mixed(pictures: np.ndarray, seed: int = 0) -> np.ndarray:
    """Other pictures with the same mean and the same covariance of pixels, but for what is cut to [0, 1].

    The differences from the mean picture are mixed by an orthogonal matrix Q that keeps a row of ones: with
    Y = 1 m' + Q (X - 1 m'), both the mean m and (Y - 1 m')'(Y - 1 m') = (X - 1 m')'(X - 1 m') stay as they were.
    Raises SettingError for fewer than three pictures.
    """
    count = len(pictures)
    if count < 3:
        raise SettingError(f"At least three pictures can be mixed, not {count}.")
    rng = np.random.default_rng(seed)
    bases = [_beside_ones(count, rng) for _ in range(2)]
    mean = pictures.mean(axis=0, dtype="float64")
    spread = (pictures - mean).reshape(count, -1)
    moved = (bases[0] @ (bases[1].T @ spread)).reshape(pictures.shape)
    return np.clip(mean + moved, 0, 1).astype(np.float32)


def _beside_ones(count: int, rng: np.random.Generator) -> np.ndarray:
    """A random orthonormal basis (count, count - 1) of all that is orthogonal to a row of ones."""
    columns = np.concatenate([np.ones((count, 1)), rng.standard_normal((count, count - 1))], axis=1)
    return np.linalg.qr(columns)[0][:, 1:]
