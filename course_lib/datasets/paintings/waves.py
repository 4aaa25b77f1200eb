"""Woodblock waves: breakers with fingers of foam before a far mountain, printed flat in a few blues on grained wood."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal, smooth
from course_lib.datasets.paintings.palette import colours, ramp
from course_lib.datasets.paintings.pen import Pen
from course_lib.datasets.paintings.shapes import below, bezier

SKY = colours("#16325c", "#4f7c9c", "#b4c8b8", "#ecd9ac", "#f0c08c", "#e8a878")
NAVY, DEEP, MIDDLE, PALE, FOAM = colours("#0e2148", "#1c4684", "#3f7fb4", "#92bccc", "#f4ecd4")
SUN, ROCK, MIST = colours("#c8402c", "#4a5a78", "#f0e2bc")
# One breaker, one unit wide on each side of its foot and one unit high: its back, and the hollow under its lip.
BACK = ((-1.15, 0), (-0.6, 0.05), (-0.45, 0.98), (0.1, 1.0), (0.36, 1.0), (0.56, 0.86), (0.6, 0.58))
HOLLOW = ((1.15, 0), (0.6, 0.0), (0.2, 0.08), (0.1, 0.36), (0.05, 0.62), (0.4, 0.86), (0.6, 0.58))
RIBS = ((0.16, 0.10, MIDDLE), (0.32, 0.06, PALE), (0.5, 0.09, MIDDLE), (0.68, 0.05, FOAM), (0.85, 0.07, MIDDLE))
RINGS = ((1.0, NAVY), (0.88, FOAM), (0.68, MIDDLE), (0.56, FOAM), (0.36, PALE), (0.22, FOAM))


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): sky and mountain, five rows of breakers from far to near, the grain."""
    pen = Pen(frame, _sky(frame, rng))
    _far(pen, rng)
    for row, level in enumerate((0.52, 0.64, 0.78, 0.93, 1.1)):
        size = 0.13 + 0.06 * row
        _swell(pen, rng, level * frame.tall - 0.25 * size, size)
        for x in np.arange(rng.uniform(-0.6, 0.0) * size, frame.wide + size, 1.75 * size):
            facing = 1 if rng.random() < 0.7 else -1
            _breaker(pen, rng, x, level * frame.tall, size * rng.uniform(0.8, 1.2), facing)
    return _printed(frame, rng, pen.picture())


