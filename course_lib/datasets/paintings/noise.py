"""Smooth random fields whose features keep their size on the canvas, however many pixels it has."""

from __future__ import annotations

import numpy as np
from PIL import Image

from course_lib.datasets.paintings.frame import Frame


def smooth(
    frame: Frame, rng: np.random.Generator, cells: float | tuple[float, float], spread: float = 1.0
) -> np.ndarray:
    """One octave of smooth noise, (rows, columns) float32, about N(0, spread^2) at the lattice's points.

    `cells` lattice cells fit into a short side; a pair (across, down) stretches the noise.
    """
    across, down = cells if isinstance(cells, tuple) else (cells, cells)
    lattice = rng.normal(0.0, spread, (int(down * frame.tall) + 4, int(across * frame.wide) + 4)).astype(np.float32)
    box = (1.0, 1.0, 1.0 + across * frame.wide, 1.0 + down * frame.tall)
    return np.asarray(Image.fromarray(lattice).resize((frame.columns, frame.rows), Image.Resampling.BICUBIC, box=box))


def fractal(
    frame: Frame, rng: np.random.Generator, cells: float | tuple[float, float], octaves: int = 4, gain: float = 0.5
) -> np.ndarray:
    """Octaves of smooth noise, each twice as fine and `gain` times as strong as the one before."""
    across, down = cells if isinstance(cells, tuple) else (cells, cells)
    return sum(smooth(frame, rng, (across * 2**k, down * 2**k), gain**k) for k in range(octaves))


def ridge_line(frame: Frame, rng: np.random.Generator, cells: float, octaves: int = 3) -> np.ndarray:
    """Noise along x alone, (1, columns) float32: the outline of a range of hills, or an uneven edge."""
    return fractal(frame, rng, (cells, 0.01), octaves)[:1]
