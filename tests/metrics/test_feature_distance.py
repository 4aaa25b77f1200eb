"""Distances of pictures by pixels and by features, against closed forms."""

import numpy as np
import pytest

from course_lib.errors import PictureError, SettingError
from course_lib.metrics.feature_distance import feature_distance, layer_distance, pixel_distance

GREY = np.full((20, 24, 3), 0.5, "float32")


def test_pixels_are_compared_by_the_root_of_their_mean_square():
    assert pixel_distance(GREY, GREY) == 0
    assert pixel_distance(GREY, GREY + 0.25) == pytest.approx(0.25)
    other = GREY.copy()
    other[:, :6] = 0.9
    assert pixel_distance(GREY, other) == pytest.approx(0.4 * np.sqrt(0.25), rel=1e-5)


def test_layers_by_the_angle_between_their_vectors():
    angle = 0.7
    one = np.tile([1.0, 0.0], (4, 5, 1))
    other = np.tile([np.cos(angle), np.sin(angle)], (4, 5, 1)) * np.arange(1, 6)[None, :, None]
    assert layer_distance(one, other) == pytest.approx(2 - 2 * np.cos(angle))
    assert layer_distance(one, np.tile([0.0, 3.0], (4, 5, 1))) == pytest.approx(2)


def test_a_louder_picture_is_no_other_and_silence_is_one_away():
    features = np.random.default_rng(0).random((6, 6, 8))
    assert layer_distance(features, 3 * features) == pytest.approx(0, abs=1e-9)
    assert layer_distance(features, 0 * features) == pytest.approx(1)


def test_layers_count_alike_whatever_their_size():
    small, large = np.eye(2)[None], np.random.default_rng(0).random((9, 9, 4))
    swapped = small[:, :, ::-1]
    assert feature_distance({"a": small, "b": large}, {"b": large, "a": swapped}) == pytest.approx(1)


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(SettingError, match="same layers"):
        feature_distance({"a": np.ones((2, 2))}, {"b": np.ones((2, 2))})
    with pytest.raises(SettingError, match="same layers"):
        feature_distance({}, {})
    with pytest.raises(SettingError, match="one shape"):
        layer_distance(np.ones((2, 3)), np.ones((3, 2)))
    with pytest.raises(PictureError, match="one by one"):
        pixel_distance(GREY, GREY[:, :20])
