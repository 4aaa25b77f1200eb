"""The test for copies: counted pair by pair, and at its three landmarks."""

import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.metrics.copying import copying


def test_it_is_the_share_of_pairs_that_the_fake_wins():
    generator = np.random.default_rng(0)
    fakes, training, held_out = (generator.normal(size=(count, 3)) for count in (17, 9, 23))
    won = [
        1.0 if mine < its else 0.5 if mine == its else 0.0
        for mine in (np.linalg.norm(fake - training, axis=1).min() for fake in fakes)
        for its in (np.linalg.norm(other - training, axis=1).min() for other in held_out)
    ]
    assert copying(fakes, training, held_out) == pytest.approx(np.mean(won))


def test_copies_win_always_and_far_points_never_and_equal_sets_half():
    generator = np.random.default_rng(1)
    training, held_out = generator.normal(size=(30, 2)), generator.normal(size=(200, 2))
    assert copying(training[[3, 4, 4]], training, held_out) == 1.0
    assert copying(training + 100, training, held_out) == 0.0
    assert copying(held_out, training, held_out) == pytest.approx(0.5)
    assert copying(generator.normal(size=(2000, 2)), training, generator.normal(size=(2000, 2))) == pytest.approx(
        0.5, abs=0.03
    )


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (np.zeros((0, 2)), "at least 1"),
        (np.zeros(4), "one row a sample"),
        (np.zeros((3, 5)), "different widths"),
        (np.full((3, 2), np.nan), "NaN or infinite"),
        ([[1.0, 2.0], [3.0]], "different lengths"),
    ],
)
@pytest.mark.parametrize("place", range(3))
def test_sets_that_cannot_be_compared_are_refused(place, bad, says):
    sets = [np.zeros((6, 2)), np.zeros((3, 2)), np.zeros((4, 2))]
    sets[place] = bad
    with pytest.raises(SettingError, match=says):
        copying(*sets)


def test_one_fake_and_constants_are_judged():
    point = np.zeros((5, 2))
    assert copying(point, point, point) == 0.5
    assert copying(point[:1], point, point + 1) == 1.0
