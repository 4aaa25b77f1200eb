"""Penalties against numpy, against linear critics whose slope is known, and against finite differences."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_lib.errors import SettingError
from course_lib.losses import penalties

SLOPE = np.array([3.0, 4.0], "float32")


def gradient_of(critic, points):
    points = tf.convert_to_tensor(points)
    with tf.GradientTape() as tape:
        tape.watch(points)
        scores = critic(points)
    return tape.gradient(scores, points)


def test_a_linear_critic_of_slope_5_pays_16_and_one_of_slope_1_nothing():
    points = np.random.default_rng(0).normal(size=(6, 2)).astype("float32")
    gradient = gradient_of(lambda x: tf.linalg.matvec(x, SLOPE), points)
    assert float(penalties.gradient_penalty(gradient)) == pytest.approx((5 - 1) ** 2, rel=1e-5)
    assert float(penalties.gradient_penalty(gradient / 5)) == pytest.approx(0, abs=1e-9)
    assert float(penalties.gradient_penalty(gradient, norm=5)) == pytest.approx(0, abs=1e-9)
    assert float(penalties.r1_penalty(gradient)) == pytest.approx(25 / 2, rel=1e-6)


def test_the_norm_is_per_sample_over_all_other_axes():
    gradient = np.random.default_rng(1).normal(size=(3, 4, 5, 2)).astype("float32")
    norms = np.sqrt((gradient.reshape(3, -1) ** 2).sum(axis=1))
    assert float(penalties.gradient_penalty(gradient)) == pytest.approx(((norms - 1) ** 2).mean(), rel=1e-5)
    assert float(penalties.r1_penalty(gradient)) == pytest.approx((norms**2).mean() / 2, rel=1e-5)
    assert penalties.squared_norms(gradient).shape == (3,)


def test_a_flat_critic_pays_1_and_its_second_gradient_is_finite():
    weight = tf.Variable([0.0, 0.0])
    with tf.GradientTape() as tape:
        penalty = penalties.gradient_penalty(gradient_of(lambda x: tf.linalg.matvec(x, weight), np.ones((4, 2), "f")))
    assert float(penalty) == pytest.approx(1, abs=1e-5)
    assert np.isfinite(tape.gradient(penalty, weight).numpy()).all()


def test_the_penaltys_slope_by_the_critics_weights_is_right_by_finite_differences():
    weight = tf.Variable([0.7, -0.4])
    points = np.random.default_rng(2).normal(size=(5, 2)).astype("float32")

    def penalty_of(value):
        return penalties.gradient_penalty(gradient_of(lambda x: tf.tanh(tf.linalg.matvec(x, value)), points))

    with tf.GradientTape() as tape:
        penalty = penalty_of(weight)
    slope = tape.gradient(penalty, weight).numpy()
    for place in range(2):
        nudge = np.eye(2, dtype="float32")[place] * 1e-2
        difference = float(penalty_of(weight + nudge) - penalty_of(weight - nudge)) / 2e-2
        assert slope[place] == pytest.approx(difference, abs=2e-3)


def test_each_interpolate_has_its_own_share():
    real, fake = np.ones((3, 2, 2, 1), "float32"), np.zeros((3, 2, 2, 1), "float32")
    between = penalties.interpolates(real, fake, np.array([0.0, 0.25, 1.0], "float32"))
    np.testing.assert_allclose(np.reshape(between, (3, 4)), np.repeat([[0.0], [0.25], [1.0]], 4, axis=1))


def test_clipping_keeps_what_is_within_the_limit():
    weight = keras.Variable([-0.5, -0.01, 0.0, 0.02, 3.0])
    penalties.clip_weights([weight], 0.02)
    np.testing.assert_allclose(weight.numpy(), [-0.02, -0.01, 0.0, 0.02, 0.02])
    with pytest.raises(SettingError, match="limit above 0, not 0"):
        penalties.clip_weights([weight], 0)
