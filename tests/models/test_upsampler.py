"""The seven ways of upsampling: sizes, seeds, and which of them start with a pattern."""

import numpy as np
import pytest

from course_lib import images
from course_lib.datasets import photographs
from course_lib.errors import SettingError
from course_lib.metrics.checkerboard import checkerboard
from course_lib.models.upsampler import UPSAMPLERS, upsampler

SMALL = np.random.default_rng(0).random((1, 24, 32, 3), "float32")
CLEAN = {"pixel shuffle, ICNR", "nearest + conv", "bilinear + conv"}


@pytest.mark.parametrize("kind", UPSAMPLERS)
def test_it_doubles_twice_and_the_seed_decides(kind):
    made = upsampler(kind, seed=1)(SMALL).numpy()
    assert made.shape == (1, 96, 128, 3)
    np.testing.assert_array_equal(made, upsampler(kind, seed=1)(SMALL).numpy())
    assert not np.allclose(made, upsampler(kind, seed=2)(SMALL).numpy())
    assert 0.03 < made.std() < 3


@pytest.mark.parametrize("kind", UPSAMPLERS)
def test_a_flat_picture_stays_flat_only_where_all_phases_share_their_weights(kind):
    flat = np.full((1, 40, 40, 3), 0.7, "float32")
    middle = upsampler(kind, seed=0)(flat).numpy()[0, 40:-40, 40:-40]
    spread = np.ptp(middle, axis=(0, 1)).max() / np.abs(middle).max()
    assert spread < 1e-4 if kind in CLEAN else spread > 0.05


@pytest.mark.parametrize("kind", UPSAMPLERS)
def test_the_number_tells_the_two_sorts_apart(kind):
    picture = images.resize(photographs.load("coffee", square=True), 32)[None]
    found = checkerboard(upsampler(kind, seed=0)(picture).numpy()[0], 4)
    assert found < 5 if kind in CLEAN else found > 20


def test_what_is_refused():
    with pytest.raises(SettingError, match="kind is one of"):
        upsampler("bicubic")
    with pytest.raises(SettingError, match="doublings"):
        upsampler("nearest + conv", doublings=0)
