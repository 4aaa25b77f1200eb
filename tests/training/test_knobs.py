"""Knobs: ranges, the queue, the record, and a compiled step that follows them without a retrace."""

import threading

import pytest
import tensorflow as tf

from course_lib.errors import KnobError
from course_lib.training.knobs import Knob, Knobs, Turn


@pytest.fixture
def knobs():
    return Knobs(Knob("alpha", "alpha", 1, 0.1, 10), Knob("mix", "mix", 0.5, 0, 1, "linear"))


def test_a_turn_waits_for_apply_and_the_last_one_wins(knobs):
    knobs.turn("alpha", 2)
    knobs.turn("alpha", 3)
    assert float(knobs.variable("alpha").value) == 1 and knobs.pending and knobs.value("alpha") == 3
    assert knobs.apply(step=7) == [Turn(7, "alpha", 3.0)]
    assert float(knobs.variable("alpha").value) == 3 and not knobs.pending
    assert knobs.turns == [Turn(7, "alpha", 3.0)]


def test_turning_back_before_a_step_leaves_no_trace(knobs):
    knobs.turn("alpha", 5)
    knobs.turn("alpha", 1)
    assert not knobs.pending and knobs.apply(0) == [] and knobs.turns == []


def test_a_compiled_step_follows_a_turn_without_a_retrace(knobs):
    traces = []

    @tf.function
    def step():
        traces.append(1)
        return 2.0 * knobs.variable("alpha").value

    assert float(step()) == 2
    knobs.turn("alpha", 4)
    knobs.apply(1)
    assert float(step()) == 8
    assert len(traces) == 1


def test_replay_repeats_turns_at_their_steps(knobs):
    knobs.replay([Turn(2, "alpha", 4.0), Turn(5, "mix", 1.0)])
    values = []
    for step in range(7):
        knobs.apply(step)
        values.append((knobs.value("alpha"), knobs.value("mix")))
    assert values == [(1, 0.5)] * 2 + [(4, 0.5)] * 3 + [(4, 1)] * 2


def test_reset_forgets_the_record_and_keeps_the_sliders(knobs):
    knobs.turn("alpha", 2)
    knobs.apply(3)
    knobs.reset()
    assert knobs.turns == [] and float(knobs.variable("alpha").value) == 1 and knobs.value("alpha") == 2
    assert knobs.apply(0) == [Turn(0, "alpha", 2.0)]


def test_turns_from_many_threads_lose_nothing_but_what_was_overtaken(knobs):
    threads = [threading.Thread(target=lambda n=n: knobs.turn("alpha", 1 + n / 100)) for n in range(1, 101)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (turn,) = knobs.apply(0)
    assert turn.value in {1 + n / 100 for n in range(1, 101)}


@pytest.mark.parametrize("value", [0.05, 11, float("nan"), float("inf"), "loud", None])
def test_a_value_out_of_range_is_refused_in_plain_words(knobs, value):
    with pytest.raises(KnobError, match=r"alpha .*0\.1 to 10"):
        knobs.turn("alpha", value)
    assert not knobs.pending


def test_an_unknown_knob_is_refused_with_the_names_there_are(knobs):
    with pytest.raises(KnobError, match="'gamma'.*alpha, mix"):
        knobs.turn("gamma", 1)


@pytest.mark.parametrize(
    ("low", "high", "scale"), [(0, 1, "log"), (-1, 1, "log"), (2, 1, "linear"), (1, 1, "linear"), (0, 1, "steep")]
)
def test_a_knob_that_no_slider_could_show_is_refused(low, high, scale):
    with pytest.raises(KnobError):
        Knob("k", "k", 1, low, high, scale)


def test_a_choice_is_the_place_of_its_option_and_whole_knobs_take_whole_numbers():
    choice = Knob.choice("loss", "loss", ["minimax", "hinge", "wasserstein"], "hinge")
    assert (choice.value, choice.low, choice.high, choice.scale) == (1.0, 0.0, 2.0, "choice")
    assert choice.check(2) == 2.0
    with pytest.raises(KnobError, match="whole numbers from 0 to 2, not 1.5"):
        choice.check(1.5)
    with pytest.raises(KnobError, match="whole numbers from 1 to 10, not 2.5"):
        Knob("d_steps", "D steps", 1, 1, 10, "whole").check(2.5)


def test_a_choice_without_options_and_options_without_a_choice_are_refused():
    with pytest.raises(KnobError, match="'least' is no option; the options are minimax, hinge"):
        Knob.choice("loss", "loss", ["minimax", "hinge"], "least")
    with pytest.raises(KnobError, match="a choice needs some"):
        Knob("loss", "loss", 0, 0, 1, "choice")
    with pytest.raises(KnobError, match="options belong to a choice"):
        Knob("loss", "loss", 0, 0, 1, "linear", options=("a", "b"))


def test_a_choice_is_turned_by_the_name_of_its_option():
    knobs = Knobs(Knob.choice("loss", "loss", ["minimax", "hinge"], "minimax"), Knob("alpha", "alpha", 1, 0.1, 10))
    knobs.choose("loss", "hinge")
    assert knobs.value("loss") == 1.0
    with pytest.raises(KnobError, match="options minimax, hinge, not 'lsgan'"):
        knobs.choose("loss", "lsgan")
    with pytest.raises(KnobError, match="of no choice"):
        knobs.choose("alpha", "hinge")
