"""Worlds: pictures in two domains, rendered from one description of a scene, so that the truth is always known.

`unpaired` gives what a CycleGAN trains on (Zhu et al. 2017, section 3): a set in domain A and a set in domain B, of
which no two pictures show one scene. `pairs` gives what it never has: held-out scenes in both domains, and where they
differ. Sets of different use never share a scene, whatever their seeds.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import numpy as np

from course_lib import checks

SIDES = (64, 256)
USES = ("A", "B", "held out")
MOST = 100_000


@dataclass(frozen=True)
class Pairs:
    """Scenes in both domains: a and b (count, side, side, 3), and mask (count, side, side, 1), all float32 in [0, 1].

    The mask is 1 where the domains differ, 0 where b is a to the last bit, and between at the edges.
    """

    a: np.ndarray
    b: np.ndarray
    mask: np.ndarray


@dataclass(frozen=True)
class Unpaired:
    """Two sets of pictures of different scenes: a (count, side, side, 3) in domain A and b likewise in domain B."""

    a: np.ndarray
    b: np.ndarray


@dataclass(frozen=True)
class World:
    """One world: its name, what its domains are called in captions, and what the mask means.

    Pictures are float32 RGB in [0, 1]. The same count, side and seed give the same bits; the first pictures of a set
    are the same however many there are, and a scene is the same picture at any side.
    """

    name: str
    domains: tuple[str, str]
    changes: str
    _draw: Callable[[np.random.Generator, str], Hashable] = field(repr=False)
    _render: Callable = field(repr=False)

    def pairs(self, count: int, side: int = 64, seed: int = 0, use: str = "held out") -> Pairs:
        """Scenes in both domains, with the mask of what changes: those that are held out, or what pix2pix trains on.

        Arguments: count, 1 to 100,000; side in pixels, 64 to 256; seed, 0 or more; use, "held out", or "A" or "B" for
        the scenes of `unpaired`. Raises SettingError.
        """
        a, b = (self._empty(count, side) for _ in range(2))
        mask = np.empty((count, side, side, 1), np.float32)
        for place, scene in enumerate(self.scenes(count, seed, use)):
            (a[place], b[place]), mask[place] = self.render(scene, side)
        return Pairs(a, b, mask)

    def unpaired(self, count: int, side: int = 64, seed: int = 0) -> Unpaired:
        """Two sets to train on: `count` pictures in A, and `count` others of other scenes in B.

        Arguments: as in `pairs`. Raises SettingError.
        """
        sets = [self._empty(count, side) for _ in range(2)]
        for domain, pictures in enumerate(sets):
            for place, scene in enumerate(self.scenes(count, seed, USES[domain])):
                pictures[place] = self.render(scene, side, (domain,))[0][0]
        return Unpaired(*sets)

    def scenes(self, count: int, seed: int = 0, use: str = "held out") -> list[Hashable]:
        """The descriptions behind a set: those of `pairs`, or for use="A" or "B" those of `unpaired`.

        Raises SettingError.
        """
        checks.whole("count", count, 1, MOST)
        checks.whole("seed", seed, 0, 2**31 - 1)
        use = checks.one_of("use", use, USES)
        # one generator a scene, so that a scene does not depend on how many there are
        keys = ([USES.index(use), seed, place] for place in range(count))
        return [self._draw(np.random.default_rng(key), use) for key in keys]

    def render(
        self, scene, side: int = 64, domains: tuple[int, ...] = (0, 1)
    ) -> tuple[list[np.ndarray], np.ndarray | None]:
        """Paint one description: its pictures (side, side, 3) in these domains, and the mask (side, side, 1) of both.

        Arguments: scene, of `scenes`; domains, 0 for A and 1 for B, in the order wanted. Raises SettingError.
        """
        checks.whole("side", side, *SIDES)
        return self._render(scene, side, domains)

    def _empty(self, count: int, side: int) -> np.ndarray:
        checks.whole("count", count, 1, MOST)
        checks.whole("side", side, *SIDES)
        return np.empty((count, side, side, 3), np.float32)
