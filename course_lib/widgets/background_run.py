"""A session that trains on a thread of its own: start, pause, step, reset and turn, none of which ever waits."""

import atexit
import threading
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

_ALIVE: "weakref.WeakSet[BackgroundRun]" = weakref.WeakSet()


class Phase(StrEnum):
    """Where a run stands."""

    PAUSED = "paused"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True)
class Task:
    """Something to be done on the training thread, between two stretches of training.

    Attributes: act, does it; doing, the sentence that says so meanwhile; anew, whether the run begins anew by it;
    quiet, for what is done in a moment: the phase stays as it is.
    """

    act: Callable[[], None]
    doing: str = ""
    anew: bool = False
    quiet: bool = False


class BackgroundRun:
    """Drives a session (`training.style_run.StyleRun`, or anything with its attributes) from buttons and sliders.

    There is at most one training thread. Every method only leaves a wish or a task that the thread sees between two
    steps, so that none blocks the kernel; `run` is the exception, for cells that want the result at once.
    """

    def __init__(self, session, callbacks: Callable[[], Sequence], on_change: Callable[[], None]):
        """Arguments: callbacks, makes the callbacks of one stretch of training; on_change, called on any thread after
        the phase may have changed.
        """
        self.session = session
        self.phase = Phase.PAUSED
        self.error: Exception | None = None
        self.reason = ""
        self.resets = 0
        self._callbacks, self._on_change = callbacks, on_change
        self._lock = threading.RLock()
        self._going = False
        self._tasks: deque[Task] = deque()
        self._task: Task | None = None
        self._interrupted = False
        self._progress = 0
        self._thread: threading.Thread | None = None  # the one that trains, if any
        self._worker: threading.Thread | None = None  # the last one that was started
        self._closed = False
        _ALIVE.add(self)

    @property
    def active(self) -> bool:
        """Whether a thread is training."""
        return self._thread is not None

    @property
    def halting(self) -> bool:
        """Whether the present stretch is to end after the present step."""
        return self._interrupted and (not self._going or bool(self._tasks))

    @property
    def doing(self) -> str:
        """The sentence of the task that is being done; empty while none is, or while it trains."""
        task = self._task
        return task.doing if task is not None else ""

    def obey(self) -> None:
        """Between two steps, on the training thread: end the stretch if that was asked for just before it began."""
        if self._interrupted:
            self.session.stop()

    def start(self) -> None:
        """Train to the end of the run."""
        with self._lock:
            self._going = True
            self._wake()
        self._on_change()

    def step(self) -> None:
        """Train one step; nothing while it runs."""
        if self.phase is not Phase.RUNNING:
            self.do(lambda: self.session.run(1, callbacks=self._callbacks()), "Training.")

    def do(self, act: Callable[[], None], doing: str = "", anew: bool = False, quiet: bool = False) -> None:
        """Have `act` called on the training thread, after the present step where it runs, which then goes on.

        The other arguments are those of a Task.
        """
        with self._lock:
            self._queue(Task(act, doing, anew, quiet))
        self._on_change()

    def pause(self, reason: str = "") -> None:
        """End the training after the present step; `reason` says why where nobody asked for it."""
        with self._lock:
            self._going, self.reason = False, reason
            self._interrupt()
        self._on_change()

    def reset(self) -> None:
        """Back to the start, after the present step where it runs."""
        with self._lock:
            self._going = False
            self._queue(Task(self.session.reset, anew=True))
        self._on_change()

    def turn(self, name: str, value: float) -> None:
        """Turn a knob: it acts at the next step, and after the end of a run it begins a short new stretch.

        Raises KnobError.
        """
        self.session.knobs.turn(name, value)
        if self.phase is Phase.FINISHED and self.session.wants_more:
            self.start()

    def run(self, steps: int | None = None) -> None:
        """Train on this thread for `steps`, or to the end, and return when it is done. Raises what training raises."""
        self._take_over()
        self._on_change()
        try:
            self.session.run(steps, callbacks=self._callbacks())
        except Exception as error:
            self._settle(error)
            raise
        finally:
            with self._lock:
                if self.phase is Phase.RUNNING:
                    self._end(Phase.PAUSED)
                if self._tasks:
                    self._wake()
            self._on_change()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the training thread to end, at most `timeout` seconds."""
        if self._worker is not None and self._worker is not threading.current_thread():
            self._worker.join(timeout)

    def close(self) -> None:
        """End the training for good, without a word: Python may throw a lab away at any moment, also in the middle of
        TensorFlow's work on this very thread, where a last picture would wait for itself.
        """
        with self._lock:
            self._closed, self._going = True, False
            self._interrupt()

    def _queue(self, task: Task) -> None:
        self._tasks.append(task)
        self._interrupt()
        self._wake(task.quiet)

    def _wake(self, quiet: bool = False) -> None:
        """See to it that a thread is there to do what is wanted. The caller holds the lock."""
        if self._thread is None and not self._closed:
            self._worker = threading.Thread(target=self._work, name="live lab", daemon=True)
            self._begin(self._worker)
            self._worker.start()
        if not (quiet or self._closed):
            self.phase = Phase.RUNNING

    def _take_over(self):
        while self._thread is not threading.current_thread():
            self.pause()
            self.join()
            with self._lock:
                if self._thread is None:
                    self._begin(threading.current_thread())
                    self.phase, self._going = Phase.RUNNING, True

    def _interrupt(self):
        self._interrupted = True
        if self._thread is not None:  # else it is not this one that trains the session, if anyone does
            self.session.stop()

    def _begin(self, thread):
        self._thread, self.error, self.reason = thread, None, ""
        self._interrupted = False

    def _end(self, phase):
        at_the_end = phase is Phase.PAUSED and self.session.step >= self.session.total
        self.phase = Phase.FINISHED if at_the_end else phase
        self._going, self._thread, self._task = False, None, None

    def _work(self) -> None:
        while self._settle(self._attempt()):
            self._on_change()
        self._on_change()

    def _attempt(self) -> Exception | None:
        """Do the next task, or train, as wished; the exception that ended it, if any."""
        with self._lock:
            self._task = task = self._tasks.popleft() if self._tasks else None
            self._interrupted, self._progress = False, self.session.step
        try:
            if task is not None:
                task.act()
                self.resets += task.anew
            elif self._going:
                self.session.run(None, callbacks=self._callbacks())
        except Exception as error:
            return error
        return None

    def _settle(self, error: Exception | None) -> bool:
        """Whether to go on; if not, the phase in which it ended. One lock with `turn`: no turn falls in between."""
        with self._lock:
            if error is not None:
                self.error = error
                self._tasks.clear()
                self._end(Phase.FAILED)
            elif self._tasks or self._more_to_do():
                return True
            else:
                self._end(Phase.FINISHED if self._going else Phase.PAUSED)
            return False

    def _more_to_do(self) -> bool:
        if self._task is not None or not self._going:
            return self._going
        moved = self._interrupted or self.session.step > self._progress
        return moved and (self.session.step < self.session.total or self.session.wants_more)


@atexit.register
def _end_all() -> None:
    """Let no training outlive the kernel: a thread inside TensorFlow at interpreter exit would crash it."""
    for run in list(_ALIVE):
        run.close()
        run.join(timeout=5.0)
