"""At each N the same measure of new draws: a mean stays, a bias falls like 1/N, a spread like 1 over its root."""

import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.metrics.frechet import frechet_distance
from course_lib.metrics.kernel import kernel_distance
from course_lib.metrics.over_counts import over_counts

RNG = np.random.default_rng(0)
A, B = RNG.normal(0, 1, (4000, 4)), RNG.normal(0, 1, (4000, 4))
COUNTS = [25, 50, 100]


def test_the_measures_see_the_same_draws_of_the_right_size():
    seen = []
    values = over_counts(
        {"first": lambda a, b: a[0, 0], "again": lambda a, b: a[0, 0], "sizes": lambda a, b: seen.append((a, b)) or 0},
        A,
        B,
        COUNTS,
        3,
    )
    np.testing.assert_array_equal(values["first"], values["again"])
    assert values["first"].shape == (3, 3)
    assert [len(a) for a, _ in seen] == [len(b) for _, b in seen] == list(np.repeat(COUNTS, 3))
    assert all(len(np.unique(a[:, 0])) == len(a) for a, _ in seen)


def test_a_standard_error_falls_like_one_over_the_root():
    spread = over_counts({"mean": lambda a, b: a[:, 0].mean()}, A, B, [16, 64, 256], 400)["mean"].std(axis=1)
    np.testing.assert_allclose(spread, 1 / np.sqrt([16, 64, 256]), rtol=0.15)


def test_the_frechet_distance_is_biased_like_1_over_n_and_the_kernel_distance_is_not():
    measures = {"frechet": frechet_distance, "kernel": lambda a, b: kernel_distance(a, b).value}
    values = over_counts(measures, A, B, COUNTS, 60)
    biases = values["frechet"].mean(axis=1)
    np.testing.assert_allclose(biases[:-1] / biases[1:], 2, rtol=0.15)
    means, errors = values["kernel"].mean(axis=1), values["kernel"].std(axis=1) / np.sqrt(60)
    assert (np.abs(means) < 4 * errors).all()


@pytest.mark.parametrize(
    ("counts", "repeats", "says"),
    [([], 3, "counts go from 2 to 4000"), ([1, 5], 3, "counts"), ([5000], 3, "counts"), ([5], 0, "repeats")],
)
def test_bad_counts_are_refused(counts, repeats, says):
    with pytest.raises(SettingError, match=says):
        over_counts({}, A, B, counts, repeats)
