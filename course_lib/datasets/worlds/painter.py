"""A painter: short strokes laid along the forms, in a palette with warm lights and violet shadows.

Strokes in layers, broad ones first, each in the colour of what it covers and turned along the edges there, as in
Hertzmann 1998, "Painterly Rendering with Curved Brush Strokes of Multiple Sizes".
"""

import numpy as np
from PIL import Image, ImageDraw

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import smooth
from course_lib.datasets.paintings.strokes import outlines, strokes
from course_lib.datasets.worlds.canvas import blurred

FINER = 2
LAYERS = ((15, 0.17, 0.085, 0.030), (32, 0.105, 0.036, 0.010))  # strokes across, length, width, blur, in picture sides
SHADOWS, LIGHTS = np.float32([0.16, 0.11, 0.26]), np.float32([1.0, 0.95, 0.78])
LUMA = np.float32([0.299, 0.587, 0.114])


def paint(picture: np.ndarray, seed: int) -> np.ndarray:
    """A painting of a picture (side, side, 3) in [0, 1], of the same shape; `seed` places the strokes."""
    side, rng = len(picture), np.random.default_rng(seed)
    angles = _along(picture, rng)
    paper = Image.fromarray(_bytes(picture)).resize((side * FINER,) * 2, Image.Resampling.BILINEAR)
    pen = ImageDraw.Draw(paper)
    for across, length, width, blur in LAYERS:
        x, y = _scattered(across, rng)
        at = (y * side).astype(int).clip(0, side - 1), (x * side).astype(int).clip(0, side - 1)
        colour = palette(np.stack([blurred(picture[..., c], blur * side) for c in range(3)], -1)[at])
        colour = colour * np.exp(rng.normal(0, 0.07, (len(x), 1)))
        laid = strokes(
            x, y, angles[at] + rng.normal(0, 0.15, len(x)), length * rng.uniform(0.7, 1.2, len(x)), width, colour
        )
        shapes = outlines(laid, rng) * (side * FINER) - 0.5
        for shape, fill in zip(shapes.reshape(len(x), -1).tolist(), _bytes(colour).tolist(), strict=True):
            pen.polygon(shape, fill=tuple(fill))
    return np.asarray(paper.reduce(FINER), np.float32) / 255


def palette(colour: np.ndarray) -> np.ndarray:
    """Colours (..., 3) as the painter mixes them: livelier, violet in the shadows and warm in the lights."""
    light = (colour @ LUMA)[..., None]
    lively = light + 1.25 * (colour - light)
    toned = SHADOWS + light * (LIGHTS - SHADOWS)
    return np.clip(lively + 0.30 * (toned - lively), 0.0, 1.0)


def _along(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The angle (side, side) of the edges about each pixel (of the structure tensor); where there are none, a drift."""
    side = len(picture)
    down, right = np.gradient(picture @ LUMA)
    drift = smooth(Frame(side, side, 1.0, 1.0), rng, 2.0, 0.5)
    spread = [blurred(plane, side / 24) for plane in (right * right - down * down, 2 * right * down)]
    weak = 2e-4 * (64 / side) ** 2
    # an edge's normal has the double angle of the tensor; a stroke lies across that
    return 0.5 * np.arctan2(spread[1] - weak * np.sin(2 * drift), spread[0] - weak * np.cos(2 * drift)) + np.pi / 2


def _scattered(across: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Places of strokes: a jittered lattice a little larger than the picture, in random order."""
    lattice = (np.stack(np.meshgrid(*[np.arange(-1, across + 1)] * 2), -1).reshape(-1, 2) + 0.5) / across
    places = rng.permutation(lattice + rng.uniform(-0.5, 0.5, lattice.shape) / across)
    return places[:, 0], places[:, 1]


def _bytes(values: np.ndarray) -> np.ndarray:
    return np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)
