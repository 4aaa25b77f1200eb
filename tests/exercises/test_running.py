import sys
import threading
import time

import pytest

from course_lib.exercises.running import PRINTED_LIMIT, run_limited


def left_running() -> list[threading.Thread]:
    threads = [thread for thread in threading.enumerate() if thread.name == "exercise check"]
    for thread in threads:
        thread.join(10)
    return [thread for thread in threads if thread.is_alive()]


def test_result_comes_back():
    run = run_limited(lambda: 41 + 1, 5)
    assert (run.result, run.error, run.finished, run.printed) == (42, None, True, "")


@pytest.mark.parametrize("error", [ValueError("no"), SystemExit(3), KeyboardInterrupt(), RecursionError()])
def test_any_error_is_caught(error):
    def job():
        raise error

    run = run_limited(job, 5)
    assert run.finished
    assert run.error is error


def test_endless_loop_is_broken_off():
    def job():
        while True:
            pass

    assert not run_limited(job, 0.1).finished
    assert not left_running()


def test_endless_loop_that_swallows_exceptions_is_left_behind_without_waiting():
    ended = threading.Event()

    def job():
        while not ended.is_set():
            try:
                time.sleep(0.01)
            except BaseException:  # noqa: S112
                continue

    assert not run_limited(job, 0.1).finished
    ended.set()
    assert not left_running()


def test_stopping_the_kernel_stops_the_wait(monkeypatch):
    def interrupted(self, timeout=None):
        monkeypatch.undo()
        raise KeyboardInterrupt

    ended = threading.Event()
    monkeypatch.setattr(threading.Thread, "join", interrupted)
    run = run_limited(lambda: ended.wait(0.5), 60)
    assert not run.finished or run.result is False


def test_printing_is_kept_short_and_off_the_page(capsys):
    run = run_limited(lambda: [print("spam " * 20) for _ in range(1000)] and None, 5)
    assert run.finished
    assert run.printed.startswith("spam spam")
    assert len(run.printed) <= PRINTED_LIMIT
    assert capsys.readouterr().out == ""


def test_printing_works_again_after_a_job_that_hangs():
    before = sys.stdout
    run_limited(lambda: time.sleep(0.3), 0.05)
    assert sys.stdout is before


def test_division_by_zero_in_numpy_is_silent(recwarn):
    import numpy as np

    assert np.isnan(run_limited(lambda: np.zeros(1) / np.zeros(1), 5).result[0])
    assert not recwarn.list
