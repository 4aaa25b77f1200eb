"""Embroidery: folk flowers and leaves in satin stitch on a darned ground, every stitch a lit, twisted thread."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.flow import follow, level_lines
from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.layout import packed, scatter
from course_lib.datasets.paintings.noise import fractal
from course_lib.datasets.paintings.palette import colours, ramp, vary
from course_lib.datasets.paintings.relief import light
from course_lib.datasets.paintings.shapes import cover
from course_lib.datasets.paintings.strokes import Strokes, marks, strokes

GROUNDS = (
    colours("#0e1838", "#1c3468", "#3a62a4", "#c8a448"),
    colours("#2a0c18", "#5c1426", "#8c2434", "#d89a3c"),
    colours("#0c2428", "#185048", "#2f8074", "#d8b85c"),
    colours("#8a7450", "#cbb88e", "#e8dcba", "#b0503a"),
)
WOOLS = np.stack(
    [
        colours("#7a0f24", "#d0203a", "#f06a5a", "#fbc4a8"),
        colours("#a84a10", "#ee8420", "#fac040", "#fdeaa0"),
        colours("#1f3a8a", "#3f78d0", "#8cb8ec", "#e4f0f8"),
        colours("#6a1a6a", "#b83a9a", "#ee8ac0", "#fbdce8"),
        colours("#8a7a5a", "#d8c8a0", "#f4ead0", "#fffaf0"),
    ]
)
GREENS = colours("#14402a", "#2f7a3c", "#7ab04a", "#d0d878")


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): a pattern, three rounds of stitches along it, light on the thread."""
    plan = frame.plan()
    colour, stream, raised = _pattern(plan, rng)
    field = level_lines(stream)
    canvas = np.broadcast_to(colour.mean((0, 1)) * 0.6, (frame.rows, frame.columns, 3)).astype(np.float32)
    height = np.zeros((frame.rows, frame.columns), np.float32)
    for spacing, width in ((0.0145, 0.013), (0.0125, 0.011), (0.0125, 0.010)):
        x, y = scatter(plan, rng, spacing)
        long = np.where(plan.sample(raised, x, y) > 0.5, 0.030, 0.048) * rng.uniform(0.8, 1.15, len(x))
        angle, bend = follow(plan, field, x, y, long)
        tone = vary(rng, plan.sample(colour, x, y), 0.09, 0.015)
        stitches = strokes(x, y, angle, long, width, tone, bend=0.5 * bend)
        _sew(frame, rng, stitches, canvas, height)
    return light(frame, canvas, height, depth=0.8, gloss=0.3)


def _sew(frame: Frame, rng: np.random.Generator, stitches: Strokes, canvas: np.ndarray, height: np.ndarray) -> None:
    """Threads: round across, dipping into the cloth at both ends, with the slanting strands of their twist."""
    rows, columns, which, u, v = marks(frame, rng, stitches, ragged=0.03, pointed=0.35)
    along = u * stitches.length[which] / stitches.width[which]
    twist = np.sin(2 * np.pi * (along * 0.8 + 0.35 * v))
    dome = np.sqrt(np.clip(1 - v**2, 0, 1)) * np.clip(1.6 * (1 - np.abs(u) ** 3), 0, 1)
    canvas[rows, columns] = stitches.colour[which] * (0.55 + 0.45 * dome + 0.10 * twist)[:, None]
    height[rows, columns] = dome + 0.12 * twist


def _pattern(plan: Frame, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Colour, stream function and where satin stitch is raised: a darned ground, leaves, flowers."""
    x, y = np.broadcast_arrays(*plan.grid())
    ground = GROUNDS[rng.integers(len(GROUNDS))]
    stream = y + 0.02 * fractal(plan, rng, 2.0, 2)
    diamonds = np.cos(2 * np.pi * (x + y) * 5) + np.cos(2 * np.pi * (x - y) * 5)
    colour = ramp(ground, 0.35 + 0.30 * diamonds)
    layers = (colour, stream.copy(), np.zeros_like(stream))
    flowers = packed(plan, rng, ((0.155, 60), (0.10, 200), (0.062, 400), (0.045, 500)), overlap=0.92)
    for cx, cy, size in flowers:
        for angle in rng.uniform(0, 2 * np.pi) + np.arange(6) * np.pi / 3:
            _leaf(plan, rng, layers, cx, cy, angle, size)
    for number, (cx, cy, size) in enumerate(flowers):
        _flower(plan, rng, layers, cx, cy, 0.78 * size, WOOLS[(number + rng.integers(2)) % len(WOOLS)])
    return layers


def _satin(layers: tuple, region: np.ndarray, colour: np.ndarray, stream: np.ndarray) -> None:
    """Cover the region with satin stitch of this colour and direction."""
    cover(region, *zip(layers, (colour, stream, 1.0), strict=True))


def _leaf(
    plan: Frame, rng: np.random.Generator, layers: tuple, cx: float, cy: float, angle: float, size: float
) -> None:
    """A pointed leaf on a curved stalk; its stitches slant from the midrib."""
    x, y = plan.grid()
    rows, columns = plan.window(cx, cy, 1.5 * size)
    layers = tuple(layer[rows, columns] for layer in layers)
    dx, dy = x[:, columns] - cx, y[rows] - cy
    s, t = dx * np.cos(angle) + dy * np.sin(angle), dy * np.cos(angle) - dx * np.sin(angle)
    t = t - 0.8 * s * s / size * rng.choice((-1, 1)) * 0.3
    place = (s / size - 0.85) / 0.5
    half = 0.2 * size * np.clip(1 - place**2, 0, 1)
    stalk = (np.abs(t) < 0.006) & (s > 0) & (s < 0.5 * size)
    _satin(layers, stalk, GREENS[1], t)
    tone = 0.3 + 0.3 * (t > 0) + 0.3 * np.abs(t) / np.maximum(half, 1e-3)
    _satin(layers, np.abs(t) < half, ramp(GREENS, tone), 0.8 * s - 0.96 * np.abs(t))


def _flower(
    plan: Frame, rng: np.random.Generator, layers: tuple, cx: float, cy: float, size: float, wool: np.ndarray
) -> None:
    """Petals shaded from dark to light in rings, stitched outwards, round a knotted eye."""
    x, y = plan.grid()
    rows, columns = plan.window(cx, cy, 1.1 * size)
    layers = tuple(layer[rows, columns] for layer in layers)
    dx, dy = x[:, columns] - cx, y[rows] - cy
    radius, turn = np.hypot(dx, dy) / size, np.arctan2(dy, dx)
    petals, start = rng.integers(6, 10), rng.uniform(0, 6)
    edge = 0.78 + 0.22 * np.abs(np.cos(petals * (turn - start) / 2)) ** 0.6
    share = radius / edge
    scallop = np.floor(share * 3 + 0.25 * np.cos(petals * (turn - start))) / 3
    _satin(layers, share < 1, ramp(wool, 0.15 + scallop), size * turn)
    _satin(layers, (share < 1) & (share > 0.9), wool[0], radius * size)
    other = WOOLS[rng.integers(len(WOOLS))]
    _satin(layers, radius < 0.3, ramp(other, 1.2 - 3.5 * radius), radius * size)
