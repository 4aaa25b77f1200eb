"""Small houses: in winter snow lies on their roofs, and light is in their windows."""

from dataclasses import dataclass

import numpy as np

from course_lib.datasets.paintings.palette import colours
from course_lib.datasets.worlds.canvas import Canvas
from course_lib.datasets.worlds.tubes import disc

WALLS = colours("#d9c8a8", "#b5573f", "#e6ddcb", "#8a5f42")
ROOFS = colours("#8c3b2c", "#5b4038", "#6b5a50", "#a0522d")
SNOW, SNOW_SHADE = colours("#f8fbfe")[0], colours("#d3deea")[0]
GLASS, LAMP = colours("#384557")[0], colours("#ffd278")[0]


@dataclass(frozen=True)
class House:
    """A house: its foot, its width in picture sides, rows of WALLS and ROOFS, 1 or -1 for the side of its gable."""

    x: float
    y: float
    wide: float
    wall: int
    roof: int
    gable: int

    @classmethod
    def draw(cls, rng: np.random.Generator, horizon: float) -> "House":
        """A house at random on the near slopes."""
        near = rng.random()
        return cls(
            float(rng.uniform(0.1, 0.9)), float(horizon + 0.05 + 0.12 * near), float(0.10 + 0.08 * near),
            int(rng.integers(4)), int(rng.integers(4)), int(rng.choice([-1, 1])),
        )  # fmt: skip


def paint_house(canvas: Canvas, house: House) -> None:
    """Paint one house: walls and door alike in both domains; in B the roof is white, and a lamp is lit."""
    wall, roof = WALLS[house.wall], ROOFS[house.roof]

    def at(*points):
        return np.array(points) * [house.gable * house.wide, -house.wide] + [house.x, house.y]

    canvas.shade(canvas.stencil([disc((house.x, house.y), 0.6 * house.wide, 0.16)], blur=0.03 * house.wide), 0.75)
    canvas.paint(canvas.stencil([at((-0.5, 0), (-0.5, 0.42), (0.14, 0.42), (0.14, 0))]), wall * 0.92)
    gable = at((0.14, 0), (0.14, 0.42), (0.32, 0.78), (0.5, 0.42), (0.5, 0))
    canvas.paint(canvas.stencil([gable]), wall * 1.04)
    canvas.paint(canvas.stencil([at((-0.36, 0.14), (-0.36, 0.3), (-0.22, 0.3), (-0.22, 0.14))]), GLASS, LAMP)
    canvas.paint(canvas.stencil([at((-0.12, 0.14), (-0.12, 0.3), (0.02, 0.3), (0.02, 0.14))]), GLASS, LAMP)
    canvas.paint(canvas.stencil([at((0.26, 0), (0.26, 0.27), (0.38, 0.27), (0.38, 0))]), (0.30, 0.20, 0.14))
    canvas.paint(canvas.stencil([at((-0.38, 0.7), (-0.38, 0.98), (-0.26, 0.98), (-0.26, 0.7))]), wall * 0.7)
    slope = at((-0.56, 0.38), (-0.38, 0.82), (0.34, 0.82), (0.16, 0.38))
    canvas.paint(canvas.stencil([slope]), roof, SNOW)
    canvas.paint(canvas.stencil([at((0.34, 0.82), (0.28, 0.80), (0.5, 0.36), (0.56, 0.38))]), roof * 0.8, SNOW_SHADE)
