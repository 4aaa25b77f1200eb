"""One training step on several devices: each replica learns from its share of the batch, and all learn what one would.

On one device every function here hands back what it was given, and adds nothing to the compiled step. On several the
whole batch, its noise and its chances are drawn alike on every replica, from the step's number, and each takes its own
rows: what is learned does not depend on how many there are. Keras's optimisers add the replicas' gradients up, so each
one's loss is its mean divided by their number.
"""

import contextlib
from collections.abc import Sequence

from course_lib import runtime
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

ALIKE = "only_first_replica"  # for a variable that each replica sets to the same value: the first one's word holds


def alone() -> bool:
    """Whether the code at hand runs on one device, as TensorFlow does by itself."""
    return not tf.distribute.has_strategy()


def scope(strategy: "str | tf.distribute.Strategy") -> contextlib.AbstractContextManager:
    """The scope in which a run makes its model. Argument: a kind of `runtime.strategy`, or a strategy itself.

    SettingError inside the scope of another: what a run shows is computed outside of any.
    """
    if not alone():
        raise SettingError("give the run its strategy by name, strategy='mirrored'; do not make it inside a scope.")
    if not isinstance(strategy, tf.distribute.Strategy):
        strategy = runtime.strategy(strategy)
    return strategy.scope() if strategy.num_replicas_in_sync > 1 else contextlib.nullcontext()


def demand_even(batch: int) -> None:
    """SettingError for a batch that the replicas cannot share evenly."""
    count = tf.distribute.get_strategy().num_replicas_in_sync
    if batch % count:
        raise SettingError(f"{count} devices share a batch evenly: give one that {count} divides, not {batch}.")


def demand_alone(what: str) -> None:
    """SettingError where something that trains on one device only is asked to train on several."""
    if not alone():
        raise SettingError(f"{what} on several devices is not what it is on one; train it on one, strategy='single'.")


def on_the_host() -> contextlib.AbstractContextManager:
    """Where several devices pick their pictures: else each would be sent the whole set to pick from, call by call."""
    return contextlib.nullcontext() if alone() else tf.device("CPU:0")


def share(batch):
    """This replica's rows (batch / replicas, ...) of a whole batch (batch, ...), which `demand_even` let pass."""
    if alone():
        return batch
    context = tf.distribute.get_replica_context()
    rows = tf.reshape(batch, (context.num_replicas_in_sync, -1, *batch.shape[1:]))
    each = batch.shape[0] // context.num_replicas_in_sync
    return tf.ensure_shape(rows[context.replica_id_in_sync_group], (each, *batch.shape[1:]))


def part(loss):
    """What a replica's mean loss adds to the mean over the whole batch."""
    return loss if alone() else loss / tf.distribute.get_strategy().num_replicas_in_sync


def mean(numbers):
    """The mean over all replicas, on each of them."""
    return numbers if alone() else tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.MEAN, numbers)


def gathered(rows):
    """The whole batch (batch, ...) of which every replica has its rows, on each of them."""
    if alone():
        return rows
    context = tf.distribute.get_replica_context()
    whole = context.all_gather(rows, axis=0)
    return tf.ensure_shape(whole, (rows.shape[0] * context.num_replicas_in_sync, *rows.shape[1:]))


def answers(network: keras.Model, pictures: np.ndarray):
    """A network's outputs for a batch, in inference, by this process alone: an array, or a list of them.

    `predict_on_batch` would give the batch to every replica, and wait for all machines.
    """
    if network.distribute_strategy.num_replicas_in_sync == 1:
        return network.predict_on_batch(pictures)
    return tf.nest.map_structure(lambda output: output.numpy(), network(pictures, training=False))


def many_steps(model: keras.Model):
    """`steps(batches, count)`, compiled: `model.train_step` on all replicas, `count` times.

    The loop is around the replicas: none may exchange anything within a loop of its own.
    """
    strategy = model.distribute_strategy

    def steps(batches, count):
        def one(done):
            strategy.run(model.train_step, args=((batches, 1),))
            return done + 1

        tf.while_loop(lambda done: done < count, one, [tf.zeros_like(count)])
        return dict(zip(model.READINGS, tf.unstack(model.readings.value), strict=True))

    return tf.function(steps, autograph=False)


def fit(model: keras.Model, calls, callbacks: Sequence[keras.callbacks.Callback]) -> None:
    """What `model.fit(calls, callbacks=callbacks)` does on one device; Keras 3's own does not work on several machines.

    Arguments: model, a SteppedModel; calls, of (batches, count), as `fit` takes them.
    """
    told = keras.callbacks.CallbackList(list(callbacks), model=model)
    model.stop_training = False
    told.on_train_begin()
    for number, (batches, count) in enumerate(calls):
        told.on_train_batch_begin(number)
        losses = model.many_steps(batches, count)
        told.on_train_batch_end(number, losses)
        if model.stop_training:
            break
    told.on_train_end()
