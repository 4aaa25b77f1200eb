"""A run of a GAN: where it ends, what it records, and that a replay ends at the same weights."""

import keras
import numpy as np
import pytest

from course_lib.errors import DivergedError
from course_lib.models import perceptron
from course_lib.training import gan_knobs
from course_lib.training.gan import GAN
from course_lib.training.gan_run import GanRun
from course_lib.training.knobs import Knobs
from course_lib.training.noise import Noise

BATCHES = np.random.default_rng(0).normal(size=(8, 16, 2)).astype("float32")


def make(rate=0.01, loss="non_saturating", **settings):
    knobs = Knobs(gan_knobs.loss_knob(loss), *gan_knobs.rate_knobs(rate, rate), *gan_knobs.pace_knobs())
    gan = GAN(perceptron.generator(2, (8,)), perceptron.discriminator(2, (8,)), knobs, Noise())
    gan.compile([keras.optimizers.Adam(beta_1=0.5)], [keras.optimizers.Adam(beta_1=0.5)])
    return GanRun(gan, BATCHES, **{"steps": 60, "pace": 10, **settings})


def assert_equal_states(one, other):
    for a, b in zip(one.state(), other.state(), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-7)


@pytest.fixture(scope="module")
def shared():
    return make()


@pytest.fixture
def run(shared):
    for knob in shared.knobs:
        shared.knobs.turn(knob.name, knob.value)
    shared.pace = 10
    shared.reset()
    return shared


def test_it_runs_to_its_end_and_on_from_there(run):
    run.run()
    assert run.step == run.total == 60 and not run.running
    assert [entry["step"] for entry in run.history] == [10, 20, 30, 40, 50, 60]
    assert set(run.history[0]) == {"step", "discriminator", "generator", "penalty"}
    run.run(5)
    assert run.step == 65 and run.total == 120


def test_a_number_of_steps_that_is_no_multiple_of_the_pace(run):
    run.run(23)
    assert [entry["step"] for entry in run.history] == [10, 20, 23]
    run.run(1)
    assert run.step == 24


def test_reset_goes_back_to_the_first_weights_and_keeps_turned_knobs(run):
    first = run.state()
    run.knobs.turn("d_rate", 0.05)
    run.run(20)
    run.reset()
    for a, b in zip(first, run.state(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert run.step == 0 and run.history == [] and run.knobs.value("d_rate") == 0.05
    run.run(1)
    assert [(turn.step, turn.name) for turn in run.knobs.turns] == [(0, "d_rate")]


def test_stop_ends_it_after_the_present_call(run):
    stop = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: run.stop())
    run.run(callbacks=[stop])
    assert run.step == 10 and not run.running


def test_a_run_replayed_from_its_turns_ends_at_the_same_weights_whatever_the_pace(run):
    for steps, turn in ((13, ("loss", 2)), (20, ("d_steps", 3)), (4, ("who", 1)), (9, ("d_rate", 0.002))):
        run.run(steps)
        run.knobs.turn(*turn)
    run.run(6)
    state, turns, step = run.state(), list(run.knobs.turns), run.step
    assert [turn.step for turn in turns] == [13, 33, 37, 46]

    again = make()
    again.knobs.replay(turns)
    again.pace = 7
    again.run(step)
    assert again.knobs.turns == turns and again.step == step
    for a, b in zip(state, again.state(), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-7)


def test_a_run_resumed_from_its_state_goes_on_as_if_it_had_not_stopped(run):
    run.run(20)
    run.knobs.turn("g_rate", 0.003)
    run.run(10)
    again = make()
    again.restore(run.state())
    values = {knob.name: run.knobs.applied(knob.name) for knob in run.knobs}
    again.resume(run.history, run.knobs.turns, values)
    run.run(10)
    again.run(10)
    assert again.step == run.step == 40 and again.history == run.history
    assert again.knobs.turns == run.knobs.turns
    assert_equal_states(run, again)


def test_losses_that_are_no_numbers_end_the_run_with_advice():
    wild = make(rate=0.01, loss="least_squares", steps=4000, pace=1000)
    wild.gan.discriminator.set_weights([1e19 * np.sign(w) for w in wild.gan.discriminator.get_weights()])
    with pytest.raises(DivergedError, match="blew up.*turn the learning rates down"):
        wild.run()
    assert not wild.running
