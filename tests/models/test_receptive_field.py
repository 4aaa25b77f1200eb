"""Receptive fields: the published numbers of the PatchGAN, closed forms, and what a refused window says."""

import pytest

from course_lib.errors import SettingError
from course_lib.models.receptive_field import PATCHGAN, Field, Window, counted_back, fields, outputs


def test_the_patchgan_sees_70_pixels():
    assert [field.size for field in fields(PATCHGAN)] == [4, 10, 22, 46, 70]
    assert counted_back(PATCHGAN) == [4, 7, 16, 34, 70]
    assert outputs(PATCHGAN, 256) == 30


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_a_chain_of_threes_grows_by_two_a_layer(depth):
    assert fields([Window(3, 1, 1)] * depth)[-1] == Field(2 * depth + 1, 1, -depth)


@pytest.mark.parametrize("windows", [PATCHGAN, (Window(7, 2, 3), Window(3, 2, 1), Window(1), Window(5, 3))])
def test_counting_forward_and_back_agree(windows):
    assert fields(windows)[-1].size == counted_back(windows)[-1]


def test_strides_multiply_and_neighbours_lie_that_far_apart():
    field = fields([Window(4, 2, 1), Window(3, 3)])[-1]
    assert field.stride == 6
    (first, end), (next_first, _) = field.span(4), field.span(5)
    assert next_first - first == 6 and end - first == field.size == 8


def test_a_picture_too_small_is_told():
    with pytest.raises(SettingError, match="8 pixels are too few"):
        outputs(PATCHGAN, 8)


@pytest.mark.parametrize("sizes", [(0, 1, 0), (3, 0, 0), (3, 1, -1), (2.5, 1, 0), (True, 1, 0)])
def test_what_is_no_window_is_refused(sizes):
    with pytest.raises(SettingError, match="whole number"):
        Window(*sizes)


@pytest.mark.parametrize("layer", range(1, 6))
def test_the_unit_at_a_pixel_has_the_nearest_centre(layer):
    field = fields(PATCHGAN[:layer])[-1]
    centres = {unit: sum(field.span(unit)) / 2 - 0.5 for unit in range(-5, 60)}
    for pixel in (0, 17, 100.4):
        nearest = min(abs(pixel - centre) for centre in centres.values())
        assert abs(pixel - centres[field.unit_at(pixel)]) == pytest.approx(nearest)
