import asyncio
import gc
import io
import json
import math
import subprocess
import sys
import threading
import time
import weakref

import numpy as np
import pytest
from fake_session import FakeSession, gate
from page_lab import PageLab
from PIL import Image

from course_lib.errors import DivergedError
from course_lib.widgets import Lab, live_view

assert live_view  # imported here, so that no test has to wait for Keras


def test_after_run_all_it_stands_paused_and_its_page_knows_it():
    lab = Lab(FakeSession(), about="the hills")
    assert lab.status == "Paused at step 0 of 120."
    assert lab.scene["state"]["phase"] == "paused"
    assert [knob["name"] for knob in lab.scene["knobs"]] == ["alpha", "beta", "mix"]
    assert lab.error is None
    lab.check()


def test_the_scene_holds_pictures_and_plain_values():
    lab = Lab(FakeSession(side=40))
    pictures = [lab.scene["content"], lab.scene["picture"], lab.scene["styles"][0]["jpeg"]]
    assert [Image.open(io.BytesIO(picture)).size for picture in pictures] == [(40, 40)] * 3
    json.dumps({"knobs": lab.scene["knobs"], "state": lab.scene["state"]}, allow_nan=False)


def test_start_and_pause_from_the_page():
    turnstile = gate()
    lab = PageLab(FakeSession(gate=turnstile))
    lab.hear("start")
    lab.hear("start")
    assert lab.updates[-1]["phase"] == "running" and lab.updates[-1]["status"] == "Training."
    turnstile.release(3)
    while lab.session.step < 3:
        time.sleep(0.001)
    lab.hear("pause")
    turnstile.release(1)
    lab.join(5)
    last = lab.updates[-1]
    assert last["phase"] == "paused"
    assert last["status"] == f"Paused at step {last['step']} of 120."
    assert last["step"] == 4 and last["frame"] is not None


def test_step_and_reset_from_the_page():
    lab = PageLab(FakeSession())
    for step in (1, 2):
        lab.hear("step")
        lab.join(5)
        assert lab.updates[-1]["step"] == step
    lab.hear("reset")
    lab.join(5)
    last = lab.updates[-1]
    assert (last["step"], last["phase"], last["points"]["step"]) == (0, "paused", [])
    assert last["frame"] is not None
    assert any(update["restart"] for update in lab.updates[-2:])


@pytest.mark.parametrize("name, value", [("alpha", 50.0), ("beta", 10_000.0), ("mix", 0.0)])
def test_every_slider_turns_its_knob_at_the_next_step_and_the_curve_gets_its_mark(name, value):
    lab = PageLab(FakeSession())
    lab.run(7)
    lab.hear("turn", name=name, value=value)
    assert lab.updates[-1]["knobs"][name] == {"value": value, "queued": True}
    assert lab.updates[-1]["status"].endswith("1 turned knob waits for the next step.")
    lab.run(2)
    assert lab.updates[-1]["knobs"][name] == {"value": value, "queued": False}
    marks = [mark for update in lab.updates for mark in update["turns"]]
    assert marks == [{"step": 7, "name": name, "value": value}]


def test_a_slider_after_the_end_is_not_dead():
    lab = PageLab(FakeSession(steps=5))
    lab.run()
    assert lab.status.startswith("Finished at step 5 of 5.")
    lab.hear("turn", name="beta", value=900.0)
    lab.join(5)
    assert lab.session.step == 25
    assert lab.updates[-1]["phase"] == "finished"


@pytest.mark.parametrize("turn", [{"name": "gamma", "value": 1.0}, {"name": "beta", "value": 1e9}, {"name": "beta"}])
def test_a_turn_that_cannot_be_is_told_in_words(turn):
    lab = PageLab(FakeSession())
    lab.hear("turn", **turn)
    assert "cannot be turned" in lab.updates[-1]["status"]
    lab.hear("step")
    lab.join(5)
    assert "cannot be turned" not in lab.updates[-1]["status"]


def test_a_page_that_asks_whether_anybody_is_there_gets_an_answer():
    lab = PageLab(FakeSession())
    lab.hear("ping")
    assert lab.updates[-1]["phase"] == "paused"


def test_an_unknown_message_changes_nothing():
    lab = PageLab(FakeSession())
    lab.hear("dance")
    lab.hear("ack", frame="none")
    assert lab.sent == []


