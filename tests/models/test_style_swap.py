"""Style swap as a whole: what comes out, what the strength does, sizes, seeds, and what is refused."""

import numpy as np
import pytest

from course_lib.colour import match_colours
from course_lib.datasets import paintings, photographs
from course_lib.errors import PictureError, SettingError
from course_lib.images import resize
from course_lib.metrics.pictures import content_similarity, style_distance
from course_lib.models.style_swap import SIZE, StyleSwap, patches_as_filters, swap

SIDE = 96


@pytest.fixture(scope="module")
def content():
    return photographs.load("china", side=SIDE, square=True)


@pytest.fixture(scope="module")
def style():
    return paintings.paint("swirling_night", side=128)


@pytest.fixture(scope="module")
def swapped(content, style):
    """The swapped picture for each of three strengths."""
    network = StyleSwap(style)
    return {strength: network.swap(content, strength) for strength in (0.2, 1.0, 5.0)}


def test_the_result_is_a_picture_of_the_contents_size(content, swapped):
    for picture in swapped.values():
        assert picture.shape == content.shape and picture.dtype == np.float32
        assert picture.min() >= 0 and picture.max() <= 1


def test_it_has_the_painting_s_style_and_the_photograph_s_content(content, style, swapped):
    recoloured = match_colours(content, style)
    assert style_distance(swapped[1.0], style) < 0.6 * style_distance(recoloured, style)
    assert content_similarity(swapped[1.0], content) > 0.5


def test_strength_trades_style_for_content(content, style, swapped):
    weak, middle, strong = (swapped[strength] for strength in (0.2, 1.0, 5.0))
    similarities = [content_similarity(picture, content) for picture in (weak, middle, strong)]
    distances = [style_distance(picture, style) for picture in (weak, middle, strong)]
    assert similarities[0] < similarities[1] < similarities[2]
    assert distances[0] < distances[2] and distances[1] < distances[2]


def test_one_seed_gives_one_picture(content, style, swapped):
    np.testing.assert_array_equal(swap(content, style), swapped[1.0])
    assert np.abs(swap(content, style, seed=1) - swapped[1.0]).mean() > 0.01


def test_a_painting_swapped_with_itself_stays_itself(style):
    again = swap(style, style, strength=10.0)
    assert content_similarity(again, style) > 0.9
    assert style_distance(again, style) < 0.1


def test_scales_go_from_coarse_to_fine_and_end_with_the_result(content, style, swapped):
    pictures = list(StyleSwap(style).scales(content))
    assert [picture.shape[0] for picture in pictures] == [48, 96]
    np.testing.assert_array_equal(pictures[-1], swapped[1.0])


def test_large_pictures_start_at_the_same_scale_as_small_ones(content, style):
    """Where the first scale has about 64 pixels, strokes are as large in a large picture as in a small one."""
    first = next(StyleSwap(style).scales(resize(content, (512, 768))))
    assert first.shape == (64, 96, 3)


def test_filters_are_patches_of_the_painting(style):
    filters = patches_as_filters(resize(style, 40), np.random.default_rng(0))
    assert filters.patches.shape == ((40 - SIZE + 1) ** 2, SIZE * SIZE * 3)
    np.testing.assert_array_equal(filters.patches[0].reshape(SIZE, SIZE, 3), filters.picture[:SIZE, :SIZE])
    np.testing.assert_array_equal(filters.patches[-1].reshape(SIZE, SIZE, 3), filters.picture[-SIZE:, -SIZE:])
    assert len(filters.keys.look) == len(filters.keys.guide) == len(filters.patches)


def test_the_painting_is_prepared_once_for_a_size(content, style, monkeypatch):
    prepared = []
    network = StyleSwap(style)
    monkeypatch.setattr(
        "course_lib.models.style_swap.patches_as_filters",
        lambda picture, rng: prepared.append(picture.shape[0]) or patches_as_filters(picture, rng),
    )
    for _ in range(2):
        list(network.scales(content[:64, :64]))
    assert prepared == [64]


@pytest.mark.parametrize("shape", [(16, 16), (32, 32), (33, 150), (120, 40)])
def test_any_size_and_shape(shape, content, style):
    for painting in (style, style[:20, :90], style[:, :16]):
        picture = swap(resize(content, shape), painting)
        assert picture.shape == (*shape, 3) and np.isfinite(picture).all()


def test_scale_sets_the_size_of_the_strokes(content, style):
    small, large = (StyleSwap(style, scale=scale).swap(content, 0.2) for scale in (0.5, 3.0))
    roughness = [np.abs(np.diff(picture, axis=1)).mean() for picture in (small, large)]
    assert roughness[0] > 1.2 * roughness[1]


@pytest.mark.parametrize("colour", [0.0, 0.4, 1.0])
def test_flat_pictures_make_no_trouble(colour, content, style):
    flat = np.full((48, 48, 3), colour, np.float32)
    np.testing.assert_allclose(swap(content, flat), colour, atol=0.02)
    assert np.isfinite(swap(flat, style)).all()


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"strength": -0.1}, "strength is -0.1. Accepted: a number from 0 to 10"),
        ({"strength": 11}, "strength is 11"),
        ({"strength": float("nan")}, "strength is nan"),
        ({"strength": "strong"}, "strength is 'strong'"),
        ({"strength": True}, "strength is True"),
        ({"seed": -1}, "seed is -1. Accepted: a whole number"),
        ({"seed": 0.5}, "seed is 0.5"),
    ],
)
def test_bad_settings_are_refused_before_any_work(setting, message, content, style):
    with pytest.raises(SettingError, match=message):
        StyleSwap(style).scales(content, **setting)


@pytest.mark.parametrize("setting", [{"scale": 0.1}, {"scale": 5}, {"scale": None}, {"seed": "a"}])
def test_bad_settings_of_the_painting_are_refused(setting, style):
    with pytest.raises(SettingError, match="Accepted"):
        StyleSwap(style, **setting)


def test_what_is_no_picture_is_refused_by_name(content, style):
    with pytest.raises(PictureError, match="style"):
        StyleSwap(style * 255)
    with pytest.raises(PictureError, match="content"):
        StyleSwap(style).swap(content[:8])
