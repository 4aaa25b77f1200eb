import io

import numpy as np
import pytest
from PIL import Image

from course_lib.errors import KnobError
from course_lib.widgets import LatentPanel

SIZE = 12


def generate(noise):
    """Pictures whose red is the first number of the noise, and whose green the second."""
    share = 1 / (1 + np.exp(-np.asarray(noise, "float32")))
    pictures = np.zeros((len(noise), 8, 8, 3), "float32")
    pictures[..., 0], pictures[..., 1] = share[:, 0, None, None], share[:, 1, None, None]
    return pictures


def noise(seed):
    return np.random.default_rng(seed).normal(size=SIZE).astype("float32")


@pytest.fixture
def panel():
    return LatentPanel(generate, noise, {"red": np.eye(SIZE)[0], "green": np.eye(SIZE)[1]}, about="square")


def picture_of(panel, name="picture"):
    return np.asarray(Image.open(io.BytesIO(panel.shown[name])), "float32") / 255


def test_it_begins_half_way_between_two_seeds(panel):
    assert panel.values == {"from": 0, "to": 1, "way": 0.5, "red": 0, "green": 0}
    assert picture_of(panel).shape == (32, 32, 3)
    assert picture_of(panel, "strip").shape[1] > 9 * 8
    assert panel.shown["alt"] == "a square, 50% of the way from seed 0 to seed 1"
    assert repr(panel) == "Latent panel: square; sliders: from, to, way, red, green"
    assert "a square follows your hand" in panel._repr_mimebundle_()[0]["text/html"]


def test_the_ends_of_the_way_are_the_seeds_own_pictures(panel):
    for way, seed in ((0, 0), (1, 1)):
        panel.turn(way=way)
        assert np.allclose(picture_of(panel)[0, 0], generate(noise(seed)[None])[0, 0, 0], atol=0.01)


def test_the_row_shows_the_whole_way_wherever_the_slider_stands(panel):
    first = panel.shown["strip"]
    panel.turn(way=0.9)
    assert panel.shown["strip"] == first
    panel.turn(to=5)
    assert panel.shown["strip"] != first


def test_a_direction_changes_what_it_is_for(panel):
    reds = []
    for by in (-4, -1, 0, 1, 4):
        panel.turn(red=by)
        reds.append(picture_of(panel)[0, 0, 0])
    assert reds == sorted(reds) and reds[-1] - reds[0] > 0.5
    assert panel.shown["alt"].endswith(", red +4.0")


def test_what_the_page_sets_moves_the_picture(panel):
    before, frame = panel.shown["picture"], panel.shown["frame"]
    panel.set_state({"values": {**panel.values, "way": 0.1}})
    assert panel.shown["picture"] != before and panel.shown["frame"] == frame + 1
    assert np.allclose(panel.picture, generate(panel.noise())[0])


@pytest.mark.parametrize(
    ("values", "says"),
    [({"way": 2}, "from 0 to 1; 2 is outside"), ({"blue": 1}, "blue does not fit"), ({"to": 1.5}, "whole numbers")],
)
def test_what_no_slider_can_do_is_refused(panel, values, says):
    before = panel.shown
    with pytest.raises(KnobError, match=says):
        panel.turn(**values)
    assert panel.shown == before
