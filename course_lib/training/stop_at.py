"""A callback that ends training at a step, counted over all of a run's parts."""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402


class StopAt(keras.callbacks.Callback):
    """Stops when the model's own count, `model.steps`, has reached `step`.

    A run restored by `keras.callbacks.BackupAndRestore` begins its epoch anew, and so would do too much; with this it
    ends where it was to end.
    """

    def __init__(self, step: int):
        """Arguments: step, the last to be done."""
        super().__init__()
        self.step = step

    def on_train_batch_end(self, batch, logs=None) -> None:
        """Compare the model's count with the end."""
        if int(self.model.steps.numpy()) >= self.step:
            self.model.stop_training = True
