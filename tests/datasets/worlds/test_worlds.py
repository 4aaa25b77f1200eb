"""What holds for every world: seeds, streams that share no scene, sides, masks and errors."""

import numpy as np
import pytest
from skimage.metrics import structural_similarity

from course_lib.datasets import worlds
from course_lib.datasets.worlds import WORLDS
from course_lib.errors import SettingError

NAMES = tuple(WORLDS)
PAIRS = {name: WORLDS[name].pairs(12, 64, seed=3) for name in NAMES}


def ssim(a: np.ndarray, b: np.ndarray) -> float:
    return float(
        np.mean([structural_similarity(x, y, channel_axis=-1, data_range=1.0) for x, y in zip(a, b, strict=True)])
    )


@pytest.mark.parametrize("name", NAMES)
def test_pictures_have_their_shape_and_range(name):
    made = PAIRS[name]
    for pictures, channels in ((made.a, 3), (made.b, 3), (made.mask, 1)):
        assert pictures.shape == (12, 64, 64, channels)
        assert pictures.dtype == np.float32
        assert pictures.min() >= 0.0
        assert pictures.max() <= 1.0
    assert made.a.std() > 0.15


@pytest.mark.parametrize("name", NAMES)
def test_one_seed_gives_one_set_and_its_beginning_whatever_its_length(name):
    again = WORLDS[name].pairs(3, 64, seed=3)
    for kind in ("a", "b", "mask"):
        np.testing.assert_array_equal(getattr(again, kind), getattr(PAIRS[name], kind)[:3])
    assert WORLDS[name].scenes(3, seed=3) == WORLDS[name].scenes(12, seed=3)[:3]


@pytest.mark.parametrize("name", NAMES)
def test_other_seeds_give_other_pictures(name):
    other = WORLDS[name].pairs(3, 64, seed=4)
    assert (np.abs(other.a - PAIRS[name].a[:3]).mean((1, 2, 3)) > 0.01).all()


@pytest.mark.parametrize("name", NAMES)
def test_no_two_sets_share_a_scene(name):
    sets = [WORLDS[name].scenes(300, seed, use) for use in ("A", "B", "held out") for seed in (0, 1)]
    assert len({scene for scenes in sets for scene in scenes}) == 6 * 300


@pytest.mark.parametrize("name", ["savanna", "seasons"])
def test_thousands_of_scenes_are_all_different(name):
    assert len(set(WORLDS[name].scenes(3000))) == 3000


@pytest.mark.parametrize("name", NAMES)
def test_unpaired_sets_are_the_scenes_of_their_own_streams_in_one_domain(name):
    made = WORLDS[name].unpaired(2, 64, seed=5)
    for domain, use, pictures in ((0, "A", made.a), (1, "B", made.b)):
        for scene, picture in zip(WORLDS[name].scenes(2, 5, use), pictures, strict=True):
            both, _ = WORLDS[name].render(scene, 64)
            np.testing.assert_array_equal(picture, both[domain])


@pytest.mark.parametrize("name", NAMES)
def test_outside_the_mask_the_domains_are_equal_to_the_last_bit(name):
    made = PAIRS[name]
    outside = made.mask[..., 0] == 0
    np.testing.assert_array_equal(made.a[outside], made.b[outside])
    inside = made.mask[..., 0] == 1
    assert np.abs(made.a - made.b).mean(-1)[inside].mean() > 0.04


def test_masks_cover_what_the_captions_say():
    coats, seasons = PAIRS["savanna"].mask, PAIRS["seasons"].mask
    assert 0.06 < coats.mean() < 0.35
    assert (coats == 0).mean() > 0.6
    assert 0.9 < seasons.mean() < 1.0
    for name in ("painter", "cartoonist", "pixels"):
        assert (PAIRS[name].mask == 1).all()


@pytest.mark.parametrize("name", NAMES)
def test_a_scene_is_the_same_picture_at_any_side(name):
    world, scene = WORLDS[name], WORLDS[name].scenes(3, seed=3)[2]
    (large, other), mask = world.render(scene, 256)
    small = [picture.reshape(64, 4, 64, 4, -1).mean((1, 3)) for picture in (large, other, mask)]
    made = PAIRS[name]
    assert np.abs(small[0] - made.a[2]).mean() < 0.015
    # an artist's line is at least a pixel wide; of the painter's strokes other ones are laid where little is missing
    assert np.abs(small[1] - made.b[2]).mean() < (0.045 if name == "painter" else 0.035)
    assert np.abs(small[2] - made.mask[2]).mean() < 0.01
    # nothing else is as near: the other scenes of the set are far from it
    assert np.abs(made.a[:2] - small[0]).mean() > 0.08


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("savanna", 0.60, 0.78),
        ("seasons", 0.38, 0.56),
        ("painter", 0.55, 0.80),
        ("cartoonist", 0.60, 0.85),
        ("pixels", 0.48, 0.72),
    ],
)
def test_doing_nothing_is_neither_hopeless_nor_good_enough(name, low, high):
    nothing = ssim(PAIRS[name].a, PAIRS[name].b)
    print(f"{name}: SSIM between the domains {nothing:.3f}")
    assert low < nothing < high


def test_an_unknown_world_is_named():
    assert worlds.world("seasons") is WORLDS["seasons"]
    with pytest.raises(SettingError, match="'savanna', 'seasons'.*'moon'"):
        worlds.world("moon")


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"count": 0}, "count is a whole number from 1"),
        ({"count": 2.0}, "count"),
        ({"count": 2, "side": 63}, "side is a whole number from 64 to 256"),
        ({"count": 2, "side": 257}, "side"),
        ({"count": 2, "side": "64"}, "side"),
        ({"count": 2, "seed": -1}, "seed is a whole number from 0"),
        ({"count": 2, "seed": True}, "seed"),
    ],
)
@pytest.mark.parametrize("method", ["pairs", "unpaired"])
def test_bad_settings_are_refused(method, given, match):
    with pytest.raises(SettingError, match=match):
        getattr(WORLDS["savanna"], method)(**given)


def test_a_bad_use_is_refused():
    with pytest.raises(SettingError, match="use is one of 'A', 'B', 'held out'"):
        WORLDS["savanna"].scenes(2, use="train")
