"""Every kind of message from the page, and what it must not do."""

import json
import time

import numpy as np
import pytest
from page_playground import SMALL

from course_lib.datasets import plane
from course_lib.errors import DivergedError
from course_lib.training.plane_frame import GRID, LAYERS

NAN = float("nan")


def wait_for(condition):
    for _ in range(10_000):
        if condition():
            return
        time.sleep(0.001)
    raise AssertionError("it did not happen within ten seconds")


def told_steps(playground):
    return [step for update in playground.updates for step in update["points"]["step"]]


def told_turns(playground):
    return [turn for update in playground.updates for turn in update["turns"]]


def test_hello_brings_everything_a_page_needs(playground):
    last = playground.hear_out("hello")
    json.dumps(last, allow_nan=False)
    [panel] = last["panels"]
    _, buffers = playground.sent[-1]
    arrays = {
        name: np.frombuffer(buffers[place], "float32") for name, place in panel["buffers"].items() if name != "heat"
    }
    assert (last["phase"], last["step"], last["restart"], last["slow"]) == ("paused", 0, True, None)
    assert np.array_equal(arrays["reals"].reshape(-1, 2), playground.session.first.sample(512))
    assert np.allclose(arrays["fakes"].reshape(-1, 2), playground.session.first.fakes(512), atol=1e-5)
    assert (arrays["manifold"].size, arrays["pushes"].size) == (21 * 21 * 2, 96 * 4)
    assert np.array_equal(arrays["noise"].reshape(-1, 2), playground.session.first.noise(512))
    assert len(buffers[panel["buffers"]["heat"]]) == GRID * GRID
    assert last["coverage"]["of"] == 8 and last["alt"].startswith("The plane at step 0. ring")


def test_what_a_page_has_is_not_sent_again_until_it_comes_back(playground):
    playground.hear_out("hello")
    last = playground.hear_out("step")
    places = last["panels"][0]["buffers"]
    assert places["reals"] is None and places["noise"] is None and places["fakes"] is not None
    again = playground.hear_out("hello")["panels"][0]["buffers"]
    assert again["reals"] is not None and again["noise"] is not None


def test_ping_is_answered(playground):
    assert playground.hear_out("ping")["phase"] == "paused"


def test_start_and_pause(playground):
    playground.hear("start")
    playground.hear("start")
    assert playground.updates[-1]["phase"] == "running"
    wait_for(lambda: playground.session.step >= 60)
    playground.hear("pause")
    playground.join(60)
    assert playground.updates[-1]["phase"] == "paused" and playground.session.step < 400
    assert told_steps(playground) == list(range(20, playground.session.step + 1, 20))


def test_every_frame_shows_as_many_steps_as_the_pace_says(playground):
    playground.hear_out("set", name="pace", value=5)
    playground.hear("start")
    wait_for(lambda: playground.session.step >= 60)
    playground.hear("pause")
    playground.join(60)
    steps = [
        content["step"] for content, _ in playground.sent if content.get("frame") and content["phase"] == "running"
    ]
    playground.hear_out("set", name="pace", value=20)
    assert len(steps) > 8
    assert {later - earlier for earlier, later in zip(steps, steps[1:], strict=False)} <= {5}


def test_reset_while_it_runs(playground):
    playground.hear("start")
    wait_for(lambda: playground.session.step >= 20)
    playground.hear("reset")
    playground.join(60)
    last = playground.updates[-1]
    assert (last["step"], last["phase"], playground.session.history) == (0, "paused", [])


def test_the_end_of_the_run(playground):
    last = playground.hear_out("start")
    assert (last["step"], last["phase"]) == (400, "finished")
    assert last["status"].startswith("Finished at step 400 of 400.")
    assert set(last["points"]["terms"]) <= {"discriminator", "generator", "penalty", "KL", "JS", "covered"}


@pytest.mark.parametrize("who", ["both", "discriminator", "generator"])
def test_a_step_of_each(playground, who):
    run = playground.session.first
    before = [network.get_weights() for network in (run.gan.discriminator, run.gan.generator)]
    last = playground.hear_out("step", who=who)
    after = [network.get_weights() for network in (run.gan.discriminator, run.gan.generator)]
    moved = [not all(map(np.array_equal, a, b)) for a, b in zip(before, after, strict=True)]
    assert moved == [who != "generator", who != "discriminator"]
    assert (last["step"], last["phase"], last["status"]) == (1, "paused", "Paused at step 1 of 400.")


def test_a_knob_acts_at_the_next_step_and_is_marked(playground):
    playground.hear_out("step")
    waiting = playground.hear_out("turn", name="loss", value=3)
    assert waiting["knobs"]["loss"] == {"value": 3, "queued": True}
    last = playground.hear_out("step")
    assert told_turns(playground) == [{"step": 1, "name": "loss", "value": 3}]
    assert last["panels"][0]["kind"] == "score" and last["knobs"]["loss"] == {"value": 3, "queued": False}


