"""How long one step of Gatys' method takes: `python tests/benchmarks/gatys_step.py`.

Prints ratios only, for absolute times do not carry from one machine to another. All sides run in this one process on
one processor core, turn by turn, and the medians of their processor times are compared:

- ours: `training.style.StyleTransfer.train_step`, VGG-19 with random weights;
- the tutorial way in TensorFlow: a Keras extractor over VGG19, preprocess_input, einsum for the Gram matrix, a tape
  inside tf.function, Adam, clip;
- PyTorch, where it is installed: the same network and loss, autograd, Adam, clip;
- the offline network against its floor, the time that its convolutions alone take, forward and back to the input, at
  150 GFLOP/s and at the speed at which this machine runs a good convolution (96 x 96, 64 to 64 channels), measured in
  the same rounds.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CORE = max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
if CORE is not None:
    os.sched_setaffinity(0, {CORE})
os.environ |= dict.fromkeys(("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS"), "1")

from course_lib import runtime  # noqa: E402

runtime.quiet_tensorflow()

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from gatys_rivals import CONTENT, STYLE, pictures, pytorch, tutorial  # noqa: E402

from course_lib.models import features  # noqa: E402
from course_lib.models.vgg import OFFLINE, stage  # noqa: E402
from course_lib.training.style import StyleTransfer  # noqa: E402
from course_lib.training.style_knobs import make_knobs  # noqa: E402
from course_lib.training.style_settings import StyleSettings  # noqa: E402

ASSUMED = 150e9


def ours(side: int, network: str = "vgg19", weights=None, pooling: str = "max") -> Callable:
    """The course's own step."""
    content, style = pictures(side)
    vgg = {"content_layers": (CONTENT,), "style_layers": STYLE} if network == "vgg19" else {}
    settings = StyleSettings(network=network, **vgg)
    wanted = {*settings.content_layers, *settings.layer_weights} - {"pixels"}
    extractor = features.build(network, sorted(wanted), pooling, weights, normalise=False)
    knobs = make_knobs(settings, 1)
    model = StyleTransfer(extractor, content, [style], content, knobs, settings.content_layers, settings.layer_weights)
    model.compile(optimizer=keras.optimizers.Adam(0.01))
    return tf.function(lambda: model.train_step(None)["total"])


def convolution() -> tuple[Callable, float]:
    """A good convolution and its floating-point operations: 96 x 96 pixels, 64 to 64 channels, constant kernel."""
    rng = np.random.default_rng(0)
    x = tf.constant(rng.random((1, 96, 96, 64), dtype="float32"))
    kernel = rng.random((3, 3, 64, 64), dtype="float32")
    return tf.function(lambda: tf.nn.conv2d(x, tf.constant(kernel), 1, "SAME")), 2 * 96 * 96 * 9 * 64 * 64


def operations(side: int) -> float:
    """Floating-point operations of the offline network's convolutions, forward and back to the input."""
    return 2 * sum(
        2 * np.prod(shape) * (side // 2 ** (stage(name) - 1)) ** 2 for name, shape in OFFLINE.kernel_shapes()
    )


def medians(steps: dict[str, Callable], rounds: int, repeats: int = 3) -> dict[str, float]:
    """Median processor time of a call in seconds; the sides take turns in every round."""
    for step in steps.values():
        step()
        step()
    times = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            start = time.process_time()
            for _ in range(repeats):
                step()
            times[name].append((time.process_time() - start) / repeats)
    return {name: float(np.median(values)) for name, values in times.items()}


def compare_vgg(side: int, rounds: int, weights: Path) -> None:
    """Print our step over the others' at one size."""
    vgg = keras.applications.VGG19(include_top=False, weights=str(weights))
    steps = {"ours": ours(side, "vgg19", weights), "TensorFlow tutorial": tutorial(side, vgg)}
    if step := pytorch(side, vgg):
        steps["PyTorch"] = step
    else:
        print("PyTorch is not installed: left out.")
    times = medians(steps, rounds)
    for name in list(times)[1:]:
        print(f"VGG-19, {side} px: ours / {name} = {times['ours'] / times[name]:.2f}")


def compare_offline(side: int, rounds: int) -> None:
    """Print the offline network's step over its floor."""
    reference, flops = convolution()
    times = medians({"step": ours(side, "offline", pooling="average"), "convolution": reference}, rounds)
    for label, speed in (("150 GFLOP/s", ASSUMED), ("this machine's own", flops / times["convolution"])):
        ratio = times["step"] * speed / operations(side)
        print(f"offline, {side} px: step / floor at {label} ({speed / 1e9:.0f} GFLOP/s) = {ratio:.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--sides", type=int, nargs="*", default=[128, 256])
    given = parser.parse_args()
    keras.utils.set_random_seed(0)
    with tempfile.TemporaryDirectory() as folder:
        weights = Path(folder) / "vgg19.weights.h5"
        keras.applications.VGG19(include_top=False, weights=None).save_weights(weights)
        for side in given.sides:
            compare_vgg(side, given.rounds, weights)
    compare_offline(192, given.rounds)


if __name__ == "__main__":
    main()
