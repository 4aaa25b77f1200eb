"""A run of a DCGAN: the order of the data, the average, replay, and that it learns."""

import numpy as np
import pytest
import tensorflow as tf

from course_lib.datasets import faces
from course_lib.errors import SettingError
from course_lib.training.dcgan_run import DcganRun, as_bytes
from course_lib.training.dcgan_settings import DcganSettings

SMALL = {"width": 1 / 16, "batch": 8, "pace": 2, "steps": 8}


@pytest.fixture(scope="module")
def pictures():
    return faces.render(40)


@pytest.fixture(scope="module")
def run(pictures):
    return DcganRun(pictures, **SMALL)


@pytest.fixture
def fresh(run):
    for knob in run.knobs:
        run.knobs.turn(knob.name, knob.value)
    run.pace, run.averaged = 2, True
    run.reset()
    return run


def weights(run):
    return [variable.numpy() for variable in run.gan.generator.trainable_variables]


def test_every_picture_is_used_once_before_any_comes_again(fresh, pictures):
    held = tf.constant(as_bytes(pictures))
    seen = np.concatenate([fresh.gan.real(held, tf.constant(number)).numpy() for number in range(5)])
    wanted = as_bytes(pictures) / np.float32(127.5) - 1
    assert sorted(map(float, seen.sum((1, 2, 3)))) == pytest.approx(sorted(map(float, wanted.sum((1, 2, 3)))), abs=1e-2)
    second = np.concatenate([fresh.gan.real(held, tf.constant(number)).numpy() for number in range(5, 10)])
    assert not np.array_equal(seen, second)


def test_what_a_step_does_does_not_depend_on_the_pace(fresh):
    fresh.run(6)
    one = weights(fresh)
    fresh.reset()
    fresh.pace = 3
    fresh.run(6)
    for a, b in zip(one, weights(fresh), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-6)


def test_a_restored_state_goes_on_as_the_run_it_was_taken_from(fresh):
    fresh.run(2)
    kept, history = fresh.state(), list(fresh.history)
    fresh.run(4)
    end = fresh.state()
    fresh.reset()
    fresh.restore(kept)
    fresh.resume(history, (), {})
    fresh.run(4)
    assert all(np.allclose(a, b, rtol=1e-4, atol=1e-6) for a, b in zip(end, fresh.state(), strict=True))


def test_the_average_follows_the_weights_by_its_formula(fresh):
    average = weights(fresh)
    for done in range(1, 4):
        fresh.pace = 1
        fresh.run(1)
        keep = min(0.99, (1 + done) / (10 + done))
        average = [keep * a + (1 - keep) * w for a, w in zip(average, weights(fresh), strict=True)]
    for a, b in zip(average, fresh.gan.averages, strict=True):
        np.testing.assert_allclose(a, b.numpy(), rtol=1e-4, atol=1e-6)


def test_samples_are_pictures_and_the_switch_chooses_the_weights(fresh):
    fresh.run(4)
    averaged = fresh.samples(5)
    fresh.averaged = False
    present = fresh.samples(5)
    for samples in (averaged, present):
        assert samples.shape == (5, 32, 32, 3) and samples.min() >= 0 and samples.max() <= 1
    assert np.abs(averaged - present).max() > 1e-4
    np.testing.assert_array_equal(present, fresh.samples(5))
    assert not np.array_equal(present, fresh.samples(5, seed=9))


def test_looking_at_averaged_samples_leaves_the_run_as_it_is(fresh):
    fresh.run(2)
    before = fresh.state()
    fresh.samples(4)
    fresh.picture(rows=1, columns=4)
    assert all(np.array_equal(a, b) for a, b in zip(before, fresh.state(), strict=True))


@pytest.mark.parametrize(("who", "learns"), [("generator", "generator"), ("discriminator", "discriminator")])
def test_who_learns_is_a_knob(fresh, who, learns):
    from course_lib.training.gan_knobs import WHO

    networks = {"generator": fresh.gan.generator, "discriminator": fresh.gan.discriminator}
    before = {name: [v.numpy() for v in network.trainable_variables] for name, network in networks.items()}
    fresh.knobs.turn("who", WHO.index(who))
    fresh.run(2)
    for name, network in networks.items():
        now = [variable.numpy() for variable in network.trainable_variables]
        moved = not all(np.array_equal(a, b) for a, b in zip(before[name], now, strict=True))
        assert moved == (name == learns)


def test_augmentation_is_a_knob_that_changes_what_is_learned(fresh):
    fresh.run(2)
    plain = weights(fresh)
    fresh.reset()
    fresh.knobs.turn("augment", 1.0)
    fresh.run(2)
    assert any(np.abs(a - b).max() > 1e-5 for a, b in zip(plain, weights(fresh), strict=True))


def test_samples_come_nearer_to_the_pictures_in_two_hundred_steps(pictures):
    run = DcganRun(pictures, width=1 / 8, batch=16, pace=20, average=0.9)
    far = np.abs(run.samples(64).mean(0) - pictures.mean(0)).mean()
    run.run(200)
    near = np.abs(run.samples(64).mean(0) - pictures.mean(0)).mean()
    assert near < 0.5 * far


@pytest.mark.parametrize("network", ["article", "paper"])
def test_the_other_networks_run(pictures, network):
    run = DcganRun(pictures, network=network, width=1 / 16, batch=8, pace=1)
    run.run(2)
    assert run.step == 2 and np.isfinite(run.history[-1]["generator"])


@pytest.mark.parametrize(
    ("data", "settings", "says"),
    [
        (np.zeros((20, 32, 32)), {}, "an array"),
        (np.zeros((20, 28, 28, 3)), {}, "resize them first"),
        (np.zeros((20, 64, 64, 3)), {}, r"\(n, 32, 32, 3\), not"),
        (np.zeros((7, 32, 32, 3)), {}, "8 pictures or more"),
        (np.full((20, 32, 32, 3), 200.0), {}, "from 0 to 1"),
        (np.full((20, 32, 32, 3), np.nan), {}, "from 0 to 1"),
        (np.zeros((20, 32, 32, 3), int), {}, "from 0 to 1"),
        (np.zeros((20, 32, 32, 3)), {"network": "cyclegan"}, "network is one of"),
        (np.zeros((20, 32, 32, 3)), {"batch": 1}, "batch"),
        (np.zeros((20, 32, 32, 3)), {"loss": "l2"}, "loss is one of"),
        (np.zeros((20, 32, 32, 3)), {"augment": 2}, "augment"),
        (np.zeros((20, 32, 32, 3)), {"average": 1.0}, "average"),
    ],
)
def test_bad_data_and_settings_are_refused(data, settings, says):
    with pytest.raises(SettingError, match=says):
        DcganRun(data, **settings)


def test_settings_go_through_json():
    settings = DcganSettings("article", augment=0.5)
    assert DcganSettings(**settings.as_dict()) == settings
    assert (settings.batch, settings.g_rate, settings.width) == (64, 2e-4, 1.0)
