import io

import numpy as np
import pytest
from PIL import Image

from course_lib.errors import SettingError
from course_lib.widgets.band_figures import bands

X = [10, 100, 1000]
VALUES = np.array([[1.0, 2, 3], [2, 2, 2], [0, 0, 9]])


def test_it_is_one_picture_with_its_words():
    still = bands({"one": {"a": VALUES, "b": VALUES + 1}}, X, "N", alt="two lines")
    assert repr(still) == "two lines"
    assert Image.open(io.BytesIO(still.jpeg)).size == (760, 235)
    four = bands({name: {"a": VALUES} for name in "abcd"}, X, "N", alt="four", zero=["a"])
    assert Image.open(io.BytesIO(four.jpeg)).size == (760, 470)


def test_a_wider_spread_makes_a_wider_band():
    def coloured(values):
        picture = np.asarray(Image.open(io.BytesIO(bands({"one": {"a": values}}, X, "N", alt="x").jpeg)), "int")
        return ((picture[..., 2] - picture[..., 0]) > 25).sum()

    narrow = np.linspace(0, 1, 3)[:, None] + np.linspace(-0.01, 0.01, 5)
    wide = np.linspace(0, 1, 3)[:, None] + np.linspace(-0.5, 0.5, 5)
    assert coloured(wide) > 3 * coloured(narrow)


@pytest.mark.parametrize(
    ("panels", "alt", "says"),
    [({"one": {"a": VALUES}}, " ", "alt text"), ({}, "x", "panels"), ({"one": {"a": VALUES[:2]}}, "x", "2 rows")],
)
def test_what_cannot_be_drawn_is_refused(panels, alt, says):
    with pytest.raises(SettingError, match=says):
        bands(panels, X, "N", alt=alt)
