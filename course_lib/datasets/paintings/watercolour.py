"""A watercolour garden: transparent washes and wet drops, darker at their rims, grained by the paper."""

from __future__ import annotations

from typing import NamedTuple

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


class Drop(NamedTuple):
    """A drop of wet paint: an ellipse, its pigment and strength, and how far it first lifts what lies beneath."""

    x: float
    y: float
    radius: float
    stretch: float
    angle: float
    colour: np.ndarray
    strength: float
    lift: float = 0.3


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): pigment laid in layers on wet paper, then the grain of paper and pigment."""
    canvas = np.broadcast_to(PAPER, (frame.rows, frame.columns, 3)).astype(np.float32)
    grain = smooth(frame, rng, 150.0)
    warp = np.stack([0.010 * fractal(frame, rng, 7.0, 4) for _ in range(2)])
    _washes(frame, rng, canvas, grain)
    for drop in _clouds(frame, rng) + _leaves(frame, rng) + _flowers(frame, rng) + _spatter(frame, rng):
        _blot(frame, canvas, grain, warp, drop)
    return np.clip(canvas * (1 + 0.03 * grain)[..., None], 0, 1)


def _glaze(canvas: np.ndarray, colour: np.ndarray, amount: np.ndarray) -> None:
    """Lay transparent pigment: what lies beneath is multiplied by the pigment's colour to the power of its amount."""
    canvas *= np.clip(colour, 0.02, 1) ** amount[..., None]


def _washes(frame: Frame, rng: np.random.Generator, canvas: np.ndarray, grain: np.ndarray) -> None:
    """The sky, wet in wet, and hills that run into each other, each with a dark line where its edge dried."""
    x, y = frame.grid()
    wet = fractal(frame, rng, 2.0, 5, 0.55)
    tide = 0.5 * np.exp(-np.abs(wet - 0.4) / 0.04)
    _glaze(canvas, ramp(SKY, y / (0.6 * frame.tall) + 0.16 * wet), 0.75 + 0.40 * wet + tide + 0.13 * grain)
    for layer, level in enumerate((0.42, 0.5, 0.6, 0.72)):
        below = y - level * frame.tall - 0.05 * ridge_line(frame, rng, 2.0, 5) - 0.008 * fractal(frame, rng, 12.0, 3)
        bloom = fractal(frame, rng, 3.0, 5, 0.6)
        rim = np.exp(-((below / 0.006) ** 2)) + 0.5 * np.exp(-np.abs(bloom - 0.3) / 0.05)
        amount = (0.3 + 0.05 * layer) * np.exp(-5 * np.maximum(below, 0)) * (1 + 0.4 * bloom + 0.9 * rim + 0.2 * grain)
        _glaze(canvas, HILLS[layer] * (0.8 + 0.2 * rng.random(3)), np.where(below > 0, amount, 0).clip(0))


def _blot(frame: Frame, canvas: np.ndarray, grain: np.ndarray, warp: np.ndarray, drop: Drop) -> None:
    """Let one drop dry: an ellipse with a wandering edge, pale within and dark at the rim, in its own window."""
    cos, sin = np.cos(drop.angle), np.sin(drop.angle)
    across, down = drop.radius * np.hypot(drop.stretch * cos, sin), drop.radius * np.hypot(drop.stretch * sin, cos)
    window = frame.window(drop.x, drop.y, across + 0.03, down + 0.03)
    patch, (shift_x, shift_y) = canvas[window], warp[:, *window]
    x, y = frame.grid()
    dx, dy = x[:, window[1]] - drop.x + shift_x, y[window[0]] - drop.y + shift_y
    u, v = (dx * cos + dy * sin) / (drop.radius * drop.stretch), (dy * cos - dx * sin) / drop.radius
    inner = drop.radius * (1 - np.hypot(u, v))
    body, rim = np.clip(inner / 0.004, 0, 1), np.exp(-(((inner - 0.005) / 0.005) ** 2))
    pool = 0.55 + 0.5 * np.tanh(1.5 * v) + 18 * shift_x
    patch += (PAPER - patch) * (drop.lift * body)[..., None]
    settled = np.clip(0.45 + 0.5 * pool + 0.8 * rim + 0.2 * grain[window], 0.1, 3)
    _glaze(patch, drop.colour, drop.strength * body * settled)


def _clouds(frame: Frame, rng: np.random.Generator) -> list[Drop]:
    """Wide, pale drops that ran into the sky and dried with an edge."""
    n = round(42 * frame.wide)
    x, y, size = rng.uniform(0, frame.wide, n), rng.uniform(0, 0.5 * frame.tall, n), rng.uniform(0.02, 0.085, n)
    tint = vary(rng, np.concatenate([SKY[:3], HILLS[:2]])[rng.integers(0, 5, n)], 0.1)
    return [
        Drop(*place, rng.uniform(1, 1.8), rng.uniform(-0.4, 0.4), c, rng.uniform(0.2, 0.6), 0.25)
        for *place, c in zip(x, y, size, tint, strict=True)
    ]


def _leaves(frame: Frame, rng: np.random.Generator) -> list[Drop]:
    """Blades and leaves that rise from the lower edge, some in indigo shade."""
    drops = []
    for _ in range(round(70 * frame.wide)):
        x, y = rng.uniform(0, frame.wide), frame.tall * (1 - 0.5 * rng.random() ** 1.4)
        colour = vary(rng, LEAVES[rng.integers(0, 5, 1)], 0.2, 0.05)[0]
        lean, size = -np.pi / 2 + rng.normal(0, 0.5), rng.uniform(0.012, 0.032)
        drops.append(Drop(x, y, size, rng.uniform(2.5, 5), lean, colour, rng.uniform(0.5, 1.0)))
    return drops


def _flowers(frame: Frame, rng: np.random.Generator) -> list[Drop]:
    """Heads of five to seven petals round an indigo eye, larger towards the viewer."""
    drops = []
    for y in np.sort(rng.uniform(0.42, 0.97, round(20 * frame.wide))):
        x, size = rng.uniform(0, frame.wide), 0.015 + 0.06 * y * rng.uniform(0.6, 1.2)
        petals, turn = rng.integers(5, 8), rng.uniform(0, 6)
        tint = PETALS[rng.integers(0, len(PETALS))]
        drops.append(Drop(x, y * frame.tall, 1.25 * size, 1.0, 0.0, PAPER, 0.0, lift=0.75))
        for angle in turn + np.arange(petals) * 2 * np.pi / petals + rng.normal(0, 0.15, petals):
            px, py = x + size * np.cos(angle), y * frame.tall + 0.8 * size * np.sin(angle)
            colour = vary(rng, tint[None], 0.15, 0.05)[0]
            drops.append(Drop(px, py, 0.62 * size, 1.25, angle, colour, rng.uniform(0.5, 0.95)))
        drops.append(Drop(x, y * frame.tall, 0.28 * size, 1.0, 0.0, INDIGO, 0.8))
    return drops


def _spatter(frame: Frame, rng: np.random.Generator) -> list[Drop]:
    """Drops flicked from the brush."""
    n = round(60 * frame.wide)
    places = rng.uniform(0, 1, (n, 2)) * (frame.wide, frame.tall)
    sizes = 0.003 + 0.008 * rng.random(n) ** 3
    return [Drop(x, y, s, 1.0, 0.0, PETALS[rng.integers(0, 7)], 0.8) for (x, y), s in zip(places, sizes, strict=True)]
