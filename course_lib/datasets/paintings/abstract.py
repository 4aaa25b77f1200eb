"""A geometric abstract on cream: rings, wedges, grids, arcs and fans of lines, balanced over soft clouds of colour."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.layout import packed
from course_lib.datasets.paintings.noise import fractal
from course_lib.datasets.paintings.palette import colours, mix
from course_lib.datasets.paintings.pen import Pen
from course_lib.datasets.paintings.shapes import arc, box, turned

CREAM, BLACK, WHITE = colours("#efe2c2", "#17151a", "#fbf6e6")
HUES = colours(
    "#c8202c", "#e8742a", "#f4b82a", "#f6e06a", "#1f5fae", "#5fb0d0", "#15324f", "#2f7f5a", "#7a2a6a", "#e89aa0"
)
SIZES = ((0.145, 40), (0.1, 90), (0.07, 250), (0.042, 400), (0.024, 500))


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): clouded ground, long lines, motifs from large to small, then the grain."""
    pen = Pen(frame, _ground(frame, rng))
    _long_lines(pen, rng)
    motifs = (_rings, _wedge, _grid, _arcs, _fan, _rings, _bars, _half)
    for number, (x, y, size) in enumerate(packed(frame, rng, SIZES, overlap=0.82)):
        motifs[number % len(motifs) if number < 8 else rng.integers(len(motifs))](pen, rng, np.array((x, y)), size)
    canvas = pen.picture()
    rub = 0.035 * fractal(frame, rng, 45.0, 3) + 0.05 * fractal(frame, rng, 3.0, 3)
    return np.clip(canvas * (1 + rub)[..., None], 0, 1)


def _ground(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """Cream, with clouds of blue, rose and yellow."""
    ground = np.broadcast_to(CREAM, (frame.rows, frame.columns, 3))
    for hue in rng.permutation(HUES[[2, 5, 9, 1]]):
        ground = mix(ground, hue, 0.6 * np.clip(fractal(frame, rng, 1.6, 3) - 0.2, 0, 1))
    return ground


def _hues(rng: np.random.Generator, n: int) -> np.ndarray:
    """n different colours."""
    return HUES[rng.permutation(len(HUES))[:n]]


def _long_lines(pen: Pen, rng: np.random.Generator) -> None:
    """Long thin lines and two or three beams across the canvas."""
    for _ in range(round(9 * pen.frame.wide)):
        a, b = rng.uniform(0, 1, (2, 2)) * (pen.frame.wide, pen.frame.tall)
        pen.line(np.array((a - (b - a), b + (b - a))), BLACK, rng.choice((0.003, 0.004, 0.008)))
    for hue in _hues(rng, 3):
        at = rng.uniform(0, 1, 2) * (pen.frame.wide, pen.frame.tall)
        angle, long = rng.uniform(0, 3), rng.uniform(0.3, 0.5)
        beam = turned(((-long, -0.012), (long, -0.03), (long, 0.03), (-long, 0.012)), angle)
        pen.polygon(at + beam, hue, BLACK, 0.003)


def _rings(pen: Pen, rng: np.random.Generator, at: np.ndarray, size: float) -> None:
    """Concentric discs with a dark outline and a pale halo."""
    *hues, halo = _hues(rng, 5)
    pen.disc(*at, size * 1.08, mix(halo, CREAM, 0.55))
    pen.disc(*at, size * 0.93, BLACK)
    if rng.random() < 0.3:
        hues[1] = BLACK
    for share, hue in zip((0.86, 0.62, 0.42, 0.2), hues, strict=True):
        pen.disc(*(at + 0.04 * size * rng.normal(0, 1, 2)), size * share, hue)


def _wedge(pen: Pen, rng: np.random.Generator, at: np.ndarray, size: float) -> None:
    """A sharp triangle and its smaller echo in another colour."""
    angle, (outer, inner) = rng.uniform(0, 6), _hues(rng, 2)
    shape = size * turned(((1.1, 0), (-0.8, 0.6), (-0.8, -0.6)), angle)
    pen.polygon(at + shape, outer, BLACK, 0.004)
    pen.polygon(at + 0.5 * shape + 0.1 * shape[1], inner)


def _grid(pen: Pen, rng: np.random.Generator, at: np.ndarray, size: float) -> None:
    """A leaning chequerboard of four by four."""
    angle, lean, hues = rng.uniform(0, 6), rng.uniform(-0.4, 0.4), _hues(rng, 3)
    for i in range(4):
        for j in range(4):
            cell = box(0.4 * i - 0.8, 0.4 * j - 0.8, 0.4, 0.4) * size
            cell[:, 0] += lean * cell[:, 1]
            hue = (BLACK, WHITE)[(i + j) % 2] if rng.random() < 0.6 else hues[rng.integers(3)]
            pen.polygon(at + turned(cell, angle), hue, BLACK, 0.002)


def _arcs(pen: Pen, rng: np.random.Generator, at: np.ndarray, size: float) -> None:
    """Three or four arcs about one centre, thick at one end."""
    start, sweep = rng.uniform(0, 6), rng.uniform(1.6, 3.4)
    for share, hue in zip((1.0, 0.76, 0.52, 0.28), (BLACK, *_hues(rng, 3)), strict=True):
        pen.ribbon(at + share * size * arc(start, sweep, 30), hue, np.linspace(0.002, 0.17 * size + 0.002, 30))


def _fan(pen: Pen, rng: np.random.Generator, at: np.ndarray, size: float) -> None:
    """Lines that open like a fan, over a wedge of colour."""
    start, sweep = rng.uniform(0, 6), rng.uniform(0.7, 1.3)
    foot = at - 0.8 * size * arc(start + sweep / 2, 0, 1)[0]
    tips = foot + 1.8 * size * arc(start, sweep, 8)
    pen.polygon(np.concatenate([foot[None], tips]), _hues(rng, 1)[0])
    for tip in tips:
        pen.line(np.stack([foot, tip]), BLACK, 0.0035)


def _bars(pen: Pen, rng: np.random.Generator, at: np.ndarray, size: float) -> None:
    """A ladder of coloured bars between two rails."""
    angle = rng.uniform(0, 6)
    for place, hue in zip(np.linspace(-0.8, 0.8, 7), _hues(rng, 7), strict=True):
        pen.polygon(at + size * turned(box(-0.55, place - 0.08, 1.1, 0.16), angle), hue)
    for rail in (-0.6, 0.6):
        pen.line(at + size * turned(((rail, -1.0), (rail, 1.0)), angle), BLACK, 0.004)


def _half(pen: Pen, rng: np.random.Generator, at: np.ndarray, size: float) -> None:
    """Two half discs, shifted along their common edge."""
    angle, hues = rng.uniform(0, 6), _hues(rng, 2)
    for side, hue, dot in zip((1, -1), hues, (WHITE, BLACK), strict=True):
        shape = 0.9 * size * (arc(0, side * np.pi, 24) + (0.18 * side, 0))
        middle = size * turned((0.18 * side, 0.4 * side), angle)
        pen.polygon(at + turned(shape, angle), hue, BLACK, 0.004)
        pen.disc(*(at + middle), 0.16 * size, dot)
