"""What a live widget tells its page: the picture, new points of the curves, turned knobs, and where the run stands."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from course_lib.widgets import wording
from course_lib.widgets.background_run import BackgroundRun, Phase
from course_lib.widgets.handover import Handover
from course_lib.widgets.loss_points import points, thin
from course_lib.widgets.pacer import FRAMES_A_SECOND, Pacer
from course_lib.widgets.stopwatch import Stopwatch


@dataclass(frozen=True)
class Painting:
    """A picture as an easel painted it: fields that every message has from then on, and what only the easel knows."""

    fields: dict
    content: Any = field(default=None, repr=False)


class Easel(Protocol):
    """What a widget shows: paints the picture on the training thread, and packs it for the page when it is sent."""

    def paint(self) -> Painting:
        """The picture as it is now; whatever this raises is told."""

    def pack(self, painting: Painting) -> tuple[dict, list[bytes]]:
        """More fields of the message that takes the picture to the page, and its buffers."""

    def page_is_new(self) -> None:
        """A page has come that was sent nothing yet."""

    def fields(self) -> dict:
        """What every message says beside the state of the run."""


class Feed:
    """Collects what changed and sends it as one message, from the kernel's event loop, at the page's own pace.

    Of pictures the latest wins; points and turns are sent once, and all again after a reset or for a page that
    comes back. What fails in drawing is kept in `drawing_error` and told; it never reaches the training.
    """

    def __init__(
        self,
        run: BackgroundRun,
        send: Callable[[dict, list[bytes]], None],
        easel: Easel,
        clock: Callable[[], float] = time.monotonic,
        rate: float = FRAMES_A_SECOND,
        ahead: int = 1,
    ):
        """Arguments: send, takes a message and its buffers; clock, in seconds; rate, frames a second at most; ahead,
        frames that may be under way to the page.
        """
        self._run, self._session, self._send, self._easel = run, run.session, send, easel
        self.pacer = Pacer(rate, clock=clock, ahead=ahead)
        self.unwatched = False
        self.drawing_error: Exception | None = None
        self._stopwatch = Stopwatch(clock)
        self._handover = Handover(self._deliver)
        self._lock = threading.RLock()
        self._painting: Painting | None = None
        self._new_painting = False
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
        """Send the present state soon; `notice` is said once, before the status."""
        with self._lock:
            self._news, self._notice = True, notice or self._notice
        self._handover.post(self.unwatched)

    def tell_all(self) -> None:
        """A page has come, or come back: send picture, curves and state from the beginning."""
        with self._lock:
            self._begin_anew()
            self._easel.page_is_new()
            self._new_painting = self._painting is not None
        self.tell()

    def draw(self) -> None:
        """Take the present picture; it is sent with the next message."""
        try:
            painting = self._easel.paint()
        except Exception as error:
            self.on_failure(error)
            return
        with self._lock:
            self._painting, self._new_painting = painting, True

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
        if run.resets != self._resets or self._went_back():
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
            **(self._painting.fields if self._painting else {}),
            **self._easel.fields(),
        }

    def _deliver(self) -> None:
        """Send what is new; called on the event loop where there is one."""
        if self.pacer.tick() and self._run.active and not self._run.halting and not self.unwatched:
            self._run.pause("the page has not answered for 10 s, so it may be closed. Press Start to go on")
        with self._lock:
            if not (self._news or self._new_painting):
                return
            try:
                self._send(*self._message())
            except Exception as error:
                self.drawing_error = self.drawing_error or error

    def _message(self) -> tuple[dict, list[bytes]]:
        message, buffers = {"kind": "update", **self.update(), "frame": None}, []
        if self._new_painting:
            fields, buffers = self._easel.pack(self._painting)
            frame = self.pacer.send()
            message |= {**fields, "frame": frame, "answer": self.pacer.asks(frame)}
        self._news, self._new_painting, self._notice = False, False, ""
        return message, buffers

    def _went_back(self) -> bool:
        """Whether the run is back at an earlier step, as one that blew up is at its last good weights."""
        session = self._session
        return len(session.history) < self._told_points or len(session.knobs.turns) < self._told_turns

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
