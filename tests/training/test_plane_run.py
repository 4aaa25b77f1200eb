"""A GAN in the plane: what it shows, what it keeps when it is rebuilt, replay, and files good and bad."""

import json

import numpy as np
import pytest

from course_lib.datasets import plane
from course_lib.errors import KnobError, SettingError
from course_lib.training import plane_file
from course_lib.training.plane_run import PlaneRun
from course_lib.training.plane_settings import PlaneSettings

SMALL = {"g_units": 8, "d_units": 8, "batch": 16}


def assert_equal_states(one, other):
    for a, b in zip(one.state(), other.state(), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-7)


@pytest.fixture(scope="module")
def trained():
    run = PlaneRun("ring", **SMALL)
    run.run(50)
    return run


def test_what_is_looked_at_is_always_the_same_and_changes_nothing(trained):
    state = trained.state()
    np.testing.assert_array_equal(trained.fakes(20), trained.generate(trained.noise(20)))
    np.testing.assert_array_equal(trained.sample(20), trained.sample(20))
    assert trained.fakes(7).shape == (7, 2) and trained.judge(trained.sample(9)).shape == (9,)
    np.testing.assert_allclose(
        trained.probability(np.zeros((1, 2))), 1 / (1 + np.exp(-trained.judge(np.zeros((1, 2)))))
    )
    trained.pushes(trained.fakes(5))
    for a, b in zip(state, trained.state(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_push_is_the_way_that_lowers_the_generators_loss(trained):
    points = trained.fakes(6)
    step = 1e-2

    def loss(where):
        return float(trained.gan.generator_loss(trained.gan.discriminator(where.astype("float32")))) * len(points)

    for axis in range(2):
        nudge = np.zeros_like(points)
        nudge[2, axis] = step
        slope = (loss(points + nudge) - loss(points - nudge)) / (2 * step)
        assert trained.pushes(points)[2, axis] == pytest.approx(-slope, abs=2e-2 * max(1, abs(slope)))


def test_dissecting_a_step_tells_what_it_then_does():
    run = PlaneRun("ring", **SMALL, gradient_penalty=1.0)
    run.run(3)
    numbers = run.dissect()
    assert numbers["reals"].shape == numbers["fakes"].shape == numbers["pushes"].shape == (16, 2)
    assert len(numbers["d_norms"]) == len(run.gan.discriminator.trainable_variables)
    run.run(1)
    assert run.history[-1]["discriminator"] == pytest.approx(float(numbers["d_loss"]), rel=1e-4)
    assert run.history[-1]["penalty"] == pytest.approx(float(numbers["penalty"]), rel=1e-4)


def test_a_family_of_critics_gives_scores_and_no_probability():
    run = PlaneRun("ring", **SMALL, loss="hinge")
    assert run.probability(np.zeros((2, 2))) is None and run.family.name == "hinge"
    run.knobs.turn("loss", 0)
    assert run.family.name == "minimax" and run.probability(np.zeros((2, 2))).shape == (2,)


def test_rebuilding_keeps_knobs_and_the_weights_of_networks_that_stay_alike(trained):
    trained.knobs.turn("d_rate", 0.02)
    other = trained.rebuilt(data="spiral", g_units=12)
    assert other.knobs.value("d_rate") == 0.02 and other.data.name == "spiral" and other.step == 0
    for a, b in zip(trained.gan.discriminator.get_weights(), other.gan.discriminator.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert other.gan.generator.count_params() != trained.gan.generator.count_params()
    kept = other.gan.discriminator.get_weights()
    other.reset()
    np.testing.assert_array_equal(kept[0], other.gan.discriminator.get_weights()[0])


def test_a_replay_ends_at_equal_weights():
    run = PlaneRun(plane.drawn([[[-0.5, 0], [0.5, 0.2]]]), **SMALL)
    run.knobs.turn("loss", 2)
    run.run(130)
    run.knobs.turn("d_optimizer", 1)
    run.run(37)
    calls = []
    again = run.replay(lambda: calls.append(1))
    assert again.step == 167 and again.knobs.turns == run.knobs.turns and len(calls) >= 3
    assert_equal_states(run, again)


def test_a_saved_run_goes_on_as_if_it_had_not_stopped():
    run = PlaneRun(plane.drawn([[[0.1, 0.1], [0.5, 0.2]]]), **SMALL, noise="uniform", noise_size=1)
    run.knobs.turn("g_rate", 0.01)
    run.run(30)
    again = plane_file.from_text(plane_file.to_text(run)).first
    assert (again.step, again.history, again.knobs.turns) == (30, run.history, run.knobs.turns)
    run.run(20), again.run(20)
    assert_equal_states(run, again)
    assert_equal_states(run, again.replay())
    again.reset()
    assert again.step == 0


def test_two_runs_are_saved_together():
    first = PlaneRun("ring", **SMALL)
    second = first.rebuilt(d_rate=0.02)
    first.run(20), second.run(20)
    saved = plane_file.from_text(plane_file.to_text(first, second, "d_rate"))
    assert (saved.first.step, saved.second.step, saved.differing) == (20, 20, "d_rate")
    assert_equal_states(first, saved.first)
    assert_equal_states(second, saved.second)
    assert saved.second.knobs.value("d_rate") == 0.02
    contents = json.loads(plane_file.to_text(first, second, "d_rate"))
    second.run(1)
    contents["second"] = json.loads(plane_file.to_text(second))
    with pytest.raises(SettingError, match="different steps"):
        plane_file.from_text(json.dumps(contents))


@pytest.fixture(scope="module")
def saved(trained):
    return json.loads(plane_file.to_text(trained))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "a recipe"},
        {"version": 99},
        {"settings": {"noise": "cauchy"}},
        {"settings": {"colour": "red"}},
        {"data": {"name": "moons"}},
        {"state": []},
        {"state": [{"dtype": "object", "shape": [1], "bytes": ""}]},
        {"beginning": 3},
        {"turns": [[1, "beta", 2.0, 3]]},
        {"knobs": {"beta": 1.0}},
        {"knobs": {"d_rate": 1e9}},
    ],
)
def test_a_file_that_is_no_saved_run_is_refused_in_plain_words(saved, change):
    with pytest.raises(SettingError, match="no saved run of the playground.*give one that Save wrote"):
        plane_file.from_text(json.dumps(saved | change))


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "no json", '{"kind": "a GAN in the plane"}'])
def test_a_text_that_is_nothing_like_it_is_refused_as_well(text):
    with pytest.raises(SettingError, match="no saved run of the playground"):
        plane_file.from_text(text)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"noise": "cauchy"}, "noise is one of 'gaussian', 'uniform'; 'cauchy'"),
        ({"noise_size": 3}, "noise_size is a whole number from 1 to 2, not 3"),
        ({"g_layers": 0}, "g_layers is a whole number from 1 to 4"),
        ({"d_units": 8.5}, "d_units is a whole number"),
        ({"spectral": 1}, "spectral is True or False, not 1"),
        ({"loss": "lsgan"}, "loss is one of 'minimax'"),
        ({"d_rate": 0}, "d_rate is a number from 1e-05 to 1, not 0"),
        ({"clip": True}, "clip is a number from 0 to 0.5"),
        ({"d_optimizer": "Lion"}, "d_optimizer is one of 'Adam', 'SGD'"),
        ({"batch": 1}, "batch is a whole number from 2"),
    ],
)
def test_bad_settings_are_refused_by_name(settings, says):
    with pytest.raises(SettingError, match=says):
        PlaneSettings(**settings)


def test_settings_come_back_from_their_dictionary(trained):
    assert PlaneSettings(**json.loads(json.dumps(trained.settings.as_dict()))) == trained.settings


def test_a_wrong_turn_is_refused(trained):
    with pytest.raises(KnobError, match="there is no knob 'beta' here; the knobs are loss, d_rate"):
        trained.knobs.turn("beta", 1)
