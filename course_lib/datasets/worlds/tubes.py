"""Tubes: bodies, necks and limbs as a bent spine with a width, along which stripes can be laid."""

from functools import lru_cache

import numpy as np


class Tube:
    """A spine through a few joints with a half-width at each, smoothed.

    `place(along, across)` maps coordinates on the tube to the plane: along in [0, 1], across in [-1, 1], where -1 is on
    the upper side of a spine that runs to the right, y being down.
    """

    def __init__(self, joints: np.ndarray, widths: np.ndarray, samples: int = 28):
        """Arguments: joints (n, 2) and half-widths (n,), in any unit."""
        along = np.linspace(0.0, 1.0, samples)
        self.along = along
        self.spine = catmull_rom(np.asarray(joints, float), along)
        self.width = catmull_rom(np.asarray(widths, float)[:, None], along)[:, 0]
        ahead = np.gradient(self.spine, axis=0)
        ahead /= np.linalg.norm(ahead, axis=1, keepdims=True) + 1e-9
        self.edge = np.stack([ahead[:, 1], -ahead[:, 0]], 1) * self.width[:, None]
        steps = np.linalg.norm(np.diff(self.spine, axis=0), axis=1)
        self.length = float(steps.sum())

    def place(self, along, across) -> np.ndarray:
        """Points (..., 2) for coordinates (...) on the tube."""
        place = np.clip(along, 0.0, 1.0) * (len(self.along) - 1)
        piece = np.minimum(place.astype(int), len(self.along) - 2)
        share = (place - piece)[..., None]
        spine = self.spine[piece] * (1 - share) + self.spine[piece + 1] * share
        side = self.edge[piece] * (1 - share) + self.edge[piece + 1] * share
        return spine - np.asarray(across)[..., None] * side

    def outline(self) -> list[np.ndarray]:
        """Polygons whose union is the tube: a quadrilateral for each piece, and a disc at either end."""
        left, right = self.spine + self.edge, self.spine - self.edge
        pieces = list(np.stack([left[:-1], left[1:], right[1:], right[:-1]], 1))
        return [*pieces, *(disc(self.spine[end], self.width[end]) for end in (0, -1))]


def disc(centre: np.ndarray, radius: float, squash: float = 1.0, corners: int = 14) -> np.ndarray:
    """A circle as a polygon (corners, 2); `squash` scales its height."""
    return np.asarray(centre) + (radius, radius * squash) * _circle(corners)


@lru_cache
def _circle(corners: int) -> np.ndarray:
    angle = np.linspace(0.0, 2 * np.pi, corners, endpoint=False)
    return np.stack([np.cos(angle), np.sin(angle)], 1)


def catmull_rom(points: np.ndarray, along: np.ndarray) -> np.ndarray:
    """A smooth curve through points (n, d), at places in [0, 1] (m,): (m, d). Catmull and Rom 1974."""
    padded = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    place = np.clip(along, 0.0, 1.0) * (len(points) - 1)
    piece = np.minimum(place.astype(int), len(points) - 2)
    t = (place - piece)[:, None]
    a, b, c, d = (padded[piece + k] for k in range(4))
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
