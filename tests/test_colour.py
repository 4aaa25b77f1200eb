"""colour: luminance against the formula, and the transport map against the moments that it promises."""

import numpy as np
import pytest
from scipy.linalg import sqrtm

from course_lib import colour
from course_lib.datasets import photographs
from course_lib.errors import PictureError, SettingError


def moments(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    colours = picture.reshape(-1, 3).astype(np.float64)
    return colours.mean(axis=0), np.cov(colours.T, bias=True)


@pytest.fixture(scope="module")
def pictures() -> dict[str, np.ndarray]:
    return {name: photographs.load(name, side=64) for name in ("astronaut", "coffee", "china", "ihc", "camera")}


def test_luminance_is_the_weighted_sum():
    picture = np.random.default_rng(0).random((20, 24, 3)).astype(np.float32)
    want = 0.299 * picture[..., 0] + 0.587 * picture[..., 1] + 0.114 * picture[..., 2]
    got = colour.luminance(picture)
    assert got.shape == (20, 24) and got.dtype == np.float32
    np.testing.assert_allclose(got, want, atol=1e-6)
    np.testing.assert_allclose(colour.luminance(np.ones((4, 4, 3))), 1, atol=1e-6)


@pytest.mark.parametrize(
    "pair", [("astronaut", "coffee"), ("china", "ihc"), ("ihc", "astronaut"), ("coffee", "camera")]
)
def test_the_map_gives_the_reference_its_mean_and_covariance(pictures, pair):
    picture, reference = (pictures[name] for name in pair)
    got_mean, got_spread = moments(colour.match_colours(picture, reference, clip=False))
    mean, spread = moments(reference)
    np.testing.assert_allclose(got_mean, mean, atol=1e-5)
    np.testing.assert_allclose(got_spread, spread, atol=2e-6)


def test_the_map_is_the_closed_form_of_the_paper(pictures):
    picture, reference = pictures["astronaut"], pictures["coffee"]
    (mean_a, a), (mean_b, b) = moments(picture), moments(reference)
    half = sqrtm(a).real
    inverse = np.linalg.inv(half)
    transport = inverse @ sqrtm(half @ b @ half).real @ inverse
    want = (picture - mean_a) @ transport.T + mean_b
    np.testing.assert_allclose(colour.match_colours(picture, reference, clip=False), want, atol=1e-4)


def test_no_other_map_with_those_moments_moves_the_colours_less(pictures):
    picture, reference = pictures["china"], pictures["coffee"]
    (mean_a, a), (mean_b, b) = moments(picture), moments(reference)
    cost = np.mean((colour.match_colours(picture, reference, clip=False) - picture) ** 2)
    root_a, root_b = sqrtm(a).real, sqrtm(b).real
    rng = np.random.default_rng(0)
    for _ in range(20):
        turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
        other = root_b @ turn @ np.linalg.inv(root_a)  # every linear map from A to B has this form
        moved = (picture - mean_a) @ other.T + mean_b
        np.testing.assert_allclose(moments(moved)[1], b, atol=1e-6)
        assert np.mean((moved - picture) ** 2) > cost


def test_equal_pictures_stay_as_they_are(pictures):
    flat = np.full((16, 16, 3), 0.25, np.float32)
    for picture in (*pictures.values(), flat):
        np.testing.assert_allclose(colour.match_colours(picture, picture), picture, atol=1e-5)


def test_grey_and_flat_pictures_do_not_blow_up(pictures):
    grey, coffee = pictures["camera"], pictures["coffee"]
    matched = colour.match_colours(grey, coffee, clip=False)
    mean, spread = moments(coffee)
    np.testing.assert_allclose(moments(matched)[0], mean, atol=1e-5)
    axis = np.ones(3) / np.sqrt(3)
    np.testing.assert_allclose(axis @ moments(matched)[1] @ axis, axis @ spread @ axis, rtol=1e-4)
    noisy = grey + np.random.default_rng(0).normal(0, 0.3 / 255, grey.shape)  # what rounding leaves of colour
    speckle = colour.match_colours(np.clip(noisy, 0, 1), coffee, clip=False) - matched
    assert np.abs(speckle).max() < 0.02
    flat = colour.match_colours(np.full((16, 16, 3), 0.25), coffee, clip=False)
    np.testing.assert_allclose(flat, np.broadcast_to(mean, flat.shape), atol=1e-5)
    onto_flat = colour.match_colours(coffee, np.full((16, 16, 3), 0.25), clip=False)
    np.testing.assert_allclose(onto_flat, 0.25, atol=1e-5)


def test_amount_goes_from_nothing_to_all_the_way(pictures):
    picture, reference = pictures["astronaut"], pictures["coffee"]
    full = colour.match_colours(picture, reference, clip=False)
    np.testing.assert_allclose(colour.match_colours(picture, reference, amount=0), picture, atol=1e-6)
    half = colour.match_colours(picture, reference, amount=0.5, clip=False)
    np.testing.assert_allclose(half, (picture + full) / 2, atol=1e-5)
    for amount in (-0.1, 1.1, True, "all", None, np.nan):
        with pytest.raises(SettingError, match="amount is .*Accepted: a number from 0"):
            colour.match_colours(picture, reference, amount=amount)


def test_clipping_is_the_default(pictures):
    loose = colour.match_colours(pictures["ihc"], pictures["astronaut"], clip=False)
    assert loose.min() < 0 or loose.max() > 1
    np.testing.assert_array_equal(colour.match_colours(pictures["ihc"], pictures["astronaut"]), np.clip(loose, 0, 1))


def test_keep_colours_takes_luminance_from_one_and_chrominance_from_the_other():
    rng = np.random.default_rng(0)
    result = 0.4 + 0.2 * rng.random((20, 24, 3))  # in the middle of the cube, where nothing is clipped
    content = 0.4 + 0.2 * rng.random((20, 24, 3))
    kept = colour.keep_colours(result, content)
    assert kept.shape == (20, 24, 3) and kept.dtype == np.float32
    np.testing.assert_allclose(colour.luminance(kept), colour.luminance(result), atol=1e-5)
    # Colour differences R - Y and B - Y are the chrominance, whichever axes it is written in.
    for channel in (0, 2):
        got = kept[..., channel] - colour.luminance(kept)
        np.testing.assert_allclose(got, content[..., channel] - colour.luminance(content), atol=1e-5)
    np.testing.assert_allclose(colour.keep_colours(content, content), content, atol=1e-5)


def test_keep_colours_scales_the_content_and_stays_in_range(pictures):
    kept = colour.keep_colours(pictures["ihc"], pictures["astronaut"][:40])
    assert kept.shape == pictures["ihc"].shape
    assert kept.min() >= 0 and kept.max() <= 1


def test_bad_pictures_are_named():
    good = np.zeros((16, 16, 3))
    with pytest.raises(PictureError, match="reference has the shape"):
        colour.match_colours(good, np.zeros((16, 16, 5)))
    with pytest.raises(PictureError, match="content is of type NoneType"):
        colour.keep_colours(good, None)
