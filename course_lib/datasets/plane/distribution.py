"""A distribution in the plane: something to sample from, and what is known of its modes."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from course_lib import checks

WINDOW = 1.25  # what is shown: from -WINDOW to WINDOW both ways; the distributions lie within -1 to 1

LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True, eq=False)
class Distribution:
    """Points (x, y), nearly all of them from -1 to 1 both ways.

    Attributes: name, as in settings; label, as shown; draw, from a count and a numpy generator to points (count, 2);
    modes, their centres (m, 2) and spread, the standard deviation of each, where there are modes, else None;
    origin, what `plane.from_dict` makes the distribution from again; drawn_from, for a small data set the distribution
    that its points came from, where that is known.
    """

    name: str
    label: str
    draw: Callable[[int, np.random.Generator], np.ndarray] = field(repr=False)
    modes: np.ndarray | None = field(default=None, repr=False)
    spread: float | None = None
    origin: dict = field(default_factory=dict, repr=False)
    drawn_from: "Distribution | None" = field(default=None, repr=False)

    def sample(self, count: int, seed: int = 0) -> np.ndarray:
        """`count` points, (count, 2) float32; the same count and seed give the same points.

        Raises SettingError for no points, or a seed that is no whole number of at least 0.
        """
        checks.whole("the number of points", count, 1, 10_000_000)
        checks.whole("the seed", seed, 0, LARGEST_SEED)
        return self.draw(count, np.random.default_rng(seed)).astype("float32")

    def as_dict(self) -> dict:
        """Plain JSON values, from which `plane.from_dict` makes the distribution again."""
        return {"name": self.name, **self.origin}


def mixture(name: str, label: str, modes, spread: float) -> Distribution:
    """Gaussians of one spread around modes (m, 2), each as likely as the others."""
    modes = np.asarray(modes, "float64")

    def draw(count, generator):
        chosen = generator.integers(len(modes), size=count)
        return modes[chosen] + spread * generator.normal(size=(count, 2))

    return Distribution(name, label, draw, modes, spread)
