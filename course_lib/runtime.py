"""The machine underneath: a quiet TensorFlow, the devices it sees, seeds, precision and distribution."""

import contextlib
import os
import sys


@contextlib.contextmanager
def _silenced_stderr():
    """Send file descriptor 2 to the null device: TensorFlow's C++ log ignores Python's `sys.stderr`."""
    sys.stderr.flush()
    kept = os.dup(2)
    with open(os.devnull, "wb") as sink:
        os.dup2(sink.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def quiet_tensorflow() -> None:
    """Import TensorFlow and Keras without their start-up log; later calls do nothing. Errors still show."""
    if "keras" in sys.modules and "tensorflow" in sys.modules:
        return
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with _silenced_stderr():
        import keras  # noqa: F401
        import tensorflow as tf

        tf.constant(0.0) + 1.0
