"""Running a job that may not end: on a worker thread, with a time limit, and with what it prints kept short."""

import contextlib
import ctypes
import io
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

PRINTED_LIMIT = 300


@dataclass
class Run:
    """How a job ended: its result or its error, and the beginning of what it printed."""

    result: Any = None
    error: BaseException | None = None
    printed: str = ""
    finished: bool = False


class TimeUp(SystemExit):
    """Raised inside the worker thread to end a loop that does not end by itself."""


class _Beginning(io.StringIO):
    """Keeps the first few hundred characters and drops the rest, so that a printing loop cannot flood the page."""

    def write(self, text: str) -> int:
        super().write(text[: max(0, PRINTED_LIMIT - self.tell())])
        return len(text)


def run_limited(job: Callable[[], Any], seconds: float) -> Run:
    """Run `job` on a worker thread for at most `seconds`; an endless Python loop is then broken off.

    A job that sits inside one long call of a compiled library cannot be broken off: it is left to end by itself.
    """
    run = Run()

    def work():
        try:
            with np.errstate(all="ignore"):
                run.result = job()
            run.finished = True
        except TimeUp:
            pass
        except BaseException as error:  # whatever a learner's code raises is reported, SystemExit included
            run.error, run.finished = error, True

    worker = threading.Thread(target=work, name="exercise check", daemon=True)
    with contextlib.redirect_stdout(_Beginning()) as printed:
        worker.start()
        with contextlib.suppress(KeyboardInterrupt):
            worker.join(seconds)
        _break_off(worker)
    run.printed = printed.getvalue().rstrip()
    return run


def _break_off(worker: threading.Thread) -> None:
    # A thread cannot be killed, but an exception can be raised in it. A bare `except:` may swallow the first ones.
    for _ in range(10):
        if not worker.is_alive():
            return
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker.ident), ctypes.py_object(TimeUp))
        worker.join(0.05)
