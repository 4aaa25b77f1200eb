"""Style transfer by L-BFGS (scipy), in chunks that look like training steps to Keras."""

import numpy as np
from scipy.optimize import minimize

from course_lib import runtime

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

from course_lib.training.smooth_gradient import SmoothCoordinates  # noqa: E402
from course_lib.training.style import StyleTransfer  # noqa: E402


class LBFGSStyleTransfer(StyleTransfer):
    """The same loss and the same picture, moved by a quasi-Newton method: a few curvature-aware iterations a step.

    One `train_step` is one call of scipy's L-BFGS with at most `chunk` iterations, after which pixels are clipped to
    [0, 1] (bounds within scipy took three times as long as the network). Its memory of curvature lives for one chunk,
    so a knob turned between two chunks never meets a stale memory (the old loss's curvature would mislead it).
    With `smooth_gradients` it walks in `SmoothCoordinates`: curvature is then alike for large shapes and for grain.
    `compile` it with `run_eagerly=True`: only the loss and its gradient are traced.
    """

    def __init__(self, *arguments, chunk: int, **options):
        """`chunk` is the number of iterations in one step; all else as in StyleTransfer."""
        super().__init__(*arguments, **options)
        self.chunk = chunk
        self._coordinates = SmoothCoordinates(*self.picture.shape[1:3]) if self.smooth else None
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
            losses, gradient = self._loss_and_gradient(tf.constant(self._pixels(flat)[None], tf.float32))
            first = first or losses
            return float(losses["total"]), self._pixels(gradient.numpy()[0].astype("float64")).ravel()

        start = self.picture.numpy()[0].astype("float64")
        found = minimize(
            objective,
            (self._coordinates.coordinates(start) if self._coordinates else start).ravel(),
            method="L-BFGS-B",
            jac=True,
            options={"maxiter": self.chunk, "maxfun": 2 * self.chunk},
        )
        self.picture.assign(np.clip(self._pixels(found.x), 0.0, 1.0)[None])
        return first

    def _pixels(self, coordinates: np.ndarray) -> np.ndarray:
        """What scipy has hold of as a picture (height, width, 3); the same map takes its gradient back."""
        values = coordinates.reshape(self.picture.shape[1:])
        return self._coordinates.pixels(values) if self._coordinates else values
