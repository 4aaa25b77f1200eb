"""Marbled paper: drops of ink that push each other aside, then drawn out by combs and a swirling stick.

Every step moves the plane by a formula, so the picture is painted backwards: each pixel is led through the steps in
reverse order to the ink it came from (after S. Lu, A. Jaffer and others, "Mathematical Marbling", IEEE CG&A, 2012).
"""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal, smooth
from course_lib.datasets.paintings.palette import colours

SETS = (
    colours("#12224a", "#1f5f9a", "#6ab4c8", "#f4e8cc", "#e8a02c", "#c8381f", "#7a1a2a"),
    colours("#0f2a24", "#1f6a54", "#8cc0a0", "#f6ecd4", "#e07a5a", "#a82a4a", "#3a1a4a"),
    colours("#1a1430", "#4a2a7a", "#b05a9a", "#f8e4d8", "#f0b840", "#e0602c", "#1f4f7a"),
)


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): lead pixels back through swirls and combs, find their drops."""
    inks = SETS[rng.integers(len(SETS))]
    x, y = (a.astype(np.float32) for a in np.broadcast_arrays(*frame.grid()))
    x, y = x + 0.004 * smooth(frame, rng, 9.0), y + 0.004 * smooth(frame, rng, 9.0)
    for _ in range(round(4 * frame.wide * frame.tall)):
        x, y = _swirl(frame, rng, x, y)
    x = x + 0.035 * np.sin(2 * np.pi * (y * rng.uniform(2.0, 3.0) + rng.random()))
    y = _comb(x, y, 0.115, 0.20, 0.030)
    x = _comb(y, x, 0.075, 0.11, 0.022)
    canvas = _drops(frame, rng, x, y, inks)
    vein = 0.05 * fractal(frame, rng, 35.0, 3) + 0.03 * fractal(frame, rng, 4.0, 3)
    return np.clip(canvas * (1 + vein)[..., None], 0, 1)


def _swirl(frame: Frame, rng: np.random.Generator, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A stick turned once at a place: a rotation that dies away with distance."""
    cx, cy = rng.uniform(0, frame.wide), rng.uniform(0, frame.tall)
    reach, turn = rng.uniform(0.07, 0.13), rng.uniform(2, 4.5)
    dx, dy = x - cx, y - cy
    angle = rng.choice((-1, 1)) * turn * np.exp(-np.hypot(dx, dy) / reach)
    cos, sin = np.cos(angle), np.sin(angle)
    return cx + dx * cos - dy * sin, cy + dx * sin + dy * cos


def _comb(place: np.ndarray, moved: np.ndarray, gap: float, pull: float, sharp: float) -> np.ndarray:
    """Teeth `gap` apart, drawn to and fro along the other axis: ink moves by `pull` at a tooth, less between."""
    tooth = np.round(place / gap)
    drag = pull * np.exp(-np.abs(place - tooth * gap) / sharp)
    return moved + np.where(tooth % 2 == 1, -drag, drag)


def _drops(frame: Frame, rng: np.random.Generator, x: np.ndarray, y: np.ndarray, inks: np.ndarray) -> np.ndarray:
    """Drops fell one after another, each pushing the earlier ones outwards: walk back from the last."""
    number = np.full(x.shape, -1, np.int8)
    for drop in range(round(60 * frame.wide * frame.tall)):
        radius = rng.uniform(0.035, 0.11)
        cx, cy = rng.uniform(-0.1, frame.wide + 0.1), rng.uniform(-0.1, frame.tall + 0.1)
        dx, dy = x - cx, y - cy
        square = dx * dx + dy * dy
        fresh = (square < radius**2) & (number < 0)
        number[fresh] = (np.floor(2.2 * square[fresh] / radius**2) + drop) % len(inks)
        shrink = np.sqrt(np.clip(1 - radius**2 / np.maximum(square, 1e-9), 0, 1))
        x, y = cx + dx * shrink, cy + dy * shrink
    ground = np.floor(9 * (y + 0.6 * x)).astype(int) % len(inks)
    return inks[np.where(number < 0, ground, number)]
