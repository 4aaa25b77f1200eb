"""The Frechet distance: two sets of samples compared by their means and covariances alone.

On features of an Inception network it is what papers call FID. Numbers from other features, other sample counts or
other ways to shrink pictures are other numbers: compare only what was measured in one way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from course_lib.errors import SettingError
from course_lib.metrics.samples import checked

SLACK = 1e-8  # of the largest entry: how far a covariance may be from its transpose, or below 0


def frechet_distance(a: np.ndarray, b: np.ndarray) -> float:
    """|m_a - m_b|^2 + Tr(S_a + S_b - 2 (S_a S_b)^(1/2)) of two sets (n, d) and (m, d) (Heusel 2017, equation 6).

    m and S are the sets' means and covariances (over n - 1). In squared units of the features, 0 or larger. It grows
    with small n and m (Binkowski 2018, section 4): even two halves of one set are apart. Rank does not matter: n may
    be smaller than d. Raises SettingError for what is no such set of two samples or more.
    """
    a, b = checked(a, b)
    return _distance(a.mean(axis=0), _factor(a), b.mean(axis=0), _factor(b))


def gaussian_frechet(mean_a: np.ndarray, cov_a: np.ndarray, mean_b: np.ndarray, cov_b: np.ndarray) -> float:
    """The Frechet distance of two Gaussians with means (d,) and covariances (d, d) (Dowson and Landau 1982).

    It is the squared Wasserstein-2 distance between them. Raises SettingError where the shapes do not fit together, or
    a matrix is no covariance.
    """
    means = checked(np.atleast_2d(mean_a), np.atleast_2d(mean_b), least=1)
    if any(mean.shape[0] != 1 for mean in means):
        raise SettingError(f"A mean is an array (d,), not {np.shape(mean_a)} and {np.shape(mean_b)}.")
    width = means[0].shape[1]
    return _distance(means[0][0], _root(cov_a, width), means[1][0], _root(cov_b, width))


@dataclass(frozen=True)
class Extrapolation:
    """Frechet distances at several sample counts, and the straight line over 1/N through them.

    value: where the line meets 1/N = 0; slope: of the line, so that a distance at N is about value + slope / N;
    sizes and distances: what it was fitted to, (s,) each.
    """

    value: float
    slope: float
    sizes: np.ndarray
    distances: np.ndarray

    def __str__(self) -> str:
        """One line for a table."""
        return f"{self.value:.3g} for endless samples (about {self.value:.3g} + {self.slope:.3g}/N)"


def frechet_at_infinity(
    a: np.ndarray, b: np.ndarray, sizes: Sequence[int] | None = None, repeats: int = 20, seed: int = 0
) -> Extrapolation:
    """The Frechet distance that endless samples would have, from a line over 1/N (Chong and Forsyth 2020, section 3).

    At each of `sizes` (from a fifth of the smaller set to half of it where None) N samples of each set are drawn
    `repeats` times. Other than in the paper, both sets shrink, so that the bias of both is taken off.
    Raises SettingError for bad sets, fewer than two sizes, or a size outside 2 to the smaller set.
    """
    a, b = checked(a, b)
    most = min(len(a), len(b))
    sizes = np.linspace(most / 5, most / 2, 6).astype(int) if sizes is None else np.asarray(sizes)
    if sizes.ndim != 1 or sizes.dtype.kind not in "iu" or len(set(sizes.tolist())) < 2:
        raise SettingError(f"sizes are two different whole numbers or more, not {sizes.tolist()}.")
    if sizes.min() < 2 or sizes.max() > most:
        raise SettingError(f"sizes go from 2 to {most}, the smaller set, not to {sizes.min()} or {sizes.max()}.")
    rng = np.random.default_rng(seed)
    distances = np.array([np.mean([_drawn(a, b, size, rng) for _ in range(repeats)]) for size in sizes])
    slope, value = np.polyfit(1 / sizes, distances, 1, w=np.sqrt(sizes))  # the variance falls like 1/N
    return Extrapolation(float(value), float(slope), sizes, distances)


def _drawn(a: np.ndarray, b: np.ndarray, size: int, rng: np.random.Generator) -> float:
    return frechet_distance(*(samples[rng.choice(len(samples), size, replace=False)] for samples in (a, b)))


def _distance(mean_a: np.ndarray, factor_a: np.ndarray, mean_b: np.ndarray, factor_b: np.ndarray) -> float:
    """From means (d,) and factors R (k, d) with S = R'R.

    The trace of (S_a S_b)^(1/2) is the sum of the singular values of R_a R_b': no root of a matrix is taken, whose
    rounding errors a covariance of low rank would blow up.
    """
    shared = np.linalg.svd(factor_a @ factor_b.T, compute_uv=False).sum()
    spread = (factor_a**2).sum() + (factor_b**2).sum() - 2 * shared
    return float(max(0.0, ((mean_a - mean_b) ** 2).sum() + spread))


def _factor(samples: np.ndarray) -> np.ndarray:
    centred = (samples - samples.mean(axis=0)) / np.sqrt(len(samples) - 1)
    return np.linalg.qr(centred, mode="r")


def _root(covariance: np.ndarray, width: int) -> np.ndarray:
    [matrix] = checked(np.atleast_2d(covariance), least=1)
    if matrix.shape != (width, width):
        raise SettingError(f"A covariance for means of {width} numbers is {(width, width)}, not {matrix.shape}.")
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    slack = SLACK * max(np.abs(matrix).max(), 1e-300)
    if np.abs(matrix - matrix.T).max() > slack or values[0] < -slack:
        raise SettingError("A covariance is symmetric and has no negative eigenvalue; this matrix is none.")
    return np.sqrt(np.clip(values, 0, None))[:, None] * vectors.T
