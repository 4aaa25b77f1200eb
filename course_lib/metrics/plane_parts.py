"""How much of a distribution without modes a generator covers: it is cut into parts, and they are counted."""

from dataclasses import dataclass

import numpy as np
from scipy.cluster.vq import kmeans2

from course_lib.datasets.plane.distribution import Distribution
from course_lib.metrics.plane import ENOUGH, Coverage

PARTS = 20
POINTS = 4000
INSIDE = 0.99


@dataclass(frozen=True)
class Parts:
    """The parts of a distribution: centres (m, 2), the share of its points that is nearest to each (m,), and reach, the
    distance to the nearest centre that 99 % of its points do not exceed.
    """

    centres: np.ndarray
    shares: np.ndarray
    reach: float


def parts(distribution: Distribution, count: int = PARTS) -> Parts:
    """Cut a distribution into `count` parts around the centres that k-means finds (Lloyd 1982), always the same ones.

    A distribution of fewer different points than that has a part for each.
    """
    points = distribution.sample(POINTS, seed=0)
    different = np.unique(points, axis=0)
    if len(different) <= count:
        centres = different
    else:
        centres, _ = kmeans2(points, count, minit="++", seed=0)
    distances = _distances(points, centres)
    shares = np.bincount(distances.argmin(axis=1), minlength=len(centres)) / len(points)
    return Parts(centres, shares, float(np.quantile(distances.min(axis=1), INSIDE)) + 1e-6)


def coverage(points: np.ndarray, of: Parts) -> Coverage:
    """Which parts the points (n, 2) cover: those that have at least a quarter of the share that the data have there.

    A point counts for the part whose centre is nearest, if it is within reach.
    """
    distances = _distances(points, of.centres)
    near = distances.min(axis=1) <= of.reach
    shares = np.bincount(distances.argmin(axis=1)[near], minlength=len(of.centres)) / max(1, len(points))
    covered = int((shares >= ENOUGH * of.shares).sum())
    return Coverage(covered, len(of.centres), float(near.mean()), shares, "parts")


def _distances(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    return np.linalg.norm(points[:, None] - centres[None], axis=-1)
