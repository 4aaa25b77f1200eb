"""The canvas's geometry: painters work in units of the short side, so one plan gives the same painting at any size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

PLAN_SIDE = 256


@dataclass(frozen=True)
class Frame:
    """A canvas of `rows` x `columns` working pixels, `tall` x `wide` in units of its short side."""

    rows: int
    columns: int
    tall: float
    wide: float
    scale: int = 1

    @classmethod
    def of(cls, height: int, width: int) -> Frame:
        """A working canvas for a painting of (height, width) pixels, finer by a whole factor for smooth edges."""
        short = min(height, width)
        scale = 2 if short > 700 else 3 if short >= 160 else 4
        return cls(height * scale, width * scale, height / short, width / short, scale)

    @property
    def unit(self) -> float:
        """Working pixels in one short side."""
        return self.rows / self.tall

    def plan(self) -> Frame:
        """A small canvas of the same proportions and of a fixed size, where compositions are thought out."""
        return Frame(round(PLAN_SIDE * self.tall), round(PLAN_SIDE * self.wide), self.tall, self.wide)

    def grid(self) -> tuple[np.ndarray, np.ndarray]:
        """x as (1, columns) and y as (rows, 1) at the pixels' centres, in short sides from the upper left."""
        x = (np.arange(self.columns, dtype=np.float32) + 0.5) * (self.wide / self.columns)
        y = (np.arange(self.rows, dtype=np.float32) + 0.5) * (self.tall / self.rows)
        return x[None, :], y[:, None]

    def window(self, x: float, y: float, across: float, down: float | None = None) -> tuple[slice, slice]:
        """The rows and columns within `across` short sides of x and `down` (or as much) of y."""
        spans = []
        for centre, reach, scale in ((y, down or across, self.unit), (x, across, self.columns / self.wide)):
            spans.append(slice(max(0, int((centre - reach) * scale)), max(0, int((centre + reach) * scale) + 1)))
        return tuple(spans)

    def sample(self, field: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Values of a field (rows, columns) or (rows, columns, channels) at points given in short sides."""
        where = np.stack([np.ravel(y) * self.unit - 0.5, np.ravel(x) * self.columns / self.wide - 0.5])
        if field.ndim == 2:
            return ndimage.map_coordinates(field, where, order=1, mode="nearest").reshape(np.shape(x))
        channels = [
            ndimage.map_coordinates(field[..., c], where, order=1, mode="nearest") for c in range(field.shape[2])
        ]
        return np.stack(channels, axis=-1).reshape(*np.shape(x), -1)

    def reduce(self, canvas: np.ndarray) -> np.ndarray:
        """The finished picture: the working canvas averaged over scale x scale pixels, float32 in [0, 1]."""
        s = self.scale
        small = canvas.reshape(self.rows // s, s, self.columns // s, s, 3).mean(axis=(1, 3), dtype=np.float32)
        return np.clip(small, 0.0, 1.0)
