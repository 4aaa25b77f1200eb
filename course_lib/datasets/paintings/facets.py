"""A cubist still life: guitar, bottle and fruit seen from several sides at once, broken into shaded facets."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from course_lib.datasets.paintings.brush import TILE, bristles
from course_lib.datasets.paintings.cells import inside
from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal
from course_lib.datasets.paintings.palette import colours, ramps
from course_lib.datasets.paintings.relief import light
from course_lib.datasets.paintings.shapes import box, cover
from course_lib.datasets.paintings.strokes import index_map

OCHRE = colours("#2a1a10", "#74481f", "#b8802f", "#e0b458", "#f4e2b0")
SLATE = colours("#10161f", "#2c4462", "#5c86a4", "#a4c0cc", "#ecead8")
EARTH = colours("#241012", "#7a281c", "#c0542c", "#e8985c", "#f6d8b4")
OLIVE = colours("#101812", "#2c4a38", "#5f7f4c", "#a4b070", "#e2dcaa")
FAMILIES = np.stack([OCHRE, SLATE, EARTH, OLIVE])
SMALLEST = 0.0048


class Facets(NamedTuple):
    """The pieces: which one each pixel lies in, and its place there along and across the piece's own direction."""

    which: np.ndarray  # (rows, columns)
    along: np.ndarray  # (rows, columns), in sides of the piece
    across: np.ndarray
    middle: np.ndarray  # (n, 2)
    size: np.ndarray  # (n,), the side of a square of its area


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): cut the facets, look through each from its own side, shade, brush and outline."""
    facets = _cut(frame, rng)
    which, n = facets.which, len(facets.size)
    family, tone = _still_life(frame, rng, *_views(frame, rng, facets))
    hair = _brushed(rng, facets)
    shade = 0.5 * facets.along * rng.uniform(0.5, 1.3, n)[which] + rng.normal(0, 0.12, n)[which]
    canvas = ramps(FAMILIES, family, tone + shade + 0.05 * hair + 0.04 * fractal(frame, rng, 20.0, 3))
    border = inside(frame, which)
    canvas = canvas * (0.72 + 0.28 * np.clip(border / 0.012, 0, 1))[..., None]
    canvas[border < rng.choice((0.0, 0.0018, 0.0032), n, p=(0.2, 0.4, 0.4))[which]] = SLATE[0]
    return light(frame, canvas, 0.35 * hair + rng.normal(0, 0.25, n)[which], depth=0.6, gloss=0.12)


def _cut(frame: Frame, rng: np.random.Generator) -> Facets:
    """Split the canvas, and give each piece a direction, mostly one of eight."""
    shapes = _split(rng, box(-0.02, -0.02, 1.04 * frame.wide, 1.04 * frame.tall))
    which = np.maximum(index_map(frame, shapes) - 1, 0)
    n, middle = len(shapes), np.array([s.mean(axis=0) for s in shapes], np.float32)
    size = np.sqrt([_area(s) for s in shapes]).astype(np.float32)
    angle = (rng.integers(0, 8, n) * np.pi / 4 + rng.normal(0, 0.25, n)).astype(np.float32)
    cos, sin = np.cos(angle)[which], np.sin(angle)[which]
    x, y = frame.grid()
    x, y = (x - middle[which, 0]) / size[which], (y - middle[which, 1]) / size[which]
    return Facets(which, x * cos + y * sin, y * cos - x * sin, middle, size)


def _brushed(rng: np.random.Generator, facets: Facets) -> np.ndarray:
    """Bristle marks in [-1, 1] that run along each piece's direction."""
    size = facets.size[facets.which]
    rows, columns = (facets.across * size * 900).astype(int), (facets.along * size * 260).astype(int)
    return bristles(rng)[rows % TILE, columns % TILE]


def _area(shape: np.ndarray) -> float:
    """The area of a polygon (n, 2), by the shoelace formula."""
    x, y = shape.T
    return 0.5 * abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))


