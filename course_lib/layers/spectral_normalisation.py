"""Spectral normalisation: a layer whose weight is divided by its largest singular value (Miyato 2018)."""

from course_lib import runtime
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

import keras  # noqa: E402
from keras import ops  # noqa: E402

TINY = 1e-12


@keras.saving.register_keras_serializable("course_lib")
class SpectralNormalisation(keras.layers.Wrapper):
    """Wraps a dense or convolutional layer so that its kernel counts as W / sigma(W) (Miyato 2018, eq. 8).

    sigma is estimated by one step of power iteration a training call (Algorithm 1), from a vector that is kept
    between calls; the gradient flows through W in sigma = u^T W v and not through u and v. The kernel is read as a
    matrix (all axes but the last, last), the layer's own weights stay as they are, and so do those that are saved.
    """

    def __init__(self, layer: keras.layers.Layer, **kwargs):
        """Arguments: layer, not yet called, with a `kernel`."""
        super().__init__(layer, **kwargs)

    def build(self, input_shape=None):
        """Build the wrapped layer and the vector of the power iteration. SettingError where there is no kernel."""
        super().build(input_shape)
        if getattr(self.layer, "kernel", None) is None:
            raise SettingError(f"spectral normalisation needs a layer with a kernel; {self.layer.name} has none.")
        self.left = self.add_weight(
            shape=(1, self.layer.kernel.shape[-1]), initializer="random_normal", trainable=False, name="left"
        )

    def call(self, inputs, training=False):
        """The wrapped layer's output with the normalised kernel; the vector moves on when training."""
        kernel = self.layer.kernel.value
        left, sigma = self._largest_singular_value(kernel)
        if training:
            self.left.assign(left)
        return self._with_kernel(kernel / sigma, inputs)

    def _with_kernel(self, kernel, inputs):
        replaced = [kernel if weight is self.layer.kernel else weight for weight in self.layer.trainable_variables]
        outputs, _ = self.layer.stateless_call(replaced, self.layer.non_trainable_variables, inputs)
        return outputs

    def _largest_singular_value(self, kernel):
        matrix = ops.reshape(kernel, (-1, kernel.shape[-1]))
        right = _unit(ops.matmul(self.left.value, ops.transpose(matrix)))
        left = _unit(ops.matmul(right, matrix))
        left, right = ops.stop_gradient(left), ops.stop_gradient(right)
        return left, ops.sum(ops.matmul(right, matrix) * left)


def _unit(vector):
    return vector / (ops.norm(vector) + TINY)
