"""Still figures: their size, their words, and what they refuse."""

import io

import numpy as np
import pytest
from PIL import Image

from course_lib.errors import PictureError, SettingError
from course_lib.widgets.figures import curves, show

RED, BLUE = (np.tile(np.array(colour, "float32"), (64, 64, 1)) for colour in ([1, 0, 0], [0, 0, 1]))


def pixels(figure):
    return np.asarray(Image.open(io.BytesIO(figure.jpeg)).convert("RGB")).astype(int)


def test_pictures_stand_side_by_side_in_order_under_titles():
    shown = pixels(show([RED, BLUE], ["one", "two"], alt="red beside blue", side=128))
    red, blue = (shown[:, :, 0] > 200) & (shown[:, :, 2] < 60), (shown[:, :, 2] > 200) & (shown[:, :, 0] < 60)
    assert red.sum() == pytest.approx(128 * 128, rel=0.05) and blue.sum() == pytest.approx(128 * 128, rel=0.05)
    assert red.nonzero()[1].max() < blue.nonzero()[1].min()


def test_a_figure_carries_its_words_escaped():
    figure = show([RED], ["one"], alt='a "red" square')
    assert repr(figure) == 'a "red" square'
    assert figure._repr_html_().startswith('<img alt="a &quot;red&quot; square" src="data:image/jpeg;base64,/9j/')


def test_curves_are_drawn_with_their_words():
    figure = curves({"a": ([0, 1], [1, 2]), "b": ([0, 1], [2, 1])}, "step", "loss", "two lines that cross", log="y")
    assert repr(figure) == "two lines that cross"
    assert (pixels(figure).min(axis=2) < 100).sum() > 500


@pytest.mark.parametrize(
    ("pictures", "titles", "alt"), [([RED], [], "x"), ([], [], "x"), ([RED], ["one"], " "), ([RED], ["a", "b"], "x")]
)
def test_a_figure_without_its_words_is_refused(pictures, titles, alt):
    with pytest.raises(SettingError, match="alt text"):
        show(pictures, titles, alt)


def test_a_curve_without_its_words_and_a_picture_that_is_none_are_refused():
    with pytest.raises(SettingError, match="alt text"):
        curves({"a": ([0], [1])}, "x", "y", "")
    with pytest.raises(PictureError):
        show([np.zeros((3, 3))], ["one"], "alt")
