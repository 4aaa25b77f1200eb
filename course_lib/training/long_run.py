"""What a run without a browser leaves behind: lines with the time left, sheets of pictures, the history as a table."""

import csv
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from course_lib import images
from course_lib.errors import CourseError
from course_lib.training.every import Every


class TellEvery(Every):
    """Prints a line every so many steps: the step, the latest readings, and about how long it will still take."""

    def __init__(
        self, run, every: int, end: int, say: Callable[[str], None] = print, clock: Callable[[], float] = time.monotonic
    ):
        """Arguments: end, the last step to be done; say, takes a line; clock, in seconds."""
        super().__init__(run, every)
        self.end, self._say, self._clock = end, say, clock
        self._from: tuple[int, float] | None = None

    def on_train_batch_end(self, batch, logs=None):
        """The time is counted from the end of the first call, which compiles."""
        self._from = self._from or (self.run.step, self._clock())
        super().on_train_batch_end(batch, logs)

    def act(self) -> None:
        """One line."""
        step, readings = self.run.step, self.run.history[-1] if self.run.history else {}
        told = ", ".join(f"{name} {value:.3g}" for name, value in readings.items() if name != "step")
        self._say("; ".join(filter(None, [f"step {step} of {self.end}: {told}", self._left(step)])))

    def _left(self, step: int) -> str:
        begun = self._from
        if begun is None or step <= begun[0] or step >= self.end:
            return ""
        return f"about {duration((self.end - step) * (self._clock() - begun[1]) / (step - begun[0]))} left"


class SheetEvery(Every):
    """Writes what `run.picture()` shows every so many steps, as step-0000100.png and so on."""

    def __init__(self, run, folder: str | os.PathLike, every: int):
        """Argument: folder, made where it is not there."""
        super().__init__(run, every)
        self.folder = Path(folder)

    def act(self) -> None:
        """Write one picture."""
        self.folder.mkdir(parents=True, exist_ok=True)
        images.write(np.asarray(self.run.picture()), self.folder / f"step-{self.run.step:07}.png")


class HistoryEvery(Every):
    """Writes the run's whole history as a table every so many steps: a CSV file, a line for each compiled call."""

    def __init__(self, run, path: str | os.PathLike, every: int):
        """Argument: path, of the file."""
        super().__init__(run, every)
        self.path = Path(path)

    def act(self) -> None:
        """Write the table beside its place, and move it there. CourseError where it cannot be written."""
        names = list(dict.fromkeys(["step", *(name for entry in self.run.history for name in entry)]))
        beside = self.path.with_name(f".{self.path.name}.part")
        try:
            with beside.open("w", newline="", encoding="utf-8") as file:
                table = csv.DictWriter(file, names)
                table.writeheader()
                table.writerows(self.run.history)
            beside.replace(self.path)
        except OSError as error:
            raise CourseError(f"the history cannot be written to {str(self.path)!r}: {error.strerror}.") from error


def duration(seconds: float) -> str:
    """Seconds as people say them: "40 s", "12 min", "3 h 20 min", "2 days 4 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    hours, days = minutes // 60, minutes // 1440
    if days:
        return f"{days} day{'s' * (days > 1)} {hours % 24} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"