def _sky(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """A graded sky, dark at its upper edge, as a wiped block prints it."""
    _, y = frame.grid()
    tone = y / (0.6 * frame.tall) + 0.02 * smooth(frame, rng, (1.5, 30.0))
    return ramp(SKY, tone)


def _far(pen: Pen, rng: np.random.Generator) -> None:
    """The sun, a snow-capped mountain and scrolls of cloud."""
    wide, tall = pen.frame.wide, pen.frame.tall
    right = rng.random() < 0.5
    pen.disc((0.24 if right else 0.76) * wide, rng.uniform(0.17, 0.27) * tall, rng.uniform(0.06, 0.08), SUN)
    x, foot, high = (0.68 if right else 0.3) * wide, 0.6 * tall, rng.uniform(0.3, 0.38) * tall
    slope = bezier((x - 0.5, foot), (x - 0.22, foot - 0.1), (x - 0.12, foot - 0.75 * high), (x - 0.04, foot - high))
    other = bezier((x + 0.04, foot - high), (x + 0.12, foot - 0.75 * high), (x + 0.22, foot - 0.1), (x + 0.5, foot))
    pen.polygon(np.concatenate([slope, other]), ROCK, NAVY, 0.005)
    teeth = np.linspace(0.13, -0.13, 9)
    snow = np.stack([x + teeth, foot - high * (0.62 + 0.13 * (np.arange(9) % 2))], 1)
    cap = np.concatenate([slope[slope[:, 1] < foot - 0.68 * high], other[other[:, 1] < foot - 0.68 * high], snow])
    pen.polygon(cap, FOAM, NAVY, 0.004)
    for y in np.sort(rng.uniform(0.03, 0.48, round(9 * wide))) * tall:
        _cloud(pen, rng, rng.uniform(0, wide), y)


def _cloud(pen: Pen, rng: np.random.Generator, x: float, y: float) -> None:
    """A scroll of cloud: ringed lobes that rise behind a long bar of mist."""
    long = rng.uniform(0.12, 0.24)
    for place in np.sort(rng.uniform(-0.75, 0.75, 7)):
        size = rng.uniform(0.022, 0.046)
        for share, colour in RINGS:
            pen.disc(x + place * long, y, share * size, colour)
    for outline, colour in ((0.0045, NAVY), (0.0, MIST)):
        pen.line(np.array([(x - long, y + 0.012), (x + long, y + 0.012)]), colour, 0.022 + 2 * outline)
        pen.line(np.array([(x - 0.5 * long, y + 0.034), (x + 0.7 * long, y + 0.034)]), colour, 0.018 + 2 * outline)


def _swell(pen: Pen, rng: np.random.Generator, level: float, size: float) -> None:
    """A body of water below `level`, with lines that run along its rise and fall."""
    x = np.linspace(-0.1, pen.frame.wide + 0.1, 90)
    phase, rate = rng.uniform(0, 6), rng.uniform(3, 4.5) / (2 * size)
    for k, colour in enumerate((NAVY, PALE, DEEP, NAVY, MIDDLE, DEEP, PALE, NAVY)):
        bulge = (0.16 - 0.012 * k) * size * np.sin(rate * x + phase + 0.25 * k) + 0.1 * k * size
        pen.polygon(below(np.stack([x, level + bulge], 1), 3 * pen.frame.tall), colour)


def _breaker(pen: Pen, rng: np.random.Generator, x: float, foot: float, size: float, facing: int) -> None:
    """One wave: a navy body, ribs of paler blue from its back to its hollow, then foam along the back and the lip."""
    back, hollow = ((x, foot) + bezier(*side, points=30) * (facing * size, -size) for side in (BACK, HOLLOW))
    pen.polygon(np.concatenate([back, hollow[::-1]]), DEEP, NAVY, 0.008)
    taper = np.sin(np.pi * np.linspace(0, 1, len(back))) ** 0.6
    for share, thick, colour in RIBS:
        pen.ribbon(back * (1 - share) + hollow * share, colour, thick * size * taper)
    pen.line(hollow, NAVY, 0.006)
    crest = back[len(back) // 4 :]
    inward = (hollow[len(back) // 4 :] - crest) / size
    _fingers(pen, rng, crest[10:], inward[10:], size, facing)
    _lobes(pen, rng, crest, 0.036 * size)
    for spot in crest[8:] + rng.normal(0, 0.16 * size, (len(crest) - 8, 2)) + (0.1 * facing * size, -0.05 * size):
        pen.disc(*spot, rng.uniform(0.006, 0.02) * size + 0.0015, FOAM)


def _lobes(pen: Pen, rng: np.random.Generator, line: np.ndarray, radius: float) -> None:
    """A scalloped white band: dark discs beneath, white discs upon them."""
    sizes = radius * rng.uniform(0.7, 1.5, len(line)) * np.linspace(0.5, 1.3, len(line))
    line, sizes = np.repeat(line, 2, axis=0), np.repeat(sizes, 2) * rng.uniform(0.6, 1.1, 2 * len(line))
    places = line + rng.normal(0, 0.8 * radius, line.shape)
    for outline, colour in ((0.005, NAVY), (0.0, FOAM)):
        for (x, y), size in zip(places, sizes, strict=True):
            pen.disc(x, y, size + outline, colour)


def _fingers(
    pen: Pen, rng: np.random.Generator, line: np.ndarray, inward: np.ndarray, size: float, facing: int
) -> None:
    """Claws of foam that bend down from the lip, each a chain of shrinking discs."""
    chains = []
    for (x, y), (dx, dy) in zip(line[::2], inward[::2], strict=True):
        angle, reach = np.arctan2(dy, dx) - 0.9 * facing, size * rng.uniform(0.14, 0.3)
        for t in np.linspace(0, 1, 9):
            x, y = x + reach / 9 * np.cos(angle), y + reach / 9 * np.sin(angle)
            angle += 0.28 * facing
            chains.append((x, y, size * 0.04 * (1 - 0.8 * t)))
    for outline, colour in ((0.0045, NAVY), (0.0, FOAM)):
        for x, y, radius in chains:
            pen.disc(x, y, radius + outline, colour)


def _printed(frame: Frame, rng: np.random.Generator, canvas: np.ndarray) -> np.ndarray:
    """Wood grain in the flat colours, and ink that took unevenly."""
    bend = 0.02 * smooth(frame, rng, 2.0)
    _, y = frame.grid()
    grain = np.sin(2 * np.pi * 55 * (y + bend) + 2.5 * smooth(frame, rng, (1.0, 14.0)))
    uneven = 0.022 * grain * (0.6 + 0.4 * smooth(frame, rng, (2.0, 9.0))) + 0.03 * fractal(frame, rng, (20.0, 60.0), 3)
    return np.clip(canvas * (1 + uneven)[..., None] + 0.35 * uneven[..., None], 0, 1)
