"""A GAN's run kept on disk while it trains, so that a run that was killed goes on where it was kept last.

A `GanRun`'s batches, noise and augmentation are functions of the step's number, so a run that was picked up ends at the
weights of one that was never cut.
"""

import json
import os
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from course_lib import checks, runtime
from course_lib.errors import CourseError, SettingError
from course_lib.training.gan_run import GanRun
from course_lib.training.knobs import Turn

runtime.quiet_tensorflow()

import keras  # noqa: E402


class KeepEvery(keras.callbacks.Callback):
    """Keeps a run in a file every so many steps: `run.run(callbacks=[KeepEvery(run, "run.npz", 100)])`."""

    def __init__(self, run: GanRun, path: str | os.PathLike, every: int = 100):
        """Arguments: run; path, of the file; every, steps, counted where a compiled call ends. SettingError."""
        super().__init__()
        checks.whole("every", every, 1, 1_000_000)
        self.run, self.path, self.every = run, Path(path), every
        self._kept_at = run.step

    def on_train_batch_end(self, batch, logs=None):
        """Keep the run, where it is time."""
        if self.run.step - self._kept_at >= self.every:
            keep(self.run, self.path)
            self._kept_at = self.run.step


def keep(run: GanRun, path: str | os.PathLike) -> None:
    """Write the run as it stands: weights, optimisers, knobs, turns, history.

    The file is written beside its place and then moved there, so that there is a whole one at every moment, the new one
    or the one before. CourseError where it cannot be written.
    """
    path = Path(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    story = {
        "history": run.history,
        "turns": [[turn.step, turn.name, turn.value] for turn in run.knobs.turns],
        "knobs": {knob.name: run.knobs.applied(knob.name) for knob in run.knobs},
    }
    arrays = {f"state_{place}": value for place, value in enumerate(run.state())}
    try:
        with beside.open("wb") as file:
            np.savez(file, story=np.frombuffer(json.dumps(story).encode(), "uint8"), **arrays)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CourseError(
            f"the run cannot be kept in {str(path)!r}: {error.strerror}. Choose a folder that is there and has room."
        ) from error


def pick_up(run: GanRun, path: str | os.PathLike) -> bool:
    """Set a new run of the same settings and data to where one was kept; False, and nothing done, without a file.

    SettingError where the file is damaged, or is of a run of other networks or knobs: the run is as it was then.
    """
    path = Path(path)
    if not path.is_file():
        return False
    before = run.state()
    try:
        with path.open("rb") as file, np.load(file) as stored:
            story = json.loads(stored["story"].tobytes())
            state = [stored[f"state_{place}"] for place in range(len(before))]
            if len(stored.files) != len(before) + 1:
                raise SettingError("it holds more weights than this run has")
        if [value.shape for value in state] != [value.shape for value in before]:
            raise SettingError("its weights have other shapes than this run's")
        run.restore(state)
        run.resume(story["history"], [Turn(*turn) for turn in story["turns"]], story["knobs"])
    except (CourseError, KeyError, OSError, ValueError, TypeError, EOFError, BadZipFile) as cause:
        run.restore(before)
        raise SettingError(
            f"{str(path)!r} is not a kept run of these networks ({cause}). Give the settings that the run was begun "
            "with, or delete the file to begin anew."
        ) from cause
    return True
