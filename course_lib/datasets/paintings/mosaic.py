"""A mosaic: stones laid in rows along the contours of a sun, the sky's rings and the waves of a sea, on grey grout."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.cells import PIECES, means, number
from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal, smooth
from course_lib.datasets.paintings.palette import colours, ramp, vary
from course_lib.datasets.paintings.relief import light

SUN = colours("#fff2b8", "#fbd34a", "#f0992a", "#c8481c", "#8c1f1c")
SKY = colours("#fbe3a0", "#f2a85a", "#d4604a", "#8a4a7c", "#2f5fb0", "#4fa4d4", "#1f4a94", "#12245c")
SEA = colours("#0a2048", "#0f4a78", "#14808c", "#5cc0a8", "#f6f2e0")
SHORE = colours("#5a2418", "#a8482a", "#d88a4a", "#f0d8a0", "#3a5a34", "#86944a")
GROUT = colours("#6e665c")[0]
STONE = 0.031


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): a field to lay along, stones cut from it, their colours, grout and bevels."""
    colour, region, across, along, count = _design(frame, rng)
    row = np.floor(across / STONE).astype(np.int32)
    shift = rng.random(4096)[(row * 7 + region * 131) % 4096]
    place = along * count + shift
    column = np.floor(place).astype(np.int32)
    stones = number(region, row, column)
    tone = vary(rng, means(stones, colour), 0.13, 0.03)
    rim = _rim(across / STONE - row, place - column, rng, stones)
    wobble = 0.065 + 0.03 * smooth(frame, rng, 60.0)
    canvas = tone[stones] * (1 + 0.05 * fractal(frame, rng, 40.0, 2))[..., None]
    canvas[rim < wobble] = GROUT
    dome = np.clip((rim - wobble) / 0.14, 0, 1) ** 0.5
    tilt = rng.normal(0, 0.5, (2, PIECES)).astype(np.float32)
    slope = tilt[0][stones] * (across / STONE - row) + tilt[1][stones] * (place - column)
    return light(frame, canvas, dome * (1 + 0.5 * slope), depth=0.45, gloss=0.35)


def _rim(u: np.ndarray, v: np.ndarray, rng: np.random.Generator, stones: np.ndarray) -> np.ndarray:
    """How far a pixel is from its stone's edge, as a share of a stone; stones differ a little in size."""
    loss = rng.uniform(0, 0.07, (2, PIECES)).astype(np.float32)
    return np.minimum(np.minimum(u, 1 - u) - loss[0][stones], np.minimum(v, 1 - v) - loss[1][stones])


def _design(frame: Frame, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Colour, region, distance across the rows, place along them, and stones per unit of place, all (rows, columns)."""
    x, y = np.broadcast_arrays(*frame.grid())
    cx, cy, size = rng.uniform(0.3, 0.7) * frame.wide, rng.uniform(0.24, 0.34) * frame.tall, rng.uniform(0.13, 0.17)
    radius, turn = np.hypot(x - cx, y - cy), np.arctan2(y - cy, x - cx) / (2 * np.pi) + 0.5
    rays = 0.16 * np.sin(2 * np.pi * turn * rng.integers(9, 14)) * np.exp(-(((radius - size) / 0.2) ** 2))
    sky = (radius - size) / 0.55 + 0.07 * fractal(frame, rng, 2.5, 2) - rays
    colour = np.where((radius < size)[..., None], ramp(SUN, (radius / size) ** 1.5), ramp(SKY, sky))
    colour[np.abs(radius - size) < STONE / 2] = SUN[4]
    region, across, along = np.zeros(x.shape, np.int32), radius, turn
    count = np.maximum(np.round(2 * np.pi * (np.floor(radius / STONE) + 0.5)), 3)
    level = 0.56 * frame.tall
    for layer in range(1, 6):
        wave = rng.uniform(0.02, 0.035) * np.sin(rng.uniform(5, 8) * x + rng.uniform(0, 6))
        wave = wave + 0.012 * np.sin(17 * x + layer)
        below = y - level - wave
        land = layer == 5
        tone = ramp(SHORE if land else SEA[::-1], below / (0.2 if land else 0.12) + 0.1 * fractal(frame, rng, 5.0, 2))
        tone[below < STONE] = SEA[0] if land else SEA[4]
        here = below > 0
        colour[here], region = tone[here], np.where(here, layer, region)
        across, along, count = np.where(here, below, across), np.where(here, x, along), np.where(here, 1 / STONE, count)
        level += rng.uniform(0.065, 0.09) * frame.tall
    return colour, region, across, along, count
