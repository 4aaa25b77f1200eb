"""A run of a GAN: steps, knobs, history and replay; what a live lab drives."""

import hashlib
from collections.abc import Sequence

import numpy as np

from course_lib import checks, runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.training.knobs import Turn  # noqa: E402
from course_lib.training.last_good import LastGood  # noqa: E402
from course_lib.training.stepped import SteppedModel  # noqa: E402


class GanRun:
    """Trains a GAN through `fit`, `pace` steps a compiled call, with knobs that turn between two calls.

    A run goes on for `steps`; started again at its end, it goes on for as many more. What a step does depends on its
    number, the weights and the knobs alone, not on how many steps a call has: a replay ends at the same weights.
    It is a `standing.LastingRun`: `run_file` keeps it on disk, and `good` notes its last good weights.
    """

    ADVICE = "turn the learning rates down, or hold D's slope with a penalty or clipping"
    DATA = ("data",)  # what each part of the data is called
    WITHOUT_EFFECT = ("pace", "steps")  # settings that change no number of a step
    settings = None

    def __init__(self, gan: SteppedModel, batches, steps: int = 20_000, pace: int = 100):
        """Arguments: gan, compiled; batches, the data as its steps take them, an array or a tuple of arrays: for a
        `GAN` (k, batch, ...), float32, of which step s uses batch s mod k.
        """
        self.gan, self.knobs = gan, gan.knobs
        self.pace = pace
        self._batches, self._length = tf.nest.map_structure(tf.constant, batches), steps
        self._digested, self._digests = None, {}
        self.good = LastGood(self)
        self.beginning = self.state()
        self.running = self._stopping = False
        self.history: list[dict] = []
        self.total = steps

    @property
    def step(self) -> int:
        """Steps done."""
        return int(self.gan.steps.numpy())

    @property
    def wants_more(self) -> bool:
        """Whether a turned knob waits for a step to act in."""
        return self.knobs.pending

    def reset(self) -> None:
        """Back to the first weights, nothing recorded; knobs that were turned stay turned."""
        self.restore(self.beginning)
        self.knobs.reset()
        self.history, self.total = [], self._length

    def state(self) -> list[np.ndarray]:
        """Every weight, the optimisers' own included."""
        return [variable.numpy() for variable in self._variables()]

    def restore(self, state: Sequence[np.ndarray]) -> None:
        """Set every weight to what `state` returned."""
        for variable, value in zip(self._variables(), state, strict=True):
            variable.assign(value)
        self.good.forget()

    def signature(self) -> dict:
        """The kind of run, the settings that decide its numbers, and a digest of its data."""
        settings = self.settings.as_dict() if self.settings else {}
        told = {name: value for name, value in settings.items() if name not in self.WITHOUT_EFFECT}
        return {"kind": type(self).__name__, **told, **self._data_digests()}

    def place(self) -> dict:
        """Its step, its end, and how many steps it was made for."""
        return {"step": self.step, "total": self.total, "length": self._length}

    def layout(self, place: dict) -> list[tuple[tuple[int, ...], str]]:
        """Shape and dtype of each array of `state()`, the same at every place. SettingError for what is no place."""
        for name in ("step", "total", "length"):
            checks.whole(name, place[name], 0, 2**31 - 1)
        return [(tuple(variable.shape), variable.dtype) for variable in self._variables()]

    def go_to(self, place: dict) -> None:
        """Take the end over from a run of the same length; one made for more, or fewer, steps keeps its own."""
        self.total = place["total"] if place["length"] == self._length else self._length

    def resume(self, history: list[dict], turns: Sequence[Turn], values: dict[str, float]) -> None:
        """Go on as a run that has come this far: its history, its turns, and its knobs as they stood. KnobError."""
        self.history, self.total = list(history), max(self.total, self.step)
        self.knobs.resume(turns, values)
        self.good.forget()

    def stop(self) -> None:
        """End a running `run` after the present call; from any thread."""
        self._stopping = True
        self.gan.stop_training = True

    def run(self, steps: int | None = None, callbacks: Sequence[keras.callbacks.Callback] = ()) -> None:
        """Train for `steps`, or to the end; at the end already, for as many more as a run has. Blocks.

        Raises DivergedError if a loss or a weight is no longer finite; the run has its last good weights again then.
        """
        self._stopping, self.running = False, True
        try:
            self.good.begin()
            if self.step >= self.total:
                self.total = self.step + self._length
            end = self.total if steps is None else min(self.total, self.step + steps)
            if self.step < end:
                self.gan.fit(self._calls(end), verbose=0, shuffle=False, callbacks=[_Driver(self), *callbacks])
        finally:
            self.running = False

    def _calls(self, end: int) -> tf.data.Dataset:
        """All batches and the number of steps, for each call up to step `end`; a scripted turn begins a call."""
        marks = sorted({self.step, *(step for step in self.knobs.scripted() if self.step < step < end), end})
        counts = []
        for begin, stop in zip(marks, marks[1:], strict=False):
            whole, rest = divmod(stop - begin, self.pace)
            counts += [self.pace] * whole + [rest] * bool(rest)
        counted = tf.data.Dataset.from_tensor_slices(np.array(counts, "int32"))
        return tf.data.Dataset.zip((tf.data.Dataset.from_tensors(self._batches).repeat(), counted))

    def _variables(self) -> list[keras.Variable]:
        optimizers = [*self.gan.d_optimizers, *self.gan.g_optimizers]
        return [*self.gan.variables, *(variable for optimizer in optimizers for variable in optimizer.variables)]

    def _data_digests(self) -> dict[str, str]:
        """A short digest of each part of the data, taken once."""
        if self._digested is not self._batches:
            parts = [np.ascontiguousarray(part.numpy()) for part in tf.nest.flatten(self._batches)]
            self._digests = {name: _digest(part) for name, part in zip(self.DATA, parts, strict=True)}
            self._digested = self._batches
        return self._digests

    def _before_call(self) -> None:
        self.knobs.apply(self.step)

    def _after_call(self, losses: dict) -> None:
        losses = {name: float(value) for name, value in losses.items()}
        self.good.check(losses)
        self.history.append({"step": self.step, **losses})
        self.good.count()
        if self._stopping:
            self.gan.stop_training = True


def _digest(array: np.ndarray) -> str:
    """Shape, dtype and a digest of every number."""
    return f"{array.dtype} {array.shape} {hashlib.blake2b(array.view('uint8').data, digest_size=8).hexdigest()}"


class _Driver(keras.callbacks.Callback):
    """Between two calls: knobs before, history after."""

    def __init__(self, run: GanRun):
        super().__init__()
        self.run = run

    def on_train_batch_begin(self, batch, logs=None):
        self.run._before_call()

    def on_train_batch_end(self, batch, logs=None):
        self.run._after_call(logs)
