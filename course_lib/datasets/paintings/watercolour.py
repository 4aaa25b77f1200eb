"""A watercolour garden: transparent washes and wet blots, darker at their rims, grained by the paper."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal, ridge_line, smooth
from course_lib.datasets.paintings.palette import colours, ramp, vary

PAPER = colours("#fbf6ea")[0]
SKY = colours("#3f6fb4", "#8cb4d8", "#f0c8b0", "#f6e0b0")
HILLS = colours("#5a6aa8", "#4a8a94", "#3f7a5a", "#6a8a3a")
LEAVES = colours("#1f4a3a", "#3a7a3a", "#7a9a2f", "#2a5a6a", "#b0a83a")
PETALS = colours("#c8243c", "#e8582a", "#f2a01f", "#b02a7c", "#5a2f94", "#2f4fb0", "#f0c83a")
INDIGO = colours("#14183c")[0]


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): pigment laid in layers on wet paper, then the grain of paper and pigment."""
    canvas = np.broadcast_to(PAPER, (frame.rows, frame.columns, 3)).astype(np.float32)
    grain = smooth(frame, rng, 150.0)
    warp = 0.010 * fractal(frame, rng, 7.0, 4), 0.010 * fractal(frame, rng, 7.0, 4)
    _washes(frame, rng, canvas, grain)
    blots = _clouds(frame, rng) + _leaves(frame, rng) + _flowers(frame, rng) + _spatter(frame, rng)
    for blot in blots:
        _blot(frame, canvas, grain, warp, *blot)
    return np.clip(canvas * (1 + 0.03 * grain)[..., None], 0, 1)


def _glaze(canvas: np.ndarray, colour: np.ndarray, amount: np.ndarray) -> None:
    """Lay transparent pigment: what lies beneath is multiplied by the pigment's colour to the power of its amount."""
    canvas *= np.clip(colour, 0.02, 1) ** amount[..., None]


def _washes(frame: Frame, rng: np.random.Generator, canvas: np.ndarray, grain: np.ndarray) -> None:
    """The sky, wet in wet, and hills that run into each other, each with a dark line where its edge dried."""
    x, y = frame.grid()
    wet = fractal(frame, rng, 2.0, 5, 0.55)
    _glaze(canvas, ramp(SKY, y / (0.6 * frame.tall) + 0.16 * wet), 0.75 + 0.35 * wet + 0.08 * grain)
    for layer, level in enumerate((0.42, 0.5, 0.6, 0.72)):
        below = y - level * frame.tall - 0.05 * ridge_line(frame, rng, 2.0, 5) - 0.008 * fractal(frame, rng, 12.0, 3)
        bloom = fractal(frame, rng, 3.0, 5, 0.6)
        rim = np.exp(-((below / 0.006) ** 2)) + 0.5 * np.exp(-np.abs(bloom - 0.3) / 0.05)
        amount = (0.3 + 0.05 * layer) * np.exp(-5 * np.maximum(below, 0)) * (1 + 0.4 * bloom + 0.9 * rim + 0.12 * grain)
        _glaze(canvas, HILLS[layer] * (0.8 + 0.2 * rng.random(3)), np.where(below > 0, amount, 0).clip(0))


def _blot(frame, canvas, grain, warp, x, y, radius, stretch, angle, colour, strength, lift=0.3) -> None:
    """One drop of paint: an ellipse with a wandering edge, pale within and dark at the rim, only in its own window."""
    rows = _span(frame, y, radius * np.hypot(stretch * np.sin(angle), np.cos(angle)))
    columns = _span(frame, x, radius * np.hypot(stretch * np.cos(angle), np.sin(angle)))
    if not canvas[rows, columns].size:
        return
    gx, gy = frame.grid()
    dx, dy = gx[:, columns] - x + warp[0][rows, columns], gy[rows] - y + warp[1][rows, columns]
    along, across = dx * np.cos(angle) + dy * np.sin(angle), dy * np.cos(angle) - dx * np.sin(angle)
    inner = radius * (1 - np.hypot(along / (radius * stretch), across / radius))
    body = np.clip(inner / 0.004, 0, 1)
    rim = np.exp(-(((inner - 0.005) / 0.005) ** 2))
    pool = 0.55 + 0.5 * np.tanh(across / radius * 1.5) + 18 * warp[0][rows, columns]
    amount = strength * body * np.clip(0.45 + 0.5 * pool + 0.8 * rim + 0.14 * grain[rows, columns], 0.1, 3)
    window = canvas[rows, columns]
    window += (PAPER - window) * (lift * body)[..., None]
    _glaze(window, colour, amount)


