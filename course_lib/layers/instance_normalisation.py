"""Instance normalisation: each channel of each picture by itself."""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

EPSILON = 1e-5
FEW = 8  # pictures: up to here one fused operation each costs half of what the moments cost


@keras.saving.register_keras_serializable(package="course_lib")
class InstanceNormalisation(keras.layers.Layer):
    """(x - mean) / sqrt(variance + 1e-5), over height and width (Ulyanov 2016, equation 4), without weights.

    (batch, h, w, c) -> the same. CycleGAN's reference code has neither scale nor shift here, and this epsilon; Keras's
    GroupNormalization(-1) has 1e-3.
    """

    def call(self, x):
        """Fused for a batch that is known and small, by its moments else: the same to rounding.

        Mean and variance are float32 in any precision: bfloat16 keeps three digits, float16 overflows at 65504.
        """
        if x.shape[0] is None or x.shape[0] > FEW:
            exact = tf.cast(x, "float32")
            mean, variance = tf.nn.moments(exact, (1, 2), keepdims=True)
            return tf.cast((exact - mean) * tf.math.rsqrt(variance + EPSILON), x.dtype)
        return tf.concat([_fused(picture) for picture in tf.split(x, x.shape[0])], 0)

    def compute_output_shape(self, input_shape):
        """The shape that came in."""
        return input_shape


def _fused(picture):
    """Batch normalisation of a batch of one."""
    ones = tf.ones(picture.shape[-1])
    none = tf.zeros(picture.shape[-1])
    return tf.raw_ops.FusedBatchNormV3(
        x=picture, scale=ones, offset=none, mean=none, variance=none, epsilon=EPSILON, is_training=True
    ).y
