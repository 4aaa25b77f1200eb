"""Brush strokes by the thousand: each is a bent ribbon, drawn as an index, then textured all at once."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from PIL import Image, ImageDraw

from course_lib.datasets.paintings.frame import Frame

BARE = 0


@dataclass(frozen=True)
class Strokes:
    """n strokes in the order of painting; lengths in short sides, angles in radians, colours in [0, 1]."""

    x: np.ndarray
    y: np.ndarray
    angle: np.ndarray
    length: np.ndarray
    width: np.ndarray
    bend: np.ndarray
    colour: np.ndarray
    second: np.ndarray

    def __len__(self) -> int:
        """The number of strokes."""
        return len(self.x)

    def take(self, order: np.ndarray) -> Strokes:
        """The strokes picked by an index array or mask, in its order."""
        return Strokes(**{f.name: getattr(self, f.name)[order] for f in fields(self)})


def strokes(x, y, angle, length, width, colour, second=None, bend=0.0) -> Strokes:
    """Strokes from arrays or single numbers, broadcast over the points; `second` defaults to `colour`."""
    n = len(x)
    spread = [np.broadcast_to(np.asarray(a, np.float32), n) for a in (angle, length, width, bend)]
    colour = np.broadcast_to(np.asarray(colour, np.float32), (n, 3))
    second = colour if second is None else np.broadcast_to(np.asarray(second, np.float32), (n, 3))
    return Strokes(np.asarray(x, np.float32), np.asarray(y, np.float32), *spread, colour, second)


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


def outlines(s: Strokes, rng: np.random.Generator, points: int = 7, ragged: float = 0.12) -> np.ndarray:
    """The strokes' outlines (n, 2 points, 2) in short sides: a bent ribbon with blunt, slightly ragged ends."""
    u = np.linspace(-1, 1, points)[None, :]
    swell = (1 - np.abs(u) ** 5) ** 0.5 * 0.45 + 0.55
    along = u * (1 + ragged * rng.uniform(-1, 1, (len(s), points)) * (np.abs(u) > 0.6)) * s.length[:, None] / 2
    axis = s.bend[:, None] * (u**2 - 1 / 3)
    half = swell * s.width[:, None] / 2
    along = np.concatenate([along, along[:, ::-1] * (1 + ragged * rng.uniform(-1, 1, (len(s), 1)))], 1)
    across = np.concatenate([axis - half, (axis + half)[:, ::-1]], 1)
    cos, sin = np.cos(s.angle)[:, None], np.sin(s.angle)[:, None]
    return np.stack([s.x[:, None] + along * cos - across * sin, s.y[:, None] + along * sin + across * cos], -1)


def index_map(frame: Frame, polygons: np.ndarray) -> np.ndarray:
    """Which polygon (1, 2, ...) lies on top at each working pixel, 0 where none: (rows, columns) int32."""
    image = Image.new("I", (frame.columns, frame.rows), BARE)
    draw = ImageDraw.Draw(image)
    for number, polygon in enumerate((polygons * frame.unit).reshape(len(polygons), -1).tolist(), start=1):
        draw.polygon(polygon, fill=number)
    return np.asarray(image)


def bristle_texture(rng: np.random.Generator, size: int = 256, hairs: int = 64) -> np.ndarray:
    """A tile (size, size) in [-1, 1] streaked along its columns, as bristles leave it: rows run across the stroke."""
    across = rng.normal(0, 1, (hairs, 1)) + 0.6 * rng.normal(0, 1, (hairs, 16))
    image = Image.fromarray(np.tile(across, (3, 1))[:, :16].astype(np.float32)).resize(
        (size, size * 3), Image.Resampling.BICUBIC
    )
    return np.tanh(np.asarray(image)[size : 2 * size] * 0.7)


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
    index = index_map(frame, outlines(s, rng))
    rows, columns = np.nonzero(index)
    which = index[rows, columns] - 1
    x = (columns + np.float32(0.5)) * np.float32(frame.wide / frame.columns) - s.x[which]
    y = (rows + np.float32(0.5)) * np.float32(frame.tall / frame.rows) - s.y[which]
    cos, sin = np.cos(s.angle)[which], np.sin(s.angle)[which]
    u = (x * cos + y * sin) / (s.length[which] / 2)
    v = ((y * cos - x * sin) - s.bend[which] * (u**2 - np.float32(1 / 3))) / (s.width[which] / 2)
    tile = bristle_texture(rng)
    start = rng.integers(0, 256, (2, len(s)))
    hair = tile[(start[0][which] + (v * 24).astype(int)) % 256, (start[1][which] + (u * 40).astype(int)) % 256]
    share = np.clip(0.5 * streak * (1 + hair) - 0.1 * streak, 0, 1)[:, None]
    canvas[rows, columns] = s.colour[which] * (1 - share) + s.second[which] * share
    ridge = np.exp(-(((np.abs(v) - 0.8) / 0.2) ** 2))
    load = 0.75 - 0.25 * u
    height[rows, columns] = body * load * (0.6 + 0.3 * hair + 0.35 * ridge)
