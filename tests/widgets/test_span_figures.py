"""Rows of dots: one for each repeat, on a scale that all share, with the reference's range shaded."""

import io

import numpy as np
import pytest
from PIL import Image

from course_lib.errors import SettingError
from course_lib.widgets import span_figures
from course_lib.widgets.span_figures import spans

ROWS = {"nothing": [20.0, 30.0], "slope": [9.0, 10.0], "rate": [100.0, 500.0]}
REPEATS = ["seed 0", "seed 1"]


@pytest.fixture
def drawn(monkeypatch):
    """The axes of the figure, as they were handed over to be displayed."""
    kept = []
    monkeypatch.setattr(span_figures, "displayed", lambda figure, alt: kept.append((figure, alt)))
    spans(ROWS, "nothing", "distance", REPEATS, alt="three rows")
    [(figure, alt)] = kept
    assert alt == "three rows"
    return figure.axes[0]


def test_each_repeat_has_a_dot_in_its_row(drawn):
    dots = [np.column_stack(line.get_data()) for line in drawn.lines]
    np.testing.assert_array_equal(dots[0], [[20, 0], [9, 1], [100, 2]])
    np.testing.assert_array_equal(dots[1], [[30, 0], [10, 1], [500, 2]])
    assert [label.get_text() for label in drawn.get_yticklabels()] == list(ROWS)
    assert len({line.get_marker() for line in drawn.lines}) == 2, "no meaning by colour alone"
    assert drawn.yaxis_inverted(), "the first row is on top"


def test_the_range_of_the_reference_is_shaded(drawn):
    [shade] = drawn.patches
    left, right = shade.get_x(), shade.get_x() + shade.get_width()
    assert (left, right) == (20, 30)


def test_it_is_one_picture_with_its_words():
    still = spans(ROWS, "nothing", "distance", REPEATS, alt="three rows")
    assert repr(still) == "three rows"
    assert Image.open(io.BytesIO(still.jpeg)).size == (720, 180)


@pytest.mark.parametrize(
    ("rows", "reference", "alt", "says"),
    [
        (ROWS, "nothing", " ", "alt text"),
        (ROWS, "none", "x", "none of the rows: nothing, slope, rate"),
        ({"nothing": [1.0]}, "nothing", "x", "each of seed 0, seed 1"),
        ({"nothing": [1.0, 0.0]}, "nothing", "x", "above 0"),
    ],
)
def test_what_cannot_be_drawn_is_refused(rows, reference, alt, says):
    with pytest.raises(SettingError, match=says):
        spans(rows, reference, "distance", REPEATS, alt=alt)
