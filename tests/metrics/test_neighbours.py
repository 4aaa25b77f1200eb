"""Measures of neighbours against scikit-learn, on sets whose answers are known, and by a law for every distribution."""

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from course_lib.errors import SettingError
from course_lib.metrics.neighbours import density_coverage, expected_coverage, nearest, precision_recall


def inside(centres, samples, k):
    """Which samples lie in which centre's ball, by scikit-learn: (centres, samples)."""
    radii = NearestNeighbors(n_neighbors=k + 1).fit(centres).kneighbors(centres)[0][:, -1]
    return np.linalg.norm(centres[:, None] - samples[None], axis=-1) <= radii[:, None]


@pytest.mark.parametrize("k", [1, 3, 5])
def test_balls_are_scikit_learns(k):
    rng = np.random.default_rng(k)
    real, fake = rng.normal(size=(60, 5)), 0.7 * rng.normal(size=(45, 5)) + 0.3
    of_real, of_fake = inside(real, fake, k), inside(fake, real, k)
    balls, spread = precision_recall(real, fake, k), density_coverage(real, fake, k)
    assert balls.precision == pytest.approx(of_real.any(axis=0).mean())
    assert balls.recall == pytest.approx(of_fake.any(axis=0).mean())
    assert spread.density == pytest.approx(of_real.sum(axis=0).mean() / k)
    assert spread.coverage == pytest.approx(of_real.any(axis=1).mean())


def test_a_set_against_itself_is_perfect_and_far_sets_share_nothing():
    real = np.random.default_rng(0).normal(size=(50, 3))
    same, far = precision_recall(real, real), precision_recall(real, real + 100)
    assert (same.precision, same.recall) == (1, 1)
    assert (far.precision, far.recall) == (0, 0)
    assert density_coverage(real, real).coverage == 1
    assert density_coverage(real, real + 100).density == density_coverage(real, real + 100).coverage == 0


@pytest.mark.parametrize("found", [1, 3, 4])
def test_of_four_distant_clouds_the_share_that_is_covered_is_known(found):
    rng = np.random.default_rng(1)
    centres = 1000.0 * np.eye(4)
    real = np.concatenate([centre + rng.normal(size=(40, 4)) for centre in centres])
    fake = np.concatenate([centre + rng.normal(size=(400, 4)) for centre in centres[:found]])
    assert density_coverage(real, fake).coverage == pytest.approx(found / 4, abs=0.01)
    assert precision_recall(real, fake).recall <= found / 4
    assert precision_recall(real, fake).recall == pytest.approx(found / 4, abs=0.1)


@pytest.mark.parametrize("kind", ["normal", "lognormal"])
def test_new_samples_have_density_one_and_the_expected_coverage_whatever_the_distribution(kind):
    rng = np.random.default_rng(2)
    found = [density_coverage(getattr(rng, kind)(size=(60, 3)), getattr(rng, kind)(size=(40, 3))) for _ in range(300)]
    assert np.mean([one.coverage for one in found]) == pytest.approx(expected_coverage(60, 40), abs=0.01)
    assert np.mean([one.density for one in found]) == pytest.approx(1, abs=0.02)


def test_expected_coverage_of_one_neighbour_is_a_fraction():
    assert expected_coverage(10, 10, 1) == pytest.approx(1 - 9 / 19)
    assert expected_coverage(1000, 1000, 5) == pytest.approx(1 - 1 / 2**5, abs=0.001)


def test_copies_and_constants():
    rng = np.random.default_rng(3)
    real = rng.normal(size=(40, 3))
    copies, point = real[[0, 1, 1, 2, 2, 2]], np.zeros((9, 3))
    assert precision_recall(real, copies).precision == 1
    assert precision_recall(real, point).recall == 0
    assert precision_recall(point, point).recall == precision_recall(point, point).precision == 1
    assert density_coverage(point, point).coverage == 1


def test_the_nearest_are_scikit_learns():
    rng = np.random.default_rng(4)
    samples, training = rng.normal(size=(20, 6)), rng.normal(size=(50, 6))
    distances, places = NearestNeighbors(n_neighbors=3).fit(training).kneighbors(samples)
    found = nearest(samples, training, 3)
    np.testing.assert_array_equal(found.places, places)
    np.testing.assert_allclose(found.distances, distances)
    assert (nearest(training, training).distances == 0).all()
    assert (nearest(training, training).places[:, 0] == np.arange(50)).all()


@pytest.mark.parametrize("k", [0, 20, True, 2.0, None, "3"])
def test_a_k_that_cannot_be_is_refused(k):
    real, fake = np.zeros((30, 2)), np.zeros((20, 2))
    for measure in (precision_recall, density_coverage):
        with pytest.raises(SettingError, match="k is a whole number from 1 to 19"):
            measure(real, fake, k)
    with pytest.raises(SettingError, match="k is a whole number"):
        nearest(real, fake, 21)
    with pytest.raises(SettingError, match="whole number"):
        expected_coverage(20, 20, k)


def test_each_says_its_k():
    real = np.random.default_rng(5).normal(size=(30, 2))
    assert str(precision_recall(real, real)) == "precision 1.00, recall 1.00 (k = 3)"
    assert str(density_coverage(real, real)).endswith("coverage 1.00 (k = 5)")
