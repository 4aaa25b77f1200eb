"""Penalties that keep a discriminator's slope in bounds: pure functions of its gradient, which training's tape takes.

A gradient here is that of D's logits by D's input, one sample a row: (batch, ...). Norms are Euclidean, per sample,
over all the other axes.
"""

from collections.abc import Sequence

from course_lib import runtime
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

import keras  # noqa: E402
from keras import ops  # noqa: E402

TINY = 1e-12


def interpolates(real, fake, epsilon):
    """Points between real and fake samples: epsilon x + (1 - epsilon) G(z) (Gulrajani 2017, Algorithm 1).

    Arguments: real and fake (batch, ...); epsilon (batch,) in [0, 1], one number a sample. Returns (batch, ...).
    """
    epsilon = ops.reshape(epsilon, (-1,) + (1,) * (len(real.shape) - 1))
    return epsilon * real + (1.0 - epsilon) * fake


def squared_norms(gradient):
    """The squared length of each sample's gradient, over all axes but the first. Returns (batch,)."""
    return ops.sum(ops.square(gradient), axis=tuple(range(1, len(gradient.shape))))


def gradient_penalty(gradient, norm: float = 1.0):
    """E (||grad D(x^)||_2 - norm)^2, at `interpolates` (Gulrajani 2017, eq. 3, with norm 1; weight lambda = 10).

    Arguments: gradient (batch, ...). Returns a scalar. A tiny number under the root keeps its slope finite at 0.
    """
    return ops.mean(ops.square(ops.sqrt(squared_norms(gradient) + TINY) - norm))


def r1_penalty(gradient):
    """1/2 E ||grad D(x)||^2, at real samples (Mescheder 2018, eq. 9; weight gamma = 10).

    Arguments: gradient (batch, ...). Returns a scalar.
    """
    return 0.5 * ops.mean(squared_norms(gradient))


def clip_weights(weights: Sequence[keras.Variable], limit) -> None:
    """Set every weight to the nearest number within [-limit, limit] (Arjovsky 2017, Algorithm 1; limit 0.01).

    SettingError for a limit of 0 or below; a tensor is taken as it is.
    """
    if isinstance(limit, (int, float)) and not limit > 0:
        raise SettingError(f"weights are clipped to a limit above 0, not {limit!r}.")
    for weight in weights:
        weight.assign(ops.clip(weight.value, -limit, limit))
