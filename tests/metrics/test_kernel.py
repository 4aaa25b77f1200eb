"""The kernel distance against its definition pair by pair, scikit-learn's kernel, and repeated draws."""

import numpy as np
import pytest
from sklearn.metrics.pairwise import polynomial_kernel

from course_lib.errors import SettingError
from course_lib.metrics import kernel
from course_lib.metrics.kernel import KernelDistance, cubic, kernel_distance


def by_pairs(a, b):
    def k(x, y):
        return (x @ y / len(x) + 1) ** 3

    n, m = len(a), len(b)
    within_a = sum(k(a[i], a[j]) for i in range(n) for j in range(n) if i != j) / (n * (n - 1))
    within_b = sum(k(b[i], b[j]) for i in range(m) for j in range(m) if i != j) / (m * (m - 1))
    return within_a + within_b - 2 * sum(k(x, y) for x in a for y in b) / (n * m)


def draws(count, n, m, d, moved=0.0, wider=1.0, seed=0):
    rng = np.random.default_rng(seed)
    return [kernel_distance(rng.normal(size=(n, d)), wider * rng.normal(size=(m, d)) + moved) for _ in range(count)]


def test_it_is_the_sum_over_pairs():
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(9, 4)), rng.normal(size=(6, 4)) + 0.5
    found = kernel_distance(a, b)
    assert found.value == pytest.approx(by_pairs(a, b))
    assert found.counts == (9, 6)


def test_the_kernel_is_scikit_learns_polynomial():
    rng = np.random.default_rng(1)
    a, b = rng.normal(size=(7, 5)), rng.normal(size=(4, 5))
    np.testing.assert_allclose(cubic(a, b), polynomial_kernel(a, b, degree=3, gamma=1 / 5, coef0=1))


def test_large_sets_are_taken_in_parts(monkeypatch):
    rng = np.random.default_rng(2)
    a, b = rng.normal(size=(50, 4)), rng.normal(size=(33, 4)) + 1
    whole = kernel_distance(a, b)
    monkeypatch.setattr(kernel, "ROWS", 7)
    parts = kernel_distance(a, b)
    assert (parts.value, parts.error) == pytest.approx((whole.value, whole.error))


def test_no_bias_at_small_counts():
    values = [found.value for found in draws(3000, 5, 7, 6)]
    assert np.mean(values) == pytest.approx(0, abs=4 * np.std(values) / np.sqrt(3000))
    assert np.mean(np.array(values) < 0) > 0.3


def test_the_truth_of_gaussians_on_a_line():
    # E k = 1 + 3 E xy + 3 E x^2 y^2 + E x^3 y^3, in one dimension, by the moments of N(m, s^2)
    def moments(m, s):
        return m, m**2 + s**2, m**3 + 3 * m * s**2

    def squared_difference(p, q):
        return sum(c * (x - y) ** 2 for c, x, y in zip((3, 3, 1), p, q, strict=True))

    truth = squared_difference(moments(0, 1), moments(0.5, 1.5))
    values = [found.value for found in draws(400, 60, 60, 1, moved=0.5, wider=1.5)]
    assert np.mean(values) == pytest.approx(truth, abs=4 * np.std(values) / np.sqrt(400))


# Near 0 single samples say little and pairs say most: there the interval is wider than it need be.
@pytest.mark.parametrize(
    ("setting", "least", "most"),
    [
        ({"n": 150, "m": 150, "d": 16, "moved": 0.2}, 0.90, 0.96),
        ({"n": 150, "m": 150, "d": 16, "wider": 1.5}, 0.90, 0.97),
        ({"n": 150, "m": 150, "d": 32}, 0.95, 1.0),
    ],
)
def test_about_95_of_100_intervals_hold_the_truth(setting, least, most):
    found = draws(600, **setting)
    equal = "moved" not in setting and "wider" not in setting
    truth = 0.0 if equal else np.mean([one.value for one in found])
    held = np.mean([one.interval[0] <= truth <= one.interval[1] for one in found])
    assert least <= held <= most


@pytest.mark.parametrize("setting", [{"moved": 0.2}, {"wider": 1.3}, {}])
def test_the_error_is_the_spread_over_draws(setting):
    found = draws(400, 100, 60, 12, **setting)
    spread = np.std([one.value for one in found])
    assert np.sqrt(np.mean([one.error**2 for one in found])) == pytest.approx(spread, rel=0.15)


def test_constants():
    point, other = np.full((6, 3), 2.0), np.full((5, 3), 1.0)
    assert kernel_distance(point, point).value == pytest.approx(0, abs=1e-9)
    assert kernel_distance(point, point).error == pytest.approx(0, abs=1e-9)
    assert kernel_distance(point, other).value == pytest.approx((4 + 1) ** 3 + (1 + 1) ** 3 - 2 * (2 + 1) ** 3)


def test_it_says_as_many_digits_as_it_knows():
    assert KernelDistance(0.12345, 0.01, (50, 60)).short == "0.123 +- 0.020"
    assert str(KernelDistance(0.12345, 0.01, (50, 60))) == "0.123 (95%: 0.104 to 0.143; N = 50 and 60)"
    assert KernelDistance(-1e-9, 0.2, (50, 60)).short == "0.00 +- 0.39"
    assert KernelDistance(41032.4, 300.0, (50, 60)).short == "41032 +- 588"
    assert KernelDistance(0.0, 0.0, (50, 60)).short == "0.0000 +- 0.0000"


def test_three_samples_are_too_few_for_an_error():
    with pytest.raises(SettingError, match="at least 4"):
        kernel_distance(np.zeros((3, 2)), np.zeros((9, 2)))
