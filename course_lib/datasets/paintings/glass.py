"""Stained glass: a rose window over leaves and water, each pane of uneven colour, held in dark lead."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.cells import PIECES, inside, number, voronoi
from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.layout import scatter
from course_lib.datasets.paintings.noise import fractal, smooth
from course_lib.datasets.paintings.palette import colours, ramps
from course_lib.datasets.paintings.relief import light

COBALT = colours("#0a2a8c", "#1540c0", "#2f78dc", "#6ab8ec")
RUBY = colours("#7a0a1c", "#b8142a", "#e03a2a", "#f0703a")
AMBER = colours("#c46a10", "#f0a018", "#f8cc3a", "#fbeaa0")
EMERALD = colours("#0a4a2e", "#138048", "#3fb060", "#a8d878")
VIOLET = colours("#3a1468", "#6a28a0", "#9a58c8", "#d8a8e0")
GLASSES = (COBALT, RUBY, AMBER, EMERALD, VIOLET)
LEAD = colours("#0d0e12")[0]


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): cut the panes, colour them, let light through, lay the lead."""
    pieces, family = _cut(frame, rng)
    border = inside(frame, pieces)
    canvas = _panes(frame, rng, pieces, family, border)
    lead = 0.0068 * (1 + 0.15 * smooth(frame, rng, 8.0))
    canvas[border < lead] = LEAD
    solder = np.sqrt(np.clip(1 - (border / lead) ** 2, 0, 1))
    return light(frame, canvas, solder + 0.12 * smooth(frame, rng, 30.0) * (border > lead), depth=0.35, gloss=0.5)


def _cut(frame: Frame, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The panes (rows, columns) and the family of glass of each pixel: rings of petals, shards around."""
    x, y = frame.grid()
    cx, cy = rng.uniform(0.4, 0.6) * frame.wide, rng.uniform(0.38, 0.5) * frame.tall
    radius, turn = np.hypot(x - cx, y - cy), np.arctan2(y - cy, x - cx) / (2 * np.pi)
    bounds = np.array((0.055, 0.135, 0.225, 0.315, 0.395))
    petals = np.array((1, 8, 16, 16, 32))
    turn = turn + rng.random()
    scallop = 0.028 * np.abs(np.cos(np.pi * turn * 16)) * np.clip((radius - 0.1) / 0.1, 0, 1)
    ring = np.searchsorted(bounds, radius - scallop)
    sector = np.floor(turn * petals[np.minimum(ring, 4)] + 0.5 * (ring % 2)).astype(int) % petals[np.minimum(ring, 4)]
    outer = ring == len(bounds)
    px, py = scatter(frame, rng, 0.105, jitter=0.35)
    bent = 0.03 * fractal(frame, rng, 3.0, 2)
    shard = voronoi(frame, px, py)
    hill = np.floor((y - 0.72 * frame.tall + 0.05 * np.sin(7 * x + rng.uniform(0, 6)) + bent) / 0.085).astype(int)
    hill = np.maximum(hill, -1)
    plan = rng.permutation(5)
    family = np.choose(np.minimum(ring, 4), [2, plan[0], plan[1], plan[2], plan[3]])
    family = np.where((sector % 2 == 1) & (ring >= 2), plan[4], family)
    around = np.where(hill >= 0, np.where(hill % 2 == 0, 3, 0), rng.choice((0, 0, 0, 4, 1, 2), len(px))[shard])
    family = np.where(outer, around, family)
    pieces = number(np.where(outer, 9, ring), np.where(outer, shard, sector), np.where(outer, hill, 0))
    return pieces, family


def _panes(
    frame: Frame, rng: np.random.Generator, pieces: np.ndarray, family: np.ndarray, border: np.ndarray
) -> np.ndarray:
    """Light through the panes: depth of colour, streaks, seeds (bubbles), and a glow away from the lead."""
    depth = rng.uniform(0.1, 0.75, PIECES).astype(np.float32)[pieces] + np.clip(border * 6, 0, 0.3)
    depth = depth + 0.24 * fractal(frame, rng, (4.0, 9.0), 5, 0.6)
    canvas = ramps(np.stack(GLASSES), family, depth)
    seeds = np.clip(smooth(frame, rng, 70.0) - 1.6, 0, 1) * 0.5
    shadow = np.clip(border / 0.025, 0, 1) ** 0.6
    return np.clip(canvas * (0.45 + 0.55 * shadow)[..., None] + seeds[..., None], 0, 1)
