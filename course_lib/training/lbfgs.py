"""Style transfer by L-BFGS (scipy), in chunks that look like training steps to Keras."""

import numpy as np
from scipy.optimize import minimize

from course_lib import runtime

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

from course_lib.training.style import StyleTransfer  # noqa: E402


class LBFGSStyleTransfer(StyleTransfer):
    """The same loss and the same picture, moved by a quasi-Newton method: a few curvature-aware iterations a step.

    One `train_step` is one call of scipy's L-BFGS with at most `chunk` iterations, after which pixels are clipped to
    [0, 1] (bounds within scipy took three times as long as the network). Its memory of curvature lives for one chunk,
    so a knob turned between two chunks never meets a stale memory (the old loss's curvature would mislead it).
    `compile` it with `run_eagerly=True`: only the loss and its gradient are traced.
    """

    def __init__(self, *arguments, chunk: int, **options):
        """`chunk` is the number of iterations in one step; all else as in StyleTransfer."""
        super().__init__(*arguments, **options)
        self.chunk = chunk
        self._loss_and_gradient = tf.function(self._evaluate, input_signature=[tf.TensorSpec(self.picture.shape)])

    def _evaluate(self, pixels):
        with tf.GradientTape() as tape:
            tape.watch(pixels)
            losses = self.losses_at(self.masked(pixels))
        return losses, tape.gradient(losses["total"], pixels)

    def train_step(self, data) -> dict:
        """At most `chunk` iterations from the present picture; returns the losses at the picture before them."""
        first = None

        def objective(flat):
            nonlocal first
            losses, gradient = self._loss_and_gradient(tf.constant(flat.reshape(self.picture.shape), tf.float32))
            first = first or losses
            return float(losses["total"]), gradient.numpy().astype("float64").ravel()

        found = minimize(
            objective,
            self.picture.numpy().astype("float64").ravel(),
            method="L-BFGS-B",
            jac=True,
            options={"maxiter": self.chunk, "maxfun": 2 * self.chunk},
        )
        self.picture.assign(np.clip(found.x.reshape(self.picture.shape), 0.0, 1.0))
        return first
