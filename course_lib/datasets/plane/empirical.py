"""A distribution that is a handful of points and nothing else: what a small data set is to whoever learns from it."""

import numpy as np

from course_lib import checks
from course_lib.datasets.plane.distribution import WINDOW, Distribution
from course_lib.errors import SettingError


def empirical(points, jitter: float = 0.0, of: Distribution | None = None) -> Distribution:
    """The empirical distribution of points (n, 2): each of them as likely as the others, again and again.

    Arguments: jitter, the standard deviation of noise added to each sample (a kernel density estimate, Parzen 1962);
    0 to 1; of, the distribution that the points were drawn from, where it is known: the modes are its modes, and points
    that nobody has learned from come from it. Raises SettingError.
    """
    checks.number("jitter", jitter, 0, 1)
    try:
        points = np.asarray(points, "float64")
    except (TypeError, ValueError):
        points = np.empty(0)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) == 0 or not np.isfinite(points).all():
        raise SettingError(
            "a data set in the plane is a list of points (x, y), each of two finite numbers; this is none."
        )
    if np.abs(points).max() > 2 * WINDOW:
        raise SettingError(f"a point lies far outside the window, which goes from -{WINDOW} to {WINDOW} both ways.")

    def draw(count, generator):
        chosen = points[generator.integers(len(points), size=count)]
        return chosen + jitter * generator.normal(size=chosen.shape)

    label = f"{len(points)} points" + (f", jittered by {jitter:g}" if jitter else "")
    return Distribution(
        "points",
        label,
        draw,
        None if of is None else of.modes,
        None if of is None else of.spread,
        {"points": points.tolist(), "jitter": float(jitter)},
        of,
    )
