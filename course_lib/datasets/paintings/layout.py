"""Where things go on the canvas: points spread evenly, and circles packed from large to small."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course_lib.datasets.paintings.frame import Frame


def scatter(
    frame: Frame, rng: np.random.Generator, spacing: float, jitter: float = 0.45
) -> tuple[np.ndarray, np.ndarray]:
    """Points all over the canvas and a little beyond, about `spacing` short sides apart, in random order: x and y."""
    across = np.arange(-spacing, frame.wide + spacing, spacing)
    down = np.arange(-spacing, frame.tall + spacing, spacing * 0.9)
    x, y = np.meshgrid(across, down)
    x = x + (np.arange(len(down)) % 2)[:, None] * spacing / 2
    order = rng.permutation(x.size)
    shift = rng.uniform(-jitter, jitter, (2, x.size)) * spacing
    return x.ravel()[order] + shift[0], y.ravel()[order] + shift[1]


def packed(
    frame: Frame, rng: np.random.Generator, sizes: Sequence[tuple[float, int]], overlap: float = 1.0
) -> list[tuple[float, float, float]]:
    """Circles (x, y, radius) that lie apart, or overlap if below 1, from (radius, tries per unit area)."""
    placed = np.zeros((0, 3))
    for radius, tries in sizes:
        for _ in range(round(tries * frame.wide * frame.tall)):
            x, y, r = rng.uniform(0, frame.wide), rng.uniform(0, frame.tall), radius * rng.uniform(0.85, 1.2)
            if np.all(np.hypot(placed[:, 0] - x, placed[:, 1] - y) > overlap * (placed[:, 2] + r)):
                placed = np.append(placed, [(x, y, r)], axis=0)
    return [tuple(circle) for circle in placed.tolist()]
