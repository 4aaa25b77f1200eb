"""TensorFlow is quiet but for real errors; the report is plain; seeds, precision and devices do as they are told."""

import os
import random
import subprocess
import sys
import textwrap

import numpy as np
import pytest

from course_lib import runtime
from course_lib.errors import SettingError


def run_apart(program: str) -> subprocess.CompletedProcess:
    """Run a program in a fresh Python: TensorFlow can be imported for the first time only once."""
    return subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=False)


def test_the_first_use_writes_nothing_to_the_error_stream_and_what_comes_after_it_does():
    done = run_apart(
        """
        import os
        from course_lib import runtime

        runtime.quiet_tensorflow()
        import keras
        import numpy as np

        network = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Conv2D(2, 3), keras.layers.Flatten()])
        network.compile("adam", "mse")
        network.fit(np.zeros((4, 8, 8, 3)), np.zeros((4, 72)), verbose=0)
        os.write(1, b"trained")
        os.write(2, b"a real error")
        """
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "trained", "a real error")


def test_a_failure_while_it_is_quiet_shows_the_log_that_was_held_back(capfd):
    with pytest.raises(ImportError, match="libcudart"), runtime._held_back_stderr():
        os.write(2, b"E0000 no such library\n")
        raise ImportError("libcudart")
    os.write(2, b"afterwards\n")
    assert capfd.readouterr().err == "E0000 no such library\nafterwards\n"


def test_nothing_is_shown_of_what_ends_well(capfd):
    with runtime._held_back_stderr():
        os.write(2, b"I0000 oneDNN custom operations are on\n")
    assert capfd.readouterr().err == ""


def test_two_devices_learn_what_one_does():
    done = run_apart(
        """
        import tensorflow as tf

        cpu = tf.config.list_physical_devices("CPU")[0]
        tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
        from course_lib import runtime

        runtime.set_seed(0)
        import keras
        import numpy as np

        pictures, answers = np.random.rand(16, 6).astype("float32"), np.random.rand(16, 2).astype("float32")

        def learned(kind):
            strategy = runtime.strategy(kind)
            with strategy.scope():
                runtime.set_seed(1)
                network = keras.Sequential([keras.Input((6,)), keras.layers.Dense(4, "tanh"), keras.layers.Dense(2)])
                network.compile(keras.optimizers.SGD(0.1), "mse")
                network.fit(pictures, answers, batch_size=8, epochs=3, shuffle=False, verbose=0)
            return strategy.num_replicas_in_sync, network.get_weights()

        (one, single), (two, mirrored) = learned("single"), learned("mirrored")
        assert (one, two) == (1, 2), (one, two)
        assert max(np.abs(a - b).max() for a, b in zip(single, mirrored)) < 1e-6
        assert runtime.strategy("auto").num_replicas_in_sync == 1
        print("equal")
        """
    )
    assert done.stdout == "equal\n", done.stderr


def test_the_report_has_the_same_lines_on_every_machine():
    facts = {"system": "Linux x86_64", "python": "3.11.7", "tensorflow": "2.21.0", "keras": "3.15.1", "memory_gb": 25.3}
    bare = runtime.DeviceReport(**facts, processor="Some CPU", cores=1, gpus=())
    rich = runtime.DeviceReport(**facts, processor="Some CPU", cores=16, gpus=("Card A", "Card B"))
    assert str(bare).splitlines() == [
        "Processor: Some CPU, 1 core",
        "Memory: 25 GB",
        "Graphics card: none (none is needed)",
        "System: Linux x86_64, Python 3.11.7",
        "TensorFlow: 2.21.0",
        "Keras: 3.15.1",
    ]
    assert "Some CPU, 16 cores" in str(rich)
    assert "Graphics card: Card A, Card B" in str(rich)
    assert len(str(rich).splitlines()) == 6


def test_this_machine_is_reported():
    import keras
    import tensorflow as tf

    report = runtime.device_report()
    assert (report.tensorflow, report.keras) == (tf.__version__, keras.__version__)
    assert report.cores >= 1
    assert report.memory_gb > 0.5
    assert report.processor
    assert len(report.gpus) == len(tf.config.list_physical_devices("GPU"))


def test_a_seed_repeats_every_kind_of_random_number():
    import keras
    import tensorflow as tf

    def draw():
        runtime.set_seed(7)
        layer = keras.layers.Dense(3)
        layer.build((None, 2))
        return [random.random(), np.random.rand(), float(tf.random.normal([])), layer.kernel.numpy().tolist()]

    first = draw()
    assert draw() == first
    runtime.set_seed(np.int64(8))
    assert random.random() != first[0]


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, "7", None, True])
def test_a_seed_that_is_none_is_told_what_one_is(seed):
    with pytest.raises(SettingError, match="whole number from 0 to 4294967295"):
        runtime.set_seed(seed)


@pytest.fixture
def float32_afterwards():
    yield
    runtime.set_precision("float32")


@pytest.mark.parametrize("precision", ["mixed_bfloat16", "mixed_float16", "float32"])
def test_layers_compute_in_the_chosen_precision_and_keep_float32_weights(precision, float32_afterwards):
    import keras

    assert runtime.set_precision(precision) == precision
    layer = keras.layers.Dense(3)
    layer.build((None, 2))
    assert layer.compute_dtype == precision.removeprefix("mixed_")
    assert layer.kernel.dtype == "float32"


@pytest.mark.parametrize(
    ("capabilities", "expected"),
    [
        ([], "float32"),
        ([(6, 1)], "float32"),
        ([(7, 5)], "mixed_float16"),
        ([(9, 0)], "mixed_bfloat16"),
        ([(9, 0), (7, 0)], "mixed_float16"),
    ],
)
def test_auto_takes_what_the_weakest_card_computes_in_hardware(capabilities, expected):
    assert runtime._fastest_precision(capabilities) == expected


@pytest.mark.parametrize(("choose", "name"), [(runtime.set_precision, "precision"), (runtime.strategy, "strategy")])
def test_an_unknown_choice_names_those_that_there_are(choose, name):
    with pytest.raises(SettingError, match=f"The {name} is 'fast': choose one of .*'auto'"):
        choose("fast")
