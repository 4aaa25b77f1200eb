"""A sheet of paper for procedural textures: discs, polygons and lines with smooth edges, in a palette's colours."""

import numpy as np
from PIL import Image, ImageDraw

Generator = np.random.Generator
FINER = 2


class Sheet:
    """Paper that is drawn on at twice the size and shrunk at the end, so that edges are smooth."""

    def __init__(self, side: int, palette: np.ndarray, rng: Generator, ground: int = 0):
        """Palette: (n, 3) in [0, 1]; its colour `ground` covers the paper."""
        self.side, self.palette, self.rng = side, palette, rng
        self.image = Image.new("RGB", (side * FINER, side * FINER), self.rgb(palette[ground]))
        self.pen = ImageDraw.Draw(self.image)

    @staticmethod
    def rgb(colour) -> tuple[int, ...]:
        """A colour in [0, 1], clipped, as Pillow wants it."""
        return tuple(int(v) for v in np.clip(np.asarray(colour) * 255, 0, 255))

    def colour(self, spread: float = 0.06, among=None) -> tuple[int, ...]:
        """A colour of the palette (or of its entries `among`), a little lighter or darker each time."""
        index = self.rng.integers(len(self.palette)) if among is None else self.rng.choice(among)
        return self.rgb(self.palette[index] + self.rng.normal(0, spread) + self.rng.normal(0, spread / 2, 3))

    def polygon(self, points: np.ndarray, fill, outline=None) -> None:
        """A filled shape with corners (n, 2) as (column, row)."""
        self.pen.polygon([tuple(p) for p in points * FINER], fill=fill, outline=outline)

    def disc(self, centre, radius: float, fill, outline=None, width: float = 0) -> None:
        """A filled circle."""
        (x, y), r = np.asarray(centre) * FINER, max(radius, 0.25) * FINER
        self.pen.ellipse([x - r, y - r, x + r, y + r], fill=fill, outline=outline, width=max(int(width * FINER), 1))

    def line(self, points: np.ndarray, width: float, fill) -> None:
        """A line through points (n, 2) with round joints."""
        self.pen.line([tuple(p) for p in points * FINER], fill=fill, width=max(round(width * FINER), 1), joint="curve")

    def places(self, count: float, margin: float = 10) -> np.ndarray:
        """About `count` random places on 128 x 128 pixels, (n, 2), reaching over the edge."""
        n = int(count * (self.side / 128) ** 2) + 1
        return self.rng.uniform(-margin, self.side + margin, (n, 2))

    def picture(self) -> np.ndarray:
        """The sheet as a picture (side, side, 3) in [0, 1]."""
        return np.asarray(self.image.reduce(FINER), dtype="float32") / 255


def turned(shape: np.ndarray, angle: float) -> np.ndarray:
    """Points (n, 2) turned about the origin."""
    c, s = np.cos(angle), np.sin(angle)
    return shape @ np.array([[c, s], [-s, c]])


def box(width: float, height: float) -> np.ndarray:
    """The corners of a rectangle about the origin."""
    return np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * [width / 2, height / 2]
