"""A swirling night: short, thick strokes stream around moon and stars, over hills, a village and cypresses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal, ridge_line
from course_lib.datasets.paintings.oil import Coat, oil
from course_lib.datasets.paintings.palette import colours, mix, ramp
from course_lib.datasets.paintings.shapes import cover
from course_lib.datasets.paintings.strokes import Strokes, strokes

SKY = colours("#0a1038", "#12246e", "#1c45a4", "#3a78c4", "#86b6d8", "#d6e4d2", "#5f9bd0", "#1f4aa8")
HALO = colours("#fffbe0", "#fdec8a", "#f8c52e", "#ef9f2a", "#e9d27a", "#b9d6b4", "#6aa3cc", "#2d62b4")
HILLS = colours("#081430", "#10305a", "#1a5468", "#2f7258", "#6d9450", "#b3b862")
CYPRESS = colours("#07090f", "#16200f", "#2e4420", "#5c5a26", "#1c2a18")
COATS = (Coat(0.024, 0.13, 0.036), Coat(0.018, 0.085, 0.021), Coat(0.030, 0.075, 0.014, value=0.2))


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): thought out on the plan, perhaps mirrored, laid in three coats; lights last."""
    plan = frame.plan()
    stars = _star_places(plan, rng)
    colour, stream = _sky(plan, rng, stars)
    _hills(plan, rng, colour, stream)
    _cypress(plan, rng, colour, stream)
    accents = _village(plan, rng), _hearts(plan, rng, stars, colour)
    if rng.random() < 0.5:
        colour, stream = colour[:, ::-1], stream[:, ::-1]
        accents = [replace(dabs, x=plan.wide - dabs.x, angle=-dabs.angle) for dabs in accents]
    return oil(frame, rng, colour, stream, COATS, accents)


def _star_places(plan: Frame, rng: np.random.Generator) -> np.ndarray:
    """x, y and radius of the moon and the stars (n, 3), spread over the sky by taking the loneliest candidate."""
    places = [(rng.uniform(0.72, 0.85) * plan.wide, rng.uniform(0.15, 0.22) * plan.tall, 0.095)]
    for _ in range(round(6 * plan.wide)):
        x, y = rng.uniform((0.03, 0.04), (0.97, 0.52), (20, 2)).T * ((plan.wide,), (plan.tall,))
        lonely = np.argmax(np.min([np.hypot(x - px, y - py) - 2 * size for px, py, size in places], axis=0))
        places.append((x[lonely], y[lonely], rng.uniform(0.026, 0.052)))
    return np.array(places)


def _sky(plan: Frame, rng: np.random.Generator, stars: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Colour and stream function of the sky: eddies in a wind from the side, and a halo around each star."""
    x, y = plan.grid()
    stream = y + 0.09 * fractal(plan, rng, 1.8, 3) + 0.05 * np.sin(5 * x + rng.uniform(0, 6))
    for turn in (-1, 1, 1):
        cx, cy, size = rng.uniform(0.15, 0.85) * plan.wide, rng.uniform(0.25, 0.5) * plan.tall, rng.uniform(0.11, 0.16)
        stream = stream + turn * 2.4 * size * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / size**2)
    colour = ramp(SKY, np.abs((stream * 8 + 0.2 * fractal(plan, rng, 5.0, 2)) % 2 - 1))
    for cx, cy, size in stars:
        distance = np.hypot(x - cx, y - cy)
        reach = np.exp(-((distance / (2.2 * size)) ** 4))
        stream = stream * (1 - reach) + reach * distance
        ring = distance / (2.3 * size) + 0.05 * fractal(plan, rng, 10.0, 2)
        colour = mix(colour, ramp(HALO, ring), np.clip((1.05 - ring) * 4, 0, 1))
    cx, cy, size = stars[0]
    shadow = np.hypot(x - cx + 0.45 * size, y - cy + 0.1 * size)
    colour[(shadow < 0.65 * size) & (np.hypot(x - cx, y - cy) < size)] = HALO[3]
    return colour, stream


def _hills(plan: Frame, rng: np.random.Generator, colour: np.ndarray, stream: np.ndarray) -> None:
    """Three ranges of hills, each banded along its own outline and edged in the dark."""
    x, y = plan.grid()
    for layer, level in enumerate((0.66, 0.76, 0.87)):
        below = y - level * plan.tall - 0.045 * ridge_line(plan, rng, 2.2)
        bands = np.sin(below * 55 + 1.5 * fractal(plan, rng, 3.0, 2))
        tone = ramp(HILLS[: 4 + layer], 0.5 + 0.5 * bands)
        tone[below < 0.014] = HILLS[0]
        cover(below > 0, (colour, tone), (stream, below))


def _cypress(plan: Frame, rng: np.random.Generator, colour: np.ndarray, stream: np.ndarray) -> None:
    """A dark flame of a tree at one side, its strokes licking upwards."""
    x, y = plan.grid()
    for reach, thick, offset in ((0.80, 0.15, 0.0), (0.45, 0.09, 0.13)):
        centre = (rng.uniform(0.12, 0.2) + offset) * plan.wide + 0.02 * np.sin(11 * y + rng.uniform(0, 6))
        rise = np.clip((plan.tall - y) / (reach * plan.tall), 0, 1)
        half = thick * (0.25 + rise) * (1 - rise) ** 0.8 * (1 + 0.12 * np.sin(37 * y))
        across = (x - centre) / (half + 1e-3)
        licks = across * 0.08 + 0.03 * np.sin(13 * y + 3 * across) + 0.01 * fractal(plan, rng, 7.0, 2)
        flame = ramp(CYPRESS, 0.5 + 0.5 * np.sin(70 * licks))
        cover(np.abs(across) < 1, (colour, flame), (stream, licks))


def _village(plan: Frame, rng: np.random.Generator) -> Strokes:
    """Lit windows scattered over the near hills: short dabs in yellow and orange."""
    n = round(16 * plan.wide)
    x, y = rng.uniform(0.3, 1.0, n) * plan.wide, rng.uniform(0.78, 0.93, n) * plan.tall
    return strokes(x, y, 0.0, rng.uniform(0.012, 0.024, n), 0.016, HALO[rng.integers(1, 4, n)], HALO[0])


def _hearts(plan: Frame, rng: np.random.Generator, stars: np.ndarray, colour: np.ndarray) -> Strokes:
    """A bright dab in the middle of every star that no tree hides."""
    x, y, size = stars[1:].T
    dabs = strokes(x, y, rng.uniform(0, 3, len(x)), 0.9 * size, 0.7 * size, HALO[0], HALO[1])
    return dabs.take(plan.sample(colour, x, y).mean(axis=1) > 0.4)
