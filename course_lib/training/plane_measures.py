"""How well a GAN in the plane does, in numbers that its losses do not tell: divergences on a grid, and coverage."""

import numpy as np

from course_lib.datasets.plane import Distribution
from course_lib.metrics import plane as metrics
from course_lib.metrics import plane_parts


class Measures:
    """Measures generated points against one distribution, whose own histogram is counted once."""

    def __init__(self, distribution: Distribution):
        """Count the distribution's histogram, and cut it into parts where it has no modes."""
        self._distribution = distribution
        self._truth = metrics.truth(distribution)
        self._parts = plane_parts.parts(distribution) if distribution.modes is None else None

    def of(self, points: np.ndarray) -> dict[str, float | str]:
        """KL(data || generator) and JS in nats on the grid, for points (n, 2); "covered", how many modes are, "of", how
        many there are, "good", the share of points near one, and "unit", "modes" or, where there are none, "parts".
        """
        made = metrics.histogram(points)
        found = {"KL": metrics.kl(self._truth, made), "JS": metrics.js(self._truth, made)}
        coverage = (
            metrics.coverage(points, self._distribution)
            if self._parts is None
            else plane_parts.coverage(points, self._parts)
        )
        return found | {
            "covered": coverage.modes,
            "of": coverage.of,
            "good": coverage.good,
            "unit": coverage.unit,
        }