def test_the_points_of_the_curves_arrive_once_each_and_in_order():
    lab = PageLab(FakeSession(steps=60))
    lab.hear("hello")
    lab.hear("start")
    lab.join(5)
    points = [step for update in lab.updates for step in update["points"]["step"]]
    assert points == list(range(60))
    totals = [value for update in lab.updates for value in update["points"]["terms"].get("total", [])]
    assert totals == [entry["total"] for entry in lab.session.history]


def test_a_page_that_comes_back_gets_picture_curves_and_marks():
    lab = PageLab(FakeSession(steps=30))
    lab.run(10)
    lab.turn("beta", 77.0)
    lab.run(10)
    lab.hear("hello")
    last = lab.updates[-1]
    assert last["restart"] and last["points"]["step"] == list(range(20))
    assert last["turns"] == [{"step": 10, "name": "beta", "value": 77.0}]
    assert last["frame"] is not None and lab.sent[-1][1] == [lab._easel.jpeg]


def test_frames_keep_to_fifteen_a_second_for_a_page_that_answers(clock):
    session = FakeSession(steps=1000)
    session.run = each_step(session, lambda: clock.wait(0.01))
    lab = PageLab(session, clock=clock)
    lab.hear("start")
    lab.join(30)
    assert 140 <= len(lab.frames) <= 153


def test_a_page_that_never_answers_gets_one_frame_and_pauses_the_training(clock):
    session = FakeSession(steps=1000)
    session.run = each_step(session, lambda: clock.wait(0.1))
    lab = PageLab(session, answering=False, clock=clock)
    lab.hear("start")
    lab.join(30)
    assert lab.updates[-1]["phase"] == "paused"
    assert "not answered for 10 s" in lab.status
    assert 100 <= session.step <= 105
    assert len(lab.frames) == 2  # the first, and the one that the pause sends
    lab.answering = True
    lab.hear("hello")
    lab.hear("start")
    lab.join(30)
    assert session.step == 1000


def each_step(session, before):
    plain = session._one_step

    def one_step():
        before()
        plain()

    session._one_step = one_step
    return session.run


def test_in_a_cell_frames_are_sent_while_the_cell_runs(clock):
    async def cell():
        session = FakeSession(steps=100)
        session.run = each_step(session, lambda: clock.wait(0.07))
        lab = PageLab(session, answering=False, clock=clock)
        lab.run(100)
        return len(lab.frames), lab.updates[-1]["phase"]

    frames, phase = asyncio.run(cell())
    assert 33 <= frames <= 36
    assert phase == "finished"


def test_with_an_event_loop_messages_leave_on_its_thread():
    async def cell():
        lab = PageLab(FakeSession(steps=20))
        senders = []
        lab._feed._send = lambda message, buffers: senders.append(threading.current_thread())
        lab.start()
        while lab._background.active:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.01)
        return senders

    assert set(asyncio.run(cell())) == {threading.current_thread()}


def test_a_thousand_moves_are_one_turn_and_few_messages():
    async def cell():
        turnstile = gate()
        lab = PageLab(FakeSession(steps=3, gate=turnstile))
        lab.start()
        for value in range(1, 1001):
            lab.hear("turn", name="beta", value=float(value))
        turnstile.release(40)
        while lab._background.active:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.01)
        return lab

    lab = asyncio.run(cell())
    assert lab.session.knobs.longest_queue == 1
    assert [turn.value for turn in lab.session.knobs.turns] == [1000.0]
    assert len(lab.sent) < 20


def test_what_training_raises_is_told_in_words_and_kept():
    lab = PageLab(FakeSession(fail_at=3, failure=DivergedError("the loss left the finite numbers. Reset.")))
    lab.hear("start")
    lab.join(5)
    last = lab.updates[-1]
    assert last["phase"] == "failed" and last["trouble"]
    assert last["status"] == (
        "The training stopped: the loss left the finite numbers. Reset. It stands at step 3 of 120."
    )
    assert isinstance(lab.error, DivergedError)
    with pytest.raises(DivergedError):
        lab.check()


def test_curves_of_a_run_that_went_back_when_it_blew_up_are_sent_anew():
    session = FakeSession()
    lab = PageLab(session)
    session.run(5)
    first = lab._feed.update()
    session.history, session.step = session.history[:3], 3
    anew = lab._feed.update()
    assert len(first["points"]["step"]) == 5 and anew["restart"]
    assert anew["points"]["step"] == [entry["step"] for entry in session.history]
    session.run(1)
    after = lab._feed.update()
    assert len(after["points"]["step"]) == 1 and not after["restart"]


