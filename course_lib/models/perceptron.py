"""Small fully connected generators and discriminators, for distributions in the plane."""

from collections.abc import Sequence

from course_lib import runtime
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.layers.spectral_normalisation import SpectralNormalisation  # noqa: E402


def generator(noise_size: int = 2, hidden: Sequence[int] = (32, 32), outputs: int = 2, seed: int = 0) -> keras.Model:
    """From noise (batch, noise_size) to points (batch, outputs), with ReLU between and nothing after.

    Arguments: hidden, the units of each hidden layer; seed, of the initial weights. SettingError for sizes below 1.
    """
    return _perceptron("generator", noise_size, hidden, outputs, "relu", False, seed)


def discriminator(
    inputs: int = 2, hidden: Sequence[int] = (32, 32), spectral: bool = False, seed: int = 0
) -> keras.Model:
    """From points (batch, inputs) to one logit each, (batch, 1), with LeakyReLU of slope 0.2 between.

    Arguments: hidden, the units of each hidden layer; spectral, whether every layer is spectrally normalised; seed, of
    the initial weights. SettingError for sizes below 1.
    """
    return _perceptron("discriminator", inputs, hidden, 1, "leaky_relu", spectral, seed + 1)


def _perceptron(name, inputs, hidden, outputs, activation, spectral, seed) -> keras.Model:
    for size in (inputs, *hidden, outputs):
        if not (isinstance(size, int) and size >= 1):
            raise SettingError(f"the layers of the {name} have 1 unit or more each, not {size!r}.")
    initialiser = keras.initializers.HeNormal(seed=keras.random.SeedGenerator(seed))
    points = keras.Input((inputs,))
    values = points
    for size, shape in [*((size, activation) for size in hidden), (outputs, None)]:
        layer = keras.layers.Dense(size, activation=_activation(shape), kernel_initializer=initialiser)
        values = (SpectralNormalisation(layer) if spectral else layer)(values)
    return keras.Model(points, values, name=name)


def _activation(name):
    return keras.layers.LeakyReLU(negative_slope=0.2) if name == "leaky_relu" else name
