"""How well a GAN in the plane does, in numbers that its losses do not tell: divergences on a grid, and coverage."""

import numpy as np

from course_lib.datasets.plane import Distribution
from course_lib.metrics import plane as metrics


class Measures:
    """Measures generated points against one distribution, whose own histogram is counted once."""

    def __init__(self, distribution: Distribution):
        """Count the distribution's histogram."""
        self._distribution = distribution
        self._truth = metrics.truth(distribution)

    def of(self, points: np.ndarray) -> dict[str, float]:
        """KL(data || generator) and JS in nats on the grid, for points (n, 2); where the distribution has modes also
        "covered", how many are, "of", how many there are, and "good", the share of points near one.
        """
        made = metrics.histogram(points)
        found = {"KL": metrics.kl(self._truth, made), "JS": metrics.js(self._truth, made)}
        coverage = metrics.coverage(points, self._distribution)
        if coverage is not None:
            found |= {"covered": coverage.modes, "of": coverage.of, "good": coverage.good}
        return found
