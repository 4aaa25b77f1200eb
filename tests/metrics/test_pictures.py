"""Measures of style and content: closed forms, an independent Wasserstein distance, behaviour, and blind spots."""

import numpy as np
import pytest
from scipy import ndimage, stats

from course_lib.colour import keep_colours
from course_lib.datasets import paintings, photographs
from course_lib.errors import PictureError, SettingError
from course_lib.images import resize
from course_lib.metrics.pictures import colour_distance, content_similarity, patch_distance, style_distance

SIDE = 128
PAIRS = [("china", "swirling_night"), ("astronaut", "stained_glass"), ("coffee", "woodblock_waves")]


@pytest.fixture(scope="module")
def photograph():
    return photographs.load("china", side=SIDE, square=True)


@pytest.fixture(scope="module")
def painting():
    return paintings.paint("swirling_night", side=SIDE)


def test_the_same_picture_is_at_no_distance(photograph, painting):
    assert style_distance(painting, painting) == 0
    assert content_similarity(photograph, photograph) == 1


def test_a_flat_picture_is_at_distance_one_and_has_no_content(painting):
    flat = np.broadcast_to(painting.mean(axis=(0, 1)), painting.shape).astype(np.float32)
    assert colour_distance(flat, painting) == pytest.approx(1, abs=2e-3)
    assert patch_distance(flat, painting) == pytest.approx(1, abs=2e-2)
    assert content_similarity(flat, painting) == 0


def test_colours_of_grey_pictures_are_compared_by_the_wasserstein_distance():
    """Along every direction a grey picture is its grey times one factor, so all directions agree with scipy."""
    rng = np.random.default_rng(0)
    grey, style_grey = rng.beta(2, 5, (40, 40)).astype(np.float32), rng.uniform(0, 1, (40, 56)).astype(np.float32)
    picture, style = (np.repeat(plane[:, :, np.newaxis], 3, axis=2) for plane in (grey, style_grey))
    expected = stats.wasserstein_distance(grey.ravel(), style_grey.ravel())
    expected /= np.abs(style_grey - style_grey.mean()).mean()
    assert colour_distance(picture, style) == pytest.approx(expected, rel=2e-3)


def test_shuffled_pixels_keep_the_colours_and_lose_the_patches(painting):
    shuffled = np.random.default_rng(0).permutation(painting.reshape(-1, 3)).reshape(painting.shape)
    assert colour_distance(shuffled, painting) == pytest.approx(0, abs=1e-6)
    assert patch_distance(shuffled, painting) > 0.5


@pytest.mark.parametrize(("photograph_name", "painting_name"), PAIRS)
def test_both_measures_follow_a_blend_from_content_to_style(photograph_name, painting_name):
    content = photographs.load(photograph_name, side=SIDE, square=True)
    style = paintings.paint(painting_name, side=SIDE)
    blends = [(1 - t) * content + t * style for t in np.linspace(0, 1, 6)]
    distances = [style_distance(blend, style) for blend in blends]
    similarities = [content_similarity(blend, content) for blend in blends]
    assert all(np.diff(distances) < 0) and distances[-1] < 1e-3
    assert all(np.diff(similarities) < 0) and similarities[0] == 1 and abs(similarities[-1]) < 0.1


def test_noise_costs_style_and_content(photograph):
    rng = np.random.default_rng(0)
    noise = rng.normal(size=photograph.shape).astype(np.float32)
    noisy = [np.clip(photograph + amount * noise, 0, 1) for amount in (0, 0.05, 0.2, 0.5)]
    assert all(np.diff([content_similarity(picture, photograph) for picture in noisy]) < 0)
    assert all(np.diff([patch_distance(picture, photograph) for picture in noisy]) > 0)
    assert abs(content_similarity(np.clip(0.5 + 0.2 * noise, 0, 1), photograph)) < 0.1


