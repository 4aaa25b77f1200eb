"""Changes that wait for the training thread: of several for the same thing, only the last is made."""

import threading
from collections.abc import Callable

from course_lib.errors import SettingError


class Wishes:
    """A queue of changes, each under a key; from any thread.

    A thousand moves of one setting are one change, so that a hurried hand makes the networks build once or twice.
    """

    def __init__(self):
        """Nothing waits."""
        self._waiting: dict[str, Callable[[], None]] = {}
        self._lock = threading.Lock()

    def add(self, key: str, act: Callable[[], None], instead_of_all: bool = False) -> bool:
        """Have `act` done, and forget what waits under the same key, or all that waits. Whether nothing waited."""
        with self._lock:
            first = not self._waiting
            if instead_of_all:
                self._waiting.clear()
            self._waiting.pop(key, None)
            self._waiting[key] = act
            return first

    def grant(self) -> SettingError | None:
        """Do what waits, in order. Returns the last SettingError that one of them raised, if any."""
        with self._lock:
            waiting, self._waiting = list(self._waiting.values()), {}
        refused = None
        for act in waiting:
            try:
                act()
            except SettingError as error:
                refused = error
        return refused
