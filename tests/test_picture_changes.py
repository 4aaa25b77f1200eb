"""Changes of a picture: what strength 0 and 1 do, and the strength for a distance that is asked for."""

import numpy as np
import pytest

from course_lib import picture_changes as changes
from course_lib.errors import PictureError, SettingError
from course_lib.metrics.feature_distance import pixel_distance

PICTURE = np.random.default_rng(0).random((40, 48, 3), "float32")
OTHER = np.random.default_rng(1).random((20, 24, 3), "float32")
CHANGES = {
    "faded": lambda strength: changes.faded(PICTURE, OTHER, strength),
    "blurred": lambda strength: changes.blurred(PICTURE, strength),
    "grained": lambda strength: changes.grained(PICTURE, strength),
    "darkened": lambda strength: changes.darkened(PICTURE, strength),
    "greyed": lambda strength: changes.greyed(PICTURE, strength),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_nothing_at_0_and_farther_with_every_step(change):
    assert pixel_distance(change(0.0), PICTURE) < 1e-6
    distances = [pixel_distance(change(strength), PICTURE) for strength in (0.05, 0.2, 0.6, 1.0)]
    assert distances == sorted(distances) and distances[0] < distances[-1]
    with pytest.raises(SettingError, match="strength"):
        change(1.5)


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_the_strength_for_a_distance_is_found(change):
    made = changes.at_distance(change, PICTURE, 0.11)
    assert pixel_distance(made, PICTURE) == pytest.approx(0.11, abs=1e-4)


def test_whole_changes():
    assert np.all(CHANGES["darkened"](1.0) == 0)
    np.testing.assert_allclose(np.ptp(CHANGES["greyed"](1.0), axis=(0, 1)), 0, atol=1e-6)
    np.testing.assert_array_equal(changes.shifted(PICTURE, 5)[:, 5:], PICTURE[:, :-5])


def test_what_is_out_of_reach_or_no_change_is_refused():
    with pytest.raises(SettingError, match="not within reach"):
        changes.at_distance(CHANGES["greyed"], PICTURE, 0.9)
    with pytest.raises(SettingError, match="not within reach"):
        changes.at_distance(CHANGES["greyed"], PICTURE, 0.0)
    with pytest.raises(PictureError, match="the change made"):
        changes.at_distance(lambda strength: PICTURE[:20], PICTURE, 0.1)
