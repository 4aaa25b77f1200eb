"""From the training thread to the kernel's event loop: the one place where messages leave for the page."""

import asyncio
import threading
from collections.abc import Callable


class Handover:
    """Runs `deliver` on the event loop that was running when this was made, or at once where there was none.

    Calls that come before the loop gets round to it are one call, so a busy kernel collects no queue.
    """

    def __init__(self, deliver: Callable[[], None]):
        """Remember the running loop, if any: a cell of a notebook has one, a plain script has not."""
        self._deliver = deliver
        self._lock = threading.Lock()
        self.waiting = False
        try:
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None

    def post(self, at_once: bool = False) -> None:
        """Have `deliver` run soon; `at_once` on this very thread, for a cell that keeps the loop waiting."""
        if at_once or self._loop is None:
            self._deliver()
            return
        with self._lock:
            if self.waiting:
                return
            self.waiting = True
        try:
            self._loop.call_soon_threadsafe(self._run)
        except RuntimeError:  # the loop was closed: the kernel is on its way out
            self._loop = None
            self._run()

    def _run(self) -> None:
        with self._lock:
            self.waiting = False
        self._deliver()
