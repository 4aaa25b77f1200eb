"""Panels of curves: every line with its values, and one scale where it is asked for."""

import io

import numpy as np
import pytest
from PIL import Image

from course_lib.errors import SettingError
from course_lib.widgets import panel_figures
from course_lib.widgets.panel_figures import panels

X = [1, 2, 3]
DRAWN = {"one": {"a": [0, 1, 2], "b": [3, 3, 3]}, "two": {"a": [5, 6, 9]}, "three": {"c": [100, 50, 20]}}


def test_the_lines_hold_what_was_given_and_shared_panels_have_one_scale(monkeypatch):
    kept = []
    monkeypatch.setattr(panel_figures, "displayed", lambda figure, alt: kept.append(figure))
    panels(DRAWN, X, "step", alt="x", shared=["one", "two"])
    one, two, three = kept[0].axes
    np.testing.assert_array_equal(one.lines[1].get_data(), [X, [3, 3, 3]])
    assert [axes.get_title("left") for axes in (one, two, three)] == list(DRAWN)
    assert one.get_ylim() == two.get_ylim() != three.get_ylim()
    assert one.get_ylim()[0] <= 0 and one.get_ylim()[1] >= 9
    assert len({line.get_linestyle() for line in one.lines}) == 2, "no meaning by colour alone"


def test_it_is_one_picture_with_its_words():
    still = panels(DRAWN, X, "step", alt="three panels")
    assert repr(still) == "three panels"
    assert Image.open(io.BytesIO(still.jpeg)).size == (870, 250)


@pytest.mark.parametrize(
    ("drawn", "alt", "says"),
    [(DRAWN, "", "alt text"), ({}, "x", "panels"), ({"one": {"a": [1]}}, "x", "one, a: 1 values for 3")],
)
def test_what_cannot_be_drawn_is_refused(drawn, alt, says):
    with pytest.raises(SettingError, match=says):
        panels(drawn, X, "step", alt=alt)
