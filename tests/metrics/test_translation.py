"""Measures of a translation against its truth: closed forms, what each is blind to, and refusals."""

import numpy as np
import pytest
from scipy import ndimage

from course_lib.datasets.worlds import WORLDS
from course_lib.errors import SettingError
from course_lib.metrics import translation


@pytest.fixture(scope="module")
def pairs():
    return WORLDS["savanna"].pairs(6)


def test_equal_pictures_are_perfect(pairs):
    assert translation.ssim(pairs.a, pairs.a) == pytest.approx(1)
    assert translation.psnr(pairs.a, pairs.a) == 100
    assert translation.edge_agreement(pairs.a, pairs.a) == pytest.approx(1)
    assert translation.coat_distance(pairs.a, pairs.a, pairs.mask) == 0


def test_psnr_is_that_of_its_formula():
    truth = np.zeros((2, 16, 16, 3))
    off = np.stack([np.full((16, 16, 3), 0.1), np.full((16, 16, 3), 0.01)])
    assert translation.psnr(off, truth) == pytest.approx((20 + 40) / 2)


def test_psnr_outside_counts_no_pixel_of_the_mask():
    truth, mask = np.zeros((1, 8, 8, 3)), np.zeros((1, 8, 8, 1))
    mask[:, :3], mask[:, 3] = 1, 0.1
    off = np.full_like(truth, 0.1)
    off[:, :4] = 1
    assert translation.psnr_outside(off, truth, mask) == pytest.approx(20)
    assert translation.psnr(off, truth) < 4


def test_the_domains_are_equal_outside_the_mask(pairs):
    assert translation.psnr_outside(pairs.a, pairs.b, pairs.mask) == 100


def test_pixel_measures_prefer_a_horse_to_a_zebra_with_other_stripes_and_the_coat_distance_does_not(pairs):
    """The fault that the module tells of: stripes moved by a few pixels against no stripes at all."""
    moved = np.roll(pairs.b, 2, axis=2)
    inside = np.where(pairs.mask > 0.5, moved, pairs.b)
    assert translation.psnr(inside, pairs.b) < translation.psnr(pairs.a, pairs.b) + 1
    coats = [translation.coat_distance(each, pairs.b, pairs.mask) for each in (inside, pairs.a)]
    assert coats[0] < 0.2 * coats[1]


def test_edges_agree_whatever_the_colours_and_not_where_they_move(pairs):
    assert translation.edge_agreement(0.5 + 0.4 * (0.5 - pairs.a), pairs.a) > 0.99
    assert translation.edge_agreement(np.roll(pairs.a, 9, axis=2), pairs.a) < 0.6


def test_the_coat_distance_sees_nothing_far_from_the_mask(pairs):
    near = ndimage.binary_dilation(pairs.mask > 0, np.ones((1, 41, 41, 1)))
    away = np.where(near, pairs.a, 1 - pairs.a)
    assert not np.array_equal(away, pairs.a)
    assert translation.coat_distance(away, pairs.a, pairs.mask) < 1e-6


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: translation.ssim(p.a[:2], p.b), "pictures and truth are both"),
        (lambda p: translation.psnr(p.a[0], p.b[0]), "pictures and truth are both"),
        (lambda p: translation.psnr_outside(p.a, p.b, p.mask[:2]), "masks for these pictures are"),
        (lambda p: translation.coat_distance(p.a, p.b, 0 * p.mask), "no picture here has a mask"),
    ],
)
def test_what_does_not_fit_is_refused(pairs, call, message):
    with pytest.raises(SettingError, match=message):
        call(pairs)
