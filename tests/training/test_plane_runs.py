import keras
import numpy as np
import pytest

from course_lib.datasets import plane
from course_lib.errors import DivergedError
from course_lib.training.plane_measures import Measures
from course_lib.training.plane_rehearsal import facts, rehearse
from course_lib.training.plane_run import PlaneRun
from course_lib.training.plane_runs import PlaneRuns

SMALL = {"g_units": 8, "d_units": 8, "g_layers": 1, "d_layers": 1, "steps": 400}


def weights(run):
    return [*run.gan.generator.get_weights(), *run.gan.discriminator.get_weights()]


def equal(one, other):
    return all(map(np.array_equal, weights(one), weights(other)))


@pytest.fixture(scope="module")
def compiled():
    """One run and another that differs in D's learning rate, compiled once, and the weights that both begin with."""
    first = PlaneRun("ring", **SMALL)
    return first, first.rebuilt(d_rate=0.01), first.state()


def fresh(run, state):
    run.restore(state)
    run.begin_here()
    for knob in run.knobs:
        run.knobs.turn(knob.name, knob.value)
    run.reset()


@pytest.fixture
def runs(compiled):
    first, _second, state = compiled
    fresh(first, state)
    return PlaneRuns(first, pace=20)


@pytest.fixture
def pair(compiled, runs):
    _first, second, state = compiled
    fresh(second, state)
    runs.show(runs.first, second, "d_rate")
    return runs


def test_one_run_trains_as_it_would_alone(runs):
    first = runs.first
    first.run(60)
    alone, losses = weights(first), first.history[-1]["generator"]
    first.reset()
    runs.run(60)
    assert runs.step == 60 and all(map(np.array_equal, weights(first), alone))
    assert [entry["step"] for entry in runs.history] == [20, 40, 60]
    assert runs.history[-1]["generator"] == losses


def test_every_entry_has_the_measures_of_its_step(runs):
    runs.run(40)
    measured = Measures(runs.first.data).of(runs.cameras[0].points())
    last = runs.history[-1]
    assert {name: last[name] for name in ("KL", "JS", "covered")} == {
        name: measured[name] for name in ("KL", "JS", "covered")
    }
    assert runs.measured(0) == measured


def test_where_there_are_no_modes_parts_are_counted():
    found = Measures(plane.load("line")).of(plane.load("line").sample(1000, seed=3))
    assert (found["covered"], found["of"], found["unit"]) == (20, 20, "parts")
    assert Measures(plane.load("line")).of(np.full((10, 2), 0.9))["covered"] == 0


def test_points_of_the_distribution_itself_measure_well():
    data = plane.load("ring")
    found = Measures(data).of(data.sample(20_000, 5))
    assert found["JS"] < 0.02 and found["KL"] < 0.05 and (found["covered"], found["of"]) == (8, 8)


def test_two_runs_take_the_same_steps_with_the_same_turns(pair):
    first, second = pair.runs
    assert equal(first, second)
    pair.run(40)
    pair.knobs.turn("g_rate", 0.002)
    pair.knobs.turn("d_rate", 0.004)
    pair.run(40)
    assert first.step == second.step == 80
    assert [(t.step, t.name) for t in first.knobs.turns] == [(40, "g_rate"), (40, "d_rate")]
    assert [(t.step, t.name) for t in second.knobs.turns] == [(40, "g_rate")]
    assert second.knobs.value("d_rate") == 0.01
    assert {"generator B", "KL B", "covered B"} <= pair.history[-1].keys()
    assert not equal(first, second)


def test_the_second_run_is_what_it_would_be_alone(pair):
    second = pair.runs[1]
    second.run(40)
    alone = weights(second)
    second.reset()
    pair.run(40)
    assert all(map(np.array_equal, weights(second), alone))


def test_runs_that_do_not_differ_stay_equal(pair):
    pair.runs[1].knobs.turn("d_rate", pair.first.settings.d_rate)
    pair.run(30)
    pair.knobs.turn("loss", 2)
    pair.run(30)
    assert equal(*pair.runs)


def test_callbacks_see_a_call_when_both_runs_have_done_it(pair):
    seen = []
    watch = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: seen.append((*(run.step for run in pair.runs), len(pair.history)))
    )
    pair.run(60, [watch])
    assert seen == [(20, 20, 1), (40, 40, 2), (60, 60, 3)]


def test_leaving_the_second_goes_on_with_the_first(pair):
    pair.run(20)
    pair.leave_second()
    pair.run(20)
    assert len(pair.runs) == 1 and pair.step == 40 and "KL B" not in pair.history[-1]


