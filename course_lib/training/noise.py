"""The generator's input: noise that is a pure function of a seed and a number, so that a run can be repeated."""

from course_lib import runtime
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

KINDS = ("gaussian", "uniform")
APART = 1_000_003


class Noise:
    """Noise of one kind and size: Gaussian with mean 0 and variance 1, or uniform between -1 and 1.

    The same seed and number give the same noise wherever it is asked for, inside a compiled loop or outside.
    """

    def __init__(self, kind: str = "gaussian", size: int = 2, seed: int = 0):
        """Arguments: kind, "gaussian" or "uniform"; size, numbers a sample; seed, a whole number.

        Raises SettingError for another kind, or a size below 1.
        """
        if kind not in KINDS:
            raise SettingError(f'noise is "gaussian" or "uniform", not {kind!r}.')
        if size < 1:
            raise SettingError(f"a sample of noise has 1 number or more, not {size!r}.")
        self.kind, self.size, self.seed = kind, size, seed

    def draw(self, count, number):
        """`count` samples, (count, size) float32: the `number`-th draw."""
        return _numbers(tf.stack([count, self.size]), tf.stack([self.seed, tf.cast(number, "int32")]), self.kind)

    def shares(self, count, number):
        """`count` numbers in [0, 1), (count,) float32, apart from every draw: where interpolates lie."""
        seed = tf.stack([self.seed + APART, tf.cast(number, "int32")])
        return tf.reshape(_numbers(tf.stack([count, 1]), seed, "shares"), (-1,))


# compiled by XLA wherever it is called: XLA's generator gives other numbers than the plain one from the same seed
@tf.function(jit_compile=True)
def _numbers(shape, seed, kind):
    if kind == "gaussian":
        return tf.random.stateless_normal(shape, seed)
    low = -1.0 if kind == "uniform" else 0.0
    return tf.random.stateless_uniform(shape, seed, minval=low, maxval=1.0)
