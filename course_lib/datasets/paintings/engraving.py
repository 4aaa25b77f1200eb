"""An engraving: one relief of clouds, peaks and trees, cut into lines that follow its form and swell in its shadows."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from course_lib.datasets.paintings.frame import Frame
from course_lib.datasets.paintings.noise import fractal, ridge_line, smooth
from course_lib.datasets.paintings.palette import colours, mix, ramp
from course_lib.datasets.paintings.shapes import cover

PAPER, INK = colours("#f5ead0", "#1b1a26")
TINTS = colours("#d8b98a", "#f0dcb0", "#a8bcb8", "#6f95a4", "#c08a62", "#8a9a78")
LINES = 62.0
CUTS = ((0.12, 0.55, 0.0, 0.62), (0.95, 0.25, 0.38, 0.85), (-0.8, 0.35, 0.62, 0.9))


def paint(frame: Frame, rng: np.random.Generator) -> np.ndarray:
    """The picture (rows, columns, 3): relief and tone on the plan, tinted paper, then three sets of lines."""
    plan = frame.plan()
    relief, dark, tint = _scene(plan, rng)
    relief, dark, tint = (_enlarge(frame, plan, a) for a in (relief, dark, tint))
    canvas = np.clip(PAPER * (1 + 0.03 * fractal(frame, rng, 30.0, 3))[..., None], 0, 1)
    canvas = mix(canvas, tint, 0.75 * np.clip(dark * 2.2 - 0.1, 0, 1))
    return mix(canvas, INK, _lines(frame, rng, relief, dark))


def _lines(frame: Frame, rng: np.random.Generator, relief: np.ndarray, dark: np.ndarray) -> np.ndarray:
    """How much ink (rows, columns), in [0, 1]: each set of cuts begins at its own darkness and follows the relief."""
    x, y = frame.grid()
    wobble = 0.0025 * smooth(frame, rng, 9.0)
    ink = np.zeros(dark.shape, np.float32)
    for slant, bulge, start, gain in CUTS:
        phase = (y + slant * x - bulge * relief + wobble) * LINES / np.hypot(1, slant)
        distance = np.abs(phase - np.floor(phase) - 0.5) * 2
        width = gain * (dark - start) * (1 + 0.12 * smooth(frame, rng, (18.0, 90.0)))
        ink = np.maximum(ink, np.clip((width - distance) * 6 + 0.5, 0, 1) * (dark > start + 0.03))
    return ink


def _enlarge(frame: Frame, plan: Frame, field: np.ndarray) -> np.ndarray:
    """A field of the plan at the working size."""
    zoom = (frame.rows / plan.rows, frame.columns / plan.columns, 1)[: field.ndim]
    return ndimage.zoom(field, zoom, order=1, mode="nearest", grid_mode=True)


def _scene(plan: Frame, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Relief (short sides), darkness in [0, 1] and tint, all on the plan: sky, moon, clouds, peaks, woods, water."""
    x, y = np.broadcast_arrays(*plan.grid())
    relief, tint = 0.03 * fractal(plan, rng, (1.5, 4.0), 3), ramp(TINTS[1:4], 1.2 - 2 * y / plan.tall)
    dark = 0.62 - 0.75 * y / plan.tall + 0.10 * fractal(plan, rng, (2.0, 5.0), 3)
    cx, cy, size = rng.uniform(0.2, 0.8) * plan.wide, rng.uniform(0.16, 0.26) * plan.tall, rng.uniform(0.09, 0.12)
    moon = np.hypot(x - cx, y - cy)
    dark = dark - 0.3 * np.exp(-(((moon - size) / 0.05) ** 2)) * (moon > size)
    cover(moon < size, (dark, 0.22 * (moon / size) ** 2), (tint, TINTS[1]))
    scene = (relief, dark, tint)
    for _ in range(round(3 * plan.wide)):
        at = rng.uniform(0, plan.wide), rng.uniform(0.1, 0.42) * plan.tall
        _cloud(plan, rng, scene, at, 12)
    for level, rough in ((0.5, 0.16), (0.62, 0.12)):
        _peaks(plan, rng, scene, level * plan.tall, rough)
    _lake(plan, rng, scene, rng.uniform(0.76, 0.8) * plan.tall)
    for foot in np.sort(rng.uniform(0.78, 1.12, round(34 * plan.wide))):
        _pine(plan, rng, scene, rng.uniform(0, plan.wide), foot * plan.tall, rng.uniform(0.13, 0.24) * foot)
    return scene[0], np.clip(scene[1], 0, 1), scene[2]


