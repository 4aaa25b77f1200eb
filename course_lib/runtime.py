"""The machine underneath: a quiet TensorFlow, what the course runs on, seeds, precision and the use of several devices.

TensorFlow is imported by the first function that needs it, never by importing this module.
"""

import contextlib
import functools
import json
import os
import platform
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from course_lib.device_report import DeviceReport, processor_name
from course_lib.errors import SettingError

if TYPE_CHECKING:
    import tensorflow as tf

PRECISIONS = ("float32", "mixed_bfloat16", "mixed_float16", "auto")
STRATEGIES = ("auto", "single", "mirrored")
_STARTED = threading.Event()


def quiet_tensorflow() -> None:
    """Import TensorFlow and Keras, and run a first operation, without their start-up log; later calls do nothing.

    It helps as well where TensorFlow was imported before, for most of the log comes with the first operation. What
    Python raises meanwhile is raised as ever, with the log that was held back. A GPU's memory is taken as it is needed,
    so that two notebooks can share one.
    """
    if not _STARTED.is_set():
        _start()


def _start(begin: Callable[[], object] = lambda: None) -> object:
    """Import TensorFlow, `begin` what has to come before its first operation, and run that. Returns what was begun."""
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with _held_back_stderr():
        import keras  # noqa: F401
        import tensorflow as tf

        for gpu in tf.config.list_physical_devices("GPU"):
            with contextlib.suppress(RuntimeError):  # the GPU is in use already, and its memory taken
                tf.config.experimental.set_memory_growth(gpu, True)
        tf.get_logger().setLevel("ERROR")  # each new picture size is traced once, which TensorFlow warns about
        begun = begin()
        tf.constant(0.0) + 1.0
    _STARTED.set()
    return begun


@contextlib.contextmanager
def _held_back_stderr():
    """Keep from the reader what is written to file descriptor 2 (TensorFlow's C++ log), unless the block fails."""
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as log:
        os.dup2(log.fileno(), 2)
        try:
            yield
        except BaseException:
            log.seek(0)
            os.write(kept, log.read())
            raise
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def device_report() -> DeviceReport:
    """Look up the processor, the memory, the GPUs that TensorFlow can use, and the versions that do the work."""
    quiet_tensorflow()
    import keras
    import psutil
    import tensorflow as tf

    details = [tf.config.experimental.get_device_details(gpu) for gpu in tf.config.list_physical_devices("GPU")]
    return DeviceReport(
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        tensorflow=tf.__version__,
        keras=keras.__version__,
        processor=processor_name(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory_gb=psutil.virtual_memory().total / 1e9,
        gpus=tuple(detail.get("device_name", "unnamed GPU") for detail in details),
    )


def set_seed(seed: int) -> None:
    """Seed Python's, numpy's, TensorFlow's and Keras's random numbers.

    The same seed gives the same run on the same machine and thread count; another thread count differs near 1e-7.

    Args:
        seed: a whole number from 0 to 4294967295.

    Raises:
        SettingError: if it is not one.
    """
    if isinstance(seed, bool) or not hasattr(seed, "__index__") or not 0 <= seed.__index__() < 2**32:
        raise SettingError(f"The seed is {seed!r}: give a whole number from 0 to 4294967295, such as 0.")
    quiet_tensorflow()
    import keras

    keras.utils.set_random_seed(seed.__index__())


def set_precision(precision: str = "auto") -> str:
    """Choose the numbers that Keras layers built from now on compute in; their weights stay float32 in every case.

    Args:
        precision: "float32"; "mixed_bfloat16" or "mixed_float16" (Micikevicius et al., Mixed Precision Training, 2018);
            or "auto": float32 without a GPU, else the fastest that every GPU computes in hardware (bfloat16 from
            compute capability 8, float16 from 7).

    Returns:
        The name of the policy that is now in force.

    Raises:
        SettingError: if the precision is none of these.
    """
    if precision not in PRECISIONS:
        raise SettingError(f"The precision is {precision!r}: choose one of {', '.join(map(repr, PRECISIONS))}.")
    quiet_tensorflow()
    import keras
    import tensorflow as tf

    if precision == "auto":
        details = [tf.config.experimental.get_device_details(gpu) for gpu in tf.config.list_physical_devices("GPU")]
        precision = _fastest_precision([detail.get("compute_capability", (0, 0)) for detail in details])
    keras.mixed_precision.set_global_policy(precision)
    return precision


def _fastest_precision(capabilities: list[tuple[int, int]]) -> str:
    """Return the policy for GPUs of these compute capabilities, the least able of them deciding."""
    weakest = min(capabilities, default=(0, 0))
    if weakest >= (8, 0):
        return "mixed_bfloat16"
    return "mixed_float16" if weakest >= (7, 0) else "float32"


def strategy(kind: str = "auto") -> "tf.distribute.Strategy":
    """Return how a model is spread over devices: build, compile and fit it inside `with strategy().scope():`.

    A scope belongs to one thread: do all three in the same one. A loss must be divided by the whole batch's size, as
    Keras's own losses are, for several devices to learn what one would.

    Args:
        kind: "single" for the one device that TensorFlow would take by itself; "mirrored" for a copy of the model on
            every GPU (without a GPU: on every logical CPU device), each with a share of the batch, their gradients
            added; "auto" for mirrored on two or more GPUs, single otherwise.

    Raises:
        SettingError: if the kind is none of these.
    """
    if kind not in STRATEGIES:
        raise SettingError(f"The strategy is {kind!r}: choose one of {', '.join(map(repr, STRATEGIES))}.")
    quiet_tensorflow()
    import tensorflow as tf

    gpus = tf.config.list_logical_devices("GPU")
    if kind == "single" or (kind == "auto" and len(gpus) < 2):
        return tf.distribute.get_strategy()
    return _mirrored(tuple(device.name for device in gpus or tf.config.list_logical_devices("CPU")))


@functools.cache
def _mirrored(devices: tuple[str, ...]) -> "tf.distribute.Strategy":
    """One strategy a process: the replicas of a second one would take its messages for those of the first."""
    import tensorflow as tf

    return tf.distribute.MirroredStrategy(devices)


def machines(workers: Sequence[str] = (), index: int = 0) -> "tf.distribute.Strategy":
    """Return how a model is spread over all devices of several machines. It waits until all of them have called it.

    The same program runs on each, and calls this before anything else that uses TensorFlow: the lines between machines
    are laid before the first operation.

    Arguments: workers, "host:port" of every machine, in one order for all; index, which of them this is. Without
    workers both come from TF_CONFIG, as clusters set it. Raises SettingError.
    """
    if _STARTED.is_set():
        raise SettingError(
            "TensorFlow is in use already: ask for several machines first, before any import that uses it."
        )
    if workers:
        if not all(host and port.isdigit() for host, _, port in (worker.rpartition(":") for worker in workers)):
            raise SettingError(f'each worker is "host:port", such as "node1:12345"; {", ".join(workers)} are not.')
        if not 0 <= index < len(workers):
            raise SettingError(
                f"the index of one of {len(workers)} workers is from 0 to {len(workers) - 1}, not {index}."
            )
        task = {"type": "worker", "index": index}
        os.environ["TF_CONFIG"] = json.dumps({"cluster": {"worker": list(workers)}, "task": task})
    elif not os.environ.get("TF_CONFIG"):
        raise SettingError("name all machines by workers, or set TF_CONFIG, so that they can find each other.")

    def begin():
        import tensorflow as tf

        return tf.distribute.MultiWorkerMirroredStrategy()

    return _start(begin)
