"""CycleGAN: its losses against numpy, each knob, the schedule, replay, refusals, and that it learns."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_lib.datasets.worlds import WORLDS
from course_lib.errors import SettingError
from course_lib.training.cyclegan_run import CycleGanRun
from course_lib.training.translation_settings import PAPER, TranslationSettings
from course_lib.training.translator import rate_share

SMALL = {"width": 4, "blocks": 1, "judge_width": 4, "steps": 8, "pace": 2}


@pytest.fixture(scope="module")
def pictures():
    return WORLDS["seasons"].unpaired(12)


@pytest.fixture(scope="module")
def run(pictures):
    return CycleGanRun(pictures.a, pictures.b, **SMALL)


@pytest.fixture
def fresh(run):
    for knob in run.knobs:
        run.knobs.turn(knob.name, knob.value)
    run.pace, run.averaged = 2, True
    run.reset()
    return run


def weights(run):
    return [variable.numpy() for variable in run.gan.g_variables + run.gan.d_variables]


def ones(logits):
    return [np.asarray(head) for head in logits]


def test_the_readings_are_the_papers_losses(fresh):
    """The first step's losses, put together from the networks' own answers in numpy."""
    gan = fresh.gan
    (to_b, to_a), (judge_a, judge_b) = gan.generators, gan.discriminators
    held = [tf.constant(domain) for domain in fresh.data]
    a, b = gan.real(held, tf.constant(0))
    fake_b, fake_a, same_b, same_a = to_b(a), to_a(b), to_b(b), to_a(a)

    def fooling(judge, fake):
        large, small = ones(judge(fake))
        return np.square(large - 1).mean() + 0.5 * np.square(small - 1).mean()

    def judged(judge, real, fake):
        return sum(
            share * (0.5 * np.square(r - 1).mean() + 0.5 * np.square(f).mean())
            for share, r, f in zip((1, 0.5), ones(judge(real)), ones(judge(fake)), strict=True)
        )

    def off(one, other):
        return np.abs(np.asarray(one) - np.asarray(other)).mean()

    wanted = {
        "adversarial": fooling(judge_b, fake_b) + fooling(judge_a, fake_a),
        "cycle": off(to_a(fake_b), a) + off(to_b(fake_a), b),
        "identity": off(same_b, b) + off(same_a, a),
        "discriminator": judged(judge_a, a, fake_a) + judged(judge_b, b, fake_b),
    }
    fresh.run(1)
    found = {name: fresh.history[-1][name] for name in wanted}
    assert found == pytest.approx(wanted, rel=1e-4)


def test_the_generators_gradient_is_that_of_the_papers_loss(pictures):
    """One plain-descent step against the gradient taken apart, loss by loss and network by network."""
    run = CycleGanRun(pictures.a, pictures.b, **SMALL, lambda_cycle=7.0, lambda_identity=3.0)
    gan = run.gan
    gan.compile([keras.optimizers.SGD(1e-2)], [keras.optimizers.SGD(1e-2)])
    for name in ("d_rate", "g_rate"):
        run.knobs.turn(name, 1e-2)
    (to_b, to_a), (judge_a, judge_b) = gan.generators, gan.discriminators
    a, b = gan.real([tf.constant(domain) for domain in run.data], tf.constant(0))

    def loss():
        fake_b, fake_a = to_b(a), to_a(b)
        cycle = tf.reduce_mean(abs(to_a(fake_b) - a)) + tf.reduce_mean(abs(to_b(fake_a) - b))
        identity = tf.reduce_mean(abs(to_b(b) - b)) + tf.reduce_mean(abs(to_a(a) - a))
        fooling = sum(
            share * tf.reduce_mean(tf.square(logits - 1))
            for judge, fake in ((judge_b, fake_b), (judge_a, fake_a))
            for share, logits in zip((1.0, 0.5), judge(fake), strict=True)
        )
        return fooling + 7.0 * cycle + 3.0 * identity

    with tf.GradientTape() as tape:
        total = loss()
    gradient = tape.gradient(total, [variable.value for variable in gan.g_variables])
    before = [variable.numpy() for variable in gan.g_variables]
    run.run(1)
    for old, new, slope in zip(before, gan.g_variables, gradient, strict=True):
        np.testing.assert_allclose(new.numpy() - old, -1e-2 * slope.numpy(), rtol=2e-3, atol=2e-7)


def test_what_a_step_does_does_not_depend_on_the_pace(fresh):
    def everything():
        return weights(fresh) + [average.numpy() for average in fresh.gan.averages]

    fresh.run(6)
    one = everything()
    fresh.reset()
    fresh.pace = 3
    fresh.run(6)
    for first, second in zip(one, everything(), strict=True):
        np.testing.assert_allclose(first, second, rtol=1e-3, atol=1e-6)


def test_a_restored_state_goes_on_as_the_run_it_was_taken_from(fresh):
    fresh.run(4)
    kept = fresh.state()
    fresh.run(2)
    wanted = weights(fresh)
    fresh.restore(kept)
    fresh.run(2)
    for first, second in zip(wanted, weights(fresh), strict=True):
        np.testing.assert_allclose(first, second, rtol=1e-3, atol=1e-6)


@pytest.mark.parametrize(
    ("knob", "value"),
    [
        ("lambda_cycle", 0),
        ("lambda_identity", 0),
        ("cycle_noise", 0.3),
        ("loss", 0),
        ("g_rate", 1e-3),
        ("d_rate", 1e-3),
    ],
)
def test_every_knob_acts_at_the_next_step(fresh, knob, value):
    fresh.run(2)
    state = fresh.state()
    fresh.run(2)
    plain = weights(fresh)
    fresh.restore(state)
    fresh.knobs.turn(knob, value)
    fresh.run(2)
    assert fresh.knobs.turns[-1].name == knob
    assert any(not np.allclose(one, two, atol=1e-7) for one, two in zip(plain, weights(fresh), strict=True))


def test_a_recorded_run_replays_to_the_same_weights(fresh):
    fresh.run(2)
    fresh.knobs.turn("lambda_cycle", 1.0)
    fresh.run(4)
    turns, wanted = list(fresh.knobs.turns), weights(fresh)
    fresh.knobs.turn("lambda_cycle", fresh.knobs["lambda_cycle"].value)
    fresh.reset()
    fresh.knobs.replay(turns)
    fresh.run(6)
    for first, second in zip(wanted, weights(fresh), strict=True):
        np.testing.assert_allclose(first, second, rtol=1e-3, atol=1e-6)


def test_the_two_domains_are_read_in_orders_of_their_own_and_mirrored_by_themselves(fresh, pictures):
    held = [tf.constant(domain) for domain in fresh.data]
    a, b = zip(*(fresh.gan.real(held, tf.constant(number)) for number in range(12)), strict=True)

    def places(seen, domain):
        """Which picture each batch is, and whether mirrored."""
        pictures = domain / np.float32(127.5) - 1
        found = []
        for batch in seen:
            for flipped in (False, True):
                wanted = batch.numpy()[0, :, ::-1] if flipped else batch.numpy()[0]
                found += [(n, flipped) for n, picture in enumerate(pictures) if np.allclose(picture, wanted, atol=1e-5)]
        return found

    in_a, in_b = places(a, fresh.data[0]), places(b, fresh.data[1])
    assert sorted(n for n, _ in in_a) == sorted(n for n, _ in in_b) == list(range(12))
    assert in_a != in_b
    assert {flipped for _, flipped in in_a} == {True, False}


def test_the_rate_is_constant_and_then_falls_evenly():
    shares = [float(rate_share(tf.constant(step), 200, 0.5)) for step in (0, 99, 100, 150, 199, 200)]
    assert shares == pytest.approx([1, 1, 1, 0.5, 0.01, 1])
    assert rate_share(7, 200, 1.0) == 1.0


def test_the_schedule_reaches_the_optimisers(pictures):
    run = CycleGanRun(pictures.a, pictures.b, **SMALL, decay_from=0.5)
    run.run()
    for optimizer, knob in ((run.gan.g_optimizers[0], "g_rate"), (run.gan.d_optimizers[0], "d_rate")):
        assert float(optimizer.learning_rate) == pytest.approx(0.25 * run.knobs.value(knob))


@pytest.mark.parametrize("changes", [{"norm": "batch"}, {"generator": "unet", "depth": 4}, {"judge": "pixel"}])
def test_other_networks_train_as_well(pictures, changes):
    run = CycleGanRun(pictures.a, pictures.b, **SMALL | changes, average=0.0)
    before = weights(run)
    run.run(2)
    assert all(not np.array_equal(one, two) for one, two in zip(before[:2], weights(run)[:2], strict=True))
    assert run.translate(pictures.a[:2]).shape == (2, 64, 64, 3)


def test_wgan_gp_adds_the_penalty_to_the_discriminators_loss(pictures):
    def loss(weight):
        run = CycleGanRun(pictures.a, pictures.b, **SMALL, loss="wasserstein", gradient_penalty=weight)
        run.run(1)
        return run.history[-1]["discriminator"]

    none, one, two = (loss(weight) for weight in (0.0, 5.0, 10.0))
    assert two - none == pytest.approx(2 * (one - none), rel=1e-3)
    assert two > none


def test_the_average_lags_and_can_be_put_aside(fresh, pictures):
    fresh.run(4)
    averaged = fresh.translate(pictures.a[:2])
    fresh.averaged = False
    assert not np.array_equal(averaged, fresh.translate(pictures.a[:2]))


def test_there_and_back_is_both_generators_in_turn(fresh, pictures):
    there, back = fresh.there_and_back(pictures.a[:2])
    np.testing.assert_array_equal(there, fresh.translate(pictures.a[:2]))
    np.testing.assert_array_equal(back, fresh.translate(there, 1))


def test_the_papers_settings_build_the_papers_networks():
    from course_lib.training.translator_run import discriminator, generator

    assert generator(PAPER).count_params() == 11_378_179
    assert discriminator(PAPER).count_params() == 2_764_737


@pytest.mark.parametrize(
    ("a", "b", "changes", "message"),
    [
        (np.zeros((4, 64, 64)), None, {}, r"a is an array of square pictures \(n, side, side, 3\), not \(4, 64, 64\)"),
        (np.zeros((4, 64, 32, 3)), None, {}, "a is an array of square pictures"),
        (np.zeros((0, 64, 64, 3)), None, {}, "a is an array of square pictures"),
        (None, np.zeros((4, 50, 50, 3)), {}, "b: the side is a multiple of 4 pixels from 32 to 1024"),
        (None, np.zeros((4, 32, 32, 3)), {}, "all sets have pictures of one size, not of 64 and 32 pixels"),
        (None, np.full((4, 64, 64, 3), 2.0), {}, "b holds numbers from 0 to 1, or uint8"),
        (None, None, {"pool": 51}, "pool is a whole number from 0 to 50, not 51"),
        (None, None, {"loss": "hugs"}, "loss is one of"),
        (None, None, {"lambda_cycle": -1}, "lambda_cycle is a number from 0 to 50, not -1"),
        (None, None, {"flip": 1}, "flip is True or False, not 1"),
        (None, None, {"generator": "unet", "depth": 7}, "a multiple of 128 pixels"),
    ],
)
def test_what_does_not_fit_is_refused(pictures, a, b, changes, message):
    with pytest.raises(SettingError, match=message):
        CycleGanRun(pictures.a if a is None else a, pictures.b if b is None else b, **SMALL | changes)


def test_settings_go_to_json_and_back():
    assert TranslationSettings(**PAPER.as_dict()) == PAPER


def test_it_learns_which_way_the_season_turns():
    """150 steps: its winters are nearer to winter than summers are, in brightness, and its summers to summer."""
    pictures, held = WORLDS["seasons"].unpaired(100), WORLDS["seasons"].pairs(8)
    run = CycleGanRun(pictures.a, pictures.b, width=8, blocks=2, judge_width=8, pace=50)
    run.run(150)
    ground = np.s_[:, 40:]
    gap = held.b[ground].mean() - held.a[ground].mean()
    assert run.translate(held.a)[ground].mean() - held.a[ground].mean() > 0.5 * gap
    assert held.b[ground].mean() - run.translate(held.b, 1)[ground].mean() > 0.5 * gap
