import subprocess
import sys
import threading
from pathlib import Path

import pytest
from fake_session import FakeSession, gate

from course_lib.errors import KnobError
from course_lib.widgets import background_run
from course_lib.widgets.background_run import BackgroundRun, Phase


class Watcher:
    """A callback as the lab's: it has the run obey between two steps, and counts."""

    def __init__(self):
        self.run = None
        self.threads = []
        self.changes = 0

    def on_train_batch_end(self, batch, logs=None):
        self.threads.append(threading.current_thread())
        self.run.obey()

    def changed(self):
        self.changes += 1


def background(session):
    watcher = Watcher()
    run = BackgroundRun(session, lambda: [watcher], watcher.changed)
    watcher.run = run
    return run, watcher


def wait_for(condition):
    ticker = threading.Event()
    for _ in range(5000):
        if condition():
            return
        ticker.wait(0.001)
    raise AssertionError("it did not happen within five seconds")


def test_start_returns_at_once_and_trains_to_the_end_on_a_thread_of_its_own():
    turnstile = gate()
    session = FakeSession(steps=5, gate=turnstile)
    run, watcher = background(session)
    run.start()
    assert run.phase is Phase.RUNNING and run.active
    turnstile.release(5)
    run.join(5)
    assert (session.step, run.phase, run.active) == (5, Phase.FINISHED, False)
    assert threading.current_thread() not in watcher.threads and len(set(watcher.threads)) == 1


def test_a_second_start_changes_nothing():
    turnstile = gate()
    session = FakeSession(steps=5, gate=turnstile)
    run, watcher = background(session)
    for _ in range(3):
        run.start()
    turnstile.release(2)
    run.start()
    turnstile.release(3)
    run.join(5)
    assert session.step == 5
    assert session.most_runs_at_once == 1 and len(set(watcher.threads)) == 1


def test_pause_ends_after_the_present_step():
    turnstile = gate()
    session = FakeSession(steps=50, gate=turnstile)
    run, _ = background(session)
    run.start()
    turnstile.release(3)
    wait_for(lambda: session.step == 3)
    run.pause()
    turnstile.release(40)
    run.join(5)
    assert run.phase is Phase.PAUSED
    assert session.step == 4


def test_a_pause_just_before_the_training_begins_is_not_lost():
    for _ in range(30):
        session = FakeSession(steps=10**9)
        run, _ = background(session)
        run.start()
        run.pause()
        run.join(5)
        assert run.phase is Phase.PAUSED and not run.active
        assert session.step < 10**6


def test_start_right_after_pause_goes_on():
    turnstile = gate()
    session = FakeSession(steps=10, gate=turnstile)
    run, _ = background(session)
    run.start()
    run.pause()
    run.start()
    turnstile.release(20)
    run.join(5)
    assert (session.step, run.phase) == (10, Phase.FINISHED)
    assert session.most_runs_at_once == 1


def test_step_is_one_step():
    session = FakeSession(steps=3)
    run, _ = background(session)
    phases = []
    for _ in range(3):
        run.step()
        run.join(5)
        phases.append((session.step, run.phase))
    assert phases == [(1, Phase.PAUSED), (2, Phase.PAUSED), (3, Phase.FINISHED)]


def test_step_while_it_runs_changes_nothing():
    turnstile = gate()
    session = FakeSession(steps=4, gate=turnstile)
    run, _ = background(session)
    run.start()
    run.step()
    turnstile.release(4)
    run.join(5)
    assert (session.step, run.phase) == (4, Phase.FINISHED)


def test_start_during_a_single_step_goes_on_to_the_end():
    turnstile = gate()
    session = FakeSession(steps=6, gate=turnstile)
    run, _ = background(session)
    run.step()
    run.start()
    turnstile.release(6)
    run.join(5)
    assert (session.step, run.phase) == (6, Phase.FINISHED)


def test_reset_while_it_runs_stops_and_goes_back():
    turnstile = gate()
    session = FakeSession(steps=50, gate=turnstile)
    run, _ = background(session)
    run.start()
    turnstile.release(3)
    wait_for(lambda: session.step == 3)
    run.reset()
    turnstile.release(1)
    run.join(5)
    assert (session.step, session.history, run.phase, run.resets) == (0, [], Phase.PAUSED, 1)
    assert session.most_runs_at_once == 1


def test_reset_while_it_stands():
    session = FakeSession(steps=4)
    run, _ = background(session)
    run.start()
    run.join(5)
    run.reset()
    run.join(5)
    assert (session.step, run.phase) == (0, Phase.PAUSED)


