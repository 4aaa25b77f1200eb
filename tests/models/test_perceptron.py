"""The plane's networks: shapes, counts of parameters, seeds, and what is refused."""

import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.models import perceptron


def test_shapes_and_numbers_of_parameters():
    maker, judge = perceptron.generator(3, (8, 5)), perceptron.discriminator(2, (8, 5))
    assert maker.output_shape == (None, 2) and judge.output_shape == (None, 1)
    assert maker.count_params() == 3 * 8 + 8 + 8 * 5 + 5 + 5 * 2 + 2
    assert judge.count_params() == 2 * 8 + 8 + 8 * 5 + 5 + 5 * 1 + 1


def test_one_seed_one_network_and_layers_that_differ():
    first, again, other = (perceptron.generator(2, (4, 4), seed=seed) for seed in (1, 1, 2))
    for a, b in zip(first.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert not np.array_equal(first.get_weights()[0], other.get_weights()[0])
    square = perceptron.generator(4, (4, 4), seed=1).get_weights()
    assert not np.array_equal(square[0], square[2])


def test_a_spectrally_normalised_discriminator_cannot_be_steep():
    judge = perceptron.discriminator(2, (16, 16), spectral=True)
    points = np.random.default_rng(0).normal(size=(64, 2)).astype("float32")
    for _ in range(100):
        judge(points, training=True)
    scores = np.asarray(judge(points))[:, 0]
    gaps = np.linalg.norm(points[:, None] - points[None], axis=-1) + np.eye(64)
    assert (np.abs(scores[:, None] - scores[None]) / gaps).max() <= 1.001


@pytest.mark.parametrize("hidden", [(0,), (8, -1), (2.5,)])
def test_layers_without_units_are_refused(hidden):
    with pytest.raises(SettingError, match="1 unit or more"):
        perceptron.generator(2, hidden)
