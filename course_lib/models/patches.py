"""The layers of a style swap, in numpy: a painting's patches as the filters of a convolution, winner-take-all over its
channels, and a transposed convolution that pastes the winners (Chen and Schmidt 2016, "Fast Patch-based Style Transfer
of Arbitrary Style", section 3)."""

from typing import NamedTuple

import numpy as np

_CHUNK = 512  # queries compared at a time: the table of distances stays small
_SAMPLE = 1024  # queries that decide which keys are seldom used


class Projection(NamedTuple):
    """A convolution's filters (length, count), length = size * size * channels, and the mean patch (length,)."""

    filters: np.ndarray
    mean: np.ndarray

    def __call__(self, patches: np.ndarray) -> np.ndarray:
        """Answers (n, count) of the filters to patches (n, length)."""
        return patches @ self.filters - self.mean @ self.filters


class Descriptors(NamedTuple):
    """What patches are compared by: their look (n, a), and the guide (n, b) that says where they belong."""

    look: np.ndarray
    guide: np.ndarray


def im2col(picture: np.ndarray, size: int, stride: int = 1) -> np.ndarray:
    """Unfold (h, w, channels) into patches (rows, columns, size * size * channels), as every convolution does."""
    windows = np.lib.stride_tricks.sliding_window_view(picture, (size, size), axis=(0, 1))[::stride, ::stride]
    return np.moveaxis(windows, 2, -1).reshape(*windows.shape[:2], -1)


def principal_components(patches: np.ndarray, count: int, whitening: float = 0.0) -> Projection:
    """The `count` directions in which patches (n, length) vary most, as a convolution's filters.

    `whitening` evens out their answers, keeping the sum of the variances: 0 leaves these as they are, v, at 1 they
    are all alike, between that v^(1 - whitening).
    """
    mean = patches.mean(axis=0)
    covariance = (patches - mean).T @ (patches - mean) / len(patches)
    values, vectors = np.linalg.eigh(covariance.astype(np.float64))
    values, vectors = np.maximum(values[::-1][:count], 1e-9), vectors[:, ::-1][:, :count]
    evened = values ** (1.0 - whitening)
    filters = vectors * np.sqrt(evened / evened.sum() * values.sum() / values)
    return Projection(filters.astype(np.float32), mean)


def winner_take_all(
    queries: Descriptors, keys: Descriptors, trust: np.ndarray, modesty: float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """For each query i of n the key j of m that is nearest, where keys that are near to no query count as nearer.

        d_ij = |look_i - look_j|^2 + trust_i |guide_i - guide_j|^2
        winner_i = argmin_j d_ij / (modesty + min_i d_ij)

    The division draws in keys that would never win, so that the whole painting is used (Granot et al. 2022, "Drop the
    GAN", equation 2); the minimum is taken over 1,024 queries drawn at random. Multiplied out, d is one matrix product:
    a convolution with a 1x1 kernel, whose channels are the painting's patches.

    Returns the winners (n,) and their d (n,).
    """
    trust = trust[:, np.newaxis].astype(np.float32)
    length = _squares(queries.look) + trust * _squares(queries.guide)
    inputs = np.concatenate([queries.look, trust * queries.guide, length, np.ones_like(length), trust], axis=1)
    ones = np.ones_like(keys.look[:, :1])
    kernel = [-2.0 * keys.look, -2.0 * keys.guide, ones, _squares(keys.look), _squares(keys.guide)]
    kernel = np.concatenate(kernel, axis=1).T
    heard = inputs[rng.permutation(len(inputs))[:_SAMPLE]]
    own_best = np.min([(chunk @ kernel).min(axis=0) for chunk in _chunks(heard)], axis=0)
    kernel = np.ascontiguousarray(kernel / (modesty + np.maximum(own_best, 0.0)), dtype=np.float32)
    winners = np.concatenate([(chunk @ kernel).argmin(axis=1) for chunk in _chunks(inputs)])
    look, guide = queries.look - keys.look[winners], queries.guide - keys.guide[winners]
    return winners, (_squares(look) + trust * _squares(guide))[:, 0]


def _squares(rows: np.ndarray) -> np.ndarray:
    """Squared lengths (n, 1) of rows (n, d)."""
    return np.einsum("nd,nd->n", rows, rows)[:, np.newaxis]


def _chunks(rows: np.ndarray) -> list[np.ndarray]:
    """Cut rows (n, d) into pieces of at most _CHUNK."""
    return [rows[i : i + _CHUNK] for i in range(0, len(rows), _CHUNK)]


def transposed_convolution(patches: np.ndarray, weights: np.ndarray, window: np.ndarray, stride: int) -> np.ndarray:
    """Paste patches every `stride` pixels; where they overlap they vote, by their weight and by the window.

    Arguments:
        patches: (rows, columns, size * size * channels).
        weights: of the patches, (rows, columns), positive.
        window: of a patch's pixels, (size, size), positive.

    Returns a picture ((rows - 1) * stride + size, (columns - 1) * stride + size, channels).
    """
    (rows, columns), size = weights.shape, len(window)
    patches = patches.reshape(rows, columns, size, size, -1)
    height, width = (rows - 1) * stride + size, (columns - 1) * stride + size
    votes = np.zeros((height, width, patches.shape[-1]), np.float32)
    total = np.zeros((height, width, 1), np.float32)
    for i in range(size):
        for j in range(size):
            place = np.s_[i : height - size + i + 1 : stride, j : width - size + j + 1 : stride]
            share = (weights * window[i, j])[:, :, np.newaxis]
            votes[place] += share * patches[:, :, i, j]
            total[place] += share
    return votes / total
