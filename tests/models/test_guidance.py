"""What a photograph tells a style swap: closed forms and directions of effect."""

import numpy as np
import pytest
from scipy import ndimage

from course_lib.colour import luminance
from course_lib.models.guidance import detail, dodge, edges, guide_by, guiding_colours, match_bands, match_histogram


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def step():
    """Dark on the left, light on the right."""
    picture = np.full((40, 60, 3), 0.2, np.float32)
    picture[:, 30:] = 0.8
    return picture


def test_histograms_are_matched_and_order_is_kept(rng):
    light, reference = rng.random((20, 30), dtype=np.float32), rng.beta(2, 5, (20, 30)).astype(np.float32)
    matched = match_histogram(light, reference)
    np.testing.assert_allclose(np.sort(matched, axis=None), np.sort(reference, axis=None), atol=1e-6)
    np.testing.assert_array_equal(np.argsort(matched, axis=None), np.argsort(light, axis=None))


def test_histograms_of_other_sizes_are_matched(rng):
    light, reference = rng.random((40, 40), dtype=np.float32), rng.beta(2, 5, (25, 70)).astype(np.float32)
    matched = match_histogram(light, reference)
    np.testing.assert_allclose(
        np.quantile(matched, [0.1, 0.5, 0.9]), np.quantile(reference, [0.1, 0.5, 0.9]), atol=0.01
    )


def test_guiding_colours_of_grey_are_its_blurred_light(step):
    light, red, blue = np.moveaxis(guiding_colours(step), -1, 0)
    np.testing.assert_allclose(light, ndimage.gaussian_filter(step[:, :, 0], 1.5), atol=1e-6)
    np.testing.assert_allclose([red, blue], 0, atol=1e-6)


def test_edges_and_detail_lie_at_the_step(step):
    for found in (edges(luminance(step)), detail(luminance(step))):
        assert found[:, 29:31].min() > 0.3 and found[:, :12].max() < 0.05 and found.max() < 1


def test_edges_do_not_depend_on_contrast(step):
    light = luminance(step)
    np.testing.assert_allclose(edges(0.1 * light), edges(light), atol=1e-3)


def test_flat_pictures_have_neither_edges_nor_detail():
    flat = np.full((20, 20), 0.5, np.float32)
    np.testing.assert_allclose([edges(flat), detail(flat)], 0, atol=0.2)


def test_dodging_narrows_broad_light_and_keeps_local_contrast():
    ramp = np.broadcast_to(np.linspace(0.2, 0.8, 96, dtype=np.float32)[None, :, None], (64, 96, 3))
    texture = 0.05 * (np.indices((64, 96)).sum(axis=0) % 2)[:, :, None].astype(np.float32)
    dodged = luminance(dodge(ramp + texture))
    assert dodged[:, -8:].mean() - dodged[:, :8].mean() < 0.75 * (0.8 - 0.2)
    assert np.abs(np.diff(dodged, axis=0)).mean() == pytest.approx(0.05, rel=0.05)


def test_bands_take_on_the_spread_of_the_style(rng):
    soft = 0.5 + 0.05 * ndimage.gaussian_filter(rng.normal(size=(64, 64, 1)), (1, 1, 0)) * np.ones(3)
    sharp = 0.5 + 0.08 * ndimage.gaussian_filter(rng.normal(size=(64, 64, 1)), (1, 1, 0)) * np.ones(3)
    soft, sharp = soft.astype(np.float32), sharp.astype(np.float32)
    assert luminance(match_bands(soft, sharp)).std() == pytest.approx(luminance(sharp).std(), rel=0.1)
    np.testing.assert_allclose(match_bands(soft, soft), soft, atol=1e-5)


def test_guidance_grows_with_the_strength_and_is_looser_at_the_finest_scale(step):
    weak, strong, fine = (guide_by(step, step, *given) for given in ((1.0, False), (2.0, False), (1.0, True)))
    np.testing.assert_allclose(strong.trust, 2 * weak.trust, rtol=1e-5)
    np.testing.assert_allclose(strong.mix, 2 * weak.mix, rtol=1e-5)
    np.testing.assert_allclose(fine.mix, weak.mix / 4, rtol=1e-5)
    assert weak.trust[:, 30].min() > 5 * weak.trust[:, 5].max()
