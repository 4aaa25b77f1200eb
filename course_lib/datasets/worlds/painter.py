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
# strokes across; length, width and blur in picture sides; how far off the colour must be for a stroke to be laid
LAYERS = ((13, 0.20, 0.100, 0.030, 0.0), (26, 0.125, 0.046, 0.012, 0.0), (60, 0.060, 0.022, 0.0, 0.14))
SHADOWS, LIGHTS = np.float32([0.16, 0.11, 0.26]), np.float32([1.0, 0.95, 0.78])
LUMA = np.float32([0.299, 0.587, 0.114])


def paint(picture: np.ndarray, seed: int) -> np.ndarray:
    """A painting of a picture (side, side, 3) in [0, 1], of the same shape; `seed` places the strokes."""
    side, rng = len(picture), np.random.default_rng(seed)
    wanted = palette(picture)
    paper = Image.fromarray(_bytes(wanted)).resize((side * FINER,) * 2, Image.Resampling.BILINEAR)
    for layer in LAYERS:
        _lay(paper, picture, wanted, layer, rng)
    return _seen(paper)


def _lay(paper: Image.Image, picture: np.ndarray, wanted: np.ndarray, layer: tuple, rng: np.random.Generator) -> None:
    """One layer of strokes, where the painting is still further than `off` from the colours that are wanted."""
    across, length, width, blur, off = layer
    side, (x, y) = len(picture), _scattered(across, rng)
    missing = np.abs(wanted - _seen(paper)).max(-1)
    at = (y * side).astype(int).clip(0, side - 1), (x * side).astype(int).clip(0, side - 1)
    angle = _along(picture, width, rng)[at] + rng.normal(0, 0.15, len(x))
    colour = np.stack([blurred(wanted[..., c], blur * side) for c in range(3)], -1)[at]
    colour = colour * np.exp(rng.normal(0, 0.12, (len(x), 1)))
    laid = strokes(x, y, angle, length * rng.uniform(0.7, 1.2, len(x)), width, colour).take(missing[at] >= off)
    shapes = outlines(laid, rng) * (side * FINER) - 0.5
    pen = ImageDraw.Draw(paper)
    for shape, fill in zip(shapes.reshape(len(laid), 28).tolist(), _bytes(laid.colour).tolist(), strict=True):
        pen.polygon(shape, fill=tuple(fill))


def _seen(paper: Image.Image) -> np.ndarray:
    return np.asarray(paper.reduce(FINER), np.float32) / 255


def palette(colour: np.ndarray) -> np.ndarray:
    """Colours (..., 3) as the painter mixes them: livelier, violet in the shadows and warm in the lights."""
    light = (colour @ LUMA)[..., None]
    lively = light + 1.25 * (colour - light)
    toned = SHADOWS + light * (LIGHTS - SHADOWS)
    return np.clip(lively + 0.30 * (toned - lively), 0.0, 1.0)


def _along(picture: np.ndarray, reach: float, rng: np.random.Generator) -> np.ndarray:
    """The angle (side, side) of the edges about each pixel (of the structure tensor); where there are none, a drift."""
    side = len(picture)
    down, right = np.gradient(picture @ LUMA)
    drift = smooth(Frame(side, side, 1.0, 1.0), rng, 2.0, 0.5)
    spread = [blurred(plane, reach * side) for plane in (right * right - down * down, 2 * right * down)]
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
