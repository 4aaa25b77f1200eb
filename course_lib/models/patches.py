"""The layers of a style swap, in numpy: patches of a picture as the filters of a convolution, winner-take-all over its
channels, and a transposed convolution that pastes the winners (Chen and Schmidt 2016, "Fast Patch-based Style Transfer
of Arbitrary Style", section 3).

A `grid` is a pair of arrays: the rows and the columns (pixels) of the patches' top left corners.
"""

from typing import NamedTuple

import numpy as np

Grid = tuple[np.ndarray, np.ndarray]

_CHUNK = 512  # queries compared at a time: the table of distances stays in the processor's cache and in memory


class Projection(NamedTuple):
    """Principal components of patches: filters (size * size * channels, count) and the mean patch to take off."""

    filters: np.ndarray
    mean: np.ndarray

    def __call__(self, patches: np.ndarray) -> np.ndarray:
        """Convolve: the answers (n, count) of the filters to patches (n, size * size * channels)."""
        return (patches - self.mean) @ self.filters


def shifted_grid(shape: tuple[int, int], size: int, stride: int, rng: np.random.Generator) -> Grid:
    """A grid of corners every `stride` pixels, shifted at random, with the picture's borders always covered."""

    def corners(length: int) -> np.ndarray:
        inner = np.arange(rng.integers(stride), length - size + 1, stride)
        return np.union1d(inner, [0, length - size])

    return corners(shape[0]), corners(shape[1])


def patches_at(picture: np.ndarray, grid: Grid, size: int) -> np.ndarray:
    """The patches of a picture (h, w) or (h, w, channels) on a grid, flat: (rows * columns, size * size * channels)."""
    rows, columns = grid
    windows = np.lib.stride_tricks.sliding_window_view(picture, (size, size), axis=(0, 1))
    if picture.ndim == 3:
        windows = np.moveaxis(windows, 2, -1)
    return windows[rows[:, np.newaxis], columns].reshape(len(rows) * len(columns), -1)


def some_patches(picture: np.ndarray, size: int, most: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Corners (rows, columns) of all patches of a picture, or of `most` drawn at random where there are more."""
    height, width = picture.shape[0] - size + 1, picture.shape[1] - size + 1
    chosen = np.sort(rng.permutation(height * width)[:most])
    return np.divmod(chosen, width)


def principal_components(patches: np.ndarray, count: int) -> Projection:
    """The `count` directions in which patches (n, length) vary most: the filters of a convolution."""
    mean = patches.mean(axis=0)
    centred = patches - mean
    covariance = (centred.T @ centred / len(patches)).astype(np.float64)
    _, vectors = np.linalg.eigh(covariance)
    return Projection(vectors[:, ::-1][:, :count].astype(np.float32), mean)


def winner_take_all(
    queries: np.ndarray, keys: np.ndarray, modesty: float, rng: np.random.Generator, sample: int = 1024
) -> tuple[np.ndarray, np.ndarray]:
    """For each query (n, d) the key (m, d) that is nearest, counting keys that no query is near to as nearer.

    Key j wins query i where |q_i - k_j|^2 / (modesty + min_i |q_i - k_j|^2) is least (Granot et al. 2022, "Drop the
    GAN", equation 2): keys seldom near to anything are drawn in, so the whole palette is used. The minimum over i is
    taken over `sample` queries drawn at random. As one matrix product it is a 1x1 convolution of (q, |q|^2, 1).

    Returns the winners' numbers (n,) and their squared distances (n,).
    """
    lengths = np.einsum("md,md->m", keys, keys)
    bank = np.concatenate([-2.0 * keys, np.ones_like(keys[:, :1]), lengths[:, np.newaxis]], axis=1).T
    squares = np.einsum("nd,nd->n", queries, queries)[:, np.newaxis]
    inputs = np.concatenate([queries, squares, np.ones_like(squares)], axis=1)

    heard = inputs[rng.permutation(len(inputs))[:sample]]
    own_best = np.min([(chunk @ bank).min(axis=0) for chunk in _chunks(heard)], axis=0)
    bank = np.ascontiguousarray(bank / (modesty + np.maximum(own_best, 0.0)), dtype=np.float32)
    winners = np.concatenate([(chunk @ bank).argmin(axis=1) for chunk in _chunks(inputs)])
    difference = queries - keys[winners]
    return winners, np.einsum("nd,nd->n", difference, difference)


def _chunks(rows: np.ndarray) -> list[np.ndarray]:
    """Cut rows (n, d) into pieces of at most _CHUNK."""
    return [rows[i : i + _CHUNK] for i in range(0, len(rows), _CHUNK)]


def transposed_convolution(
    patches: np.ndarray, weights: np.ndarray, grid: Grid, size: int, shape: tuple[int, int]
) -> np.ndarray:
    """Paste weighted patches and divide by the sum of the weights: where patches overlap, they vote.

    Arguments:
        patches: (rows * columns, size * size * 3), one for each corner of `grid`.
        weights: (rows * columns,), positive.
        shape: height and width of the picture, which the grid must cover.

    Returns a picture (height, width, 3).
    """
    rows, columns = grid
    patches = patches.reshape(len(rows), len(columns), size, size, 3)
    weights = weights.reshape(len(rows), len(columns), 1)
    votes, total = np.zeros((*shape, 3), np.float32), np.zeros((*shape, 1), np.float32)
    for i in range(size):
        for j in range(size):
            place = np.ix_(rows + i, columns + j)
            votes[place] += weights * patches[:, :, i, j]
            total[place] += weights
    return votes / total