def test_a_thousand_turns_in_a_burst(playground):
    playground.hear("start")
    wait_for(lambda: playground.session.step >= 20)
    for value in np.linspace(1e-4, 1e-2, 1000):
        playground.hear("turn", name="d_rate", value=float(value))
    wait_for(lambda: playground.session.knobs.applied("d_rate") == 1e-2)
    playground.hear("pause")
    playground.join(60)
    assert playground.error is None and len(playground.session.knobs.turns) < 100


def test_layers_that_are_hidden_are_not_sent(playground):
    last = playground.hear_out("layers", heat=False, manifold=False, pushes=True, reals=True)
    places = last["panels"][0]["buffers"]
    assert places["heat"] is None and places["manifold"] is None and places["pushes"] is not None
    last = playground.hear_out("layers", **dict.fromkeys(LAYERS, True))
    assert all(last["panels"][0]["buffers"][name] is not None for name in LAYERS)


def test_slow_motion_goes_through_the_parts_and_then_does_the_step(playground):
    last = playground.hear_out("slow", on=True)
    told = [last["slow"]]
    while not told[-1]["done"]:
        assert last["step"] == 0 and last["phase"] == "paused"
        last = playground.hear_out("slow_step")
        told.append(last["slow"])
    assert [one["index"] for one in told] == [*range(11), 10]
    assert [one["part"] for one in told[:6]] == [
        "noise", "generator", "reals", "discriminator", "d_loss", "d_gradients"
    ]  # fmt: skip
    assert last["step"] == 1
    numbers = told[0]["numbers"]
    assert numbers["g_loss"] == pytest.approx(playground.session.history[-1]["generator"], rel=1e-4)
    assert f"{numbers['d_loss']:.3f}" in told[4]["note"]
    assert playground.hear_out("slow_step")["slow"]["step"] == 1
    assert playground.hear_out("slow", on=False)["slow"] is None
    assert playground.session.step == 1


def test_who_leaves_slow_motion_in_the_middle_leaves_the_run_as_it_was(playground):
    state = playground.session.first.state()
    playground.hear_out("slow", on=True)
    for _ in range(7):
        playground.hear_out("slow_step")
    playground.hear_out("slow", on=False)
    assert all(map(np.array_equal, state, playground.session.first.state()))


def test_slow_motion_shows_what_d_has_learned_before_g_learns(playground):
    playground.hear_out("turn", name="d_rate", value=0.5)
    playground.hear_out("slow", on=True)
    seen = []
    for _ in range(6):
        content, buffers = playground.sent[-1]
        seen.append(buffers[content["panels"][0]["buffers"]["heat"]])
        playground.hear_out("slow_step")
    assert seen[0] == seen[4] != seen[5]


def test_where_one_network_is_frozen_slow_motion_leaves_its_parts_out(playground):
    playground.hear_out("turn", name="who", value=2)
    last = playground.hear_out("slow", on=True)
    assert (last["slow"]["of"], last["slow"]["index"], last["slow"]["who"]) == (5, 6, "generator")


def test_a_hundred_slow_steps_in_a_burst_queue_no_hundred(playground):
    playground.hear_out("slow", on=True)
    for _ in range(100):
        playground.hear("slow_step")
    playground.join(60)
    assert playground.session.step < 20 and playground.error is None


def test_start_ends_slow_motion(playground):
    playground.hear_out("slow", on=True)
    assert playground.hear_out("start")["slow"] is None


def test_a_replay_ends_with_the_same_weights_and_says_so(playground):
    playground.run(60)
    playground.turn("g_rate", 0.01)
    playground.run(50)
    state = playground.session.first.state()
    last = playground.hear_out("replay")
    assert last["status"] == (
        "Paused at step 110 of 400: the replay of 110 steps ended with the same weights, to the last bit."
    )
    assert all(map(np.array_equal, state, playground.session.first.state()))
    assert last["phase"] == "paused" and last["frame"] is not None


def test_a_replay_can_be_stopped_and_takes_no_turns_meanwhile(playground):
    playground.run(400)
    steps = iter(range(10**6))
    session, told = playground.session, []
    follow = session._follow

    def hand():
        follow()
        if next(steps) == 1:
            playground.hear("turn", name="g_rate", value=0.02)
            told.append(playground.updates[-1]["status"])
            playground.hear("pause")

    session._follow = hand
    try:
        last = playground.hear_out("replay")
    finally:
        del session._follow
    assert "a replay takes its turns from the record" in told[0]
    assert "the replay was stopped, and all stands as before" in last["status"]
    assert last["step"] == 400


def test_save_and_load_go_round(playground):
    playground.run(30)
    playground.turn("loss", 4)
    playground.run(10)
    run = playground.session.first
    playground.hear_out("save")
    [file] = [content for content, _ in playground.sent if content["kind"] == "file"]
    assert file["name"] == "ring-step-40.json"
    assert playground.save() == file["text"]
    playground.sent.clear()
    last = playground.hear_out("load", text=file["text"])
    loaded = playground.session.first
    try:
        assert loaded is not run and last["step"] == 40
        assert any(update["restart"] for update in playground.updates)
        assert all(map(np.array_equal, run.state(), loaded.state()))
        assert told_turns(playground) == [{"step": 30, "name": "loss", "value": 4}]
        assert told_steps(playground) == [20, 30, 40]
    finally:
        playground.session.show(run)


