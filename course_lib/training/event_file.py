"""A run's readings, turned knobs and pictures as an event file, which TensorBoard shows.

The file is written with TensorFlow alone, in the form of TensorBoard's plugins "scalars" and "images". To look at it:

    pip install tensorboard
    tensorboard --logdir RUN_FOLDER/events
"""

import os
from collections.abc import Callable

import numpy as np

from course_lib import images, runtime
from course_lib.errors import CourseError
from course_lib.training.every import Every

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

SCALAR, PICTURES = 1, 3  # kinds of data in TensorFlow's summary.proto, DataClass


class EventsEvery(Every):
    """Adds to an event file every so many steps: all readings since, as curves; turns of knobs; a picture.

    A run that was picked up goes on in a file of its own in the same folder, and TensorBoard joins them. Put it before
    a KeepEvery of the same steps: what a kept run has done is then in some file.
    """

    def __init__(
        self, run, folder: str | os.PathLike, every: int = 100, picture: Callable[[], np.ndarray] | None = None
    ):
        """Arguments: run, of any kind; folder, made where it is not there; picture, makes a picture (height, width, 3)
        in [0, 1], `run.picture` say. SettingError.
        """
        super().__init__(run, every)
        self.folder, self._picture = os.fspath(folder), picture
        self._writer = None
        self._entries = self._turns = run.step

    def act(self) -> None:
        """Write what is new. CourseError where it cannot be written."""
        run = self.run
        try:
            self._writer = self._writer or tf.summary.create_file_writer(self.folder)
            with self._writer.as_default():
                for entry in run.history:
                    if entry["step"] > self._entries:
                        self._readings(entry)
                for turn in run.knobs.turns:
                    if turn.step >= self._turns:
                        _scalar(f"knobs/{turn.name}", turn.value, turn.step)
                if self._picture:
                    _show("picture", self._picture(), run.step)
            self._writer.flush()
        except tf.errors.OpError as error:
            self._writer = None
            raise CourseError(f"the events cannot be written to {self.folder!r}: {error.message}.") from error
        self._entries = self._turns = run.step

    @staticmethod
    def _readings(entry: dict) -> None:
        for name, value in entry.items():
            if name != "step" and value is not None:
                _scalar(f"readings/{name}", value, entry["step"])


def _scalar(name: str, value: float, step: int) -> None:
    tf.summary.write(name, tf.constant(value, "float32"), step, _metadata("scalars", SCALAR))


def _show(name: str, picture: np.ndarray, step: int) -> None:
    """A picture as the plugin wants it: width, height and a PNG, three strings."""
    height, width = picture.shape[:2]
    strings = [str(width).encode(), str(height).encode(), images.encode(picture, "png")]
    tf.summary.write(name, tf.constant(strings), step, _metadata("images", PICTURES))


def _metadata(plugin: str, kind: int):
    metadata = tf.compat.v1.SummaryMetadata(data_class=kind)
    metadata.plugin_data.plugin_name = plugin
    return metadata
