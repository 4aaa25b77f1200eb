"""Where stages end, how large they are, and what is no place in them."""

import pytest

from course_lib.errors import SettingError
from course_lib.training.style_settings import StyleSettings
from course_lib.training.style_stages import Stages


def stages(**settings):
    return Stages(StyleSettings(**settings), (100, 60, 3))


@pytest.mark.parametrize(
    ("scales", "steps", "ends"),
    [
        ((1.0,), 40, [40]),
        ((0.5, 1.0), 100, [35, 100]),
        ((0.25, 0.5, 1.0), 90, [30, 60, 90]),
        ((0.25, 0.5, 1.0), 3, [1, 2, 3]),
    ],
)
def test_stages_share_the_steps_and_none_is_empty(scales, steps, ends):
    assert stages(scales=scales, steps=steps).ends() == ends


def test_a_stage_is_as_large_as_its_scale_and_never_smaller_than_a_few_pixels():
    made = stages(scales=(0.25, 0.5, 1.0))
    assert [made.size(stage) for stage in range(3)] == [(25, 16), (50, 30), (100, 60)]


def test_what_a_run_holds_at_a_place():
    made = stages(scales=(0.5, 1.0), steps=100)
    place = {"step": 20, "stage": 0, "ends": [35, 100], "warm_from": 0}
    assert [shape for shape, _ in made.layout(place)] == [(1, 50, 30, 3), (), (), (1, 50, 30, 3), (1, 50, 30, 3)]
    assert made.layout(place | {"step": 0, "stage": -1}) == [((100, 60, 3), "float32")]
    assert len(stages(scales=(0.5, 1.0), steps=100, optimizer="lbfgs").layout(place)) == 1


@pytest.mark.parametrize(
    "wrong", [{"stage": 2}, {"step": 36}, {"step": -1}, {"warm_from": 21}, {"ends": [30, 100]}, {"ends": [35, 99]}]
)
def test_what_is_no_place_is_refused(wrong):
    place = {"step": 20, "stage": 0, "ends": [35, 100], "warm_from": 0} | wrong
    with pytest.raises(SettingError):
        stages(scales=(0.5, 1.0), steps=100).layout(place)
