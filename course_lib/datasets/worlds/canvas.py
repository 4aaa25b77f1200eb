"""A canvas on which one scene is painted in both of its domains at once, and the mask of where they differ.

Positions are in units of the picture's side: x to the right and y down, both from 0 to 1, so that one scene is the same
picture at any size. Everything is painted at twice the size asked for and shrunk at the end; outlines are drawn at four
times that size, so that every edge is smooth.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from course_lib.datasets.paintings.frame import Frame

FINER = 2
EDGES = 2


@dataclass(frozen=True)
class Stencil:
    """A shape on the canvas: the rows and columns that it may touch, and how much of each pixel there it covers."""

    rows: slice
    columns: slice
    cover: np.ndarray

    @property
    def box(self) -> tuple[slice, slice]:
        """Rows and columns, to index the canvas with."""
        return self.rows, self.columns


class Canvas:
    """Working pictures (rows, columns, 3) of the domains that are wanted, and one mask (rows, columns)."""

    def __init__(self, side: int, domains: tuple[int, ...] = (0, 1)):
        """Arguments: side, of the finished pictures in pixels; domains, 0 for A and 1 for B, in the order wanted."""
        rows = side * FINER
        self.frame, self.domains = Frame(rows, rows, 1.0, 1.0, FINER), domains
        self.pictures = [np.zeros((rows, rows, 3), np.float32) for _ in domains]
        self.mask = np.zeros((rows, rows), np.float32)
        self.x, self.y = self.frame.grid()

    def at(self, stencil: Stencil) -> tuple[np.ndarray, np.ndarray]:
        """x (1, columns) and y (rows, 1) of the pixels under a stencil."""
        return self.x[:, stencil.columns], self.y[stencil.rows]

    def everywhere(self, cover) -> Stencil:
        """A stencil over the whole canvas; cover (rows, columns), or what can be spread to it."""
        cover = np.broadcast_to(np.asarray(cover, np.float32), self.mask.shape)
        return Stencil(slice(None), slice(None), cover)

    def stencil(self, polygons: Iterable[np.ndarray], blur: float = 0.0) -> Stencil | None:
        """The union of polygons (n, 2), as (x, y); None where it lies outside the canvas. `blur` is a radius."""
        polygons = [np.asarray(polygon) for polygon in polygons]
        corners = np.concatenate(polygons)
        size, reach = len(self.mask), 3 * blur
        low = np.clip(np.floor((corners.min(0) - reach) * size).astype(int) - 1, 0, size)
        high = np.clip(np.ceil((corners.max(0) + reach) * size).astype(int) + 1, 0, size)
        if (high <= low).any():
            return None
        wide, tall = high - low
        paper = Image.new("L", (int(wide) * EDGES, int(tall) * EDGES))
        pen = ImageDraw.Draw(paper)
        flat, start = ((corners * size - low) * EDGES - 0.5).ravel().tolist(), 0
        for polygon in polygons:
            stop = start + polygon.size
            pen.polygon(flat[start:stop], fill=255)
            start = stop
        cover = np.asarray(paper.reduce(EDGES), np.float32) / 255
        return Stencil(slice(low[1], high[1]), slice(low[0], high[0]), blurred(cover, blur * size))

    def paint(self, stencil: Stencil | None, colour, other=None, opacity: float = 1.0) -> None:
        """Lay a colour over what is there, in both domains, or `colour` in A and `other` in B.

        Arguments: colour and other, (3,) or one colour a pixel of the stencil (rows, columns, 3), in [0, 1], or
            a function that makes them, which is only asked where its domain is painted.
        What differs adds to the mask, what is the same in both takes away from it.
        """
        if stencil is None:
            return
        cover = stencil.cover * opacity
        for domain, picture in zip(self.domains, self.pictures, strict=True):
            chosen = other if domain == 1 and other is not None else colour
            chosen = chosen() if callable(chosen) else chosen
            under = picture[stencil.box]
            under *= 1.0 - cover[..., None]  # in two steps: under full cover, the colour to the last bit
            under += cover[..., None] * np.asarray(chosen, np.float32)
        under = self.mask[stencil.box]
        under *= 1.0 - cover
        under += cover * (0.0 if other is None else 1.0)

    def paint_one(
        self, domain: int, polygons: Iterable[np.ndarray], colour, opacity: float = 1.0, blur: float = 0.0
    ) -> None:
        """Lay a colour (3,) over the union of polygons in one domain only, which adds to the mask."""
        if domain not in self.domains:
            return
        stencil = self.stencil(polygons, blur)
        if stencil is None:
            return
        cover = stencil.cover * opacity
        under = self.pictures[self.domains.index(domain)][stencil.box]
        under += cover[..., None] * (np.asarray(colour, np.float32) - under)
        under = self.mask[stencil.box]
        under += cover * (1.0 - under)

    def shade(self, stencil: Stencil | None, light: float) -> None:
        """Multiply both pictures by `light` under a stencil, as a shadow does; the mask stays."""
        if stencil is None:
            return
        factor = 1.0 + (light - 1.0) * stencil.cover[..., None]
        for picture in self.pictures:
            picture[stencil.box] *= factor

    def veil(self, stencil: Stencil | None, colour, opacity: float) -> None:
        """Lay a thin colour over both pictures, as rain or mist does; the mask stays."""
        if stencil is None:
            return
        for picture in self.pictures:
            under = picture[stencil.box]
            under += opacity * stencil.cover[..., None] * (np.asarray(colour, np.float32) - under)

    def finish(self) -> tuple[list[np.ndarray], np.ndarray | None]:
        """The pictures (side, side, 3) and the mask (side, side, 1), in [0, 1]; no mask for one domain alone."""
        pictures, rows = [self.frame.reduce(picture) for picture in self.pictures], len(self.mask) // FINER
        if len(pictures) < 2:
            return pictures, None
        mask = self.mask.reshape(rows, FINER, rows, FINER).mean((1, 3), dtype=np.float32)[..., None]
        return pictures, np.clip(mask, 0.0, 1.0)


def blurred(plane: np.ndarray, radius: float) -> np.ndarray:
    """A plane (rows, columns) run twice through a box of about `radius` pixels: nearly a Gaussian."""
    if radius < 0.3:
        return plane
    spread = max(1, round(radius))
    for axis in (0, 1):
        for _ in range(2):
            plane = _box(plane, spread, axis)
    return plane


def _box(plane: np.ndarray, spread: int, axis: int) -> np.ndarray:
    """The mean over 2 spread + 1 pixels along one axis, edges repeated."""
    margins = [(0, 0), (0, 0)]
    margins[axis] = (spread + 1, spread)
    sums = np.cumsum(np.pad(plane, margins, mode="edge"), axis=axis, dtype=np.float32)
    length, width = plane.shape[axis], 2 * spread + 1
    return (sums.take(range(width, width + length), axis) - sums.take(range(length), axis)) / width


def smooth_step(low: float, high: float, value: np.ndarray) -> np.ndarray:
    """0 up to `low`, 1 from `high` on, a smooth rise between."""
    share = np.clip((value - low) / (high - low), 0.0, 1.0)
    return share * share * (3.0 - 2.0 * share)
