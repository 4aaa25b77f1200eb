"""Cartoon flats: a comic panel of bold outlines and flat colours, shaded with rows of printed dots."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import smooth
from course_lib.datasets.paintings.palette import colours
from course_lib.datasets.paintings.pen import Pen
from course_lib.datasets.paintings.shapes import arc, below, box, star

INK, WHITE = colours("#141019", "#fdf8ec")
RED, ORANGE, YELLOW, CYAN, BLUE, NAVY, PINK, GREEN = colours(
    "#e3262e", "#f58220", "#fdd22e", "#5cc8e8", "#1f6fc4", "#1b2f6e", "#f58ca8", "#3fae5a"
)
PAIRS = ((RED, ORANGE), (ORANGE, YELLOW), (PINK, RED), (CYAN, BLUE), (BLUE, NAVY), (YELLOW, ORANGE), (GREEN, YELLOW))
DOTS = 44.0


class Plates:
    """Two printing plates drawn alike: the flat colours, and what shows through the dots."""

    def __init__(self, frame: Frame) -> None:
        """Begin with a white plate and a cyan one."""
        self.flat, self.dotted = Pen(frame, WHITE), Pen(frame, CYAN)

    def shape(
        self, points: np.ndarray, flat: np.ndarray, dotted: np.ndarray | None = None, line: float = 0.008
    ) -> None:
        """A filled polygon with an ink outline; without a dot colour it stays flat."""
        self.flat.polygon(points, flat, INK, line)
        self.dotted.polygon(points, flat if dotted is None else dotted, INK, line)

    def stroke(self, points: np.ndarray, width: float) -> None:
        """A line of ink on both plates."""
        self.flat.line(points, INK, width)
        self.dotted.line(points, INK, width)


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): rays, clouds, a street of houses and two bursts, then the dots."""
    plates = Plates(frame)
    _rays(plates, frame, rng)
    for _ in range(round(5 * frame.wide)):
        _cloud(plates, rng, rng.uniform(0, frame.wide), rng.uniform(0.08, 0.5) * frame.tall, rng.uniform(0.05, 0.09))
    _street(plates, frame, rng, 0.62 * frame.tall, 0.14)
    _street(plates, frame, rng, 0.80 * frame.tall, 0.19)
    for x, size in ((rng.uniform(0.15, 0.35), 0.19), (rng.uniform(0.65, 0.85), 0.15)):
        _burst(plates, rng, x * frame.wide, rng.uniform(0.3, 0.75) * frame.tall, size)
    _waves(plates, frame, rng)
    return np.where(_screen(frame, rng)[..., None], plates.dotted.picture(), plates.flat.picture())


def _screen(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The dots (rows, columns) bool: a lattice at 30 degrees whose dots swell and shrink across the panel."""
    x, y = frame.grid()
    u, v = (x * 0.866 + y * 0.5) * DOTS, (y * 0.866 - x * 0.5) * DOTS
    distance = np.hypot(u - np.round(u), v - np.round(v))
    return distance < 0.33 + 0.13 * np.clip(smooth(frame, rng, 2.5), -1.2, 1.2)


def _rays(plates: Plates, frame: Frame, rng: np.random.Generator) -> None:
    """A sky of alternating rays about a low sun."""
    centre, rays = np.array((rng.uniform(0.3, 0.7) * frame.wide, 0.55 * frame.tall)), 2 * rng.integers(9, 13)
    turns = np.linspace(0, 2 * np.pi, rays + 1) + rng.uniform(0, 1)
    for k in range(rays):
        tips = centre + 3 * frame.wide * arc(turns[k], turns[k + 1] - turns[k], 2)
        flat, dotted = ((YELLOW, ORANGE), (CYAN, WHITE))[k % 2]
        plates.shape(np.concatenate([centre[None], tips]), flat, dotted, 0.004)
    for size, flat, dotted in ((0.17, ORANGE, RED), (0.12, YELLOW, WHITE)):
        plates.shape(centre + size * arc(), flat, dotted)


def _cloud(plates: Plates, rng: np.random.Generator, x: float, y: float, size: float) -> None:
    """A puff: scallops on an ellipse, and a few curved marks of ink inside."""
    lobes = rng.integers(7, 11) * np.linspace(0, np.pi, 160) + rng.uniform(0, 3)
    edge = (x, y) + arc(points=160) * (1.7 * size, size) * (1 + 0.28 * np.abs(np.sin(lobes)))[:, None]
    plates.shape(edge + (0.012, 0.016), BLUE)
    plates.shape(edge, WHITE, CYAN if rng.random() < 0.5 else PINK)
    for _ in range(3):
        a, r = rng.uniform(0, 6), size * rng.uniform(0.25, 0.6)
        plates.stroke((x, y) + arc(a, 1.5, 12) * (1.5 * r, r), 0.006)


def _street(plates: Plates, frame: Frame, rng: np.random.Generator, level: float, tall: float) -> None:
    """A row of houses side by side."""
    x = -0.05
    while x < frame.wide + 0.05:
        wide, top = rng.uniform(0.10, 0.17), level - tall * rng.uniform(0.4, 1.3)
        _house(plates, rng, x, top, wide, frame.tall)
        x += wide


def _house(plates: Plates, rng: np.random.Generator, x: float, top: float, wide: float, floor: float) -> None:
    """A house down to below `floor`: a pitched or flat roof, a shaded side and rows of windows, some lit."""
    flat, dotted = PAIRS[rng.integers(len(PAIRS))]
    roof = np.array(((x, top), (x + wide / 2, top - rng.choice((0, 0.05))), (x + wide, top)))
    plates.shape(below(roof, 2 * floor), flat, dotted)
    plates.shape(box(x + 0.72 * wide, top, 0.28 * wide, 2 * floor - top), NAVY, BLUE, 0.005)
    for y in np.arange(top + 0.025, floor + 0.05, 0.048):
        for pane in np.arange(x + 0.018, x + 0.6 * wide, 0.034):
            plates.shape(box(pane, y, 0.018, 0.027), (YELLOW, WHITE, INK, CYAN)[rng.integers(4)], None, 0.004)


def _burst(plates: Plates, rng: np.random.Generator, x: float, y: float, size: float) -> None:
    """An explosion: three nested stars with ragged points, and flying specks."""
    points, start = 2 * rng.integers(8, 12), rng.uniform(0, 1)
    ragged = star(np.where(np.arange(points) % 2, 0.58, 1.0) * rng.uniform(0.85, 1.2, points), start)
    for share, flat, dotted in ((1.0, RED, ORANGE), (0.72, YELLOW, ORANGE), (0.42, WHITE, PINK)):
        plates.shape((x, y) + size * share * ragged, flat, dotted, 0.010)
    for way in arc(start, points=13)[1:]:
        near, far = rng.uniform(1.15, 1.3), rng.uniform(1.35, 1.6)
        plates.stroke((x, y) + size * np.stack([near * way, far * way]), rng.uniform(0.005, 0.012))


def _waves(plates: Plates, frame: Frame, rng: np.random.Generator) -> None:
    """Cartoon water along the lower edge, in scallops."""
    x = np.linspace(-0.05, frame.wide + 0.05, 300)
    for k, (flat, dotted) in enumerate(((CYAN, WHITE), (BLUE, CYAN), (NAVY, BLUE))):
        crest = (0.86 + 0.055 * k) * frame.tall - 0.035 * np.abs(np.sin(np.pi * (x / 0.13 + 0.5 * k + rng.random())))
        plates.shape(below(np.stack([x, crest], 1), 2 * frame.tall), flat, dotted)
