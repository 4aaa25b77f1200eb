"""Paper cut-outs: lobed leaves, stars and waves in gouache colours, pasted on panels that do not quite line up."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal, smooth
from course_lib.datasets.paintings.palette import colours
from course_lib.datasets.paintings.pen import Pen
from course_lib.datasets.paintings.shapes import arc, bezier, box, star, turned

PAPERS = np.concatenate(
    [
        colours("#1f3f9a", "#e8402c", "#f4b41c", "#1f8a5a", "#f4ead0", "#d8407c"),
        colours("#18222e", "#5fb0d8", "#f0842c", "#7a3a90", "#a8c43c"),
    ]
)

WAVE = np.stack([np.linspace(-2, 2, 40), 0.35 * np.sin(3 * np.linspace(-2, 2, 40))], axis=1)
SCRAPS = (
    star(np.where(np.arange(12) % 2, 0.45, 1.2)),
    bezier((0, -1.2), (0.9, 0.1), (0.7, 1.0), (0, 1.0), (-0.7, 1.0), (-0.9, 0.1), (0, -1.2)),
    0.8 * arc() * (1 + 0.12 * np.sin(np.linspace(0, 6 * np.pi, 60)))[:, None],
    np.concatenate([WAVE - (0, 0.3), WAVE[::-1] + (0, 0.3)]),
)


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): brushed panels, then two layers of cut shapes with thin shadows."""
    canvas = _gouache(frame, rng, _panels(frame, rng))
    for cut in (_leaves, _scraps):
        pen, cover = Pen(frame, PAPERS[4]), Pen(frame, np.zeros(3))
        cut(frame, rng, (pen, cover), canvas)
        mask = cover.picture()[..., 0] > 0.5
        reach = 0.004 * frame.unit
        shadow = ndimage.gaussian_filter(ndimage.shift(mask.astype(np.float32), (reach, reach), order=0), reach)
        canvas = canvas * (1 - 0.45 * shadow)[..., None]
        canvas = np.where(mask[..., None], _gouache(frame, rng, pen.picture()), canvas)
    return canvas


def _gouache(frame: Frame, rng: np.random.Generator, canvas: np.ndarray) -> np.ndarray:
    """Paper painted by hand: broad streaks of the brush and a dry tooth."""
    cells = (3.0, 40.0) if rng.random() < 0.5 else (40.0, 3.0)
    streaks = fractal(frame, rng, cells, 3, 0.6)
    tone = 0.055 * streaks + 0.03 * smooth(frame, rng, 110.0)
    return np.clip(canvas * (1 + tone)[..., None] + 0.35 * tone[..., None], 0, 1)


def _panels(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """A patchwork of rectangles whose neighbours differ."""
    pen, step = Pen(frame, PAPERS[4]), 0.27
    last = -1
    for y in np.arange(-0.05, frame.tall, step):
        for x in np.arange(-0.05 - rng.uniform(0, 0.2), frame.wide, step * rng.uniform(0.9, 1.2)):
            last = rng.choice([k for k in range(len(PAPERS)) if k != last])
            pen.polygon(box(x, y, 2 * step, 2 * step) + rng.normal(0, 0.008, (4, 2)), PAPERS[last])
    return pen.picture()


def _contrast(frame: Frame, rng: np.random.Generator, canvas: np.ndarray, at: np.ndarray) -> np.ndarray:
    """A paper whose colour stands out from what lies at a place: the farthest of four drawn at random."""
    below = frame.sample(canvas, at[:1], at[1:])[0]
    drawn = PAPERS[rng.integers(0, len(PAPERS), 4)]
    return drawn[np.argmax(np.abs(drawn - below).sum(axis=1))]


def _leaves(frame: Frame, rng: np.random.Generator, pens: tuple[Pen, Pen], canvas: np.ndarray) -> None:
    """One large lobed leaf to a panel, more or less."""
    for y in np.arange(0.09, frame.tall + 0.1, 0.27):
        for x in np.arange(0.09, frame.wide + 0.1, 0.25):
            at = np.array((x, y)) + rng.normal(0, 0.015, 2)
            _leaf(rng, pens, at, rng.uniform(0.11, 0.155), rng.uniform(0, 2 * np.pi), _contrast(frame, rng, canvas, at))


def _leaf(
    rng: np.random.Generator, pens: tuple[Pen, Pen], at: np.ndarray, size: float, angle: float, hue: np.ndarray
) -> None:
    """An alga: a bent stem with rounded fingers in pairs, longest in the middle."""
    bow, lobes, t = rng.uniform(-0.35, 0.35), rng.integers(4, 7), np.linspace(-1, 1, 30)
    stem = np.stack([t, bow * (1 - t**2)], 1)
    parts = [(stem, 0.12 * (1.15 - 0.6 * np.abs(t)))]
    for place in np.linspace(-0.75, 0.8, lobes):
        long = 0.75 * (1 - 0.55 * place**2) * rng.uniform(0.85, 1.15)
        for side in (-1, 1):
            s = np.linspace(0, 1, 12)
            finger = np.stack([place + 0.45 * s**1.5, bow * (1 - place**2) + side * long * s**0.9], 1)
            parts.append((finger, 0.10 + 0.12 * s))
    for line, widths in parts:
        points = at + size * turned(line, angle)
        for pen, colour in zip(pens, (hue, np.ones(3)), strict=True):
            pen.ribbon(points, colour, widths * size)
            pen.disc(*points[-1], widths[-1] * size / 2, colour)


def _scraps(frame: Frame, rng: np.random.Generator, pens: tuple[Pen, Pen], canvas: np.ndarray) -> None:
    """Small stars, drops, discs and waves between the leaves."""
    for _ in range(round(46 * frame.wide * frame.tall)):
        at, size = rng.uniform(0, 1, 2) * (frame.wide, frame.tall), rng.uniform(0.018, 0.04)
        hue, shape = _contrast(frame, rng, canvas, at), SCRAPS[rng.integers(len(SCRAPS))]
        shape = at + size * turned(shape, rng.uniform(0, 2 * np.pi))
        for pen, colour in zip(pens, (hue, np.ones(3)), strict=True):
            pen.polygon(shape, colour)
