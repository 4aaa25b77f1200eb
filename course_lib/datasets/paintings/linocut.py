"""A linocut: gouge marks cut along the forms of a moonlit shore, printed in black over a few flat colours."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal, ridge_line, smooth
from course_lib.datasets.paintings.palette import colours
from course_lib.datasets.paintings.shapes import cover

BLACK, CREAM, TEAL, RUST, GOLD, MOSS = colours("#15141a", "#f4ead2", "#2f8290", "#c8502c", "#eeb440", "#6a8a4a")
ROWS = 46.0


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): flat inks, bared from the black by rows of gouge marks."""
    colour, stream, light = _scene(frame, rng)
    row = np.floor(stream * ROWS).astype(int)
    middle = np.abs(stream * ROWS - row - 0.5) * 2
    hand = _by_row(rng, smooth(frame, rng, 11.0), row) + 0.5 * smooth(frame, rng, 60.0)
    width = light * (1.02 + 0.30 * hand)
    canvas = np.where((middle < width)[..., None], colour, BLACK)
    salt = 0.03 * fractal(frame, rng, 50.0, 2)
    return np.clip(canvas + (salt + 0.05 * (smooth(frame, rng, 130.0) > 2.2))[..., None], 0, 1)


def _by_row(rng: np.random.Generator, noise: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Noise that is cut off from row to row, so that each gouge mark begins and ends by itself."""
    shift = rng.random((2, 1024))[:, row % 1024]
    down = (np.arange(noise.shape[0])[:, None] + shift[0] * noise.shape[0]).astype(int) % noise.shape[0]
    across = (np.arange(noise.shape[1])[None, :] + shift[1] * noise.shape[1]).astype(int) % noise.shape[1]
    return noise[down, across]


def _scene(frame: Frame, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Colour, stream function and light (how much is cut away): sky round a moon, hills, fields, water, birches."""
    x, y = np.broadcast_arrays(*frame.grid())
    cx, cy, size = rng.uniform(0.3, 0.7) * frame.wide, rng.uniform(0.2, 0.28) * frame.tall, rng.uniform(0.10, 0.13)
    away = np.hypot(x - cx, y - cy)
    stream = away + 0.02 * fractal(frame, rng, 3.0, 2)
    rings = np.cos(2 * np.pi * away / 0.13)
    light = np.where(away < size, 1.0, 0.52 + 0.25 * rings - 0.25 * away)
    colour = np.where((away < size)[..., None], CREAM, np.where((rings > 0.2)[..., None], GOLD, TEAL))
    colour = np.where(((away > size) & (away < size + 0.035))[..., None], RUST, colour).astype(np.float32)
    levels = (0.50, 0.58, 0.66, 0.76, 0.86)
    for layer, (level, ink) in enumerate(zip(levels, (TEAL, MOSS, RUST, GOLD, TEAL), strict=True)):
        below = y - level * frame.tall - 0.04 * ridge_line(frame, rng, 2.2)
        furrow = below + rng.choice((-1, 1)) * rng.uniform(0.2, 0.9) * (x - 0.5 * frame.wide) * (layer < 4)
        lit = 0.55 + 0.35 * np.sin(30 * furrow + 2 * smooth(frame, rng, 3.0))
        shade = 0.4 * np.exp(-np.maximum(below, 0) / 0.015) * (layer > 0)
        cover(below > 0, (colour, ink), (stream, furrow), (light, lit - shade))
        cover(np.abs(below - 0.012) < 0.006, (colour, CREAM), (stream, below), (light, 0.9))
    _birches(frame, rng, colour, stream, light)
    return colour, stream, np.clip(light, 0, 1)


def _birches(frame: Frame, rng: np.random.Generator, colour: np.ndarray, stream: np.ndarray, light: np.ndarray) -> None:
    """White trunks with black scars, and leaves at the end of their boughs."""
    x, y = frame.grid()
    for cx in (rng.uniform(0.03, 0.16), rng.uniform(0.84, 0.97), rng.uniform(0.17, 0.3)):
        centre, half = cx * frame.wide + 0.015 * np.sin(6 * y + rng.uniform(0, 6)), rng.uniform(0.016, 0.026)
        across = (x - centre) / half
        bark = np.where(smooth(frame, rng, (8.0, 30.0)) > 0.75, 0, 1 - 0.5 * (across > 0.3))
        cover(np.abs(across) < 1.5, (light, 0.0))
        cover(np.abs(across) < 1, (colour, CREAM), (stream, x - centre), (light, bark))
        for _ in range(round(9 * frame.tall)):
            px, py = cx * frame.wide + rng.normal(0, 0.09), rng.uniform(-0.02, 0.4) * frame.tall
            dx, dy = x - px, y - py
            leaf = np.hypot(dx, 1.4 * dy) / rng.uniform(0.02, 0.045) + 0.15 * np.sin(7 * np.arctan2(dy, dx))
            cover(leaf < 1.3, (light, 0.0))
            cover(leaf < 1, (colour, (MOSS, GOLD, RUST)[rng.integers(3)]), (stream, x + 0.6 * y), (light, 0.85))
