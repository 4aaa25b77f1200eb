"""Gold-leaf ornament: a tree of spirals over a patterned cloak and a meadow, on beaten gold."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.layout import packed
from course_lib.datasets.paintings.noise import fractal, smooth
from course_lib.datasets.paintings.palette import colours, mix, ramp
from course_lib.datasets.paintings.pen import Pen
from course_lib.datasets.paintings.relief import light
from course_lib.datasets.paintings.shapes import arc, below, bezier, box, star

GOLD = colours("#6a4212", "#a8741c", "#d8a42c", "#f2cc58", "#fdf0b0")
UMBER, BLACK, IVORY, SILVER = colours("#3a2010", "#15110f", "#f6ecd0", "#b8b8b0")
JEWELS = colours("#b8242c", "#e0642c", "#2f5fa8", "#3f9a8c", "#4a7a34", "#7a3a80", "#e89ab0", "#f0c02c", "#1f3a6a")
MEADOW = colours("#14301c", "#2a5a2c", "#4f7f34")
SPIRALS = ((0.10, 30), (0.075, 150), (0.052, 400), (0.036, 900), (0.022, 1600), (0.013, 2400))
LID = bezier((-1, 0), (-0.4, -0.8), (0.4, -0.8), (1, 0), (0.4, 0.8), (-0.4, 0.8), (-1, 0), points=12)


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): gold ground, spirals with eyes between them, cloak, meadow, then the gleam."""
    pen = Pen(frame, _leaf(frame, rng))
    for x, y, size in packed(frame, rng, SPIRALS, overlap=0.93):
        (_spiral if size > 0.032 else _eye)(pen, rng, x, y, size)
    _cloak(pen, rng)
    _meadow(pen, rng)
    canvas = pen.picture()
    shine = canvas.mean(axis=2) + 0.10 * fractal(frame, rng, 40.0, 3)
    return light(frame, canvas, shine, depth=0.55, gloss=0.35)


def _leaf(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """Sheets of gold leaf: mottled, worn, each sheet a little different, with specks."""
    x, y = frame.grid()
    sheet = rng.normal(0, 0.035, (64, 64))[(y / 0.16).astype(int) % 64, (x / 0.16).astype(int) % 64]
    tone = 0.52 + sheet + 0.10 * fractal(frame, rng, 5.0, 5, 0.6)
    return ramp(GOLD, tone + 0.25 * (smooth(frame, rng, 75.0) > 1.5))


def _spiral(pen: Pen, rng: np.random.Generator, x: float, y: float, size: float) -> None:
    """A branch that rolls up: dark, with a bright core and a stem that leaves it tangentially."""
    turns, start, way = rng.uniform(2.2, 3.2), rng.uniform(0, 2 * np.pi), rng.choice((-1, 1))
    t = np.linspace(0, 1, 90)
    curve = (x, y) + size * (0.06 + 0.9 * t)[:, None] * arc(start, way * 2 * np.pi * turns, 90)
    widths = size * (0.06 + 0.13 * t)
    pen.ribbon(curve, UMBER, widths)
    pen.ribbon(curve, GOLD[rng.integers(3, 5)], 0.38 * widths)
    pen.disc(x, y, 0.13 * size, UMBER)
    pen.disc(x, y, 0.08 * size, JEWELS[rng.integers(len(JEWELS))])
    for place in rng.uniform(0, 1, 3):
        pen.disc(*(curve[int(20 + 65 * place)]), 0.045 * size, IVORY)


def _eye(pen: Pen, rng: np.random.Generator, x: float, y: float, size: float) -> None:
    """A small ornament: an almond eye, a nest of triangles, or a ringed disc."""
    kind, hue = rng.integers(3), JEWELS[rng.integers(len(JEWELS))]
    if kind == 0:
        pen.polygon((x, y) + size * LID, IVORY, BLACK, 0.003)
        pen.disc(x, y, 0.45 * size, hue)
        pen.disc(x, y, 0.22 * size, BLACK)
    elif kind == 1:
        for share, colour in ((1.0, BLACK), (0.7, GOLD[3]), (0.4, hue)):
            pen.polygon((x, y) + share * size * np.array(((-0.9, 0.7), (0.9, 0.7), (0, -0.9))), colour)
    else:
        for share, colour in ((0.95, UMBER), (0.75, GOLD[4]), (0.55, hue), (0.25, BLACK)):
            pen.disc(x, y, share * size, colour)


def _cloak(pen: Pen, rng: np.random.Generator) -> None:
    """A bell-shaped cloak: upright blocks in black, ivory and gold at one half, nested discs at the other."""
    wide, tall = pen.frame.wide, pen.frame.tall
    cx = rng.uniform(0.28, 0.72) * wide
    top, foot = rng.uniform(0.26, 0.48) * tall, 0.92 * tall

    def half(y: np.ndarray | float) -> np.ndarray | float:
        return 0.34 * np.clip((y - top) / (foot - top), 0, 1) ** 0.42

    y = np.linspace(top, foot, 40)
    outline = np.concatenate([np.stack([cx - half(y), y], 1), np.stack([cx + half(y), y], 1)[::-1]])
    pen.polygon(outline, GOLD[2], UMBER, 0.010)
    tones = np.concatenate([np.stack([BLACK, IVORY, BLACK, SILVER, GOLD[4], GOLD[1]]), JEWELS[:1]])
    for row in np.arange(top + 0.005, foot, 0.036):
        for x in np.arange(cx - half(row) + 0.008, cx - 0.012, 0.024):
            block = box(x, row, 0.019, rng.choice((0.014, 0.031)))
            pen.polygon(block, tones[rng.integers(len(tones))], UMBER, 0.002)
        for x in np.arange(cx + 0.02, cx + half(row) - 0.015, 0.042):
            size = rng.uniform(0.013, 0.021)
            for share, colour in ((1.0, IVORY), (0.8, JEWELS[rng.integers(9)]), (0.5, GOLD[3]), (0.25, BLACK)):
                pen.disc(x + 0.02 * ((row * 28) % 2 > 1), row + 0.018, share * size, colour)
    pen.line(np.array(((cx, top), (cx, foot))), UMBER, 0.006)


def _meadow(pen: Pen, rng: np.random.Generator) -> None:
    """A bank of leaves thick with small flowers."""
    wide, tall = pen.frame.wide, pen.frame.tall
    x = np.linspace(-0.05, wide + 0.05, 80)
    bank = rng.uniform(0.76, 0.84) * tall + 0.04 * np.sin(5 * x + rng.uniform(0, 6)) + 0.015 * np.sin(17 * x)
    pen.polygon(below(np.stack([x, bank], 1), 2 * tall), MEADOW[0])
    for _ in range(round(520 * wide)):
        px = rng.uniform(0, wide)
        edge = np.interp(px, x, bank)
        py, angle, size = rng.uniform(edge - 0.01, 1.03 * tall), rng.uniform(-2.6, -0.5), rng.uniform(0.015, 0.035)
        tip = (px, py) + size * arc(angle, 0, 1)[0]
        pen.line(np.stack([(px, py), tip]), MEADOW[rng.integers(1, 3)], 0.006)
        if rng.random() < 0.55:
            hue, r = JEWELS[rng.integers(len(JEWELS))], rng.uniform(0.008, 0.017)
            for petal in tip + star(np.full(5, 0.75 * r), angle):
                pen.disc(*petal, 0.55 * r, hue)
            pen.disc(*tip, 0.4 * r, mix(hue, IVORY, 0.8))
