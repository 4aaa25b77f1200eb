import io

import numpy as np
import pytest
import traitlets
from PIL import Image

from course_lib.errors import PictureError
from course_lib.widgets import Comparison

GREY = np.full((20, 30, 3), 0.5, "float32")


def test_it_holds_both_pictures():
    comparison = Comparison(GREY, 1 - GREY / 2, names=("before", "after"))
    assert Image.open(io.BytesIO(comparison.before)).size == (30, 20)
    assert np.asarray(Image.open(io.BytesIO(comparison.after))).mean() == pytest.approx(0.75 * 255, abs=2)
    assert comparison.names == ["before", "after"]


def test_its_handle_can_be_placed_from_either_side():
    comparison = Comparison(GREY, GREY, position=0.2)
    comparison.set_state({"position": 0.7})
    assert comparison.position == 0.7
    with pytest.raises(traitlets.TraitError):
        comparison.position = 1.2


def test_pictures_of_two_sizes_are_refused_in_words():
    with pytest.raises(PictureError, match="30 x 20 and 20 x 20 pixels"):
        Comparison(GREY, GREY[:, :20])


def test_it_reads_as_one_stable_line():
    assert repr(Comparison(GREY, GREY)) == "Comparison of two pictures: photograph and result"
