"""Measures made of nearest neighbours: precision and recall, density and coverage, and the nearest training samples."""

from dataclasses import dataclass

import numpy as np

from course_lib import checks
from course_lib.errors import SettingError
from course_lib.metrics.samples import checked, squared_distances


@dataclass(frozen=True)
class PrecisionRecall:
    """precision: the share of fakes that lie among the real samples; recall: of real samples among the fakes."""

    precision: float
    recall: float
    k: int

    def __str__(self) -> str:
        """One line for a table."""
        return f"precision {self.precision:.2f}, recall {self.recall:.2f} (k = {self.k})"


@dataclass(frozen=True)
class DensityCoverage:
    """density: real balls that a fake lies in, over k, 1 for new samples; coverage: real balls that hold a fake."""

    density: float
    coverage: float
    k: int

    def __str__(self) -> str:
        """One line for a table."""
        return f"density {self.density:.2f}, coverage {self.coverage:.2f} (k = {self.k})"


@dataclass(frozen=True)
class Nearest:
    """Of each sample: the places (n, k) of its nearest training samples, and their distances (n, k), nearest first."""

    places: np.ndarray
    distances: np.ndarray


def precision_recall(real: np.ndarray, fake: np.ndarray, k: int = 3) -> PrecisionRecall:
    """Improved precision and recall of fake (m, d) against real (n, d) (Kynkaanniemi 2019, equations 1 and 2).

    A set's manifold is the union of balls around its samples, each as wide as the distance to its k-th neighbour in the
    set. Precision: the share of fakes in the real manifold; recall: of real samples in the fakes'. Both 0 to 1.
    Raises SettingError for bad sets, or a k that is not from 1 to one less than the smaller set.
    """
    real, fake = _sets(real, fake, k)
    between = squared_distances(real, fake)
    precise = (between <= _radii(real, k)[:, None]).any(axis=0).mean()
    recalled = (between <= _radii(fake, k)[None, :]).any(axis=1).mean()
    return PrecisionRecall(float(precise), float(recalled), k)


def density_coverage(real: np.ndarray, fake: np.ndarray, k: int = 5) -> DensityCoverage:
    """Density and coverage of fake (m, d) against real (n, d) (Naeem 2020, equations 3 and 4).

    Only the real samples have balls. Density: the mean number of balls that a fake lies in, over k, 0 or larger and 1
    for new real samples; coverage: the share of balls that hold a fake, 0 to 1. Raises SettingError as above.
    """
    real, fake = _sets(real, fake, k)
    inside = squared_distances(real, fake) <= _radii(real, k)[:, None]
    return DensityCoverage(float(inside.sum(axis=0).mean() / k), float(inside.any(axis=1).mean()), k)


def expected_coverage(real: int, fake: int, k: int = 5) -> float:
    """The coverage that new samples of the very same distribution have on average (Naeem 2020, section 3.3).

    1 - product over i = 1..k of (n - i) / (n + m - i) for n real and m fake samples, whatever the distribution: of the
    n + m - 1 others around a real sample, none of the k nearest is a fake. Raises SettingError for bad counts.
    """
    checks.whole("real", real, 2, 10**9)
    checks.whole("fake", fake, 1, 10**9)
    checks.whole("k", k, 1, real - 1)
    i = np.arange(1, k + 1)
    return float(1 - np.prod((real - i) / (real + fake - i)))


def nearest(samples: np.ndarray, training: np.ndarray, k: int = 1) -> Nearest:
    """The k nearest of training (m, d) to each of samples (n, d), by Euclidean distance; ties in the training's order.

    Raises SettingError for bad sets, or a k that is not from 1 to m.
    """
    samples, training = checked(samples, training, least=1)
    checks.whole("k", k, 1, len(training))
    squares = squared_distances(samples, training)
    places = np.argsort(squares, axis=1, kind="stable")[:, :k]
    return Nearest(places, np.sqrt(np.take_along_axis(squares, places, axis=1)))


def _sets(real: np.ndarray, fake: np.ndarray, k: int) -> list[np.ndarray]:
    sets = checked(real, fake)
    most = min(map(len, sets)) - 1
    if isinstance(k, bool) or not isinstance(k, int) or not 1 <= k <= most:
        raise SettingError(f"k is a whole number from 1 to {most}, one less than the smaller set has; not {k!r}.")
    return sets


def _radii(samples: np.ndarray, k: int) -> np.ndarray:
    """The squared distance from each of samples (n, d) to its k-th neighbour among the others: (n,)."""
    squares = squared_distances(samples, samples)
    np.fill_diagonal(squares, np.inf)
    return np.partition(squares, k - 1, axis=1)[:, k - 1]
