import math

from course_lib.widgets.loss_points import MOST_POINTS, points, thin


def test_each_term_has_one_value_a_step():
    history = [{"step": 0, "total": 3.0, "style": 2.0}, {"step": 1, "total": 2.0, "style": 1.0}]
    assert points(history) == {"step": [0, 1], "terms": {"total": [3.0, 2.0], "style": [2.0, 1.0]}}


def test_the_terms_come_in_one_order_and_others_after_them_as_they_are():
    history = [{"step": 0, "zeta": 1.0, "variation": 1.0, "style": 1.0, "content": 1.0, "total": 3.0, "eta": 1.0}]
    assert list(points(history)["terms"]) == ["total", "content", "style", "variation", "zeta", "eta"]


def test_what_is_missing_or_not_finite_is_none():
    history = [{"step": 0, "total": math.nan}, {"step": 1, "total": math.inf, "style": 1.0}]
    assert points(history) == {"step": [0, 1], "terms": {"total": [None, None], "style": [None, 1.0]}}


def test_no_history_has_no_points():
    assert points([]) == {"step": [], "terms": {}}


def test_a_long_history_is_thinned_evenly_and_keeps_its_last_point():
    kept = thin(range(10_000))
    assert len(kept) <= MOST_POINTS
    assert kept[-1] == 9_999
    assert {b - a for a, b in zip(kept, kept[1:], strict=False)} == {7}


def test_a_short_history_is_kept():
    assert thin(range(MOST_POINTS)) == list(range(MOST_POINTS))