def test_start_right_after_reset_begins_from_the_start():
    turnstile = gate()
    session = FakeSession(steps=5, gate=turnstile)
    run, _ = background(session)
    run.start()
    turnstile.release(3)
    wait_for(lambda: session.step == 3)
    run.reset()
    run.start()
    turnstile.release(6)
    run.join(5)
    assert (run.resets, session.step, run.phase) == (1, 5, Phase.FINISHED)
    assert [entry["step"] for entry in session.history] == [0, 1, 2, 3, 4]


def test_a_turn_before_the_start_or_paused_only_waits():
    session = FakeSession(steps=5)
    run, _ = background(session)
    run.turn("beta", 30.0)
    assert not run.active and session.knobs.turns == []
    run.step()
    run.join(5)
    assert [(turn.step, turn.name, turn.value) for turn in session.knobs.turns] == [(0, "beta", 30.0)]
    run.turn("beta", 40.0)
    assert not run.active and session.step == 1


def test_of_many_turns_the_last_one_acts_at_the_next_step():
    turnstile = gate()
    session = FakeSession(steps=6, gate=turnstile)
    run, _ = background(session)
    run.start()
    turnstile.release(2)
    wait_for(lambda: session.step == 2)
    for value in range(1, 1001):
        run.turn("beta", value)
    turnstile.release(40)
    run.join(5)
    assert [(turn.step, turn.value) for turn in session.knobs.turns] == [(2, 1000)]
    assert session.knobs.longest_queue == 1


def test_a_turn_after_the_end_starts_a_short_new_stretch():
    session = FakeSession(steps=5)
    run, _ = background(session)
    run.start()
    run.join(5)
    run.turn("beta", 1000.0)
    run.join(5)
    assert (session.step, session.total, run.phase) == (25, 25, Phase.FINISHED)
    assert session.knobs.turns[0].step == 5


def test_a_turn_to_the_same_value_after_the_end_starts_nothing():
    session = FakeSession(steps=5)
    run, _ = background(session)
    run.start()
    run.join(5)
    run.turn("beta", session.knobs.value("beta"))
    assert not run.active and session.step == 5


def test_no_turn_is_lost_at_the_very_end():
    for value in range(1, 60):
        session = FakeSession(steps=1)
        run, _ = background(session)
        run.start()
        run.turn("beta", float(value) + 10)
        wait_for(lambda run=run: run.phase is Phase.FINISHED)
        run.join(5)
        assert not session.knobs.pending
        assert [turn.value for turn in session.knobs.turns] == [value + 10.0]


def test_a_turn_outside_the_range_is_refused():
    run, _ = background(FakeSession())
    with pytest.raises(KnobError):
        run.turn("beta", 1e9)


def test_an_exception_in_training_is_kept_and_a_new_start_forgets_it():
    session = FakeSession(steps=9, fail_at=4, failure=ValueError("no number"))
    run, watcher = background(session)
    run.start()
    run.join(5)
    assert (run.phase, str(run.error), session.step) == (Phase.FAILED, "no number", 4)
    assert watcher.changes == 2
    session.fail_at = None
    run.start()
    run.join(5)
    assert (run.phase, run.error, session.step) == (Phase.FINISHED, None, 9)


def test_an_exception_in_reset_is_kept():
    session = FakeSession()
    run, _ = background(session)
    session.reset = lambda: 1 / 0
    run.reset()
    run.join(5)
    assert run.phase is Phase.FAILED and isinstance(run.error, ZeroDivisionError)


def test_run_trains_on_this_thread_and_returns_when_it_is_done():
    session = FakeSession(steps=9)
    run, watcher = background(session)
    run.run(4)
    assert (session.step, run.phase) == (4, Phase.PAUSED)
    assert set(watcher.threads) == {threading.current_thread()}
    run.run()
    assert (session.step, run.phase, run.active) == (9, Phase.FINISHED, False)


def test_run_takes_over_from_a_training_thread():
    session = FakeSession(steps=10**6)
    run, watcher = background(session)
    run.start()
    wait_for(lambda: session.step > 0)
    before = session.step
    run.run(3)
    assert session.most_runs_at_once == 1
    assert session.step > before and run.phase is Phase.PAUSED
    assert watcher.threads[-3:] == [threading.current_thread()] * 3


@pytest.mark.parametrize("failure, phase", [(ValueError("bad"), Phase.FAILED), (KeyboardInterrupt(), Phase.PAUSED)])
def test_run_raises_what_training_raises_and_stands(failure, phase):
    session = FakeSession(steps=9, fail_at=2, failure=failure)
    run, _ = background(session)
    with pytest.raises(type(failure)):
        run.run()
    assert (run.phase, run.active) == (phase, False)
    assert run.error is (failure if phase is Phase.FAILED else None)


