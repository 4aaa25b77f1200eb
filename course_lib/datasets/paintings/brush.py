"""The loaded brush: bristles that part two colours, ridges at a stroke's edges, paint that thins towards its end."""

from __future__ import annotations

import numpy as np
from PIL import Image

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.strokes import Strokes, marks

TILE = 256


def bristles(rng: np.random.Generator, hairs: int = 64) -> np.ndarray:
    """A tile (256, 256) in [-1, 1], streaked along its rows as bristles leave it; its rows lie across the stroke."""
    across = rng.normal(0, 1, (hairs, 1)) + 0.6 * rng.normal(0, 1, (hairs, 16))
    image = Image.fromarray(np.tile(across, (3, 1)).astype(np.float32)).resize(
        (TILE, 3 * TILE), Image.Resampling.BICUBIC
    )
    return np.tanh(np.asarray(image)[TILE : 2 * TILE] * 0.7)


def brush(
    frame: Frame,
    rng: np.random.Generator,
    s: Strokes,
    canvas: np.ndarray,
    height: np.ndarray,
    body: float = 1.0,
    streak: float = 0.5,
) -> None:
    """Paint the strokes onto `canvas` (rows, columns, 3) and their relief onto `height` (rows, columns), both in place.

    `streak` in [0, 1]: how far the bristles part the brush's two colours; `body`: how thick the paint lies.
    """
    rows, columns, which, u, v = marks(frame, rng, s)
    start = rng.integers(0, TILE, (2, len(s)))
    across, along = start[0][which] + (v * 24).astype(int), start[1][which] + (u * 40).astype(int)
    hair = bristles(rng)[across % TILE, along % TILE]
    share = np.clip(streak * (0.4 + 0.5 * hair), 0, 1)[:, None]
    canvas[rows, columns] = s.colour[which] * (1 - share) + s.second[which] * share
    ridge = np.exp(-(((np.abs(v) - 0.8) / 0.2) ** 2))
    load = 0.75 - 0.25 * u
    height[rows, columns] = body * load * (0.6 + 0.3 * hair + 0.35 * ridge)