def test_other_exceptions_are_told_by_type_and_first_line():
    lab = PageLab(FakeSession(fail_at=0, failure=RuntimeError("no memory\n  File somewhere, line 3")))
    lab.hear("start")
    lab.join(5)
    assert lab.status == "The training stopped: RuntimeError: no memory. It stands at step 0 of 120."


def test_a_very_long_exception_is_cut():
    lab = PageLab(FakeSession(fail_at=0, failure=RuntimeError("x" * 5000)))
    lab.hear("start")
    lab.join(5)
    assert len(lab.status) < 400


def test_a_picture_that_cannot_be_drawn_does_not_stop_the_training():
    lab = PageLab(FakeSession(steps=12))
    lab.session.undrawable = True
    lab.hear("start")
    lab.join(5)
    assert lab.session.step == 12 and lab.error is None
    last = lab.updates[-1]
    assert last["trouble"] and last["phase"] == "finished"
    assert last["status"].startswith("The picture could not be drawn: RuntimeError: no canvas.")
    with pytest.raises(RuntimeError, match="no canvas"):
        lab.check()
    lab.session.undrawable = False
    lab.hear("step")
    lab.join(5)
    lab.check()
    assert lab.updates[-1]["frame"] is not None


def test_a_first_picture_that_cannot_be_drawn_leaves_a_lab_that_says_so():
    lab = Lab(FakeSession(undrawable=True))
    assert "could not be drawn" in lab.scene["state"]["status"]
    assert lab.scene["picture"] is None


def test_a_view_that_breaks_does_not_stop_the_training():
    lab = PageLab(FakeSession(steps=12))

    def broken(message, buffers):
        raise OSError("the pipe is closed")

    lab._feed._send = broken
    lab.start()
    lab.join(5)
    assert lab.session.step == 12 and lab.error is None
    assert isinstance(lab.drawing_error, OSError)


def test_values_that_are_not_finite_reach_the_page_as_gaps():
    lab = PageLab(FakeSession())
    lab.run(2)
    lab.session.history.append({"step": 2, "total": math.nan})
    lab.hear("hello")
    assert lab.updates[-1]["points"]["terms"]["total"][-1] is None
    json.dumps(lab.updates[-1], allow_nan=False)


def test_saving_sends_the_picture_without_loss():
    lab = PageLab(FakeSession(side=40), about="The hills, in rings!")
    lab.run(5)
    lab.hear("save")
    message, buffers = lab.sent[-1]
    assert message == {"kind": "png", "name": "the-hills-in-rings-step-5.png"}
    saved = np.asarray(Image.open(io.BytesIO(buffers[0])))
    assert np.array_equal(saved, np.rint(lab.session.picture() * 255).astype("uint8"))


def test_saving_while_no_picture_could_be_drawn_says_so():
    lab = PageLab(FakeSession(undrawable=True))
    lab.hear("save")
    assert "no picture to save" in lab.updates[-1]["status"]


def test_the_picture_says_in_words_what_it_is():
    lab = PageLab(FakeSession(), about="the hills in rings")
    lab.run(4)
    assert lab.updates[-1]["alt"] == "the hills in rings, at step 4 of 120"


def test_what_a_notebook_stores_is_the_same_in_every_run():
    bundles = []
    for _ in range(2):
        data, _metadata = Lab(FakeSession(), about="hills & rings")._repr_mimebundle_()
        assert data.pop("application/vnd.jupyter.widget-view+json")["model_id"]
        bundles.append(data)
    assert bundles[0] == bundles[1]
    assert bundles[0]["text/plain"] == (
        "Live lab: hills & rings, at step 0 of 120; sliders: alpha: content, beta: style, mix"
    )
    assert "Live lab: hills &amp; rings." in bundles[0]["text/html"]
    assert not any("0x" in text or "object" in text for text in bundles[0].values())


def test_a_closed_lab_is_forgotten_with_its_session():
    session = FakeSession(steps=10**9)
    lab = Lab(session)
    lab.start()
    lab.close()
    lab.join(5)
    kept = weakref.ref(lab), weakref.ref(session)
    del lab, session
    gc.collect()
    assert [reference() for reference in kept] == [None, None]


def test_two_labs_do_not_touch_each_other():
    one, other = PageLab(FakeSession(steps=5)), PageLab(FakeSession(steps=50))
    one.turn("beta", 99.0)
    one.run()
    assert other.session.step == 0 and other.session.knobs.value("beta") == 10.0
    assert other.sent == []


def test_the_widgets_import_no_tensorflow_and_no_pyplot():
    code = (
        "import sys, course_lib.widgets; "
        "print([name for name in ('tensorflow', 'keras', 'matplotlib.pyplot') if name in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"
