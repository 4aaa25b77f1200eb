"""Sets of samples: what is refused, by every measure, with words that say why; and distances."""

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from course_lib.errors import SettingError
from course_lib.metrics.frechet import frechet_at_infinity, frechet_distance
from course_lib.metrics.kernel import kernel_distance
from course_lib.metrics.neighbours import density_coverage, nearest, precision_recall
from course_lib.metrics.samples import checked, squared_distances

GOOD = np.random.default_rng(0).normal(size=(20, 3))
MEASURES = [frechet_distance, frechet_at_infinity, kernel_distance, precision_recall, density_coverage, nearest]
BAD = [
    (np.zeros((0, 3)), "at least"),
    (np.zeros((20, 0)), "one row a sample"),
    (np.zeros(20), "one row a sample"),
    (np.zeros((20, 4, 4, 3)), "metrics.embedding"),
    (np.zeros((20, 4)), "different widths"),
    (np.where(GOOD > 1, np.nan, GOOD), "NaN or infinite"),
    (np.where(GOOD > 1, np.inf, GOOD), "NaN or infinite"),
    (GOOD.astype(complex), "real numbers"),
    (np.full((20, 3), "a"), "real numbers"),
    ([[1.0, 2.0, 3.0], [1.0, 2.0]], "different lengths"),
    (None, "real numbers"),
]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(("bad", "says"), BAD)
def test_every_measure_refuses_what_is_no_set_of_samples(measure, bad, says):
    for sets in ((bad, GOOD), (GOOD, bad)):
        with pytest.raises(SettingError, match=says):
            measure(*sets)


@pytest.mark.parametrize("measure", MEASURES[:-1])
def test_one_sample_says_nothing_of_a_distribution(measure):
    for sets in ((GOOD[:1], GOOD), (GOOD, GOOD[:1])):
        with pytest.raises(SettingError, match="at least"):
            measure(*sets)


def test_sets_may_differ_in_count_and_kind_of_number():
    whole, floats = checked(np.arange(12).reshape(4, 3), GOOD.astype("float32"))
    assert whole.dtype == floats.dtype == np.float64
    assert (len(whole), len(floats)) == (4, 20)


@pytest.mark.parametrize("offset", [0.0, 1e5])
def test_squared_distances_are_scipys_and_exactly_zero_for_equal_samples(offset):
    a = GOOD + offset
    b = np.concatenate([a[:5], np.random.default_rng(1).normal(size=(7, 3)) + offset])
    found = squared_distances(a, b)
    np.testing.assert_allclose(found, cdist(a, b, "sqeuclidean"), atol=1e-6)
    assert (np.diag(found[:5, :5]) == 0).all()
    assert (found >= 0).all()
