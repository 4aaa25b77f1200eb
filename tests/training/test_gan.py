"""The GAN's step against the same step written out by hand, and what its knobs do to it."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_lib.losses import adversarial, penalties
from course_lib.models import perceptron
from course_lib.training import gan_knobs
from course_lib.training.gan import DRAWS_A_STEP, GAN
from course_lib.training.knobs import Knobs
from course_lib.training.noise import Noise
from course_lib.training.stop_at import StopAt

BATCHES = np.random.default_rng(0).normal(size=(6, 16, 2)).astype("float32")


def make(loss="non_saturating", knobs=(), compiled=True, **settings):
    chosen = Knobs(gan_knobs.loss_knob(loss), *gan_knobs.rate_knobs(0.01, 0.02), *knobs)
    gan = GAN(perceptron.generator(2, (8,)), perceptron.discriminator(2, (8,), **settings), chosen, Noise(seed=5))
    optimisers = [[keras.optimizers.Adam(beta_1=0.5), keras.optimizers.SGD()] for _ in range(2)]
    gan.compile(*optimisers, jit_compile=compiled)
    return gan


def fit(gan, count, batches=BATCHES, **settings):
    calls = tf.data.Dataset.from_tensors((batches, np.int32(count)))
    return gan.fit(calls, verbose=0, shuffle=False, **settings).history


def turn(gan, **values):
    for name, value in values.items():
        gan.knobs.turn(name, value)
    gan.knobs.apply(0)


def updates(gan):
    return [int(optimisers[0].iterations.numpy()) for optimisers in (gan.d_optimizers, gan.g_optimizers)]


def weights(gan):
    return gan.discriminator.get_weights() + gan.generator.get_weights()


def assert_equal_weights(one, other, **tolerance):
    for a, b in zip(weights(one), weights(other), strict=True):
        np.testing.assert_allclose(a, b, **tolerance)


def one_step_by_hand(gan, family, number, batch, weight=0.0):
    """Algorithm 1 once, with fresh Adams, eagerly."""
    d_adam, g_adam = keras.optimizers.Adam(0.01, beta_1=0.5), keras.optimizers.SGD(0.02)
    noise = gan.noise.draw(len(batch), number * DRAWS_A_STEP)
    fake = gan.generator(noise)
    with tf.GradientTape() as tape:
        loss = family.discriminator(gan.discriminator(batch), gan.discriminator(fake))
        with tf.GradientTape() as inner:
            points = penalties.interpolates(batch, fake, gan.noise.shares(len(batch), number * DRAWS_A_STEP))
            inner.watch(points)
            logits = gan.discriminator(points)
        loss += weight * penalties.gradient_penalty(inner.gradient(logits, points))
    variables = gan.discriminator.trainable_variables
    d_adam.apply(tape.gradient(loss, [v.value for v in variables]), variables)
    with tf.GradientTape() as tape:
        g_loss = family.generator(gan.discriminator(gan.generator(gan.noise.draw(len(batch), number * 32 + 16))))
    variables = gan.generator.trainable_variables
    g_adam.apply(tape.gradient(g_loss, [v.value for v in variables]), variables)


@pytest.mark.parametrize("loss", list(adversarial.FAMILIES))
def test_a_step_is_algorithm_1(loss):
    knobs = [*gan_knobs.optimiser_knobs("Adam", "SGD"), *gan_knobs.penalty_knobs(gradient_penalty=2.0)]
    gan, by_hand = make(loss, knobs), make(loss, knobs)
    fit(gan, 1)
    one_step_by_hand(by_hand, adversarial.family(loss), 0, BATCHES[0], weight=2.0)
    assert_equal_weights(gan, by_hand, rtol=1e-4, atol=1e-6)


def test_the_number_of_steps_in_a_call_does_not_matter():
    at_once, one_by_one = make(), make()
    fit(at_once, 7)
    for _ in range(7):
        fit(one_by_one, 1)
    assert int(at_once.steps) == int(one_by_one.steps) == 7
    assert_equal_weights(at_once, one_by_one, rtol=1e-5, atol=1e-7)


def test_a_plain_data_set_of_batches_trains_one_step_a_batch():
    gan, other = make(), make()
    gan.fit(tf.data.Dataset.from_tensors(BATCHES), verbose=0, shuffle=False)
    fit(other, 6)
    assert int(gan.steps) == 6
    assert_equal_weights(gan, other, rtol=1e-5, atol=1e-7)


def test_who_learns_and_how_often():
    gan = make(knobs=gan_knobs.pace_knobs(3, 2))
    fit(gan, 2)
    assert updates(gan) == [6, 4]
    turn(gan, who=gan_knobs.WHO.index("discriminator"))
    fit(gan, 1)
    assert updates(gan) == [9, 4]
    turn(gan, who=gan_knobs.WHO.index("generator"), g_steps=5)
    before = gan.discriminator.get_weights()
    fit(gan, 1)
    assert updates(gan) == [9, 9]
    for a, b in zip(before, gan.discriminator.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_the_loss_is_switched_with_no_retrace_and_no_weight_lost():
    traces = []

    class Counted(GAN):
        def train_step(self, data):
            traces.append(1)
            return super().train_step(data)

    gan = make()
    gan.__class__ = Counted
    fit(gan, 3)
    traced, before = len(traces), gan.generator.get_weights()
    turn(gan, loss=list(adversarial.FAMILIES).index("hinge"))
    for a, b in zip(before, gan.generator.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    fit(gan, 1)
    assert traced >= 1 and len(traces) == traced

    by_hand = make()
    for network, values in ((by_hand.discriminator, gan.discriminator), (by_hand.generator, gan.generator)):
        network.set_weights(values.get_weights())
    readings = fit(gan, 1)
    fake = by_hand.generator(gan.noise.draw(16, 4 * DRAWS_A_STEP))
    expected = adversarial.family("hinge").discriminator(by_hand.discriminator(BATCHES[4]), by_hand.discriminator(fake))
    assert readings["discriminator"][0] == pytest.approx(float(expected), rel=1e-4)


def test_each_optimiser_is_used_when_it_is_chosen():
    gan = make(knobs=gan_knobs.optimiser_knobs())
    fit(gan, 2)
    turn(gan, d_optimizer=1)
    fit(gan, 3)
    assert [int(optimiser.iterations.numpy()) for optimiser in gan.d_optimizers] == [2, 3]
    assert [int(optimiser.iterations.numpy()) for optimiser in gan.g_optimizers] == [5, 0]


def test_rates_are_read_from_their_knobs():
    gan, slow = make(), make()
    turn(slow, d_rate=1e-5, g_rate=1e-5)
    start = weights(gan)
    fit(gan, 1), fit(slow, 1)
    moved, crept = ([np.abs(a - b).max() for a, b in zip(start, weights(g), strict=True)] for g in (gan, slow))
    assert max(crept) < 2e-5 < 5e-3 < max(moved)


def test_clipping_holds_every_weight_and_0_holds_none():
    gan = make("wasserstein", knobs=gan_knobs.penalty_knobs())
    fit(gan, 2)
    assert max(np.abs(w).max() for w in gan.discriminator.get_weights()) > 0.1
    turn(gan, clip=0.05)
    fit(gan, 2)
    assert max(np.abs(w).max() for w in gan.discriminator.get_weights()) <= 0.05 + 1e-7
    assert max(np.abs(w).max() for w in gan.generator.get_weights()) > 0.1


def test_r1_is_its_knob_times_the_penalty_at_real_samples():
    gan, free = make(knobs=gan_knobs.penalty_knobs(r1=3.0)), make(knobs=gan_knobs.penalty_knobs())
    points = tf.constant(BATCHES[0])
    expected = 3.0 * float(penalties.r1_penalty(gan.slope(points)))
    assert fit(gan, 1)["penalty"][0] == pytest.approx(expected, rel=1e-4)
    assert fit(free, 1)["penalty"][0] == 0.0


def test_a_restored_run_ends_as_the_one_that_was_not_stopped(tmp_path):
    class PowerCut(keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            if batch == 27:
                raise KeyboardInterrupt

    def train(*callbacks):
        gan = make(knobs=gan_knobs.optimiser_knobs())
        calls = tf.data.Dataset.from_tensors((BATCHES, np.int32(5))).repeat(40)
        gan.fit(calls, verbose=0, shuffle=False, callbacks=[*callbacks, StopAt(200)])
        return gan

    def backup():
        return keras.callbacks.BackupAndRestore(tmp_path / "backup", save_freq=10, delete_checkpoint=False)

    with pytest.raises(KeyboardInterrupt):
        train(backup(), PowerCut())
    seen = []
    note = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: seen.append(int(note.model.steps.numpy()))
    )
    again, whole = train(backup(), note), train()
    assert seen[0] > 50 and seen[-1] == int(whole.steps) == 200
    assert_equal_weights(again, whole, rtol=1e-6, atol=1e-7)


def test_spectral_normalisation_trains_in_the_loop():
    gan = make("hinge", spectral=True)
    vectors = [w.numpy() for w in gan.discriminator.non_trainable_variables]
    readings = fit(gan, 5)
    assert np.isfinite(readings["discriminator"][0]) and vectors
    moved = [not np.array_equal(v, w) for v, w in zip(vectors, gan.discriminator.non_trainable_variables, strict=True)]
    assert any(moved)
