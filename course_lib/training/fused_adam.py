"""Adam as one operation a variable: Keras's own takes a dozen, each a pass over all weights in memory."""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402


class FusedAdam(keras.optimizers.Adam):
    """keras.optimizers.Adam (Kingma & Ba 2015, Algorithm 1, in the form before section 2.1) on TensorFlow, the same
    to rounding; without amsgrad.
    """

    def update_step(self, gradient, variable, learning_rate):
        """Move one variable by one step: m, v and the variable in one pass."""
        place = self._get_variable_index(variable)
        step = tf.cast(self.iterations.value + 1, variable.dtype)
        one, two = (tf.cast(beta, variable.dtype) for beta in (self.beta_1, self.beta_2))
        tf.raw_ops.ResourceApplyAdam(
            var=variable.handle,
            m=self._momentums[place].value.handle,
            v=self._velocities[place].value.handle,
            beta1_power=tf.pow(one, step),
            beta2_power=tf.pow(two, step),
            lr=tf.cast(learning_rate, variable.dtype),
            beta1=one,
            beta2=two,
            epsilon=self.epsilon,
            grad=gradient,
        )
