"""A bank of labelled pictures for the feature network: procedural textures and pieces of photographs."""

from dataclasses import dataclass

import numpy as np

from course_lib import images
from course_lib.datasets import photographs
from course_lib.datasets.textures import FAMILIES, texture

PHOTOGRAPH_SIDES = (200, 320, None)


@dataclass(frozen=True)
class Bank:
    """Pictures (n, side, side, 3) uint8, labels (n,) int32, and the name of every class."""

    pictures: np.ndarray
    labels: np.ndarray
    classes: tuple[str, ...]


def bank(variants: int = 12, each: int = 12, side: int = 160, seed: int = 0, first: int = 0) -> Bank:
    """Paint `each` pictures of every class.

    Args:
        variants: classes a family of textures.
        each: pictures a class.
        side: their height and width in pixels.
        seed: which variants, and where photographs are cut.
        first: number of the first picture in each class; the same classes from another number are new pictures.
    """
    names, pictures, labels = [], [], []
    for family in FAMILIES:
        for variant in range(variants):
            numbers = range(first, first + each)
            pictures += [_bytes(texture(family, 1000 * seed + variant, side, number)) for number in numbers]
            labels += [len(names)] * each
            names.append(f"{family}/{variant}")
    rng = np.random.default_rng([seed, first])
    for name in photographs.NAMES:
        for scale in PHOTOGRAPH_SIDES:
            pictures += _pieces(photographs.load(name, side=scale), side, each, rng)
            labels += [len(names)] * each
            names.append(f"{name}/{scale or 'full'}")
    return Bank(np.stack(pictures), np.array(labels, "int32"), tuple(names))


def _pieces(photograph: np.ndarray, side: int, count: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Squares cut at random out of a photograph, enlarged first where it is smaller than they."""
    height, width = photograph.shape[:2]
    if min(height, width) < side:
        photograph = images.resize(photograph, side)
        height, width = photograph.shape[:2]
    corners = zip(rng.integers(0, height - side + 1, count), rng.integers(0, width - side + 1, count), strict=True)
    return [_bytes(photograph[row : row + side, column : column + side]) for row, column in corners]


def _bytes(picture: np.ndarray) -> np.ndarray:
    return np.round(picture * 255).astype("uint8")
