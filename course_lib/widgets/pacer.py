"""The pace of frames: no faster than the page paints, and none for a page that has gone."""

import threading
import time
from collections.abc import Callable

FRAMES_A_SECOND = 15.0
UNWATCHED_FRAMES_A_SECOND = 5.0
PATIENCE_S = 10.0
LONGEST_TICK_S = 2.5


class Pacer:
    """Says when the next frame is due: at most `rate` a second, and only while few are under way to the page.

    The page acknowledges a frame where it is asked to. Each answer has its price: the kernel is busy and idle again,
    which JupyterLab shows in several places. With `ahead` = 1 each frame waits for the answer to the one before; with
    more, so many may be under way, and the page is asked twice in that time.

    Silence is counted from tick to tick, and a tick counts for 2.5 s at most: while the kernel is busy with a cell
    it hears nobody, and that is no silence of the page's. May be used from any thread.
    """

    def __init__(
        self,
        rate: float = FRAMES_A_SECOND,
        patience: float = PATIENCE_S,
        clock: Callable[[], float] = time.monotonic,
        ahead: int = 1,
    ):
        """Arguments: rate in frames a second; patience in seconds without an answer; clock, in seconds; ahead, frames
        that may be under way.
        """
        self._rate, self._patience, self._clock, self._ahead = rate, patience, clock, ahead
        self._lock = threading.Lock()
        self._answered = threading.Condition(self._lock)
        self._sent_at = -float("inf")
        self._frame = self._answered_frame = 0
        self._granted = False
        self.page_answered()

    def due(self) -> bool:
        """Whether a frame may be sent now."""
        with self._lock:
            in_time = self._granted or self._clock() - self._sent_at >= 1.0 / self._rate
            return not self._waiting and in_time

    def due_unwatched(self) -> bool:
        """Whether a frame may be sent now by a cell that blocks the kernel, so that no answer can be heard."""
        with self._lock:
            return self._clock() - self._sent_at >= 1.0 / UNWATCHED_FRAMES_A_SECOND

    def wait(self, at_most: float, needed: float = 0.0) -> None:
        """Wait until it is time to begin a frame that takes `needed` seconds to train; when trained it is due.

        No longer than `at_most` seconds, which pass on the wall.
        """
        with self._lock:
            self._answered.wait_for(lambda: not self._waiting, at_most)
            rest = 1.0 / self._rate - (self._clock() - self._sent_at) - needed
        if 0 < rest < at_most:
            time.sleep(rest)
        with self._lock:
            self._granted = True

    def send(self) -> int:
        """The number of the frame that is sent now; the page answers with it."""
        with self._lock:
            if not self._waiting:
                self._silence = 0.0
            self._frame += 1
            self._sent_at = self._ticked_at = self._clock()
            self._granted = False
            return self._frame

    def asks(self, frame: int) -> bool:
        """Whether the page is to acknowledge that frame."""
        return frame % ((self._ahead + 1) // 2) == 0

    def acknowledge(self, frame: int) -> None:
        """The page painted that frame."""
        with self._lock:
            if isinstance(frame, int) and self._answered_frame < frame <= self._frame:
                self._hear(frame)

    def page_answered(self) -> None:
        """A page is there: wait for nothing, and count its silence anew."""
        with self._lock:
            self._hear(self._frame)

    def tick(self) -> bool:
        """Count the time since the last tick; whether the page has been silent for longer than the patience."""
        with self._lock:
            now = self._clock()
            if self._waiting:
                self._silence += min(now - self._ticked_at, LONGEST_TICK_S)
            self._ticked_at = now
            return self._waiting and self._silence > self._patience

    @property
    def _waiting(self) -> bool:
        return self._frame - self._answered_frame >= self._ahead

    def _hear(self, frame: int) -> None:
        self._answered_frame = frame
        self._silence = 0.0
        self._ticked_at = self._clock()
        self._answered.notify_all()
