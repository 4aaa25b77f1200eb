"""A sunset in ribbons: long wavering bands of red, orange and yellow over a dark inlet and a pier."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal, ridge_line, smooth
from course_lib.datasets.paintings.oil import Coat, oil
from course_lib.datasets.paintings.palette import colours, mix, ramp, vary
from course_lib.datasets.paintings.shapes import cover
from course_lib.datasets.paintings.strokes import Strokes, strokes

SKY = colours(
    "#7a1420", "#d8341c", "#f0741c", "#f8b830", "#fbe48a", "#e8542a", "#a82434", "#e89a3c", "#f4d468", "#5c8aa8"
)
WATER = colours("#0c1a3c", "#1c3a70", "#2f6a98", "#7aa89c", "#e0b860", "#1a2c58")
HILLS = np.stack([WATER[0], WATER[1], SKY[6], WATER[2]])
LAND = colours("#0e1420", "#22301f", "#4a5a26", "#8a7a2c", "#5a2a1c")
WOOD = colours("#2a1410", "#6a2f18", "#b0642a", "#d8a050", "#3a1c20")
COATS = (Coat(0.024, 0.20, 0.036), Coat(0.019, 0.15, 0.020, value=0.14), Coat(0.030, 0.13, 0.011, value=0.25, hue=0.05))


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): all on the plan first, then three coats of long strokes and a rail."""
    plan = frame.plan()
    colour, stream = _sky(plan, rng)
    _inlet(plan, rng, colour, stream)
    _land(plan, rng, colour, stream)
    rail = _pier(plan, rng, colour, stream)
    return oil(frame, rng, colour, stream, COATS, (rail,))


def _sky(plan: Frame, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Bands that rise, fall and fold, with a sun half drowned in them."""
    x, y = plan.grid()
    sway = 0.05 * np.sin(6 * x + 4 * y + rng.uniform(0, 6)) + 0.03 * np.sin(13 * x - 5 * y + rng.uniform(0, 6))
    stream = y + sway + 0.035 * fractal(plan, rng, (1.5, 2.5), 3)
    cx, cy = rng.uniform(0.25, 0.75) * plan.wide, rng.uniform(0.2, 0.32) * plan.tall
    distance = np.hypot(x - cx, y - cy)
    near = np.exp(-((distance / 0.17) ** 2))
    stream = stream * (1 - near) + 0.8 * near * distance
    colour = ramp(SKY, (stream * 3.1 + rng.random()) % 1.0)
    halo = np.clip(1.2 - distance / 0.09, 0, 1)
    return mix(colour, ramp(SKY[[3, 4, 4]], halo), halo), stream


def _inlet(plan: Frame, rng: np.random.Generator, colour: np.ndarray, stream: np.ndarray) -> None:
    """Water that takes up the sky's fire in streaks and winds round a headland."""
    x, y = plan.grid()
    level = 0.50 * plan.tall + 0.02 * ridge_line(plan, rng, 2.0)
    flow = y - level + 0.045 * np.sin(7 * x - 6 * y + rng.uniform(0, 6)) + 0.03 * fractal(plan, rng, 1.8, 2)
    fire = ramp(WATER, (flow * 5 + 0.15 * smooth(plan, rng, 5.0)) % 1.0)
    cover(y > level, (colour, fire), (stream, flow))


def _land(plan: Frame, rng: np.random.Generator, colour: np.ndarray, stream: np.ndarray) -> None:
    """Dark hills on the far shore, and a near bank that curls in from a side."""
    x, y = plan.grid()
    far = (0.50 * plan.tall - y) / 0.07 - np.clip(1.2 + 1.1 * ridge_line(plan, rng, 1.6), 0.05, 2)
    hills = ramp(HILLS, 0.5 + 0.3 * far + 0.3 * smooth(plan, rng, 5.0))
    cover((far < 0) & (y < 0.5 * plan.tall + 0.012), (colour, hills), (stream, 0.07 * far))
    left = rng.random() < 0.5
    across = x if left else plan.wide - x
    curl = 0.05 * np.sin(9 * across + rng.uniform(0, 6)) + 0.02 * ridge_line(plan, rng, 3.0)
    bank = y - plan.tall * 0.70 - 0.35 * across + curl
    earth = ramp(LAND, (bank * 4.5 + 0.1 * fractal(plan, rng, 4.0, 2)) % 1.0)
    cover(bank > 0, (colour, earth), (stream, bank))


def _pier(plan: Frame, rng: np.random.Generator, colour: np.ndarray, stream: np.ndarray) -> Strokes:
    """A slanting walk of planks, the one straight thing; returns its rail, to be painted last."""
    x, y = plan.grid()
    slope, right = rng.uniform(0.45, 0.6), rng.random() < 0.5
    across = plan.wide - x if right else x
    deck = y - plan.tall + slope * across - 0.02
    cover(deck > 0, (colour, ramp(WOOD, (deck * 7) % 1.0)), (stream, deck))
    return _rail(plan, rng, slope, right)


def _rail(plan: Frame, rng: np.random.Generator, slope: float, right: bool) -> Strokes:
    """Posts along the pier, a handrail and a lower one."""
    foot = np.arange(0.03, plan.wide, 0.11)
    n, level = len(foot), plan.tall + 0.02 - slope * foot
    x = np.tile(plan.wide - foot if right else foot, 3)
    y = np.concatenate([level - 0.06, level - 0.12, level - 0.065])
    angle = np.repeat([np.pi / 2, np.arctan(slope) * (1 if right else -1)], (n, 2 * n))
    tone = vary(rng, WOOD[rng.integers(1, 4, 3 * n)], 0.15)
    return strokes(x, y, angle, np.repeat([0.13, 0.15], (n, 2 * n)), 0.014, tone, WOOD[0])