def _split(rng: np.random.Generator, shape: np.ndarray) -> list[np.ndarray]:
    """Cut a convex shape (n, 2) by lines through its middle, mostly upright or slanting, until the pieces are small."""
    area = _area(shape)
    if area < SMALLEST * rng.uniform(0.8, 5.0):
        return [shape]
    spread = np.linalg.eigh(np.cov(shape.T))[1][:, 1]
    angle = np.arctan2(spread[1], spread[0]) + np.pi / 2 + rng.normal(0, 0.45)
    normal = np.array((-np.sin(angle), np.cos(angle)))
    height = (shape - shape.mean(axis=0) - rng.normal(0, 0.12, 2) * np.sqrt(area)) @ normal
    pieces = _clip(shape, height), _clip(shape, -height)
    return [piece for part in pieces if len(part) > 2 for piece in _split(rng, part)]


def _clip(shape: np.ndarray, height: np.ndarray) -> np.ndarray:
    """The part of a convex shape whose corners have a positive height."""
    kept = []
    for k in range(len(shape)):
        a, b, ha, hb = shape[k - 1], shape[k], height[k - 1], height[k]
        if ha * hb < 0:
            kept.append(a + (b - a) * ha / (ha - hb))
        if hb >= 0:
            kept.append(b)
    return np.array(kept)


def _views(frame: Frame, rng: np.random.Generator, facets: Facets) -> tuple[np.ndarray, np.ndarray]:
    """Where each facet looks, x and y: the scene turned a little about the facet's middle, and moved."""
    which, n = facets.which, len(facets.size)
    turn, shift = rng.normal(0, 0.22, n), rng.normal(0, 0.03, (2, n))
    cos, sin = np.cos(turn)[which], np.sin(turn)[which]
    cx, cy = facets.middle[:, 0][which], facets.middle[:, 1][which]
    x, y = frame.grid()
    dx, dy = x - cx, y - cy
    return cx + dx * cos - dy * sin + shift[0][which], cy + dx * sin + dy * cos + shift[1][which]


def _still_life(frame: Frame, rng: np.random.Generator, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The family of colours and the tone at the places (x, y): wall, table, cloth, bottle, guitar, fruit."""
    u, v = x / frame.wide, y / frame.tall
    family, tone = np.where(u + 0.3 * v < rng.uniform(0.5, 0.8), 1, 3), 0.45 + 0.25 * np.sin(9 * u + 4 * v)
    table = v > 0.62 + 0.1 * (u - 0.5)
    cover(table, (family, 2), (tone, 0.42 + 0.12 * np.sin(50 * v + 12 * u)))
    checks = 0.8 + 0.2 * np.sign(np.sin(60 * u) * np.sin(60 * v))
    cover(table & (np.abs(u - 0.35) < 0.3) & (v < 0.95), (family, 1), (tone, checks))
    bx = np.abs(x - rng.uniform(0.15, 0.25) * frame.wide)
    bottle = (bx < np.where(v < 0.38, 0.035, 0.085)) & (v > 0.18) & (v < 0.78)
    cover(bottle, (family, 3), (tone, 0.35 + 3.5 * bx))
    _guitar(family, tone, x - 0.58 * frame.wide, y - 0.55 * frame.tall, rng.uniform(0.5, 0.9))
    for fx, fy, kind in ((0.78, 0.8, 2), (0.9, 0.76, 0), (0.66, 0.88, 3), (0.45, 0.84, 2)):
        away = np.hypot(x - fx * frame.wide, y - fy * frame.tall) / 0.075
        cover(away < 1, (family, kind), (tone, 0.9 - 0.6 * away))
    return family, tone


def _guitar(family: np.ndarray, tone: np.ndarray, x: np.ndarray, y: np.ndarray, lean: float) -> None:
    """A guitar that leans to the right about (0, 0): body, neck with frets, sound hole, strings."""
    s, t = x * np.cos(lean) - y * np.sin(lean), x * np.sin(lean) + y * np.cos(lean)
    body = (np.hypot(s + 0.10, t) < 0.18) | (np.hypot(s - 0.11, t) < 0.135)
    cover(body, (family, 0), (tone, 0.62 + 0.12 * np.sin(70 * t)))
    neck = (np.abs(t) < 0.028) & (s > 0.05) & (s < 0.55)
    cover(neck, (family, 2), (tone, 0.2 + 0.5 * (np.sin(110 * s) > 0.6)))
    hole = np.hypot(s - 0.02, t)
    cover(hole < 0.075, (tone, 0.95))
    cover(hole < 0.06, (tone, 0.02))
    cover((np.abs(t) < 0.03) & (np.abs(s) < 0.2) & (np.sin(520 * t) > 0.75), (tone, 0.95))
