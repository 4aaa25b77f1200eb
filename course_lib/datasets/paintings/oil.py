"""Oil paint: coats of strokes that take their colour from a plan and their direction from its stream function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from course_lib.datasets.paintings.brush import brush
from course_lib.datasets.paintings.flow import follow, level_lines
from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.layout import scatter
from course_lib.datasets.paintings.palette import mix, vary
from course_lib.datasets.paintings.relief import light
from course_lib.datasets.paintings.strokes import Strokes, strokes


@dataclass(frozen=True)
class Coat:
    """One coat: its strokes' spacing, length and width in short sides, how value and hue vary, how thick it lies."""

    spacing: float
    length: float
    width: float
    value: float = 0.12
    hue: float = 0.03
    body: float = 1.0
    cover: float = 1.0


def oil(
    frame: Frame,
    rng: np.random.Generator,
    colour: np.ndarray,
    stream: np.ndarray,
    coats: Sequence[Coat],
    accents: Sequence[Strokes] = (),
    depth: float = 1.0,
) -> np.ndarray:
    """The lit canvas (rows, columns, 3): coats that follow a plan's colour and stream function, then accents upon them.

    colour: (plan rows, plan columns, 3), stream: (plan rows, plan columns), both on `frame.plan()`.
    """
    plan, field = frame.plan(), level_lines(stream)
    canvas = np.broadcast_to(colour.mean((0, 1)) * 0.5, (frame.rows, frame.columns, 3)).astype(np.float32)
    height = np.zeros((frame.rows, frame.columns), np.float32)
    for coat in coats:
        brush(frame, rng, coat_strokes(plan, rng, colour, field, coat), canvas, height, coat.body)
    for accent in accents:
        brush(frame, rng, accent, canvas, height)
    return light(frame, canvas, height, depth)


def coat_strokes(plan: Frame, rng: np.random.Generator, colour: np.ndarray, field: np.ndarray, coat: Coat) -> Strokes:
    """The strokes of one coat: shorter where the flow turns sharply, each brush loaded with two tones."""
    x, y = scatter(plan, rng, coat.spacing)
    kept = rng.random(len(x)) < coat.cover
    x, y = x[kept], y[kept]
    length = coat.length * rng.uniform(0.7, 1.2, len(x))
    angle, bend = follow(plan, field, x, y, length)
    length = length / (1 + 4 * np.abs(bend) / length)
    angle, bend = follow(plan, field, x, y, length)
    tone = vary(rng, plan.sample(colour, x, y), coat.value, coat.hue)
    second = mix(tone, vary(rng, tone, 2 * coat.value, coat.hue), 0.9)
    return strokes(x, y, angle, length, coat.width * rng.uniform(0.8, 1.2, len(x)), tone, second, bend)
