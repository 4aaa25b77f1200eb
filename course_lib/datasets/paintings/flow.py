"""Flow fields for strokes to follow: the level lines of a stream function."""

from __future__ import annotations

import numpy as np

from course_lib.datasets.paintings.frame import Frame


def level_lines(stream: np.ndarray) -> np.ndarray:
    """Unit vectors (rows, columns, 2) along the level lines of a stream function (rows, columns); x first, y down."""
    down, across = np.gradient(stream)
    length = np.hypot(down, across) + 1e-12
    return np.stack([-down / length, across / length], axis=-1)


def follow(
    frame: Frame, field: np.ndarray, x: np.ndarray, y: np.ndarray, length: np.ndarray | float
) -> tuple[np.ndarray, np.ndarray]:
    """The angle and bend of strokes of `length` at the points, so that each follows the field (rows, columns, 2)."""

    def angle_at(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        vector = frame.sample(field, x, y)
        return np.arctan2(vector[..., 1], vector[..., 0])

    half = np.asarray(length) / 2
    middle = angle_at(x, y)
    ahead = angle_at(x + half * np.cos(middle), y + half * np.sin(middle)) - middle
    behind = angle_at(x - half * np.cos(middle), y - half * np.sin(middle)) - middle
    turn = np.angle(np.exp(1j * ahead)) - np.angle(np.exp(1j * behind))
    return middle, np.clip(half * turn / 4, -0.4 * half, 0.4 * half)
