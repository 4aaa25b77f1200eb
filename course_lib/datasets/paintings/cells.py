"""Pictures made of pieces (glass, stones, facets): numbering the pieces, their borders, and one value for each."""

from __future__ import annotations

import numpy as np
from scipy import ndimage, spatial

from course_lib.datasets.paintings.frame import Frame


def number(*keys: np.ndarray) -> np.ndarray:
    """Pieces numbered 0, 1, ...: pixels belong together where all whole-number keys agree."""
    code = np.zeros(np.broadcast_shapes(*(k.shape for k in keys)), np.int64)
    for key in keys:
        low = int(key.min())
        code = code * (int(key.max()) - low + 1) + (key - low)
    return np.unique(code, return_inverse=True)[1].reshape(code.shape)


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
    """The mean colour of each piece: (n, 3) for pieces (rows, columns) and colours (rows, columns, 3)."""
    count = np.maximum(np.bincount(pieces.ravel()), 1)
    sums = [np.bincount(pieces.ravel(), weights=colour[..., c].ravel()) for c in range(3)]
    return (np.stack(sums, axis=1) / count[:, None]).astype(np.float32)
