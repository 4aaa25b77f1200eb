"""A CycleGAN trained by several machines: the same command on each of them, but for its index.

    python -m course_lib.training.several_machines A_FOLDER B_FOLDER --workers node1:12345,node2:12345 --index 0

Without `--workers`, TF_CONFIG says who takes part. Every machine needs both folders, with the same pictures. The first
machine writes into `--out`: `run.npz`, from which all go on when they are started again, and sheets of pictures.
"""

import argparse
import contextlib
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from course_lib import runtime
from course_lib.errors import CourseError, SettingError

if TYPE_CHECKING:
    import tensorflow as tf

    from course_lib.training.cyclegan_run import CycleGanRun
    from course_lib.training.translation_settings import TranslationSettings

KEPT = "run.npz"


def main(arguments: list[str] | None = None) -> int:
    """Train as the command line says. Returns 0, or 1 after an error in plain words."""
    asked = parsed(arguments)
    try:
        strategy = runtime.machines(asked.workers.split(",") if asked.workers else (), asked.index)
        with together():
            train(strategy, asked)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


@contextlib.contextmanager
def together() -> Iterator[None]:
    """CourseError in place of TensorFlow's own where another machine is gone."""
    import tensorflow as tf

    try:
        yield
    except (tf.errors.UnavailableError, tf.errors.AbortedError, tf.errors.CancelledError) as error:
        raise CourseError(
            "another machine is gone, and none can go on without it; what it said stands there. Start all of them "
            f"again with the same command: they go on where {KEPT!r} was written last."
        ) from error


def train(strategy: "tf.distribute.Strategy", asked: argparse.Namespace) -> "CycleGanRun":
    """Make the run, go on where it was kept last, and train to step `asked.steps`. SettingError, DivergedError."""
    from course_lib.datasets import folder
    from course_lib.training.cyclegan_run import CycleGanRun
    from course_lib.training.run_file import keep, pick_up

    runtime.set_precision(asked.precision)
    settings = settings_of(asked)
    pictures = [folder.load(path, asked.side, folder.MOST, "uint8").pictures for path in (asked.a, asked.b)]
    run = CycleGanRun(*pictures, settings, strategy=strategy)
    demand_alike(strategy, [*run.data, np.frombuffer(json.dumps(settings.as_dict()).encode(), "uint8")])

    chief, out = strategy.cluster_resolver.task_id == 0, Path(asked.out)
    if chief:
        out.mkdir(parents=True, exist_ok=True)
        pick_up(run, out / KEPT)
    take_from_the_first(strategy, run)
    while run.step < asked.steps:
        run.run(min(asked.every, asked.steps - run.step))
        if chief:
            keep(run, out / KEPT)
            _show(run, out)
    return run


def demand_alike(strategy: "tf.distribute.Strategy", arrays: list[np.ndarray]) -> None:
    """SettingError where a machine holds other arrays than the others: it would teach something else, unseen."""
    sums = np.array([[float(zlib.crc32(array.tobytes())) for array in arrays]])
    every = _on_replicas(strategy, lambda context, mine: context.all_gather(mine, axis=0), sums)
    if (every != every[0]).any():
        raise SettingError(
            "the machines differ in their pictures or settings. Give all of them the same command, but for the index, "
            "and the same files in both folders."
        )


def take_from_the_first(strategy: "tf.distribute.Strategy", run: "CycleGanRun") -> None:
    """Set weights, optimisers and knobs of a run to what they are on the first machine."""
    names = [knob.name for knob in run.knobs]
    state, knobs = run.state(), [run.knobs.applied(name) for name in names]
    weights = _from_the_first(strategy, [value for value in state if value.dtype == "float32"], "float32")
    others = _from_the_first(strategy, [value for value in state if value.dtype != "float32"] + [knobs], "float64")
    run.restore([next(weights) if value.dtype == "float32" else next(others).astype(value.dtype) for value in state])
    run.resume(run.history, run.knobs.turns, dict(zip(names, map(float, next(others)), strict=True)))


def _from_the_first(strategy, arrays: list, dtype: str) -> Iterator[np.ndarray]:
    """Arrays as they are on the first machine: all others send zeros into one sum."""
    import tensorflow as tf

    def told(context, mine):
        mine = tf.where(tf.equal(context.replica_id_in_sync_group, 0), mine, tf.zeros_like(mine))
        return context.all_reduce(tf.distribute.ReduceOp.SUM, mine)

    flat = _on_replicas(strategy, told, np.concatenate([np.ravel(array) for array in arrays]).astype(dtype))
    ends = np.cumsum([np.size(array) for array in arrays])
    for array, part in zip(arrays, np.split(flat, ends[:-1]), strict=True):
        yield part.reshape(np.shape(array))


def _on_replicas(strategy, compute, mine: np.ndarray) -> np.ndarray:
    """`compute(replica context, mine)` of the first replica of this machine, together with all others."""
    import tensorflow as tf

    def one(mine):
        # an operation of its own: what comes in from outside lies on no device that could be written to
        return compute(tf.distribute.get_replica_context(), tf.identity(mine))

    found = tf.function(lambda mine: strategy.run(one, args=(mine,)), autograph=False)(tf.constant(mine))
    return strategy.experimental_local_results(found)[0].numpy()


def _show(run, out: Path) -> None:
    """A line on the losses, and a sheet of pictures."""
    from course_lib import images

    losses = ", ".join(f"{name} {value:.3f}" for name, value in run.history[-1].items() if name != "step")
    print(f"step {run.step}: {losses}", flush=True)
    images.write(run.picture(), out / f"sheet_{run.step:07d}.png")


def settings_of(asked: argparse.Namespace) -> "TranslationSettings":
    """The course's settings, or the paper's, with what `--set name=value` changes. SettingError."""
    from course_lib.training.translation_settings import PAPER, TranslationSettings

    settings, changes = PAPER if asked.paper else TranslationSettings(), {"steps": asked.steps}
    for each in asked.set:
        name, equals, value = each.partition("=")
        if not equals:
            raise SettingError(f"--set takes name=value, such as --set width=32, not {each!r}.")
        if name not in settings.as_dict():
            raise SettingError(f"there is no setting {name!r}; there are {', '.join(settings.as_dict())}.")
        try:
            changes[name] = json.loads(value)
        except json.JSONDecodeError:
            changes[name] = value
    return settings.with_(**changes)


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line, taken apart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("a", help="the folder with pictures of the first kind")
    parser.add_argument("b", help="the folder with pictures of the second kind")
    parser.add_argument("--workers", default="", help="host:port of every machine, by commas, in one order for all")
    parser.add_argument("--index", type=int, default=0, help="which of them this is, from 0")
    parser.add_argument("--out", default="several_machines", help="the folder that the first machine writes into")
    parser.add_argument("--side", type=int, default=256, help="of the pictures, in pixels; 286 with --paper")
    parser.add_argument("--steps", type=int, default=2_000, help="of the whole run")
    parser.add_argument("--every", type=int, default=100, help="steps between two looks: kept, printed, drawn")
    parser.add_argument("--precision", default="auto", choices=runtime.PRECISIONS)
    parser.add_argument("--paper", action="store_true", help="begin from the paper's settings, not the course's")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="change a setting")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
