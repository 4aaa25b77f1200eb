"""Every painting: its form, its seed, its richness, its likeness to itself at another size; the errors."""

from functools import cache

import numpy as np
import pytest
from PIL import Image

from course_lib.colour import luminance
from course_lib.datasets import paintings
from course_lib.errors import SettingError

every_name = pytest.mark.parametrize("name", paintings.NAMES)


@cache
def small(name: str, seed: int = 0) -> np.ndarray:
    """The painting at 64 px, painted once for all tests."""
    return paintings.paint(name, 64, seed=seed)


def thumbnail(picture: np.ndarray, side: int = 16) -> np.ndarray:
    """The picture averaged down to side x side x 3."""
    channels = [Image.fromarray(picture[..., c]).resize((side, side), Image.Resampling.BOX) for c in range(3)]
    return np.stack([np.asarray(channel) for channel in channels], axis=-1)


def likeness(first: np.ndarray, second: np.ndarray) -> float:
    """The correlation of two pictures' thumbnails."""
    return float(np.corrcoef(thumbnail(first).ravel(), thumbnail(second).ravel())[0, 1])


def test_there_are_many_styles_and_the_issues_own_list_is_among_them():
    asked = {
        "oil_impasto",
        "swirling_night",
        "pointillism",
        "stained_glass",
        "mosaic",
        "woodblock_waves",
        "watercolour",
    }
    asked |= {"ink_engraving", "geometric_abstract", "cartoon_flats"}
    assert asked <= set(paintings.NAMES)
    assert len(set(paintings.NAMES)) == len(paintings.NAMES) >= 14


@every_name
def test_description_is_a_sentence_of_its_own(name):
    text = paintings.describe(name)
    assert text.endswith(".") and 30 < len(text) < 120
    assert [paintings.describe(other) for other in paintings.NAMES].count(text) == 1


@every_name
def test_painting_is_a_picture(name):
    picture = small(name)
    assert picture.shape == (64, 64, 3) and picture.dtype == np.float32
    assert np.isfinite(picture).all() and picture.min() >= 0 and picture.max() <= 1


@every_name
def test_painting_is_rich_from_dark_to_light_and_leaves_no_part_blank(name):
    picture = small(name)
    light = luminance(picture)
    assert light.std() > 0.14
    assert (light < 0.35).mean() > 0.05 and (light > 0.6).mean() > 0.05
    assert len(np.unique((picture * 15.999).astype(int).reshape(-1, 3), axis=0)) > 100
    ninths = [part for band in np.array_split(picture, 3) for part in np.array_split(band, 3, axis=1)]
    assert min(luminance(part).std() for part in ninths) > 0.015


def test_richness_would_catch_a_blank_canvas_and_a_plain_gradient():
    gradient = np.broadcast_to(np.linspace(0, 1, 64, dtype=np.float32)[None, :, None], (64, 64, 3))
    assert len(np.unique((gradient * 15.999).astype(int).reshape(-1, 3), axis=0)) < 100
    assert luminance(np.full((64, 64, 3), 0.5, np.float32)).std() < 0.14


@every_name
def test_same_seed_same_painting_and_another_seed_another(name):
    np.testing.assert_array_equal(paintings.paint(name, 64, seed=0), small(name))
    other = small(name, seed=1)
    assert np.abs(other - small(name)).mean() > 0.1
    assert likeness(other, small(name)) < 0.93


@every_name
def test_same_painting_at_another_size(name):
    large = paintings.paint(name, 130)
    assert large.shape == (130, 130, 3)
    assert likeness(large, small(name)) > 0.98


@every_name
@pytest.mark.parametrize("shape", [(40, 60), (56, 36)])
def test_painting_of_another_shape_is_as_rich(name, shape):
    picture = paintings.paint(name, shape=shape)
    assert picture.shape == (*shape, 3)
    assert luminance(picture).std() > 0.1


def test_shape_decides_over_side():
    np.testing.assert_array_equal(
        paintings.paint("mosaic", 64, shape=[40, 50]), paintings.paint("mosaic", shape=(40, 50))
    )


def test_smallest_largest_and_longest():
    assert paintings.paint("geometric_abstract", 32).shape == (32, 32, 3)
    assert paintings.paint("geometric_abstract", 1024).shape == (1024, 1024, 3)
    assert paintings.paint("geometric_abstract", shape=(32, 128)).shape == (32, 128, 3)


def test_numpy_integers_are_whole_numbers():
    np.testing.assert_array_equal(paintings.paint("linocut", np.int64(64), seed=np.uint8(0)), small("linocut"))


@pytest.mark.parametrize(
    "said, meant", [("mosiac", "mosaic"), ("Stained Glass", "stained_glass"), ("gold", "gold_leaf")]
)
def test_unknown_name_gets_the_closest_one(said, meant):
    for ask in (paintings.paint, paintings.describe):
        with pytest.raises(SettingError, match=f"(?s){said}.*Did you mean '{meant}'.*poppy_field"):
            ask(said)


@pytest.mark.parametrize("name", ["", "qqqq", None, 7, ["mosaic"]])
def test_name_that_is_like_none_gets_the_list(name):
    with pytest.raises(SettingError, match="There are: swirling_night, "):
        paintings.paint(name)


@pytest.mark.parametrize("side", [31, 1025, 0, -64, 64.0, "64", None, True, (64, 64)])
def test_side_that_cannot_be_painted(side):
    with pytest.raises(SettingError, match="side is .*from 32 to 1024"):
        paintings.paint("mosaic", side)


@pytest.mark.parametrize("shape", [(64,), 64, "64x64", (64, 64, 3), (64.0, 64), (True, 64)])
def test_shape_that_is_no_height_and_width(shape):
    with pytest.raises(SettingError, match=r"shape is .*\(height, width\)"):
        paintings.paint("mosaic", shape=shape)


@pytest.mark.parametrize("shape", [(31, 64), (64, 257), (1025, 1025), (-64, 64), (1000, 2049)])
def test_shape_that_is_too_small_large_or_long(shape):
    with pytest.raises(SettingError, match="at most 4 times the shorter"):
        paintings.paint("mosaic", shape=shape)


@pytest.mark.parametrize("seed", [-1, 1.5, "0", None, True])
def test_seed_that_is_no_whole_number(seed):
    with pytest.raises(SettingError, match="seed is .*whole number"):
        paintings.paint("mosaic", 64, seed=seed)
