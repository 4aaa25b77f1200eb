"""A pen for faces: it draws on paper of 32 by 32 units, several times finer than the picture that is asked for."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

UNITS = 32.0
Colour = tuple[int, int, int]


class Pen:
    """Places and lengths are in 32nds of the paper, x to the right and y down, wherever the origin is put."""

    def __init__(self, side: int, ground: Colour):
        """Arguments: side, of the finished picture in pixels; ground, the colour of the paper."""
        self.finer = 4 if side <= 64 else 2
        self.side, self.ground = side, ground
        self.image = Image.new("RGB", (side * self.finer,) * 2, ground)
        self._draw = ImageDraw.Draw(self.image)
        self.place(0.0, 0.0)

    def place(self, x: float, y: float, size: float = 1.0) -> None:
        """Put the origin at x, y, and let every length count `size` times."""
        self._unit = self.side * self.finer / UNITS
        self._x, self._y = x * self._unit, y * self._unit
        self._unit *= size

    def disc(self, x: float, y: float, wide: float, high: float, fill: Colour | None) -> None:
        """A filled ellipse with these half axes."""
        self._draw.ellipse(self._box(x, y, wide, high), fill=fill)

    def ring(self, x: float, y: float, wide: float, high: float, width: float, colour: Colour) -> None:
        """The outline of an ellipse, `width` inwards."""
        self._draw.ellipse(self._box(x, y, wide, high), outline=colour, width=self._wide(width))

    def block(self, x: float, y: float, wide: float, high: float, round: float, fill: Colour) -> None:
        """A filled rectangle with these half sides and corners of radius `round`."""
        self._draw.rounded_rectangle(self._box(x, y, wide, high), radius=round * self._unit, fill=fill)

    def arc(self, x, y, wide, high, start, end, width, colour: Colour) -> None:
        """A piece of an ellipse's outline, from `start` to `end` degrees, clockwise from the right."""
        self._draw.arc(self._box(x, y, wide, high), start, end, fill=colour, width=self._wide(width))

    def slice(self, x, y, wide, high, start, end, fill: Colour) -> None:
        """The filled piece of an ellipse between its outline and the straight line from `start` to `end` degrees."""
        self._draw.chord(self._box(x, y, wide, high), start, end, fill=fill)

    def line(self, points: Sequence[tuple[float, float]], width: float, colour: Colour) -> None:
        """A line through points."""
        self._draw.line([self._at(*point) for point in points], fill=colour, width=self._wide(width), joint="curve")

    def polygon(self, points: Sequence[tuple[float, float]], fill: Colour) -> None:
        """A filled shape with these corners."""
        self._draw.polygon([self._at(*point) for point in points], fill=fill)

    def picture(self, tilt: float = 0.0) -> np.ndarray:
        """What was drawn, turned by `tilt` degrees clockwise: (side, side, 3) float32 in [0, 1]."""
        image = self.image
        if tilt:
            image = image.rotate(-tilt, Image.Resampling.BILINEAR, fillcolor=self.ground)
        return np.asarray(image.reduce(self.finer), dtype="float32") / 255

    def _wide(self, width: float) -> int:
        return max(1, round(width * self._unit))

    def _at(self, x, y) -> tuple[float, float]:
        return self._x + x * self._unit, self._y + y * self._unit

    def _box(self, x, y, wide, high) -> tuple[float, float, float, float]:
        return *self._at(x - wide, y - high), *self._at(x + wide, y + high)
