"""What a lab tells its page: the picture, new points of the curves, turned knobs, and where the run stands."""

import threading
import time
from collections.abc import Callable

import numpy as np

from course_lib import images
from course_lib.widgets import wording
from course_lib.widgets.background_run import BackgroundRun, Phase
from course_lib.widgets.handover import Handover
from course_lib.widgets.loss_points import points, thin
from course_lib.widgets.pacer import Pacer
from course_lib.widgets.stopwatch import Stopwatch

JPEG_QUALITY = 88


class Feed:
    """Collects what changed and sends it as one message, from the kernel's event loop, at the page's own pace.

    Of pictures the latest wins; points and turns are sent once, and all again after a reset or for a page that
    comes back. What fails in drawing is kept in `drawing_error` and told; it never reaches the training.
    """

    def __init__(
        self,
        run: BackgroundRun,
        send: Callable[[dict, list[bytes]], None],
        about: str = "",
        clock: Callable[[], float] = time.monotonic,
    ):
        """Arguments: send, takes a message and its buffers; about, what the picture shows; clock, in seconds."""
        self._run, self._session, self._send = run, run.session, send
        self._about = about or "the picture"
        self.pacer = Pacer(clock=clock)
        self.unwatched = False
        self.drawing_error: Exception | None = None
        self._stopwatch = Stopwatch(clock)
        self._handover = Handover(self._deliver)
        self._lock = threading.RLock()
        self._shown: np.ndarray | None = None
        self._jpeg: bytes | None = None
        self._new_picture = False
        self._news = False
        self._notice = ""
        self._begin_anew()

    def on_step(self) -> None:
        """After a training step, on the training thread: draw if a frame is due, and hand over."""
        self._stopwatch.lap(self._session.step)
        due = self.pacer.due_unwatched() if self.unwatched else self.pacer.due()
        if due and not self._handover.waiting:
            self.draw()
        self._handover.post(self.unwatched)

    def on_change(self) -> None:
        """After the run began, ended or was reset: tell it whatever the pace."""
        if not self._run.active:
            self._stopwatch.restart()
            self.draw()
        self.tell()

    def on_failure(self, error: Exception) -> None:
        """Something in the view failed: keep the first failure and tell it."""
        self.drawing_error = self.drawing_error or error
        self.tell()

    def tell(self, notice: str = "") -> None:
        """Send the present state soon; `notice` is said once in place of the status."""
        with self._lock:
            self._news, self._notice = True, notice
        self._handover.post(self.unwatched)

    def tell_all(self) -> None:
        """A page has come, or come back: send picture, curves and state from the beginning."""
        with self._lock:
            self._begin_anew()
            self._new_picture = self._jpeg is not None
        self.tell()

    def draw(self) -> None:
        """Take the present picture; it is sent with the next message."""
        try:
            picture = images.check(self._session.picture())
            jpeg = images.encode(picture, "jpeg", JPEG_QUALITY)
        except Exception as error:
            self.on_failure(error)
            return
        with self._lock:
            self._shown, self._jpeg, self._new_picture = picture, jpeg, True

    def picture(self) -> np.ndarray | None:
        """The picture that the page shows, (height, width, 3) in [0, 1]; None where none could be drawn."""
        return self._shown

    def jpeg(self) -> bytes | None:
        """The same, as the page was sent it."""
        return self._jpeg

    def status(self) -> str:
        """The sentence in the status line."""
        notice = self._notice
        if self.drawing_error is not None and not notice:
            notice = wording.drawing_error(self.drawing_error)
        queued = sum(knob["queued"] for knob in self._knobs().values())
        return " ".join(filter(None, [notice, wording.status(self._run, queued)]))

    def update(self) -> dict:
        """Where the run stands, and the points and turns that were not told yet."""
        session, run = self._session, self._run
        if run.resets != self._resets:
            self._begin_anew()
        history, turns = session.history[self._told_points :], session.knobs.turns[self._told_turns :]
        self._told_points += len(history)
        self._told_turns += len(turns)
        self._applied.update((turn.name, turn.value) for turn in turns)
        restart, self._restart = self._restart, False
        return {
            "phase": run.phase.value,
            "status": self.status(),
            "trouble": run.phase is Phase.FAILED or self.drawing_error is not None,
            "step": session.step,
            "total": session.total,
            "left": self._left(),
            "knobs": self._knobs(),
            "restart": restart,
            "points": points(history),
            "turns": [{"step": turn.step, "name": turn.name, "value": turn.value} for turn in thin(turns)],
            "alt": f"{self._about}, at step {session.step} of {session.total}",
        }

    def _deliver(self) -> None:
        """Send what is new; called on the event loop where there is one."""
        if self.pacer.tick() and self._run.active and not self._run.halting and not self.unwatched:
            self._run.pause("the page has not answered for 10 s, so it may be closed. Press Start to go on")
        with self._lock:
            if not (self._news or self._new_picture):
                return
            message = {"kind": "update", **self.update(), "frame": None}
            buffers = []
            if self._new_picture:
                message["frame"] = self.pacer.send()
                buffers = [self._jpeg]
            self._news, self._new_picture, self._notice = False, False, ""
            try:
                self._send(message, buffers)
            except Exception as error:
                self.drawing_error = self.drawing_error or error

    def _begin_anew(self) -> None:
        self._resets = self._run.resets
        self._restart = True
        self._told_points = self._told_turns = 0
        self._applied = {knob.name: knob.value for knob in self._session.knobs}

    def _knobs(self) -> dict:
        values = {knob.name: self._session.knobs.value(knob.name) for knob in self._session.knobs}
        return {name: {"value": value, "queued": value != self._applied[name]} for name, value in values.items()}

    def _left(self) -> str:
        if self._run.phase is not Phase.RUNNING:
            return ""
        seconds = self._stopwatch.seconds_left(self._session.total)
        return "the first step takes longest" if seconds is None else wording.time_left(seconds)
