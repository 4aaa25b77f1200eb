"""A poppy field in broken colour: flickering dabs of grass and flowers, trees, a roof, and clouds in a wide sky."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal, ridge_line, smooth
from course_lib.datasets.paintings.oil import Coat, oil
from course_lib.datasets.paintings.palette import colours, mix, ramp, vary
from course_lib.datasets.paintings.shapes import cover
from course_lib.datasets.paintings.strokes import Strokes, strokes

SKY = colours("#3f78b8", "#78a8d4", "#b8d0e0", "#f0e6d0")
CLOUD = colours("#98a4c0", "#d8d0d4", "#fdf6e8")
HILLS = colours("#3a4f7c", "#5a7a94", "#7a9a80")
TREES = colours("#12241f", "#24482c", "#4a6e30", "#8a9a3c", "#c8b850")
GRASS = colours("#2a4a28", "#5a7a2c", "#96a43c", "#d0c060", "#8aa878")
POPPY = colours("#8c1018", "#d0201c", "#e8301c", "#f4502c", "#f8907c")
FLOWERS = colours("#f8f0dc", "#f4d048", "#5a6ac0", "#e8e0f0")
COATS = (
    Coat(0.026, 0.060, 0.032),
    Coat(0.018, 0.042, 0.018, value=0.16, hue=0.04),
    Coat(0.022, 0.034, 0.012, value=0.24, hue=0.05),
)


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): the land on the plan, three coats of dabs, then the flowers one by one."""
    plan = frame.plan()
    horizon = rng.uniform(0.36, 0.46) * plan.tall
    colour, stream = _sky(plan, rng, horizon)
    _distance(plan, rng, colour, stream, horizon)
    _field(plan, rng, colour, stream, horizon)
    accents = (_blades(plan, rng, horizon), _flowers(plan, rng, horizon))
    return oil(frame, rng, colour, stream, COATS, accents, depth=0.9)


def _sky(plan: Frame, rng: np.random.Generator, horizon: float) -> tuple[np.ndarray, np.ndarray]:
    """Blue that pales downwards, and clouds with shaded undersides."""
    x, y = plan.grid()
    billow = fractal(plan, rng, (2.2, 4.0), 4)
    under = np.gradient(billow, axis=0) * plan.unit
    cloud = np.clip(billow * 1.4 + 0.2, 0, 1)
    colour = mix(ramp(SKY, y / horizon), ramp(CLOUD, 0.6 - 0.05 * under), cloud)
    return colour, y + 0.3 * x * rng.choice((-1, 1)) + 0.10 * billow


def _distance(plan: Frame, rng: np.random.Generator, colour: np.ndarray, stream: np.ndarray, horizon: float) -> None:
    """Blue hills, a line of trees and poplars, and a house with a red roof among them."""
    x, y = plan.grid()
    hills = y - horizon + 0.05 + 0.035 * ridge_line(plan, rng, 2.0)
    cover(hills > 0, (colour, ramp(HILLS, hills * 9 + 0.3 * smooth(plan, rng, 7.0))), (stream, hills))
    for _ in range(round(15 * plan.wide)):
        cx, wide, tall = rng.uniform(0, plan.wide), rng.uniform(0.03, 0.08), rng.uniform(0.05, 0.2)
        u, v = (x - cx) / wide, (y - horizon + 0.4 * tall) / tall
        away = np.hypot(u, v / 0.7) + 0.14 * fractal(plan, rng, 10.0, 2)
        leaves = ramp(TREES, 0.45 - 0.3 * u - 0.3 * v + 0.15 * smooth(plan, rng, 16.0))
        cover((away < 1) & (y < horizon + 0.03), (colour, leaves), (stream, 0.3 * x + 0.1 * away))
    cx = rng.uniform(0.2, 0.8) * plan.wide
    wall = (np.abs(x - cx) < 0.055) & (np.abs(y - horizon) < 0.03)
    roof = (np.abs(x - cx) < 0.075 - 0.8 * (horizon - 0.03 - y)) & (y < horizon - 0.03) & (y > horizon - 0.08)
    colour[wall], colour[roof] = FLOWERS[0], POPPY[1] * 0.8


def _field(plan: Frame, rng: np.random.Generator, colour: np.ndarray, stream: np.ndarray, horizon: float) -> None:
    """Grass in sun and shade, with sheets of red, and a path worn through it."""
    x, y = plan.grid()
    near = np.clip((y - horizon) / (plan.tall - horizon), 0, 1)
    tone = ramp(GRASS, 0.55 + 0.22 * fractal(plan, rng, (3.0, 7.0), 3) - 0.25 * near)
    sheets = fractal(plan, rng, (2.0, 6.0), 3) + 0.5 * near - 0.1
    tone = mix(tone, POPPY[1], 0.75 * np.clip(sheets * 1.5, 0, 1) * np.clip(8 * near, 0, 1))
    path = np.abs(x - plan.wide * (0.5 + 0.25 * np.sin(2.2 * near + rng.uniform(0, 6)))) < 0.015 + 0.06 * near
    cover(path, (tone, mix(GRASS[3], CLOUD[1], 0.5 + 0.3 * smooth(plan, rng, 12.0))))
    cover(y > horizon, (colour, tone), (stream, 0.6 * y + 0.8 * x + 0.06 * fractal(plan, rng, 5.0, 2)))


def _scattered(plan: Frame, rng: np.random.Generator, n: float, horizon: float) -> tuple[np.ndarray, ...]:
    """Places in the field, far ones first, and how near each is, 0 to 1."""
    near = np.sort(rng.random(round(n * plan.wide)) ** 0.8)
    return rng.uniform(0, plan.wide, len(near)), horizon + (plan.tall - horizon) * (0.06 + 0.94 * near), near


def _blades(plan: Frame, rng: np.random.Generator, horizon: float) -> Strokes:
    """Upright blades of grass."""
    x, y, near = _scattered(plan, rng, 420, horizon)
    tone = vary(rng, GRASS[rng.integers(0, 5, len(x))], 0.2, 0.04)
    return strokes(x, y, -np.pi / 2 + rng.normal(0, 0.35, len(x)), 0.015 + 0.06 * near, 0.004 + 0.006 * near, tone)


def _flowers(plan: Frame, rng: np.random.Generator, horizon: float) -> Strokes:
    """Poppies of two or three dabs each, and a few white, yellow and blue flowers between them."""
    x, y, near = _scattered(plan, rng, 330, horizon)
    n = len(x)
    tone = np.where(rng.random((n, 1)) < 0.8, POPPY[rng.integers(0, 5, n)], FLOWERS[rng.integers(0, 4, n)])
    size = (0.007 + 0.024 * near) * rng.uniform(0.7, 1.25, n)
    return strokes(x, y, rng.normal(0, 0.5, n), 1.25 * size, size, tone, mix(tone, POPPY[0], 0.5), 0.12 * size)
