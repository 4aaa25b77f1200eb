"""What every landscape has: sky, sun, clouds, ranges of hills, ground and tufts of grass."""

from dataclasses import dataclass

import numpy as np

from course_lib.datasets.paintings.noise import fractal, ridge_line
from course_lib.datasets.paintings.palette import ramp
from course_lib.datasets.worlds.canvas import Canvas, smooth_step
from course_lib.datasets.worlds.tubes import disc


@dataclass(frozen=True)
class Range:
    """One range of hills: its mean height in the picture (y, down), how rough it is, and how hazy (0 to 1)."""

    y: float
    rough: float
    haze: float
    seed: int


def paint_sky(canvas: Canvas, stops, others=None) -> None:
    """A sky through colours (n, 3) from the zenith to the horizon; `others` in domain B."""
    place = np.broadcast_to(canvas.y * 1.6, canvas.mask.shape)
    other = None if others is None else lambda: ramp(others, place)
    canvas.paint(canvas.everywhere(1.0), lambda: ramp(stops, place), other)


def paint_sun(canvas: Canvas, x: float, y: float, radius: float, colour) -> None:
    """A disc, and its glow over the sky."""
    away = np.hypot(canvas.x - x, canvas.y - y) / radius
    canvas.paint(canvas.everywhere(np.exp(-0.5 * (away / 3.2) ** 2)), colour, opacity=0.45)
    canvas.paint(canvas.stencil([disc((x, y), radius, corners=28)]), np.minimum(np.asarray(colour) + 0.12, 1.0))


def paint_clouds(canvas: Canvas, amount: float, seed: int, colour, shadow, horizon: float) -> None:
    """Clouds of one amount (0 to 1), flatter towards the horizon, lit from above."""
    rng = np.random.default_rng([seed, 1])
    noise = fractal(canvas.frame, rng, (3.2, 8.0), 4, 0.55)
    cover = smooth_step(1.25 - 1.9 * amount, 2.1 - 1.6 * amount, noise) * smooth_step(horizon + 0.05, 0.0, canvas.y)
    lit = smooth_step(0.0, 1.1, noise - np.roll(noise, len(noise) // 40, axis=0) + 0.5)
    canvas.paint(canvas.everywhere(cover), ramp(np.array([shadow, colour], np.float32), lit), opacity=0.9)


def outline(canvas: Canvas, hills: Range) -> np.ndarray:
    """Height of a range's crest at each column, (1, columns)."""
    rng = np.random.default_rng([hills.seed, 2])
    return hills.y + hills.rough * ridge_line(canvas.frame, rng, 2.6, 4)


def below(canvas: Canvas, crest: np.ndarray):
    """A stencil of all that lies under a crest (1, columns), its edge smooth."""
    return canvas.everywhere(np.clip((canvas.y - crest) * len(canvas.mask) + 0.5, 0.0, 1.0))


def relief(canvas: Canvas, seed: int, cells=(6.0, 14.0), octaves: int = 4) -> np.ndarray:
    """Uneven ground, about -1 to 1, finer far away than near: (rows, columns)."""
    return np.clip(fractal(canvas.frame, np.random.default_rng([seed, 3]), cells, octaves, 0.6) / 2.2, -1.0, 1.0)


def tufts(rng: np.random.Generator, count: int, horizon: float) -> list[np.ndarray]:
    """Blades of grass, as triangles, larger the nearer they are."""
    depth = rng.random(count) ** 0.6
    x, y = rng.random(count), horizon + 0.03 + (1.0 - horizon) * depth
    tall, lean = 0.012 + 0.035 * depth, rng.normal(0, 0.35, count)
    return [
        np.array([(a - 0.14 * h, b), (a + 0.14 * h, b), (a + s * h, b - h)])
        for a, b, h, s in zip(x, y, tall, lean, strict=True)
    ]
