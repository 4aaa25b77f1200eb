"""Brush strokes by the thousand: each is a bent ribbon, drawn as an index, then textured all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw

from course_lib.datasets.paintings.frame import Frame

BARE = 0


@dataclass(frozen=True)
class Strokes:
    """n strokes in the order of painting; lengths in short sides, angles in radians, colours in [0, 1]."""

    x: np.ndarray  # (n,), of the middle
    y: np.ndarray
    angle: np.ndarray
    length: np.ndarray
    width: np.ndarray
    bend: np.ndarray  # how far the ends lie to the side of the middle
    colour: np.ndarray  # (n, 3)
    second: np.ndarray  # (n, 3), the other paint on the brush

    def __len__(self) -> int:
        """The number of strokes."""
        return len(self.x)

    def take(self, order: np.ndarray) -> Strokes:
        """The strokes picked by an index array or mask, in its order."""
        return Strokes(**{f.name: getattr(self, f.name)[order] for f in fields(self)})


def strokes(
    x: np.ndarray,
    y: np.ndarray,
    angle: np.ndarray | float,
    length: np.ndarray | float,
    width: np.ndarray | float,
    colour: np.ndarray,
    second: np.ndarray | None = None,
    bend: np.ndarray | float = 0.0,
) -> Strokes:
    """Strokes from arrays or single numbers, broadcast over the points; `second` defaults to `colour`."""
    n = len(x)
    spread = [np.broadcast_to(np.asarray(a, np.float32), n) for a in (angle, length, width, bend)]
    colour = np.broadcast_to(np.asarray(colour, np.float32), (n, 3))
    second = colour if second is None else np.broadcast_to(np.asarray(second, np.float32), (n, 3))
    return Strokes(np.asarray(x, np.float32), np.asarray(y, np.float32), *spread, colour, second)


def outlines(s: Strokes, rng: np.random.Generator, ragged: float = 0.12, pointed: float = 0.0) -> np.ndarray:
    """The strokes' outlines (n, 14, 2) in short sides: bent ribbons with ragged ends, blunt (0) or pointed (1)."""
    points = 7
    u = np.linspace(-1, 1, points)[None, :]
    blunt, sharp = 0.55 + 0.45 * (1 - np.abs(u) ** 5) ** 0.5, 1 - np.abs(u) ** 1.5
    swell = blunt * (1 - pointed) + sharp * pointed
    along = u * (1 + ragged * rng.uniform(-1, 1, (len(s), points)) * (np.abs(u) > 0.6)) * s.length[:, None] / 2
    axis = s.bend[:, None] * (u**2 - 1 / 3)
    half = swell * s.width[:, None] / 2
    along = np.concatenate([along, along[:, ::-1] * (1 + ragged * rng.uniform(-1, 1, (len(s), 1)))], 1)
    across = np.concatenate([axis - half, (axis + half)[:, ::-1]], 1)
    cos, sin = np.cos(s.angle)[:, None], np.sin(s.angle)[:, None]
    return np.stack([s.x[:, None] + along * cos - across * sin, s.y[:, None] + along * sin + across * cos], -1)


def index_map(frame: Frame, polygons: Iterable[np.ndarray]) -> np.ndarray:
    """Which polygon (1, 2, ...) lies on top at each working pixel, 0 where none: (rows, columns) int32."""
    image = Image.new("I", (frame.columns, frame.rows), BARE)
    draw = ImageDraw.Draw(image)
    for number, polygon in enumerate(polygons, start=1):
        draw.polygon((polygon * frame.unit).ravel().tolist(), fill=number)
    return np.asarray(image)


class Marks(NamedTuple):
    """The pixels that strokes cover: where each lies, which stroke is on top, and where in that stroke it is."""

    rows: np.ndarray
    columns: np.ndarray
    which: np.ndarray
    u: np.ndarray
    v: np.ndarray


def marks(frame: Frame, rng: np.random.Generator, s: Strokes, ragged: float = 0.12, pointed: float = 0.0) -> Marks:
    """Lay the strokes over one another; u runs along a stroke and v across it, both from -1 to 1."""
    index = index_map(frame, outlines(s, rng, ragged=ragged, pointed=pointed))
    rows, columns = np.nonzero(index)
    which = index[rows, columns] - 1
    x = (columns + np.float32(0.5)) * np.float32(frame.wide / frame.columns) - s.x[which]
    y = (rows + np.float32(0.5)) * np.float32(frame.tall / frame.rows) - s.y[which]
    cos, sin = np.cos(s.angle)[which], np.sin(s.angle)[which]
    u = (x * cos + y * sin) / (s.length[which] / 2)
    v = ((y * cos - x * sin) - s.bend[which] * (u**2 - np.float32(1 / 3))) / (s.width[which] / 2)
    return Marks(rows, columns, which, u, v)
