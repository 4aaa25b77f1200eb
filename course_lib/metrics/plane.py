"""How near a generator's points are to a distribution in the plane: divergences on a grid, and modes covered.

Densities are histograms over the window that is shown, `cells` to a side, their first axis y from below, their second
x from the left; what falls outside counts in the nearest cell. Logarithms are natural: divergences are in nats.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from course_lib.datasets.plane.distribution import WINDOW, Distribution

CELLS = 24
FAR = 4.0
ENOUGH = 0.25
TRUTH_POINTS = 200_000


def histogram(points: np.ndarray, cells: int = CELLS) -> np.ndarray:
    """The share of points (n, 2) in each cell: (cells, cells), its sum 1."""
    places = np.floor((points + WINDOW) / (2 * WINDOW) * cells)
    column, row = np.nan_to_num(places, nan=0, posinf=cells, neginf=0).clip(0, cells - 1).astype(int).T
    counts = np.bincount(row * cells + column, minlength=cells * cells)
    return counts.reshape(cells, cells) / max(1, len(points))


def truth(distribution: Distribution, cells: int = CELLS) -> np.ndarray:
    """The probability of each cell, (cells, cells): exact for a mixture of Gaussians, else from 200,000 points."""
    if distribution.modes is None:
        return histogram(distribution.sample(TRUTH_POINTS), cells)
    edges = np.linspace(-WINDOW, WINDOW, cells + 1)
    edges[[0, -1]] = -np.inf, np.inf
    below = special.ndtr((edges - distribution.modes[:, :, None]) / distribution.spread)  # (modes, axis, edges)
    across, up = np.moveaxis(np.diff(below, axis=-1), 1, 0)
    return np.einsum("mr,mc->rc", up, across) / len(distribution.modes)


def centres(cells: int = CELLS) -> np.ndarray:
    """The middle of each cell, in the order of a histogram's cells: (cells * cells, 2)."""
    middles = (np.arange(cells) + 0.5) * (2 * WINDOW / cells) - WINDOW
    return np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)


def kl(p: np.ndarray, q: np.ndarray) -> float:
    """KL(p || q) = sum p log(p / q), 0 for equal histograms, without bound where q misses what p has.

    So that a number comes out where a few points left a cell empty, both are first mixed with 1 part in 1,000 of the
    uniform histogram.
    """
    p, q = (0.999 * histogram + 0.001 / histogram.size for histogram in (p, q))
    return float((p * np.log(p / q)).sum())


def js(p: np.ndarray, q: np.ndarray) -> float:
    """JS(p, q) = (KL(p || m) + KL(q || m)) / 2 with m = (p + q) / 2: 0 if equal, log 2 if disjoint."""
    both = p + q  # not halved: half of the smallest number there is would be 0
    return float((_relative(2 * p, both) + _relative(2 * q, both)) / 4)


def best_discriminator(p_data: np.ndarray, p_generator: np.ndarray) -> np.ndarray:
    """D* = p_data / (p_data + p_generator) (Goodfellow 2014, eq. 2); 1/2 where neither has anything."""
    both = p_data + p_generator
    return np.where(both > 0, p_data / np.where(both > 0, both, 1.0), 0.5)


def value(discriminator: np.ndarray, p_data: np.ndarray, p_generator: np.ndarray) -> float:
    """V(D, G) = sum p_data log D + sum p_generator log(1 - D) (Goodfellow 2014, eq. 1), for D in [0, 1] on the grid.

    At D* it is -log 4 + 2 JS(p_data, p_generator) (Theorem 1). A cell that holds nothing counts nothing.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        real = np.where(p_data > 0, p_data * np.log(discriminator), 0.0)
        fake = np.where(p_generator > 0, p_generator * np.log1p(-discriminator), 0.0)
    return float(real.sum() + fake.sum())


@dataclass(frozen=True)
class Coverage:
    """Of how many modes the generator makes enough points, and which share of all its points lies near one.

    modes and of: covered, and there are; good: the share of points near a mode; shares: of all points, near each;
    unit: what they are called.
    """

    modes: int
    of: int
    good: float
    shares: np.ndarray
    unit: str = "modes"

    def __str__(self) -> str:
        """One line for a status or a table."""
        return f"{self.modes} of {self.of} {self.unit}, {self.good:.0%} of the points near one"


def coverage(points: np.ndarray, distribution: Distribution) -> Coverage | None:
    """Which modes the points (n, 2) cover; None where the distribution has none.

    A point counts for the mode nearest to it if it lies within 4 spreads of it; a mode is covered if it has at least
    a quarter of the share that it has in the distribution.
    """
    if distribution.modes is None:
        return None
    distances = np.linalg.norm(points[:, None] - distribution.modes[None], axis=-1)
    nearest = distances.argmin(axis=1)
    near = distances.min(axis=1) <= FAR * distribution.spread
    of = len(distribution.modes)
    shares = np.bincount(nearest[near], minlength=of) / max(1, len(points))
    return Coverage(int((shares >= ENOUGH / of).sum()), of, float(near.mean()), shares)


def _relative(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(p > 0, p * np.log(p / q), 0.0).sum()
