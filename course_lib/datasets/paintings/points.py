"""A pointillist afternoon: a river bank in dots of divided colour, which the eye mixes at a distance."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.brush import brush
from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.layout import scatter
from course_lib.datasets.paintings.noise import fractal, ridge_line, smooth
from course_lib.datasets.paintings.palette import colours, mix, ramp, vary
from course_lib.datasets.paintings.relief import light
from course_lib.datasets.paintings.shapes import cover
from course_lib.datasets.paintings.strokes import strokes

SKY = colours("#4f8fd0", "#8fc0e0", "#f3e6c0", "#f8c8a0")
FAR = colours("#4a5aa0", "#7a7fc0", "#b090c0")
RIVER = colours("#1f4f9a", "#3f86c8", "#8cc4dc", "#f0dca0")
LAWN = colours("#122a4a", "#1f5a38", "#5a9a30", "#c0d040", "#fbe66a")
TREE = colours("#0c1230", "#163a34", "#2f6a2c", "#8aa830", "#f4c838")
SPARKS = colours("#e0522a", "#f08c2a", "#f6d040", "#3a50c0", "#7a48b0", "#f4f0e0")


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): a ground of broad dots, then two finer coats of colours that pull apart."""
    plan = frame.plan()
    colour = _scene(plan, rng)
    canvas = np.broadcast_to(colours("#e8dcc0")[0], (frame.rows, frame.columns, 3)).copy()
    height = np.zeros((frame.rows, frame.columns), np.float32)
    for spacing, size, apart in ((0.020, 0.036, 0.05), (0.0180, 0.025, 0.15), (0.021, 0.0195, 0.30)):
        x, y = scatter(frame, rng, spacing)
        tone = _divided(rng, plan.sample(colour, x, y), apart)
        size = size * rng.uniform(0.8, 1.2, len(x))
        dots = strokes(x, y, rng.uniform(0, np.pi, len(x)), size * 1.15, size, tone, mix(tone, SPARKS[5], 0.15))
        brush(frame, rng, dots, canvas, height)
    return light(frame, canvas, height, depth=0.6, gloss=0.1)


def _divided(rng: np.random.Generator, tone: np.ndarray, apart: float) -> np.ndarray:
    """Each dot leans to one pure hue: dark dots rather to blue and violet, light ones to orange and yellow."""
    bright = tone.mean(axis=1)
    warm = rng.random(len(tone)) < 0.25 + 0.5 * bright
    pure = SPARKS[np.where(warm, rng.integers(0, 3, len(tone)), rng.integers(3, 5, len(tone)))]
    return vary(rng, mix(tone, pure, apart * rng.random(len(tone)) * 2), 0.08, 0.05)


def _scene(plan: Frame, rng: np.random.Generator) -> np.ndarray:
    """Sky, far bank, river with sails, a lawn with long shadows, and trees at both sides."""
    x, y = plan.grid()
    horizon = 0.36 * plan.tall
    bank = y - plan.tall * 0.62 + 0.22 * (x / plan.wide - 0.5) - 0.02 * ridge_line(plan, rng, 2.0)
    colour = ramp(SKY, y / horizon + 0.12 * fractal(plan, rng, (2.0, 5.0), 3))
    far = y - horizon + 0.05 + 0.025 * ridge_line(plan, rng, 4.0)
    cover(far > 0, (colour, ramp(FAR, 0.5 + 0.5 * smooth(plan, rng, 8.0))))
    water = ramp(RIVER, 0.9 - 1.8 * (y - horizon) + 0.25 * smooth(plan, rng, (4.0, 24.0)))
    cover(y > horizon, (colour, water))
    for _ in range(round(4 * plan.wide)):
        _sail(plan, rng, colour, horizon)
    shade = np.sin(14 * (y - 0.35 * x) + 1.5 * fractal(plan, rng, 2.0, 2))
    lawn = ramp(LAWN, 0.55 + 0.45 * np.tanh(2.5 * shade) + 0.12 * smooth(plan, rng, 12.0))
    cover(bank > 0, (colour, lawn))
    cover(np.abs(bank) < 0.012, (colour, LAWN[0]))
    for side in (0.08, 0.9, rng.uniform(0.25, 0.7)):
        _tree(plan, rng, colour, side * plan.wide, rng.uniform(0.6, 0.95) * plan.tall)
    return colour


def _sail(plan: Frame, rng: np.random.Generator, colour: np.ndarray, horizon: float) -> None:
    """A white sail, its hull and its reflection."""
    x, y = plan.grid()
    cx, foot, tall = rng.uniform(0.1, 0.9) * plan.wide, horizon + rng.uniform(0.03, 0.12), rng.uniform(0.08, 0.14)
    up = (foot - y) / tall
    cover((up > 0) & (up < 1) & (x > cx) & (x < cx + 0.5 * tall * (1 - up)), (colour, SPARKS[5]))
    colour[(up > -0.7) & (up < 0) & (np.abs(x - cx - 0.1 * tall) < 0.2 * tall * (1 + up))] = RIVER[3]
    colour[(np.abs(y - foot) < 0.009) & (np.abs(x - cx - 0.15 * tall) < 0.42 * tall)] = SPARKS[0] * 0.6


def _tree(plan: Frame, rng: np.random.Generator, colour: np.ndarray, cx: float, foot: float) -> None:
    """A trunk and a heap of leaves, lit from the upper left."""
    x, y = plan.grid()
    trunk = (np.abs(x - cx - 0.02 * np.sin(9 * y)) < 0.022) & (y < foot) & (y > foot - 0.5)
    colour[trunk] = TREE[0]
    for _ in range(7):
        px, py, size = cx + rng.normal(0, 0.08), foot - 0.46 + rng.normal(0, 0.09), rng.uniform(0.07, 0.13)
        away = np.hypot(x - px, y - py) / size + 0.2 * fractal(plan, rng, 8.0, 2)
        lit = 0.5 - 0.45 * ((x - px) + (y - py)) / size + 0.2 * smooth(plan, rng, 12.0)
        cover(away < 1, (colour, ramp(TREE, lit)))
