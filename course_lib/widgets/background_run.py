"""A session that trains on a thread of its own: start, pause, step, reset and turn, none of which ever waits."""

import atexit
import threading
import weakref
from collections.abc import Callable, Sequence
from enum import StrEnum

_ALIVE: "weakref.WeakSet[BackgroundRun]" = weakref.WeakSet()


class Phase(StrEnum):
    """Where a run stands."""

    PAUSED = "paused"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class Wish(StrEnum):
    """What was asked for last."""

    RUN = "run"
    STEP = "step"
    PAUSE = "pause"


class BackgroundRun:
    """Drives a session (`training.style_run.StyleRun`, or anything with its attributes) from buttons and sliders.

    There is at most one training thread. Every method only leaves a wish that the thread reads between two steps, so
    that none blocks the kernel; `run` is the exception, for cells that want the result at once.
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
        self._wish = Wish.PAUSE
        self._reset_wanted = False
        self._interrupted = False
        self._progress: int | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        _ALIVE.add(self)

    @property
    def active(self) -> bool:
        """Whether a thread is training."""
        return self._thread is not None

    @property
    def halting(self) -> bool:
        """Whether the present stretch is to end after the present step."""
        return self._wish is Wish.PAUSE or self._reset_wanted

    def obey(self) -> None:
        """Between two steps, on the training thread: end the stretch if that was asked for just before it began."""
        if self.halting:
            self.session.stop()

    def start(self) -> None:
        """Train to the end of the run."""
        self._ask(Wish.RUN)

    def step(self) -> None:
        """Train one step; nothing while it runs."""
        if self.phase is not Phase.RUNNING:
            self._ask(Wish.STEP)

    def pause(self, reason: str = "") -> None:
        """End the training after the present step; `reason` says why where nobody asked for it."""
        with self._lock:
            self._wish, self.reason = Wish.PAUSE, reason
            self._interrupt()
        self._on_change()

    def reset(self) -> None:
        """Back to the start, after the present step where it runs."""
        with self._lock:
            self._reset_wanted = True
            self._interrupt()
        self._ask(Wish.PAUSE)

    def turn(self, name: str, value: float) -> None:
        """Turn a knob: it acts at the next step, and after the end of a run it begins a short new stretch.

        Raises KnobError.
        """
        self.session.knobs.turn(name, value)
        if self.phase is Phase.FINISHED and self.session.wants_more:
            self._ask(Wish.RUN)

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
            self._on_change()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the training thread to end, at most `timeout` seconds."""
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout)

    def close(self) -> None:
        """End the training for good."""
        self._closed = True
        self.pause()

    def _ask(self, wish: Wish) -> None:
        with self._lock:
            self._wish = wish
            if self._thread is None and not self._closed:
                self._begin(wish, threading.Thread(target=self._work, name="live lab", daemon=True))
                self._thread.start()
        self._on_change()

    def _take_over(self):
        while self._thread is not threading.current_thread():
            self.pause()
            self.join()
            with self._lock:
                if self._thread is None:
                    self._begin(Wish.RUN, threading.current_thread())

    def _interrupt(self):
        self._interrupted = True
        self.session.stop()

    def _end(self, phase):
        at_the_end = phase is Phase.PAUSED and self.session.step >= self.session.total
        self.phase = Phase.FINISHED if at_the_end else phase
        self._wish, self._thread = Wish.PAUSE, None

    def _begin(self, wish, thread):
        self.phase, self.error, self.reason = Phase.RUNNING, None, ""
        self._wish, self._thread = wish, thread

    def _work(self) -> None:
        again = True
        while again:
            again = self._settle(self._attempt())
        self._on_change()

    def _attempt(self) -> Exception | None:
        """Reset or train, as wished; the exception that ended it, if any."""
        with self._lock:
            resetting, self._reset_wanted = self._reset_wanted, False
            self._interrupted = False
            self._progress = None if resetting else self.session.step
        try:
            if resetting:
                self.session.reset()
                self.resets += 1
            elif self._wish is not Wish.PAUSE:
                self.session.run(1 if self._wish is Wish.STEP else None, callbacks=self._callbacks())
        except Exception as error:
            return error
        return None

    def _settle(self, error: Exception | None) -> bool:
        """Whether to go on; if not, the phase in which it ended. One lock with `turn`: no turn falls in between."""
        with self._lock:
            if error is not None:
                self.error, self._reset_wanted = error, False
                self._end(Phase.FAILED)
            elif self._reset_wanted or self._more_to_do():
                return True
            else:
                self._end(Phase.FINISHED if self._wish is Wish.RUN else Phase.PAUSED)
            return False

    def _more_to_do(self) -> bool:
        has_reset = self._progress is None
        if has_reset or self._wish is not Wish.RUN:
            return has_reset and self._wish is not Wish.PAUSE
        moved = self._interrupted or self.session.step > self._progress
        return moved and (self.session.step < self.session.total or self.session.wants_more)


@atexit.register
def _end_all() -> None:
    """Let no training outlive the kernel: a thread inside TensorFlow at interpreter exit would crash it."""
    for run in list(_ALIVE):
        run.close()
        run.join(timeout=5.0)
