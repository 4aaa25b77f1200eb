import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.exercises.diagnosis import (
    close,
    demand_finite,
    demand_shape,
    factor_message,
    number_message,
    ratio,
    rounded,
)
from course_lib.exercises.outcome import NotYet


def test_close_is_relative_to_the_largest_entry():
    assert close([1000.5, 0.4], [1000, 0])
    assert not close([1002, 0], [1000, 0])
    assert close(0.0, 0.0)
    assert not close(1e-6, 0.0)


def test_close_refuses_other_shapes_and_nan():
    assert not close([1, 1], [1])
    assert not close([[1]], [1])
    assert not close([np.nan], [np.nan])
    assert not close([np.inf], [np.inf])


@pytest.mark.parametrize(
    ("got", "wanted", "said"),
    [
        ((3,), (), "One number is wanted"),
        ((), (2, 2), "summed over that should stay"),
        ((2, 1, 2), (2, 2), "axis of length 1"),
        ((2, 3), (3, 2), "transposed"),
        ((6,), (3, 2), "`reshape` is missing"),
        ((4, 5), (3, 2), "Which axis is summed over"),
    ],
)
def test_shapes_are_diagnosed(got, wanted, said):
    with pytest.raises(NotYet, match=said):
        demand_shape(np.zeros(got), wanted)


def test_right_shape_passes():
    assert demand_shape(np.zeros((2, 3)), (2, 3)) is None


def test_what_is_not_finite_is_counted():
    assert demand_finite(np.ones(3)) is None
    with pytest.raises(NotYet, match="2 of the 4 entries are not finite: NaN"):
        demand_finite(np.array([1, np.nan, np.inf, 2]))
    with pytest.raises(NotYet, match="It is infinite"):
        demand_finite(np.array(np.inf), "It")


@pytest.mark.parametrize("cut", [np.round, np.floor, np.trunc])
def test_lost_fractions_are_seen(cut):
    wanted = np.array([1.7, -2.2])
    assert rounded(cut(wanted), wanted)
    assert not rounded(wanted + 0.1, wanted)


def test_ratio():
    wanted = np.array([1.0, -2.0, 0.0])
    assert ratio(6 * wanted, wanted) == pytest.approx(6)
    assert ratio(wanted + 1, wanted) is None
    assert ratio(0 * wanted, wanted) is None
    assert ratio(wanted, 0 * wanted) is None


def test_factor_with_a_name_is_named():
    named = [{"h * w": 6.0, "c": 5.0}, {"h * w": 8.0, "c": 5.0}]
    assert "h * w times too large" in factor_message([6.0, 8.0], named)
    assert "h * w times too small" in factor_message([1 / 6, 1 / 8], named)
    assert "c times too large" in factor_message([5.0, 5.0], named)


def test_factor_without_a_name():
    assert "wrong sign" in factor_message([-1.0, -1.0], [])
    assert "always 0.5 times" in factor_message([0.5, 0.5], [])
    assert factor_message([0.5, 0.7], []) is None
    assert factor_message([0.5], []) is None


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (-5, "sign is wrong"),
        (50, "1 place off"),
        (0.05, "2 places off"),
        (0.2, "turned over"),
        (-7, "wrong sign"),
        (5.2, "very near"),
        (7, "somewhat too large"),
        (3, "somewhat too small"),
        (7e40, "far too large"),
        (-50, "wrong sign"),
        (700, "about 100 times too large"),
        (0.007, "about 1000 times too small"),
        (0, "should not be 0"),
    ],
)
def test_numbers_are_diagnosed(got, said):
    assert said in number_message(got, 5, 0.01)


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([0.0, 5.0, -0.3, 1e300, 5e-324]))
def test_any_wrong_number_gets_words(got, wanted):
    assert len(number_message(got, wanted, 0.01)) > 8
    assert not math.isnan(got)
