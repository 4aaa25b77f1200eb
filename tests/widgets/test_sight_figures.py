"""Stills of what a network sees: the colours of a map, and words for who cannot see."""

import io

import numpy as np
import pytest
from PIL import Image

from course_lib.errors import SettingError
from course_lib.models.receptive_field import Field
from course_lib.widgets.sight_figures import enlarged, glow, judged, windows

PICTURE = np.full((40, 60, 3), 0.5, "float32")


def size(still):
    return Image.open(io.BytesIO(still.jpeg)).size


def test_a_map_glows_brighter_where_it_is_larger():
    shown = glow(np.array([[0.0, 1.0], [2.0, 4.0]]), side=20, top=4.0)
    assert shown.shape == (20, 20, 3)
    corners = [shown[row, column].sum() for row, column in ((0, 0), (0, 19), (19, 0), (19, 19))]
    assert corners == sorted(corners) and corners[0] < 0.1 < 2.5 < corners[3]
    assert np.array_equal(shown[:10, :10], np.broadcast_to(shown[0, 0], (10, 10, 3)))


def test_a_silent_map_is_black_and_one_loud_place_does_not_hide_the_rest():
    assert glow(np.zeros((8, 8)), 8).max() < 0.1
    values = np.ones((40, 40))
    values[0, 0] = 1000
    assert glow(values, 40)[20, 20].sum() > 2.5


def test_pixels_become_squares():
    picture = np.random.default_rng(0).random((2, 3, 3))
    shown = enlarged(picture, 8)
    assert shown.shape == (8, 12, 3)
    np.testing.assert_allclose(shown[::4, ::4], picture, atol=1 / 255)


def test_windows_are_where_their_fields_are():
    place = {"deep": (Field(20, 4, -2), 3, 5)}
    still = windows(PICTURE, [place], "a window")
    drawn = np.asarray(Image.open(io.BytesIO(still.jpeg)), "float32")
    rows, columns = np.nonzero(drawn.mean(-1) < 60)
    scale = drawn.shape[0] / 40
    assert rows.max() / scale == pytest.approx(10 + 20, abs=1.2)
    assert columns.min() / scale == pytest.approx(18, abs=1.2)
    assert columns.max() / scale >= 38 - 1.2
    assert still.alt == "a window"


def test_judges_stand_below_each_other():
    pictures = {"one": PICTURE[:, :40], "two": PICTURE[:, :40]}
    one = {"pixels": {"one": 0.1, "two": 0.2}}
    two = one | {"features": {"one": 1.0, "two": 0.5}}
    assert size(judged(pictures, two, "two pictures"))[1] > size(judged(pictures, one, "two pictures"))[1]
    with pytest.raises(SettingError, match="each judge"):
        judged(pictures, {"pixels": {"one": 0.1}}, "two pictures")


@pytest.mark.parametrize("make", [lambda: windows(PICTURE, [], " "), lambda: judged({"a": PICTURE}, {}, "")])
def test_a_figure_without_words_is_refused(make):
    with pytest.raises(SettingError, match="alt text"):
        make()