BAD = [
    ("step", {"who": "nobody"}, "who is one of"),
    ("step", {"who": ["both"]}, "who is one of"),
    ("turn", {"name": "gamma", "value": 1}, "no knob 'gamma'"),
    ("turn", {"name": "loss", "value": 1.5}, "whole numbers"),
    ("turn", {"name": "d_rate", "value": "fast"}, "takes a number"),
    ("turn", {"name": "d_rate", "value": NAN}, "outside"),
    ("set", {"name": "g_units", "value": 0}, "whole number from 1 to 256"),
    ("set", {"name": "g_units", "value": "many"}, "whole number from 1 to 256"),
    ("set", {"name": "spectral", "value": 1}, "is one of"),
    ("set", {"name": "pace", "value": 7}, "is one of"),
    ("set", {"name": ["pace"], "value": 1}, "no setting"),
    ("set", {}, "no setting"),
    ("data", {"name": "moon"}, "'moon'"),
    ("data", {}, "a text"),
    ("draw", {"strokes": []}, "draw"),
    ("draw", {"strokes": [[[5, 5]]]}, "window"),
    ("draw", {"strokes": "x", "brush": 0.1}, "draw"),
    ("draw", {"strokes": [[[0, 0]]], "brush": "thick"}, "brush"),
    ("preset", {"name": "perfect"}, "no preset 'perfect'"),
    ("preset", {"name": {}}, "no preset"),
    ("experiment", {"name": None}, "no experiment"),
    ("pretrained", {"on": "yes"}, "True or False"),
    ("compare", {"on": 3}, "True or False"),
    ("compare", {"on": True, "name": "who", "value": 1}, "two runs may differ"),
    ("compare", {"on": True, "name": "d_rate", "value": 1e9}, "outside"),
    ("compare", {"on": True, "name": "loss", "value": "kindness"}, "loss is one of"),
    ("compare", {"on": True}, "a text"),
    ("slow", {"on": 1}, "True or False"),
    ("layers", {"heat": "red"}, "True or False"),
    ("load", {"text": 5}, "a text"),
    ("load", {"text": "{}"}, "no saved run"),
    ("load", {"text": '{"kind": "a GAN in the plane", "version": 1}'}, "no saved run"),
    ("load", {"text": "[]"}, "no saved run"),
]


@pytest.mark.parametrize("kind, values, words", BAD, ids=lambda value: str(value)[:40])
def test_a_message_that_cannot_be_is_told_in_words_and_changes_nothing(playground, kind, values, words):
    run = playground.session.first
    playground.hear_out(kind, **values)
    told = " ".join(update["status"] for update in playground.updates)
    assert words in told and "Traceback" not in told
    assert playground.session.first is run and playground.session.step == 0 and len(playground.session.runs) == 1
    assert playground.updates[-1]["phase"] == "paused" and playground.drawing_error is None


@pytest.mark.parametrize("message", [None, 5, [], "start", {}, {"kind": None}, {"kind": ["start"]}, {"kind": "dance"}])
def test_what_is_no_message_is_passed_over(playground, message):
    playground._handle_custom_msg(message, [])
    playground.hear("ack", frame="none")
    assert playground.sent == []


def test_a_run_that_blows_up_is_told_in_words(playground):
    broken = playground.session.first.gan.generator.weights[0]
    broken.assign(np.full(broken.shape, np.nan))
    last = playground.hear_out("start")
    assert last["phase"] == "failed" and last["trouble"]
    assert last["status"].startswith("The training stopped: the losses were no longer finite numbers at step 20")
    with pytest.raises(DivergedError):
        playground.check()
    assert playground.hear_out("reset")["phase"] == "paused"
    playground.check()


def test_a_plane_that_cannot_be_drawn_does_not_stop_the_training(playground, monkeypatch):
    def broken():
        raise RuntimeError("no canvas")

    monkeypatch.setattr(playground._easel, "paint", broken)
    last = playground.hear_out("start")
    assert last["step"] == 400 and playground.error is None
    assert "could not be drawn: RuntimeError: no canvas" in last["status"]
    monkeypatch.undo()
    playground.hear_out("step")
    playground.check()


def test_a_page_that_is_gone_pauses_the_training(playground, monkeypatch, clock):
    monkeypatch.setattr(playground._feed.pacer, "_clock", clock)
    monkeypatch.setattr(playground._feed.pacer, "_sent_at", 0.0)
    monkeypatch.setattr(playground._feed.pacer, "wait", lambda at_most, needed=0.0: clock.wait(at_most))
    playground.session.first.total = 10_000
    playground.answering = False
    try:
        playground.hear_out("start")
    finally:
        playground.answering = True
    assert "the page has not answered for 10 s" in playground.status
    assert 600 < playground.session.step < 1200


def test_in_a_cell_it_trains_and_returns(playground):
    playground.run(100)
    assert (playground.session.step, playground.updates[-1]["phase"]) == (100, "paused")
    assert SMALL["g_units"] == playground.updates[-1]["settings"]["g_units"]
    assert plane.load("ring").label in repr(playground)
