"""The view as a Keras callback: it watches the training, never drives it."""

from collections.abc import Callable

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402


class LiveView(keras.callbacks.Callback):
    """Calls `on_step` after each training step; what that raises goes to `on_failure`, and the training goes on."""

    def __init__(self, on_step: Callable[[], None], on_failure: Callable[[Exception], None]):
        """Arguments: on_step, called on the training thread; on_failure, called with the exception."""
        super().__init__()
        self._on_step = on_step
        self._on_failure = on_failure

    def on_train_batch_end(self, batch, logs=None) -> None:
        """Show the step that has just ended."""
        try:
            self._on_step()
        except Exception as error:
            self._on_failure(error)