def test_a_second_run_that_blows_up_is_named(pair):
    broken = pair.runs[1].gan.generator.weights[0]
    broken.assign(np.full(broken.shape, np.nan))
    with pytest.raises(DivergedError, match="in run B, the losses"):
        pair.run(20)


@pytest.mark.parametrize(
    "who, moved", [("discriminator", (False, True)), ("generator", (True, False)), ("both", (True, True))]
)
def test_a_step_of_one_network_leaves_the_other_as_it_was(runs, who, moved):
    before = [network.get_weights() for network in (runs.first.gan.generator, runs.first.gan.discriminator)]
    runs.step_of(who)
    after = [network.get_weights() for network in (runs.first.gan.generator, runs.first.gan.discriminator)]
    assert tuple(not all(map(np.array_equal, a, b)) for a, b in zip(before, after, strict=True)) == moved
    assert runs.step == 1 and runs.knobs.value("who") == 0 and not runs.wants_more


def test_a_replay_ends_with_equal_weights_and_all_stands_as_before(pair):
    pair.run(30)
    pair.knobs.turn("loss", 3)
    pair.run(25)
    pair.step_of("generator")
    pair.knobs.turn("g_rate", 0.005)
    before = [array for run in pair.runs for array in run.state()]
    turns, history = list(pair.knobs.turns), list(pair.history)
    assert pair.replay() is True
    assert all(map(np.array_equal, [array for run in pair.runs for array in run.state()], before))
    assert (pair.knobs.turns, pair.history, pair.step) == (turns, history, 56)
    assert pair.knobs.value("g_rate") == 0.005 and pair.wants_more
    pair.run(20)
    assert pair.runs[0].step == pair.runs[1].step == 76


def test_a_replay_says_if_the_end_is_another(runs):
    runs.run(40)
    runs.first.gan.generator.weights[0].assign_add(np.ones(runs.first.gan.generator.weights[0].shape))
    assert runs.replay() is False


def test_a_replay_that_is_stopped_leaves_all_as_it_was(runs):
    runs.run(250)
    state, history = runs.first.state(), list(runs.history)
    stop = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: runs.stop())
    assert runs.replay([stop]) is None
    assert all(map(np.array_equal, state, runs.first.state())) and runs.history == history
    assert runs.replay() is True


def test_reset_draws_fresh_weights_where_the_run_began_from_learned_ones(runs):
    untrained = weights(runs.first)
    runs.run(40)
    runs.first.begin_here()
    runs.show(runs.first, kept=True)
    runs.reset()
    assert runs.step == 0 and runs.history == []
    assert all(map(np.array_equal, weights(runs.first), untrained))


def test_reset_goes_back_to_the_beginning_of_both(pair):
    untrained = weights(pair.first)
    pair.run(40)
    pair.reset()
    assert [run.step for run in pair.runs] == [0, 0]
    assert all(map(np.array_equal, weights(pair.runs[1]), untrained))
    pair.run(20)
    assert pair.runs[1].step == 20


@pytest.mark.parametrize("turns", [{}, {"d_steps": 3, "gradient_penalty": 1.0}, {"loss": 3, "r1": 0.5}])
def test_a_rehearsal_tells_the_true_numbers_and_changes_nothing(runs, turns):
    run = runs.first
    for name, value in turns.items():
        run.knobs.turn(name, value)
    run.run(30)
    state, history, recorded = run.state(), list(run.history), list(run.knobs.turns)
    rehearsal = rehearse(run, runs.cameras[0])
    assert all(map(np.array_equal, state, run.state()))
    assert (run.history, run.knobs.turns, run.total, rehearsal.step) == (history, recorded, 400, 30)
    told = facts(run, rehearsal)
    run.run(1)
    assert told["g_loss"] == pytest.approx(run.history[-1]["generator"], rel=1e-4, abs=1e-6)
    if run.knobs.value("d_steps") == 1:
        assert told["d_loss"] == pytest.approx(run.history[-1]["discriminator"], rel=1e-4, abs=1e-6)
        assert told["penalty"] == pytest.approx(run.history[-1]["penalty"], rel=1e-3, abs=1e-6)


def test_between_the_updates_d_has_learned_and_g_has_not(runs):
    runs.knobs.turn("d_rate", 0.1)
    rehearsal = rehearse(runs.first, runs.cameras[0])
    assert np.array_equal(rehearsal.before.fakes, rehearsal.between.fakes)
    assert not np.array_equal(rehearsal.before.heat, rehearsal.between.heat)


def test_where_g_alone_learns_there_is_nothing_of_d_to_rehearse(runs):
    runs.knobs.turn("who", 2)
    rehearsal = rehearse(runs.first, runs.cameras[0])
    assert rehearsal.who == "generator" and rehearsal.before is rehearsal.between
