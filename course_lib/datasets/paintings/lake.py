"""An oil landscape laid with the knife: autumn trees on a bank, doubled in still water under a cold sky."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal, ridge_line, smooth
from course_lib.datasets.paintings.oil import Coat, oil
from course_lib.datasets.paintings.palette import colours, mix, ramp
from course_lib.datasets.paintings.shapes import cover
from course_lib.datasets.paintings.strokes import Strokes, strokes

SKY = colours("#2f5d9e", "#6aa0cc", "#b9d6df", "#f6ead0", "#f7c99a")
HILL = colours("#2b3566", "#4a5a94", "#7a86b4")
CROWNS = colours("#7a1f1c", "#c23a1c", "#ea7a1e", "#f6b733", "#f9e08a", "#5c7a2c", "#2d4a26", "#8c2f4a")
BANK = colours("#2a2418", "#5a4a1e", "#a87c2c", "#d8b04a")
TRUNK = colours("#1d1410", "#3a2a22", "#e8dcc4")
COATS = (
    Coat(0.032, 0.10, 0.052, body=0.7),
    Coat(0.026, 0.068, 0.032, value=0.16),
    Coat(0.036, 0.05, 0.02, value=0.22, cover=0.8),
)


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): land, its reflection, three coats of knife strokes, trunks, glints."""
    plan = frame.plan()
    shore = rng.uniform(0.54, 0.62) * plan.tall
    colour, stream = _land(plan, rng, shore)
    _water(plan, rng, colour, stream, shore)
    accents = (*_trunks(plan, rng, shore), _glints(plan, rng, shore))
    return oil(frame, rng, colour, stream, COATS, accents, depth=1.2)


def _land(plan: Frame, rng: np.random.Generator, shore: float) -> tuple[np.ndarray, np.ndarray]:
    """Sky in slanting strokes, hills far away, and crowns of trees heaped along the shore."""
    x, y = plan.grid()
    clouds = 0.16 * fractal(plan, rng, (1.5, 3.0), 3)
    colour = ramp(SKY, y / shore * 1.05 + clouds)
    stream = y - 0.35 * x + 0.08 * fractal(plan, rng, 2.0, 2)
    hills = y - shore * 0.62 - 0.06 * ridge_line(plan, rng, 1.8)
    cover(hills > 0, (colour, ramp(HILL, hills * 4 + 0.3 * smooth(plan, rng, 6.0))))
    for cx in np.arange(-0.05, plan.wide + 0.05, 0.075):
        cx, size = cx + rng.normal(0, 0.02), rng.uniform(0.07, 0.15)
        cy = shore - size * rng.uniform(0.75, 1.5)
        kind = rng.integers(0, len(CROWNS) - 2)
        away = np.hypot(x - cx, (y - cy) * rng.uniform(0.65, 0.9)) / size + 0.14 * fractal(plan, rng, 9.0, 2)
        lit = 0.5 - 0.35 * ((x - cx) + (y - cy)) / size + 0.3 * smooth(plan, rng, 14.0)
        round_strokes = 0.6 * away * size + 0.03 * fractal(plan, rng, 6.0, 1)
        cover(away < 1, (colour, ramp(CROWNS[kind : kind + 3], lit)), (stream, round_strokes))
    bank = y - shore + 0.03 + 0.012 * ridge_line(plan, rng, 5.0)
    earth = ramp(BANK, 0.4 + 0.4 * smooth(plan, rng, (10.0, 25.0)))
    cover(bank > 0, (colour, earth), (stream, bank))
    return colour, stream


def _water(plan: Frame, rng: np.random.Generator, colour: np.ndarray, stream: np.ndarray, shore: float) -> None:
    """Below the shore the land again, upside down, darker, drawn sideways by the ripples."""
    x, y = np.broadcast_arrays(*plan.grid())
    depth = np.clip(y - shore, 0, None)
    ripple = 0.05 * np.sqrt(depth) * smooth(plan, rng, (5.0, 36.0))
    mirror = plan.sample(colour, x + ripple, shore - depth * 1.15)
    mirror = mix(mirror * 0.85, SKY[0] * 0.55, np.clip(depth * 0.9 + 0.12 * smooth(plan, rng, (3.0, 30.0)), 0, 0.8))
    cover(y > shore, (colour, np.clip(mirror, 0, 1)), (stream, y + 0.006 * smooth(plan, rng, 4.0)))


def _trunks(plan: Frame, rng: np.random.Generator, shore: float) -> tuple[Strokes, Strokes]:
    """Thin trunks, some of them birches, standing on the bank, and their broken reflections."""
    n = round(17 * plan.wide)
    x, long = rng.uniform(0, plan.wide, n), 0.05 + 0.11 * rng.random(n) ** 2
    tone = TRUNK[rng.choice(3, n, p=(0.4, 0.3, 0.3))]
    lean, bend = np.pi / 2 + rng.normal(0, 0.09, n), rng.normal(0, 0.008, n)
    trunks = strokes(x, shore - long / 2, lean, long, 0.011, tone, TRUNK[1], bend)
    return trunks, strokes(x, shore + long * 0.35, np.pi / 2, long * 0.6, 0.009, mix(tone, SKY[0], 0.4), TRUNK[0])


def _glints(plan: Frame, rng: np.random.Generator, shore: float) -> Strokes:
    """Flat touches of sky and of leaf on the water."""
    n = round(70 * plan.wide)
    x, y = rng.uniform(0, plan.wide, n), shore + (plan.tall - shore) * rng.uniform(0.05, 1, n) ** 0.8
    tone = np.concatenate([SKY[1:], CROWNS[2:5]])[rng.integers(0, 7, n)]
    return strokes(x, y, rng.normal(0, 0.04, n), rng.uniform(0.02, 0.06, n), 0.009, tone, SKY[2])
