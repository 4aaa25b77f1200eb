"""Bushes and umbrella trees of the savanna."""

from dataclasses import dataclass

import numpy as np

from course_lib.datasets.paintings.palette import colours
from course_lib.datasets.worlds.canvas import Canvas
from course_lib.datasets.worlds.tubes import Tube, disc

LEAVES = colours("#3f5a2a", "#55692f", "#6f7a38", "#7d6a3a", "#4a6b3c")
BARK = colours("#4a3626")[0]


@dataclass(frozen=True)
class Bush:
    """A plant: where it stands, its height in picture sides, "bush" or "acacia", a row of LEAVES and a seed."""

    kind: str
    x: float
    y: float
    height: float
    leaf: int
    seed: int


def draw_bushes(rng: np.random.Generator, horizon: float) -> tuple[Bush, ...]:
    """None to seven plants about the horizon, far ones first."""
    plants = []
    for _ in range(int(rng.integers(0, 8))):
        kind = "acacia" if rng.random() < 0.3 else "bush"
        near = rng.random() ** 2
        tall = (0.16 if kind == "acacia" else 0.06) * (0.6 + 1.2 * near)
        y = horizon + 0.015 + 0.10 * near
        plants.append(Bush(kind, float(rng.uniform(0, 1)), float(y), float(tall), int(rng.integers(5)), _seed(rng)))
    return tuple(sorted(plants, key=lambda plant: plant.y))


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(2**31))


def paint_bush(canvas: Canvas, bush: Bush) -> None:
    """Paint one plant, alike in both domains."""
    rng = np.random.default_rng(bush.seed)
    h, foot = bush.height, np.array([bush.x, bush.y])
    leaf = LEAVES[bush.leaf] * rng.uniform(0.85, 1.15)
    canvas.shade(canvas.stencil([disc(foot, 0.6 * h, 0.22)], blur=0.05 * h), 0.7)
    if bush.kind == "acacia":
        fork = foot - [0.02 * h, 0.45 * h]
        for end in ((-0.38, 0.8), (0.02, 0.86), (0.36, 0.78)):
            top = foot + np.array([end[0], -end[1]]) * h
            canvas.paint(canvas.stencil(Tube([foot, fork, top], np.array([0.05, 0.035, 0.015]) * h, 8).outline()), BARK)
        lumps = [(rng.uniform(-0.6, 0.6), rng.uniform(0.78, 0.98)) for _ in range(11)]
        discs = [disc(foot + np.array([a, -b]) * h, rng.uniform(0.16, 0.26) * h, 0.5, 10) for a, b in lumps]
        upper = [d - [0, 0.05 * h] for d in discs]
    else:
        lumps = [(rng.uniform(-0.6, 0.6), rng.uniform(0.25, 0.7)) for _ in range(8)]
        discs = [
            disc(foot + np.array([a, -b]) * h, rng.uniform(0.3, 0.42) * h * (1 - 0.3 * abs(a)), 0.85, 10)
            for a, b in lumps
        ]
        upper = [(d - d.mean(0)) * 0.7 + d.mean(0) - [0.06 * h, 0.13 * h] for d in discs]
    canvas.paint(canvas.stencil(discs), leaf * 0.72)
    canvas.paint(canvas.stencil(upper), np.minimum(leaf * 1.15 + 0.03, 1.0), opacity=0.85)
