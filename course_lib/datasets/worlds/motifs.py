"""What the artists draw from: scenes of the savanna and of the seasons, and crops of the bundled photographs.

A set for domain A takes its crops from the left halves of some photographs, a set for B from their right halves, and a
held-out set from other photographs: no two of them share a pixel.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image

from course_lib.datasets import photographs
from course_lib.datasets.worlds import savanna, seasons

TRAINING = ("astronaut", "camera", "china", "coins", "hopper", "motorcycle_left", "rocket")
HELD_OUT = ("chelsea", "coffee", "flower")


@dataclass(frozen=True)
class Crop:
    """A square of a photograph: its left and top edge and its size in pixels, mirrored or not, and a gamma."""

    photograph: str
    left: float
    top: float
    size: float
    mirrored: bool
    gamma: float


@dataclass(frozen=True)
class Motif:
    """A scene in one of its two domains (0 or 1), or a crop; `seed` is for the artist's hand."""

    source: savanna.Scene | seasons.Scene | Crop
    domain: int
    seed: int


def draw(rng: np.random.Generator, use: str) -> Motif:
    """A motif at random for a set of one use: "A", "B" or "held out"."""
    kind, domain, seed = rng.integers(3), int(rng.integers(2)), int(rng.integers(2**31))
    source = (savanna.Scene.draw, seasons.Scene.draw)[kind](rng) if kind < 2 else _crop(rng, use)
    return Motif(source, domain, seed)


def _crop(rng: np.random.Generator, use: str) -> Crop:
    name = str(rng.choice(HELD_OUT if use == "held out" else TRAINING))
    width, height = _photograph(name).size
    start, stop = {"A": (0, width // 2), "B": (width // 2, width)}.get(use, (0, width))
    size = rng.uniform(0.5, 1.0) * min(stop - start, height)
    left, top = start + rng.random() * (stop - start - size), rng.random() * (height - size)
    return Crop(name, float(left), float(top), float(size), bool(rng.random() < 0.5), float(rng.uniform(0.75, 1.25)))


def render(motif: Motif, side: int) -> np.ndarray:
    """The picture (side, side, 3) of a motif, float32 in [0, 1]."""
    if isinstance(motif.source, Crop):
        return _cut(motif.source, side)
    world = savanna if isinstance(motif.source, savanna.Scene) else seasons
    return world.render(motif.source, side, (motif.domain,))[0][0]


def _cut(crop: Crop, side: int) -> np.ndarray:
    box = (crop.left, crop.top, crop.left + crop.size, crop.top + crop.size)
    small = _photograph(crop.photograph).resize((side, side), Image.Resampling.LANCZOS, box)
    picture = (np.asarray(small, np.float32) / 255) ** np.float32(crop.gamma)
    return picture[:, ::-1].copy() if crop.mirrored else picture


@lru_cache
def _photograph(name: str) -> Image.Image:
    """A photograph at 320 px, from which a crop shrinks in no time."""
    return Image.fromarray(np.rint(photographs.load(name, side=320) * 255).astype(np.uint8))
