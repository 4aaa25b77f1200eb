"""Pictures made of pieces (glass, stones, facets): numbering the pieces, their borders, and one value for each."""

from __future__ import annotations

import numpy as np
from scipy import ndimage, spatial

from course_lib.datasets.paintings.frame import Frame

PIECES = 2**16


def number(*keys: np.ndarray) -> np.ndarray:
    """Pieces numbered below `PIECES`: pixels belong together where all whole-number keys agree.

    A piece's number depends on its keys alone, so a table of `PIECES` random values gives it the same one at any size.
    Two pieces may share a number; they hardly ever touch.
    """
    code = np.zeros(np.broadcast_shapes(*(k.shape for k in keys)), np.int64)
    for key in keys:
        code = code * 1_000_003 + key
    return (code ^ (code >> 16)) % PIECES


def voronoi(frame: Frame, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The nearest of the points at each pixel: (rows, columns) of their indices."""
    gx, gy = np.broadcast_arrays(*frame.grid())
    return (
        spatial.cKDTree(np.column_stack([x, y])).query(np.column_stack([gx.ravel(), gy.ravel()]))[1].reshape(gx.shape)
    )


def inside(frame: Frame, pieces: np.ndarray) -> np.ndarray:
    """The distance of each pixel to the border of its piece, in short sides."""
    border = np.zeros(pieces.shape, bool)
    border[:, 1:] |= pieces[:, 1:] != pieces[:, :-1]
    border[1:] |= pieces[1:] != pieces[:-1]
    return (ndimage.distance_transform_edt(~border) / frame.unit).astype(np.float32)


def means(pieces: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """The mean colour of each piece: (PIECES, 3) for pieces (rows, columns) and colours (rows, columns, 3)."""
    count = np.maximum(np.bincount(pieces.ravel(), minlength=PIECES), 1)
    sums = [np.bincount(pieces.ravel(), weights=colour[..., c].ravel(), minlength=PIECES) for c in range(3)]
    return (np.stack(sums, axis=1) / count[:, None]).astype(np.float32)
