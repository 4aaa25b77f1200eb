"""How long the rest of a run takes, from the pace of its last steps."""

import time
from collections import deque
from collections.abc import Callable

RECENT = 20


class Stopwatch:
    """Steps and the moments at which they ended; the first interval, which compiles, soon falls out of the window."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        """Arguments: clock, in seconds."""
        self._clock = clock
        self._laps: deque[tuple[int, float]] = deque(maxlen=RECENT)

    def restart(self) -> None:
        """Forget the pace: the training was interrupted."""
        self._laps.clear()

    def lap(self, step: int) -> None:
        """That many steps are done now."""
        self._laps.append((step, self._clock()))

    def seconds_left(self, total: int) -> float | None:
        """Seconds until step `total`; None while fewer than three steps were timed."""
        laps = list(self._laps)
        if len(laps) < 3 or laps[-1][0] <= laps[0][0]:
            return None
        (first, began), (last, ended) = laps[0], laps[-1]
        return max(0, total - last) * (ended - began) / (last - first)
