"""A 3x3 convolution with ReLU whose weights never change, fast where only the input's gradient is wanted.

Style transfer by optimisation differentiates a fixed network with respect to its input, thousands of times. With the
kernel as a constant of the graph TensorFlow lays it out for the processor once, and the gradient with respect to the
input is itself a convolution of the incoming gradient with the flipped constant kernel, so it costs what the forward
pass costs. The plain form beside it says what is computed.
"""

import numpy as np

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.layers.gradient_rules import register, ruled  # noqa: E402


def convolve_relu(x, kernel, bias):
    """The plain form: relu(x * kernel + bias), zero padding that keeps the size.

    Args:
        x: (batch, height, width, c_in).
        kernel: (3, 3, c_in, c_out).
        bias: (c_out,).

    Returns:
        (batch, height, width, c_out), non-negative.
    """
    return keras.ops.relu(keras.ops.conv(x, kernel, strides=1, padding="same") + bias)


def flipped(kernel: np.ndarray) -> np.ndarray:
    """The kernel of the gradient: turned by 180 degrees, its channels exchanged: (3, 3, c_out, c_in)."""
    return np.ascontiguousarray(np.flip(kernel, (0, 1)).transpose(0, 1, 3, 2))


def _convolve_relu(x, kernel, bias, of_gradient):
    y = tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, kernel, strides=1, padding="SAME"), bias))
    return tf.identity_n([y, x, of_gradient])[0]


def _gradient(identities, upstream, *_):
    """The gradient by x: a convolution with the kernel that was handed through for it."""
    y, _, kernel = identities.inputs
    masked = tf.raw_ops.ReluGrad(gradients=upstream, features=y)
    return None, tf.nn.conv2d(masked, kernel, strides=1, padding="SAME"), None


_ruled_convolve_relu = ruled(_convolve_relu, {"IdentityN": register(_gradient)})


@keras.saving.register_keras_serializable(package="course_lib")
class FrozenConvolution(keras.layers.Layer):
    """relu(x * kernel + bias) with constant weights: equal to `convolve_relu` in value and in input gradient.

    Args:
        kernel: (k, k, c_in, c_out) array, k odd.
        bias: (c_out,) array.
    """

    def __init__(self, kernel: np.ndarray, bias: np.ndarray, **kwargs):
        """Keep the weights as numpy arrays: they are constants, no Keras weights, and nothing can train them."""
        super().__init__(trainable=False, **kwargs)
        self.kernel = np.asarray(kernel, dtype="float32")
        self.bias = np.asarray(bias, dtype="float32")
        self._flipped = flipped(self.kernel)

    def compute_output_shape(self, input_shape):
        """The input's shape with c_out channels."""
        return (*input_shape[:-1], self.kernel.shape[-1])

    def call(self, x):
        """relu(x * kernel + bias), (batch, height, width, c_out)."""
        constants = (tf.constant(array, self.compute_dtype) for array in (self.kernel, self.bias, self._flipped))
        return _ruled_convolve_relu(x, *constants)
