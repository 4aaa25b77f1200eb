"""The savanna and the seasons: what is varied, and that coats and seasons are what they are called."""

import numpy as np
import pytest

from course_lib.datasets.worlds import WORLDS, savanna, seasons
from course_lib.datasets.worlds.animal import COATS

SAVANNA, SEASONS = WORLDS["savanna"].scenes(400), WORLDS["seasons"].scenes(400)


def test_the_savanna_varies_in_all_that_it_promises():
    nearest = [scene.animals[-1] for scene in SAVANNA]
    assert {scene.sky for scene in SAVANNA} == set(savanna.SKIES)
    assert {scene.ground for scene in SAVANNA} == set(savanna.GROUNDS)
    assert {len(scene.animals) for scene in SAVANNA} == {1, 2}
    assert {one.coat for one in nearest} == set(range(len(COATS)))
    assert {one.facing for one in nearest} == {-1, 1}
    assert {one.neck > 0 for one in nearest} == {True, False}  # looking and grazing
    assert any(scene.rain for scene in SAVANNA)
    assert any(scene.sun for scene in SAVANNA)
    assert np.std([one.size for one in nearest]) > 0.02


def test_the_seasons_vary_in_all_that_they_promise():
    kinds = {tree.kind for scene in SEASONS for tree in scene.trees}
    assert kinds == {"broad", "conifer"}
    for part in ("lake", "houses", "mountains"):
        share = np.mean([bool(getattr(scene, part)) for scene in SEASONS])
        assert 0.2 < share < 0.8, part


def test_a_zebra_is_black_and_white_and_a_horse_of_one_colour():
    made = WORLDS["savanna"].pairs(12, 128, seed=1)
    for horse, zebra, mask in zip(made.a, made.b, made.mask[..., 0] == 1, strict=True):
        plain, striped = horse[mask], zebra[mask]
        assert striped.mean(-1).std() > 1.5 * plain.mean(-1).std()
        assert (striped.max(-1) - striped.min(-1)).mean() < 0.1  # no hue
        dark = (striped.mean(-1) < 0.4).mean()
        assert 0.25 < dark < 0.75


def test_stripes_run_across_the_body():
    # along a standing animal's back brightness changes many times, from back to belly hardly
    scene = next(s for s in SAVANNA if len(s.animals) == 1 and s.animals[0].neck > 0 and not s.rain)
    (_, zebra), mask = WORLDS["savanna"].render(scene, 256)
    one = scene.animals[0]
    light = np.where(mask[..., 0] == 1, zebra.mean(-1), np.nan)
    row = int(256 * (one.y - 0.75 * one.size))
    left, right = (int(256 * (one.x + way * 0.28 * one.size)) for way in (-1, 1))
    along = light[row, left:right]
    assert np.nansum(np.abs(np.diff(along > 0.5))) >= 6
    down = light[row - int(20 * one.size) : row + int(20 * one.size), left:right]
    assert np.nanmean(np.abs(np.diff(along))) > 1.5 * np.nanmean(np.abs(np.diff(down, axis=0)))


def test_winter_is_paler_and_greyer_than_summer():
    made = WORLDS["seasons"].pairs(8, seed=2)
    for summer, winter in zip(made.a, made.b, strict=True):
        ground = slice(44, 64)
        assert winter[ground].mean() > summer[ground].mean() + 0.2
        assert np.ptp(winter, axis=-1).mean() < 0.5 * np.ptp(summer, axis=-1).mean()


def test_no_tree_stands_in_the_lake():
    for scene in SEASONS:
        for tree in scene.trees if scene.lake else ():
            lake = scene.lake
            inside = np.hypot((tree.x - lake.x) / lake.wide, (tree.y - lake.y - lake.tall) / lake.tall)
            assert inside > 0.7


@pytest.mark.parametrize("place", [savanna, seasons])
def test_a_scene_is_drawn_from_its_generator_alone(place):
    assert place.Scene.draw(np.random.default_rng(3)) == place.Scene.draw(np.random.default_rng(3))
