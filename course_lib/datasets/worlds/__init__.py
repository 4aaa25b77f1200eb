"""Worlds in two domains to translate between: a savanna, the seasons, and three artists at work.

    from course_lib.datasets import worlds

    training = worlds.WORLDS["savanna"].unpaired(1000, side=64, seed=0)  # training.a: horses, training.b: zebras
    truth = worlds.WORLDS["savanna"].pairs(50)                           # truth.a, truth.b, truth.mask

Pictures are (count, side, side, 3), float32 in [0, 1].
"""

import numpy as np

from course_lib import checks
from course_lib.datasets.worlds import cartoonist, motifs, painter, pixels, savanna, seasons
from course_lib.datasets.worlds.world import SIDES, Pairs, Unpaired, World


def _scene_of(place):
    """How a scene of the savanna or of the seasons is drawn: alike for every use of it."""
    return lambda rng, _: place.Scene.draw(rng)


def _by_an_artist(artist):
    """How a motif is rendered: as it is in A, and by an artist's hand in B; all of it may change."""

    def render(motif, side, domains=(0, 1)):
        plain = motifs.render(motif, side)
        pictures = [artist(plain, motif.seed) if domain else plain for domain in domains]
        return pictures, np.ones((side, side, 1), np.float32) if len(pictures) == 2 else None

    return render


def _artist(name, works, artist):
    return World(name, ("pictures", works), "the whole picture", motifs.draw, _by_an_artist(artist))


WORLDS: dict[str, World] = {
    each.name: each
    for each in (
        World("savanna", savanna.DOMAINS, "the animals' coats", _scene_of(savanna), savanna.render),
        World("seasons", seasons.DOMAINS, "all but trunks and walls", _scene_of(seasons), seasons.render),
        _artist("painter", "paintings", painter.paint),
        _artist("cartoonist", "cartoons", lambda picture, _: cartoonist.draw(picture)),
        _artist("pixels", "pixel art", lambda picture, _: pixels.draw(picture)),
    )
}


def world(name: str) -> World:
    """A world by its name, one of WORLDS. Raises SettingError."""
    return WORLDS[checks.one_of("world", name, tuple(WORLDS))]


__all__ = ["SIDES", "WORLDS", "Pairs", "Unpaired", "World", "world"]