@pytest.mark.parametrize("gamma", [0.5, 2.0])
def test_content_survives_a_change_of_tone(photograph, gamma):
    assert content_similarity(photograph**gamma, photograph) > 0.95
    assert colour_distance(photograph**gamma, photograph) > 0.3


def test_content_survives_negatives_and_other_hues(photograph, painting):
    assert content_similarity(1 - photograph, photograph) == pytest.approx(1, abs=1e-3)
    assert content_similarity(keep_colours(photograph, 0.5 + 0.2 * (painting - 0.5)), photograph) > 0.97


def test_pictures_of_other_sizes_and_shapes_are_compared_at_one_scale(painting):
    photograph = photographs.load("china", side=2 * SIDE)
    small = resize(photograph, SIDE)
    assert content_similarity(small, photograph) > 0.98
    assert style_distance(small, photograph) < 0.03
    tall = resize(photograph, (300, 100))
    assert np.isfinite(style_distance(tall, painting)) and np.isfinite(content_similarity(tall, photograph))


@pytest.mark.parametrize("side", [16, 20, 40])
def test_the_smallest_pictures_are_measured(side, photograph, painting):
    small, style = resize(photograph, side), resize(painting, side)
    assert style_distance(small, small) == 0 and content_similarity(small, small) == 1
    assert 0 < style_distance(small, style) < 10 and -1 <= content_similarity(style, small) < 0.6


def test_a_flat_style_or_content_gives_finite_numbers(photograph):
    flat = np.full((SIDE, SIDE, 3), 0.4, np.float32)
    assert np.isfinite(style_distance(photograph, flat))
    assert content_similarity(photograph, flat) == 0


def test_the_seed_decides_and_matters_little(photograph, painting):
    first = style_distance(photograph, painting, seed=1)
    assert style_distance(photograph, painting, seed=1) == first
    assert style_distance(photograph, painting, seed=2) == pytest.approx(first, rel=0.1)


@pytest.mark.parametrize("measure", [style_distance, colour_distance, patch_distance, content_similarity])
def test_what_is_no_picture_is_refused_by_name(measure, photograph):
    with pytest.raises(PictureError, match="picture has values"):
        measure(photograph * 255, photograph)
    with pytest.raises(PictureError, match="style|content"):
        measure(photograph, photograph[:, :, 0:2])


@pytest.mark.parametrize("seed", [-1, 1.5, True, "0"])
def test_a_bad_seed_is_refused(seed, painting):
    with pytest.raises(SettingError, match="seed is .* Accepted"):
        style_distance(painting, painting, seed=seed)


def test_blind_spot_a_copy_of_the_painting_has_perfect_style(photograph, painting):
    """The measure does not care what became of the photograph, nor where the patches lie."""
    copy = painting[::-1]
    assert style_distance(copy, painting) < 0.1 * style_distance(photograph, painting)
    assert abs(content_similarity(copy, photograph)) < 0.1


def test_blind_spot_a_fine_overlay_that_an_eye_sees_through_costs_the_content(photograph):
    """A screen of lines five pixels apart: two steps back it is gone, and the subject with it for the measure."""
    lines = 0.2 * np.sin(2 * np.pi * np.arange(SIDE) / 5)[np.newaxis, :, np.newaxis].astype(np.float32)
    screened = np.clip(0.2 + 0.6 * photograph + lines, 0, 1)
    assert content_similarity(screened, photograph) < 0.5
    far, far_photograph = (ndimage.gaussian_filter(picture, (3, 3, 0)) for picture in (screened, photograph))
    assert content_similarity(far, far_photograph) > 0.9


def test_blind_spot_a_face_without_eyes_costs_next_to_nothing():
    """Edges count by their number: those by which we know each other are few."""
    cat = photographs.load("chelsea", side=SIDE, square=True)
    blind = cat.copy()
    for row, column in ((55, 40), (65, 103)):
        patch = np.s_[row - 12 : row + 12, column - 12 : column + 12]
        blind[patch] = cat[patch].mean(axis=(0, 1))
    assert content_similarity(blind, cat) > 0.85