def test_a_closed_run_starts_no_more():
    session = FakeSession(steps=10**9)
    run, _ = background(session)
    run.start()
    run.close()
    run.join(5)
    steps = session.step
    run.start()
    assert not run.active and session.step == steps


def test_the_interpreter_waits_for_no_training():
    session = FakeSession(steps=10**9)
    run, _ = background(session)
    run.start()
    background_run._end_all()
    assert not run.active


def test_the_thread_is_a_daemon():
    turnstile = gate()
    session = FakeSession(steps=1, gate=turnstile)
    run, _ = background(session)
    run.start()
    assert run._thread.daemon
    turnstile.release()
    run.join(5)


def test_a_process_that_ends_while_it_trains_ends_cleanly():
    code = (
        "from fake_session import FakeSession\n"
        "from course_lib.widgets.background_run import BackgroundRun\n"
        "run = BackgroundRun(FakeSession(steps=10**9), lambda: [], lambda: None)\n"
        "run.start()\n"
        "print('training', run.active)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=Path(__file__).parent
    )
    assert (ended.stdout, ended.stderr, ended.returncode) == ("training True\n", "", 0)


def test_a_task_is_done_between_two_stretches_and_the_training_goes_on():
    turnstile = gate()
    session = FakeSession(steps=6, gate=turnstile)
    run, _ = background(session)
    done = []
    run.start()
    turnstile.release(2)
    wait_for(lambda: session.step == 2)
    run.do(lambda: done.append((session.step, session.running, threading.current_thread())), "Thinking.")
    turnstile.release(10)
    run.join(5)
    assert (session.step, run.phase, session.most_runs_at_once) == (6, Phase.FINISHED, 1)
    [(step, running, thread)] = done
    assert (step, running) == (3, False) and thread is not threading.current_thread()


def test_a_task_while_it_stands_leaves_it_standing_and_says_what_it_does():
    session = FakeSession(steps=6)
    run, _ = background(session)
    seen = []
    run.do(lambda: seen.append((run.phase, run.doing)), "Thinking.", anew=True)
    run.join(5)
    assert seen == [(Phase.RUNNING, "Thinking.")]
    assert (session.step, run.phase, run.doing, run.resets) == (0, Phase.PAUSED, "", 1)


def test_a_quiet_task_changes_no_phase():
    run, _ = background(FakeSession(steps=6))
    seen = []
    run.do(lambda: seen.append(run.phase), quiet=True)
    run.join(5)
    assert seen == [Phase.PAUSED] and run.phase is Phase.PAUSED


def test_tasks_are_done_in_order_and_one_that_fails_ends_them():
    run, _ = background(FakeSession())
    done, both_wait = [], threading.Event()
    run.do(lambda: both_wait.wait(5))
    for act in (lambda: done.append(1), lambda: done.append(2), lambda: 1 / 0, lambda: done.append(3)):
        run.do(act)
    both_wait.set()
    run.join(5)
    assert done == [1, 2]
    assert run.phase is Phase.FAILED and isinstance(run.error, ZeroDivisionError)
    run.do(lambda: done.append(4))
    run.join(5)
    assert done == [1, 2, 4] and run.error is None


def test_who_joins_waits_for_the_last_word_too():
    session = FakeSession(steps=1)
    run, watcher = background(session)
    slow_words = []
    run._on_change = lambda: (threading.Event().wait(0.05), slow_words.append(run.phase))
    run.start()
    run.join(5)
    assert slow_words[-1] is Phase.FINISHED


def test_closing_draws_and_tells_nothing():
    """Python's collector may close a lab inside TensorFlow, on the thread that holds its lock."""
    told = []
    run = BackgroundRun(FakeSession(), list, lambda: told.append("told"))
    run.close()
    assert not told


def test_one_that_is_closed_late_does_not_stop_another_ones_training():
    """A lab that is thrown away is closed when Python gets round to it: by then its session may have a new lab."""
    turnstile = gate()
    session = FakeSession(steps=5, gate=turnstile)
    (old, _), (new, _) = background(session), background(session)
    cell = threading.Thread(target=new.run)
    cell.start()
    turnstile.release(2)
    wait_for(lambda: session.step == 2)
    old.close()
    turnstile.release(5)
    cell.join(5)
    assert session.step == 5 and new.phase is Phase.FINISHED
