"""What D's fakes tell both players, with one walk back through D where its samples keep apart."""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

KEEP_APART = (
    keras.layers.InputLayer,
    keras.layers.Conv2D,
    keras.layers.Dense,
    keras.layers.Dropout,
    keras.layers.Flatten,
    keras.layers.LeakyReLU,
    keras.layers.ReLU,
    keras.layers.Reshape,
)
TRACE = 1e-20  # each fake's least share in D's loss: far below rounding, and enough to divide by


def samples_keep_apart(discriminator: keras.Model) -> bool:
    """Whether each logit is known to depend on its own picture alone; with batch norm it does not."""
    if isinstance(discriminator, keras.Sequential):
        parts = discriminator.layers
    elif isinstance(discriminator, keras.Function):
        parts = discriminator.operations
    else:  # a model whose own `call` may do anything
        return False
    return all(isinstance(part, KEEP_APART) for part in parts)


def both_gradients(
    tape: tf.GradientTape,
    d_loss: tf.Tensor,
    variables: list,
    fake: tf.Tensor,
    logits: tf.Tensor,
    g_push: tf.Tensor,
    apart: bool,
) -> tuple[list, tf.Tensor]:
    """D's gradient, and dL_G/dfake (n, ...), which way G's loss pushes each fake.

    Where samples keep apart, a fake x_i acts on both losses through its logit t_i alone, so that
    dL_G/dx_i = (dL_G/dt_i) / (dL_D/dt_i) dL_D/dx_i: D's own backward pass holds G's answer up to a factor. Elsewhere
    G's push goes back through D by itself, a third of a step more.

    Arguments: tape, persistent, which saw `d_loss` made from `fake` and, by way of `logits` (n, 1) alone, from nothing
    else of it, TRACE times each logit included; variables, D's; g_push, dL_G/dlogits (n, 1); apart, from
    `samples_keep_apart`.
    """
    if not apart:
        return tape.gradient(d_loss, variables), tape.gradient(logits, fake, output_gradients=g_push)
    d_push, back, *gradient = tape.gradient(d_loss, [logits, fake, *variables])
    return gradient, back * tf.reshape(g_push / d_push, [-1] + [1] * (len(fake.shape) - 1))
