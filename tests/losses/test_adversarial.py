"""Adversarial losses against their closed forms, finite differences, and logits far out."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from course_lib.errors import SettingError
from course_lib.losses import adversarial

NAMES = list(adversarial.FAMILIES)
REAL = np.array([[0.3], [-1.2], [2.0]], "float32")
FAKE = np.array([[-0.7], [0.1], [1.5], [-3.0]], "float32")


def sigmoid(t):
    return 1 / (1 + np.exp(-t.astype("float64")))


EXPECTED = {
    "minimax": (
        -np.mean(np.log(sigmoid(REAL))) - np.mean(np.log(1 - sigmoid(FAKE))),
        np.mean(np.log(1 - sigmoid(FAKE))),
    ),
    "non_saturating": (
        -np.mean(np.log(sigmoid(REAL))) - np.mean(np.log(1 - sigmoid(FAKE))),
        -np.mean(np.log(sigmoid(FAKE))),
    ),
    "least_squares": (np.mean((REAL - 1) ** 2) / 2 + np.mean(FAKE**2) / 2, np.mean((FAKE - 1) ** 2) / 2),
    "wasserstein": (FAKE.mean() - REAL.mean(), -FAKE.mean()),
    "hinge": (np.maximum(0, 1 - REAL).mean() + np.maximum(0, 1 + FAKE).mean(), -FAKE.mean()),
}


@pytest.mark.parametrize("name", NAMES)
def test_both_losses_are_the_formulas(name):
    family = adversarial.family(name)
    assert float(family.discriminator(REAL, FAKE)) == pytest.approx(EXPECTED[name][0], rel=1e-5)
    assert float(family.generator(FAKE)) == pytest.approx(EXPECTED[name][1], rel=1e-5)


def test_at_the_equilibrium_the_discriminator_pays_log_4_and_the_generator_log_2():
    undecided = np.zeros((5, 1), "float32")
    game = adversarial.family("non_saturating")
    assert float(game.discriminator(undecided, undecided)) == pytest.approx(np.log(4), rel=1e-6)
    assert float(game.generator(undecided)) == pytest.approx(np.log(2), rel=1e-6)
    assert float(adversarial.family("minimax").generator(undecided)) == pytest.approx(-np.log(2), rel=1e-6)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("far", [1e4, -1e4])
def test_losses_and_gradients_stay_finite_far_out(name, far):
    family = adversarial.family(name)
    logits = tf.Variable([[far], [0.0]])
    with tf.GradientTape() as tape:
        loss = family.discriminator(logits, -logits) + family.discriminator(-logits, logits) + family.generator(logits)
    assert np.isfinite(float(loss)) and np.isfinite(tape.gradient(loss, logits).numpy()).all()


@pytest.mark.parametrize("name", NAMES)
def test_the_generators_gradient_is_the_slope_by_finite_differences(name):
    generator = adversarial.family(name).generator
    logits = tf.Variable(FAKE)
    with tf.GradientTape() as tape:
        loss = generator(logits)
    step = 1e-2
    for place, slope in enumerate(tape.gradient(loss, logits).numpy()[:, 0]):
        nudge = np.zeros_like(FAKE)
        nudge[place] = step
        difference = float(generator(FAKE + nudge) - generator(FAKE - nudge)) / (2 * step)
        assert slope == pytest.approx(difference, abs=1e-4)


def test_minimax_saturates_where_the_discriminator_is_sure_and_the_other_does_not():
    logits = tf.Variable([[-8.0]])
    slopes = {}
    for name in ("minimax", "non_saturating"):
        with tf.GradientTape() as tape:
            loss = adversarial.family(name).generator(logits)
        slopes[name] = abs(float(tape.gradient(loss, logits)[0, 0]))
    assert slopes["minimax"] == pytest.approx(float(sigmoid(np.array(-8.0))), rel=1e-3)
    assert slopes["non_saturating"] == pytest.approx(1.0, rel=1e-3)


def test_a_choice_takes_one_loss_and_its_gradient_alone():
    logits, place = tf.Variable(FAKE), keras.Variable(2.0, trainable=False)
    with tf.GradientTape() as tape:
        loss = adversarial.chosen([family.generator(logits) for family in adversarial.FAMILIES.values()], place.value)
    gradient = tape.gradient(loss, logits)
    assert float(loss) == pytest.approx(EXPECTED["least_squares"][1], rel=1e-5)
    np.testing.assert_allclose(gradient, (FAKE - 1) / FAKE.size, rtol=1e-5)
    assert ops.shape(loss) == ()


def test_an_unknown_family_is_refused_by_name():
    with pytest.raises(SettingError, match="'lsgan'; the families are minimax, non_saturating, least_squares"):
        adversarial.family("lsgan")