def _span(frame: Frame, centre: float, half: float) -> slice:
    """The working pixels that a blot can reach, along one axis."""
    return slice(*(max(0, int((centre + side * (half + 0.03)) * frame.unit)) for side in (-1, 1)))


def _clouds(frame: Frame, rng: np.random.Generator) -> list[tuple]:
    """Wide, pale drops that ran into the sky and dried with an edge."""
    n = round(26 * frame.wide)
    x, y, size = rng.uniform(0, frame.wide, n), rng.uniform(0, 0.5 * frame.tall, n), rng.uniform(0.03, 0.1, n)
    tint = vary(rng, np.concatenate([SKY[:3], HILLS[:2]])[rng.integers(0, 5, n)], 0.1)
    return [
        (*drop, rng.uniform(1, 1.8), rng.uniform(-0.4, 0.4), c, 0.35, 0.2)
        for *drop, c in zip(x, y, size, tint, strict=True)
    ]


def _leaves(frame: Frame, rng: np.random.Generator) -> list[tuple]:
    """Blades and leaves that rise from the lower edge, some in indigo shade."""
    blots = []
    for _ in range(round(70 * frame.wide)):
        x, y = rng.uniform(0, frame.wide), frame.tall * (1 - 0.5 * rng.random() ** 1.4)
        colour = vary(rng, LEAVES[rng.integers(0, 5, 1)], 0.2, 0.05)[0]
        lean, size = -np.pi / 2 + rng.normal(0, 0.5), rng.uniform(0.012, 0.032)
        blots.append((x, y, size, rng.uniform(2.5, 5), lean, colour, rng.uniform(0.5, 1.0)))
    return blots


def _flowers(frame: Frame, rng: np.random.Generator) -> list[tuple]:
    """Heads of five to seven petals round an indigo eye, larger towards the viewer."""
    blots = []
    for y in np.sort(rng.uniform(0.42, 0.97, round(20 * frame.wide))):
        x, size = rng.uniform(0, frame.wide), 0.015 + 0.06 * y * rng.uniform(0.6, 1.2)
        petals, turn = rng.integers(5, 8), rng.uniform(0, 6)
        tint = PETALS[rng.integers(0, len(PETALS))]
        blots.append((x, y * frame.tall, 1.25 * size, 1.0, 0.0, PAPER, 0.0, 0.75))
        for angle in turn + np.arange(petals) * 2 * np.pi / petals + rng.normal(0, 0.15, petals):
            px, py = x + size * np.cos(angle), y * frame.tall + 0.8 * size * np.sin(angle)
            colour = vary(rng, tint[None], 0.15, 0.05)[0]
            blots.append((px, py, 0.62 * size, 1.25, angle, colour, rng.uniform(0.5, 0.95)))
        blots.append((x, y * frame.tall, 0.28 * size, 1.0, 0.0, INDIGO, 0.8))
    return blots


def _spatter(frame: Frame, rng: np.random.Generator) -> list[tuple]:
    """Drops flicked from the brush."""
    n = round(60 * frame.wide)
    places = rng.uniform(0, 1, (n, 2)) * (frame.wide, frame.tall)
    sizes = 0.003 + 0.008 * rng.random(n) ** 3
    return [(x, y, s, 1.0, 0.0, PETALS[rng.integers(0, 7)], 0.8) for (x, y), s in zip(places, sizes, strict=True)]
