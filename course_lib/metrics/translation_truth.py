"""What is left to do: how far a translation is from the truth, as a share of how far doing nothing is."""

from dataclasses import dataclass

import numpy as np

from course_lib import checks
from course_lib.datasets.worlds import Pairs, world
from course_lib.metrics import translation

MEASURES = ("coat distance", "1 - SSIM")
# where the truth can be known to the pixel, pixels are compared
BY_PIXEL = ("seasons",)


@dataclass(frozen=True)
class Truth:
    """Held-out scenes in both domains, and the measure that fits them.

    Attributes: pairs; measure, one of MEASURES.
    """

    pairs: Pairs
    measure: str = MEASURES[0]

    def __post_init__(self):
        """SettingError for an unknown measure."""
        checks.one_of("measure", self.measure, MEASURES)

    @classmethod
    def of(cls, name: str, count: int = 8, side: int = 64, seed: int = 0) -> "Truth":
        """The truth of a world: `count` of its held-out scenes. SettingError."""
        return cls(world(name).pairs(count, side, seed), MEASURES[name in BY_PIXEL])

    def left(self, fake_b: np.ndarray, fake_a: np.ndarray) -> dict[str, float]:
        """What is left of the way from A to B, and of the way back: 1 for pictures untouched, 0 for the truth.

        Arguments: fake_b, pairs.a translated; fake_a, pairs.b translated; both (count, side, side, 3) in [0, 1].
        """
        return {"left to B": self.left_to_b(fake_b), "left to A": self.left_to_a(fake_a)}

    def left_to_b(self, fake_b: np.ndarray) -> float:
        """What is left of the way from A to B."""
        return self.distance(fake_b, self.pairs.b) / self.distance(self.pairs.a, self.pairs.b)

    def left_to_a(self, fake_a: np.ndarray) -> float:
        """What is left of the way from B to A."""
        return self.distance(fake_a, self.pairs.a) / self.distance(self.pairs.b, self.pairs.a)

    def distance(self, pictures: np.ndarray, truth: np.ndarray) -> float:
        """The measure itself; 0 for the truth."""
        if self.measure == MEASURES[1]:
            return 1.0 - translation.ssim(pictures, truth)
        return translation.coat_distance(pictures, truth, self.pairs.mask)
