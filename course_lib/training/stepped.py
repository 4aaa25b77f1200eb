"""Models that train many steps in one compiled call, each step a pure function of its number, weights and knobs."""

from collections.abc import Mapping, Sequence

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.training import replicas  # noqa: E402
from course_lib.training.knobs import Knobs  # noqa: E402


class SteppedModel(keras.Model):
    """A model with knobs, whose `fit` takes a data set of `(batches, count)`: one call trains `count` steps.

    A subclass has `READINGS`, what a step reports, and `_step(batches, number, readings)`, which trains step `number`
    and returns the new readings. A run can be stopped, restored and repeated exactly.
    """

    READINGS: tuple[str, ...] = ()

    def __init__(self, knobs: Knobs, unturned: Mapping[str, float], **named):
        """Arguments: knobs; unturned, what stands for a knob that this run does not have."""
        super().__init__(**named)
        self.knobs, self.unturned = knobs, unturned
        self.names_of_knobs = {knob.name for knob in knobs}
        self.steps = self._number("steps", (), "int32")
        self.readings = self._number("readings", (len(self.READINGS),), "float32")
        self.built = True

    def compile(
        self,
        d_optimizers: Sequence[keras.optimizers.Optimizer],
        g_optimizers: Sequence[keras.optimizers.Optimizer],
        **settings,
    ) -> None:
        """Arguments: the optimisers of either side; the rest as in `keras.Model.compile` (jit_compile=True pays for
        small networks).
        """
        super().compile(optimizer=None, **settings)
        self.d_optimizers, self.g_optimizers = list(d_optimizers), list(g_optimizers)
        self.many_steps = None if replicas.alone() else replicas.many_steps(self)

    def fit(self, calls, callbacks: Sequence[keras.callbacks.Callback] = (), **settings):
        """As in `keras.Model.fit` on one device, by `replicas.fit` on several."""
        if self.many_steps is None:
            return super().fit(calls, callbacks=list(callbacks), **settings)
        return replicas.fit(self, calls, callbacks)

    def knob(self, name: str):
        """The number that the compiled step reads: the knob's variable, or a plain number where there is no knob."""
        return self.knobs.variable(name).value if name in self.names_of_knobs else self.unturned[name]

    def train_step(self, data) -> dict:
        """As many steps as there are batches, or `count` of them; one on each of several replicas."""
        batches, count = data if isinstance(data, tuple) else (data, tf.shape(data)[0])
        self._set_rates()
        first, readings = self.steps.value, self.readings.value

        def step(number, readings):
            return number + 1, self._step(batches, number, readings)

        if replicas.alone():
            last, readings = tf.while_loop(lambda number, _: number < first + count, step, (first, readings))
        else:
            last, readings = step(first, readings)
        self.steps.assign(last)
        self.readings.assign(readings)
        return dict(zip(self.READINGS, tf.unstack(readings), strict=True))

    def _number(self, name: str, shape: tuple, dtype: str):
        return self.add_weight(
            shape=shape, dtype=dtype, initializer="zeros", trainable=False, aggregation=replicas.ALIKE, name=name
        )

    def _set_rates(self):
        for name, optimizers in (("d_rate", self.d_optimizers), ("g_rate", self.g_optimizers)):
            for optimizer in optimizers:
                optimizer.learning_rate.assign(self.knob(name))
