"""Outlines as points (n, 2) of x, y, to be turned, scaled, moved and drawn; and regions laid over one another."""

from __future__ import annotations

import numpy as np


def arc(start: float = 0.0, sweep: float = 2 * np.pi, points: int = 60) -> np.ndarray:
    """An arc of the unit circle, from the angle `start` through `sweep` radians; the whole circle by default."""
    t = np.linspace(start, start + sweep, points)
    return np.stack([np.cos(t), np.sin(t)], axis=1)


def star(radii: np.ndarray, start: float = 0.0) -> np.ndarray:
    """One corner for each radius (n,), evenly spread around the origin."""
    t = start + np.arange(len(radii)) * 2 * np.pi / len(radii)
    return np.stack([np.cos(t), np.sin(t)], axis=1) * np.asarray(radii)[:, None]


def box(x: float, y: float, wide: float, tall: float) -> np.ndarray:
    """An upright rectangle by its upper left corner and its size."""
    return np.array(((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)))


def below(line: np.ndarray, floor: float) -> np.ndarray:
    """What lies between a line drawn from left to right and the level `floor` (y runs down)."""
    return np.concatenate([line, [(line[-1, 0], floor), (line[0, 0], floor)]])


def turned(points: np.ndarray, angle: float) -> np.ndarray:
    """The points turned about the origin by an angle in radians."""
    cos, sin = np.cos(angle), np.sin(angle)
    return np.asarray(points) @ np.array(((cos, sin), (-sin, cos)))


def bezier(*controls: tuple[float, float], points: int = 24) -> np.ndarray:
    """A chain of cubic Bezier curves: every third control point lies on it, the two between bend it."""
    t = np.linspace(0, 1, points)[:, None]
    parts = []
    for k in range(0, len(controls) - 1, 3):
        a, b, c, d = (np.asarray(p, float) for p in controls[k : k + 4])
        parts.append(a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t**2 * (1 - t) + d * t**3)
    return np.concatenate(parts)


def cover(region: np.ndarray, *layers: tuple[np.ndarray, np.ndarray | float]) -> None:
    """Lay a region (rows, columns) bool over a plan: each layer takes the value paired with it there, in place."""
    for layer, value in layers:
        shown = np.broadcast_to(region, layer.shape[:2])
        layer[shown] = np.broadcast_to(value, layer.shape)[shown]
