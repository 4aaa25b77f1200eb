import numpy as np
import pytest

from course_lib.datasets.texture_bank import bank
from course_lib.datasets.textures import FAMILIES, palette, texture
from course_lib.errors import SettingError


@pytest.mark.parametrize("family", FAMILIES)
def test_a_texture_is_a_picture_with_something_in_it(family):
    picture = texture(family, variant=1, side=48, seed=2)
    assert picture.shape == (48, 48, 3) and picture.dtype == np.float32
    assert picture.min() >= 0 and picture.max() <= 1
    assert picture.std() > 0.01


@pytest.mark.parametrize("family", ["stripes", "strokes"])
def test_same_seed_same_picture_and_another_seed_another(family):
    first, again, other = (texture(family, 0, 48, seed) for seed in (5, 5, 6))
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).mean() > 0.02


def test_a_variant_keeps_its_direction_whatever_the_seed_and_the_colours():
    def direction(seed):
        down, across = np.gradient(texture("grain", 3, 96, seed).mean(2))
        return 0.5 * np.arctan2(2 * (down * across).mean(), (across**2 - down**2).mean())

    angles = np.array([direction(seed) for seed in range(6)])
    assert np.abs(np.exp(2j * angles).mean()) > 0.9


def test_there_are_at_least_eleven_families():
    assert len(FAMILIES) >= 11


def test_an_unknown_family_is_refused_with_the_known_ones():
    with pytest.raises(SettingError, match="stripes"):
        texture("tartan", 0)


def test_a_palette_has_three_to_seven_colours_from_dark_to_light():
    for seed in range(20):
        colours = palette(np.random.default_rng(seed))
        assert 3 <= len(colours) <= 7 and colours.min() >= 0 and colours.max() <= 1
        assert np.ptp(colours.max(1)) > 0.15


def test_the_bank_labels_each_picture_with_its_class():
    small = bank(variants=1, each=2, side=40)
    assert small.pictures.dtype == np.uint8 and small.pictures.shape[1:] == (40, 40, 3)
    assert len(small.pictures) == len(small.labels) == 2 * len(small.classes)
    assert np.bincount(small.labels).tolist() == [2] * len(small.classes)
    assert {"stripes/0", "china/full"} <= set(small.classes)