def _cloud(plan: Frame, rng: np.random.Generator, scene: tuple, at: tuple[float, float], count: int) -> None:
    """A heap of round forms, each shaded like a ball lit from the upper left."""
    relief, dark, colour = scene
    x, y = plan.grid()
    for offset in np.sort(rng.normal(0, 1, count)):
        cx, cy, size = at[0] + rng.normal(0, 0.13), at[1] + 0.025 * offset, rng.uniform(0.025, 0.06)
        rough = 0.05 * fractal(plan, rng, 16.0, 2)
        away = np.hypot(x - cx, y - cy) / size + rough
        ball = size * np.sqrt(np.clip(1 - away**2, 0, 1))
        shade = 0.5 * ((x - cx) * 0.5 + (y - cy)) / size + 0.25 * away**4 + 0.8 * rough
        cover(away < 1, (relief, ball), (dark, shade), (colour, TINTS[1]))


def _peaks(plan: Frame, rng: np.random.Generator, scene: tuple, level: float, rough: float) -> None:
    """A range of mountains: ridges lit from the left, snow left blank."""
    relief, dark, colour = scene
    x, y = plan.grid()
    below = y - level + rough * np.abs(ridge_line(plan, rng, 1.7, 5))
    rock = 0.13 * (1 - np.abs(fractal(plan, rng, (3.2, 1.8), 4, 0.42)))
    slope = np.gradient(ndimage.gaussian_filter(rock, 2.0), axis=1) * plan.unit
    shade = 0.36 + 0.6 * np.tanh(1.1 * slope) + 0.5 * np.clip(below, 0, 0.3) + (below < 0.008) * 0.6
    tint = ramp(TINTS[[1, 4, 3]], below * 5 + 0.2 * slope)
    cover(below > 0, (relief, rock + 0.3 * below), (dark, np.maximum(shade, 0.02)), (colour, tint))


def _lake(plan: Frame, rng: np.random.Generator, scene: tuple, level: float) -> None:
    """Water in level lines with bands of light."""
    relief, dark, colour = scene
    x, y = plan.grid()
    water = y > level + 0.01 * ridge_line(plan, rng, 3.0)
    swell = 0.2 * x + 0.008 * smooth(plan, rng, (4.0, 14.0))
    shade = 0.36 + 0.30 * smooth(plan, rng, (2.0, 22.0)) + 0.7 * (y - level)
    cover(water, (relief, swell), (dark, shade), (colour, TINTS[3]))


def _pine(plan: Frame, rng: np.random.Generator, scene: tuple, cx: float, foot: float, tall: float) -> None:
    """A conifer in tiers, light at its left, nearly black at its right."""
    relief, dark, colour = scene
    x, y = plan.grid()
    up = (foot - y) / tall
    tiers = 1 - up + 0.16 * (up * rng.integers(6, 9) % 1.0)
    half = 0.26 * tall * tiers * (1 + 0.15 * smooth(plan, rng, 30.0))
    across = (x - cx) / np.maximum(half, 1e-3)
    body = tall * (0.12 * (1 - across**2) + 0.1 * tiers)
    shade = 0.66 + 0.42 * across - 0.2 * (tiers - 1 + up) + 0.1 * smooth(plan, rng, 20.0)
    tree = (up > 0) & (up < 1) & (np.abs(across) < 1)
    cover(tree, (relief, body), (dark, np.maximum(shade, 0.08)), (colour, TINTS[5]))
