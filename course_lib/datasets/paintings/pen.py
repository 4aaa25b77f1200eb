"""Flat shapes and lines on a canvas, in units of the short side: what a graphic style is drawn with."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from course_lib.datasets.paintings.frame import Frame


class Pen:
    """Draws on a canvas of `frame`'s working size; points are (n, 2) arrays of x, y, colours (3,) in [0, 1]."""

    def __init__(self, frame: Frame, ground: np.ndarray) -> None:
        """Begin on `ground`: one colour (3,), or a picture (rows, columns, 3)."""
        self.frame = frame
        picture = np.broadcast_to(ground, (frame.rows, frame.columns, 3))
        self.image = Image.fromarray(np.uint8(np.clip(picture, 0, 1) * 255 + 0.5))
        self.draw = ImageDraw.Draw(self.image)

    def polygon(
        self, points: np.ndarray, fill: np.ndarray | None = None, line: np.ndarray | None = None, width: float = 0.0
    ) -> None:
        """A closed shape, filled, or outlined by a line of `width` short sides, or both."""
        if fill is not None:
            self.draw.polygon(self._pixels(points), fill=_rgb(fill))
        if line is not None:
            self.line(np.concatenate([points, points[:1]]), line, width)

    def line(self, points: np.ndarray, colour: np.ndarray, width: float) -> None:
        """A line through the points, with round joints and ends."""
        pixels, thick = self._pixels(points), max(1, round(width * self.frame.unit))
        self.draw.line(pixels, fill=_rgb(colour), width=thick, joint="curve")
        for x, y in (pixels[0], pixels[-1]):
            r = thick / 2
            self.draw.ellipse((x - r, y - r, x + r, y + r), fill=_rgb(colour))

    def ribbon(self, points: np.ndarray, colour: np.ndarray, widths: np.ndarray) -> None:
        """A line whose width changes: `widths` (n,) in short sides at the n points."""
        step = np.gradient(np.asarray(points, float), axis=0)
        normal = np.stack([-step[:, 1], step[:, 0]], 1) / (np.hypot(*step.T)[:, None] + 1e-9)
        side = normal * np.asarray(widths)[:, None] / 2
        self.polygon(np.concatenate([points + side, (points - side)[::-1]]), colour)

    def disc(self, x: float, y: float, radius: float, colour: np.ndarray) -> None:
        """A filled circle."""
        u = self.frame.unit
        self.draw.ellipse(((x - radius) * u, (y - radius) * u, (x + radius) * u, (y + radius) * u), fill=_rgb(colour))

    def picture(self) -> np.ndarray:
        """What has been drawn, (rows, columns, 3) float32 in [0, 1]."""
        return np.asarray(self.image, np.float32) / 255

    def _pixels(self, points: np.ndarray) -> list[tuple[float, float]]:
        return [tuple(p) for p in (np.asarray(points) * self.frame.unit).tolist()]


def _rgb(colour: np.ndarray) -> tuple[int, int, int]:
    return tuple(int(c) for c in np.clip(np.asarray(colour) * 255 + 0.5, 0, 255))
