"""Something done to a run every so many steps, which the disk may refuse without ending the training."""

import warnings

from course_lib import runtime
from course_lib.errors import CourseError, DivergedError, NotKeptWarning, SettingError

runtime.quiet_tensorflow()

import keras  # noqa: E402


class Every(keras.callbacks.Callback):
    """Calls `act` every so many steps, counted where a compiled call ends, and once more when training ends.

    What a full disk, a read-only folder or one that has gone refuses is told by one NotKeptWarning, stays in `trouble`
    until it works again ("" while it does), and is tried again when it is time again. Training goes on.
    """

    def __init__(self, run, every: int):
        """Arguments: run, of any kind; every, steps. SettingError."""
        super().__init__()
        if isinstance(every, bool) or not isinstance(every, int) or every < 1:
            raise SettingError(f"every is a whole number of steps from 1, not {every!r}.")
        self.run, self.every, self.trouble = run, every, ""
        self._last = run.step

    def act(self) -> None:
        """What is done. OSError and CourseError are told, all else ends the training."""
        raise NotImplementedError

    def on_train_begin(self, logs=None):
        """A run that was reset is counted anew."""
        self._last = min(self._last, self.run.step)

    def on_train_batch_end(self, batch, logs=None):
        """Act, where it is time."""
        if self.run.step - self._last >= self.every:
            self.attempt()

    def on_train_end(self, logs=None):
        """Act on what the last steps did."""
        if self.run.step != self._last or self.trouble:
            self.attempt()

    def attempt(self) -> None:
        """Act now; tell what the disk refuses."""
        self._last = self.run.step
        try:
            self.act()
        except DivergedError:
            raise
        except (CourseError, OSError) as error:
            if not self.trouble:
                warnings.warn(f"{error} Training goes on, and tries again.", NotKeptWarning, stacklevel=2)
            self.trouble = str(error)
        else:
            self.trouble = ""
