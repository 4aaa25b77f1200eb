"""A cubist still life: guitar, bottle and fruit seen from several sides at once, broken into shaded facets."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.brush import TILE, bristles
from course_lib.datasets.paintings.cells import inside
from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal
from course_lib.datasets.paintings.palette import colours, ramps
from course_lib.datasets.paintings.relief import light
from course_lib.datasets.paintings.strokes import index_map

OCHRE = colours("#2a1a10", "#74481f", "#b8802f", "#e0b458", "#f4e2b0")
SLATE = colours("#10161f", "#2c4462", "#5c86a4", "#a4c0cc", "#ecead8")
EARTH = colours("#241012", "#7a281c", "#c0542c", "#e8985c", "#f6d8b4")
OLIVE = colours("#101812", "#2c4a38", "#5f7f4c", "#a4b070", "#e2dcaa")
FAMILIES = np.stack([OCHRE, SLATE, EARTH, OLIVE])
SMALLEST = 0.0048


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): cut the facets, look through each from its own side, shade, brush and outline."""
    shapes = _split(rng, np.array(((0, 0), (frame.wide, 0), (frame.wide, frame.tall), (0, frame.tall))) * 1.04 - 0.02)
    facet = np.maximum(index_map(frame, shapes) - 1, 0)
    n, middle = len(shapes), np.array([s.mean(axis=0) for s in shapes], np.float32)
    size = np.sqrt([_area(s) for s in shapes]).astype(np.float32)
    angle = (rng.integers(0, 8, n) * np.pi / 4 + rng.normal(0, 0.25, n)).astype(np.float32)
    gx, gy = frame.grid()
    x, y = gx - middle[facet, 0], gy - middle[facet, 1]
    along = (x * np.cos(angle)[facet] + y * np.sin(angle)[facet]) / size[facet]
    across = (y * np.cos(angle)[facet] - x * np.sin(angle)[facet]) / size[facet]
    family, tone = _still_life(frame, rng, *_views(rng, n, facet, x, y, gx, gy))
    hair = bristles(rng)[
        (across * size[facet] * 900).astype(int) % TILE, (along * size[facet] * 260).astype(int) % TILE
    ]
    shade = 0.5 * along * rng.uniform(0.5, 1.3, n)[facet] + rng.normal(0, 0.12, n)[facet]
    canvas = ramps(FAMILIES, family, tone + shade + 0.05 * hair + 0.04 * fractal(frame, rng, 20.0, 3))
    border = inside(frame, facet)
    line = rng.choice((0.0, 0.0018, 0.0032), n, p=(0.2, 0.4, 0.4))[facet]
    canvas = canvas * (0.72 + 0.28 * np.clip(border / 0.012, 0, 1))[..., None]
    canvas[border < line] = SLATE[0]
    return light(frame, canvas, 0.35 * hair + rng.normal(0, 0.25, n)[facet], depth=0.6, gloss=0.12)


def _area(shape: np.ndarray) -> float:
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


def _views(rng, n, facet, x, y, gx, gy) -> tuple[np.ndarray, np.ndarray]:
    """Where each facet looks: the scene turned a little about the facet's middle and moved."""
    turn = rng.normal(0, 0.22, n)[facet]
    shift = rng.normal(0, 0.03, (2, n))
    return gx - x + x * np.cos(turn) - y * np.sin(turn) + shift[0][facet], gy - y + x * np.sin(turn) + y * np.cos(
        turn
    ) + shift[1][facet]


def _still_life(frame: Frame, rng: np.random.Generator, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The family of colours and the tone at the places (x, y): wall, table, cloth, guitar, bottle, fruit."""
    u, v = x / frame.wide, y / frame.tall
    family, tone = np.where(u + 0.3 * v < rng.uniform(0.5, 0.8), 1, 3), 0.45 + 0.25 * np.sin(9 * u + 4 * v)
    table = v > 0.62 + 0.1 * (u - 0.5)
    family, tone = np.where(table, 2, family), np.where(table, 0.42 + 0.12 * np.sin(50 * v + 12 * u), tone)
    cloth = table & (np.abs(u - 0.35) < 0.3) & (v < 0.95)
    family, tone = (
        np.where(cloth, 1, family),
        np.where(cloth, 0.8 + 0.2 * np.sign(np.sin(60 * u) * np.sin(60 * v)), tone),
    )
    bx = x - rng.uniform(0.15, 0.25) * frame.wide
    bottle = (np.abs(bx) < np.where(v < 0.38, 0.035, 0.085)) & (v > 0.18) & (v < 0.78)
    family, tone = np.where(bottle, 3, family), np.where(bottle, 0.35 + 3.5 * np.abs(bx), tone)
    lean, cx, cy = rng.uniform(0.5, 0.9), 0.58 * frame.wide, 0.55 * frame.tall
    s, t = (x - cx) * np.cos(lean) - (y - cy) * np.sin(lean), (x - cx) * np.sin(lean) + (y - cy) * np.cos(lean)
    body = (np.hypot(s + 0.10, t) < 0.18) | (np.hypot(s - 0.11, t) < 0.135)
    family, tone = np.where(body, 0, family), np.where(body, 0.62 + 0.12 * np.sin(70 * t), tone)
    neck = (np.abs(t) < 0.028) & (s > 0.05) & (s < 0.55)
    family, tone = np.where(neck, 2, family), np.where(neck, 0.2 + 0.5 * (np.sin(110 * s) > 0.6), tone)
    hole = np.hypot(s - 0.02, t)
    tone = np.where(hole < 0.06, 0.02, np.where(hole < 0.075, 0.95, tone))
    tone = np.where((np.abs(t) < 0.03) & (np.abs(s) < 0.2) & (np.sin(520 * t) > 0.75), 0.95, tone)
    for fx, fy, kind in ((0.78, 0.8, 2), (0.9, 0.76, 0), (0.66, 0.88, 3), (0.45, 0.84, 2)):
        away = np.hypot(x - fx * frame.wide, y - fy * frame.tall) / 0.075
        family, tone = np.where(away < 1, kind, family), np.where(away < 1, 0.9 - 0.6 * away, tone)
    return family, tone
