"""A picture and its two judges, with a network that is simple enough to be followed by hand."""

import numpy as np
import pytest

from course_lib import picture_changes
from course_lib.errors import PictureError, SettingError
from course_lib.metrics.feature_distance import layer_distance, pixel_distance
from course_lib.metrics.two_judges import Change, TwoJudges

RNG = np.random.default_rng(0)
PICTURE, OTHER = RNG.random((2, 40, 60, 3), "float32")


def network(pictures):
    """Two layers: the colours, and how often they lie in the upper half of their range."""
    return {"colours": pictures, "bright": (pictures > 0.5).astype("float32")}


@pytest.fixture
def judges():
    return TwoJudges(PICTURE, OTHER, network)


def test_nothing_done_is_nothing_seen(judges):
    assert judges.changed(Change()) is judges.picture
    verdict = judges.judge(judges.changed(Change()))
    assert verdict.pixels == verdict.features == 0


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (Change(shift=3), picture_changes.shifted(PICTURE, 3)),
        (Change(blur=2.0), picture_changes.blurred(PICTURE, 2 / 8)),
        (Change(grain=0.1), picture_changes.grained(PICTURE, 0.1)),
        (Change(dark=0.25), 0.75 * PICTURE),
        (Change(fade=1.0), OTHER),
        (Change(shift=2, dark=0.5), 0.5 * np.roll(PICTURE, 2, axis=1)),
    ],
)
def test_changes_are_those_of_picture_changes(judges, change, wanted):
    np.testing.assert_allclose(judges.changed(change), wanted, atol=1e-6)


def test_both_judges_say_what_their_measures_say(judges):
    changed = judges.changed(Change(shift=5, grain=0.2))
    verdict = judges.judge(changed)
    seen, first = judges.features(changed), judges.features(PICTURE)
    assert verdict.pixels == pixel_distance(changed, PICTURE)
    assert verdict.layers == {name: layer_distance(seen[name], first[name]) for name in ("colours", "bright")}
    assert verdict.features == pytest.approx(np.mean(list(verdict.layers.values())))
    assert judges.judge(changed, seen) == verdict


def test_less_light_leaves_the_colours_direction(judges):
    verdict = judges.judge(judges.changed(Change(dark=0.4)))
    assert verdict.layers["colours"] == pytest.approx(0, abs=1e-6)
    assert verdict.pixels > 0.2


@pytest.mark.parametrize(
    "values", [{"shift": 17}, {"shift": 1.5}, {"blur": -1}, {"grain": 0.5}, {"dark": 2}, {"fade": "much"}]
)
def test_a_change_out_of_range_is_refused(values):
    with pytest.raises(SettingError, match=next(iter(values))):
        Change(**values)


def test_pictures_of_two_sizes_are_refused():
    with pytest.raises(PictureError, match="one size"):
        TwoJudges(PICTURE, OTHER[:30], network)
