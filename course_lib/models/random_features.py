"""Weights that were never trained: orthogonal kernels, every channel calibrated on a handful of pictures.

Random features are a fair yardstick for trained ones, and make good style targets of their own (Ustyuzhaninov et al.
2016, "Texture synthesis using shallow convolutional networks with random filters").
"""

import numpy as np

from course_lib import runtime
from course_lib.models.vgg import Architecture, Weights, stage

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.layers.frozen_convolution import convolve_relu  # noqa: E402

FAINT = 0.1


def orthogonal(shape: tuple[int, int, int, int], rng: np.random.Generator) -> np.ndarray:
    """A kernel (3, 3, c_in, c_out) of filters of length one, orthogonal to one another as far as they fit."""
    fan_in, c_out = int(np.prod(shape[:-1])), shape[-1]
    widths = [min(fan_in, c_out - start) for start in range(0, c_out, fan_in)]
    blocks = [_orthonormal(rng.normal(size=(fan_in, width))) for width in widths]
    return np.concatenate(blocks, axis=1).reshape(shape).astype("float32")


def _orthonormal(columns: np.ndarray) -> np.ndarray:
    """Gram-Schmidt through the Cholesky factor of the columns' products: far quicker than a QR for 4,608 x 512."""
    factor = np.linalg.cholesky(columns.T @ columns)
    return np.linalg.solve(factor, columns.T).T


def colour_balance(pictures: np.ndarray) -> np.ndarray:
    """The colours' covariance to the power -1/4, (3, 3): half way to making hue as loud as brightness.

    Photographs vary forty to eighty times as much in brightness as in their weakest hue. Filters drawn at random then
    hardly see colour, and an optimised picture fills with rainbow grain; full whitening (-1/2) is too much of it.
    """
    variances, axes = np.linalg.eigh(np.cov(pictures.reshape(-1, 3), rowvar=False))
    return (axes * variances**-0.25) @ axes.T


def random_weights(
    architecture: Architecture, pictures: np.ndarray, seed: int = 0, until: str | None = None
) -> Weights:
    """Orthogonal weights, each channel with mean 0 and variance 1 over the pictures before its ReLU.

    Args:
        architecture: the stages.
        pictures: (batch, height, width, 3) in [0, 1], what the channels are calibrated on.
        seed: same seed, same weights.
        until: the last layer to draw, the rest is left out; None for all.
    """
    rng = np.random.default_rng(seed)
    mean = pictures.mean((0, 1, 2), dtype="float64").astype("float32")
    kernels, biases, x, at = {}, {}, pictures - mean, 1
    for name, shape in architecture.kernel_shapes():
        if stage(name) > at:
            x, at = keras.ops.average_pool(x, 2), stage(name)
        kernel = orthogonal(shape, rng)
        if not kernels:
            kernel = np.einsum("ij,yxjo->yxio", colour_balance(pictures), kernel).astype("float32")
        before = np.asarray(keras.ops.conv(x, kernel, padding="same"), dtype="float64")
        scale = 1 / np.maximum(before.std((0, 1, 2)), 1e-6)
        kernels[name] = (kernel * scale).astype("float32")
        biases[name] = (-before.mean((0, 1, 2)) * scale).astype("float32")
        if name == until:
            break
        x = convolve_relu(x, kernels[name], biases[name])
    return Weights(architecture, kernels, biases, mean)


def normalised(weights: Weights, pictures: np.ndarray, pooling: str = "average", until: str | None = None) -> Weights:
    """The same network with every channel scaled to a mean of one after its ReLU, over positions and pictures.

    ReLU and pooling let a positive factor through, so a channel can be scaled and the next kernel scaled back: the
    features change by one factor a channel and by nothing else (Gatys et al. 2016, section 2: "normalised weights").

    Args:
        weights: the network. Channels with less than a tenth of the layer's median mean are raised only as if they
            had that tenth: a channel that hardly ever fires would else drown the others where it does.
        pictures: (batch, height, width, 3) in [0, 1], over which the means are taken.
        pooling: "average" or "max", the one that the network is used with.
        until: the last layer to scale; None for all.
    """
    pool = keras.ops.average_pool if pooling == "average" else keras.ops.max_pool
    kernels, biases = dict(weights.kernels), dict(weights.biases)
    x, at, previous, done = pictures - weights.mean, 1, np.ones(3, "float32"), False
    for name in weights.kernels:
        kernels[name] = kernels[name] * previous[:, None]
        if done:
            break
        if stage(name) > at:
            x, at = pool(x, 2), stage(name)
        x = convolve_relu(x, kernels[name], biases[name])
        means = np.asarray(keras.ops.mean(x, (0, 1, 2)))
        previous = np.maximum(means, FAINT * np.median(means)).astype("float32")
        kernels[name], biases[name], x = kernels[name] / previous, biases[name] / previous, x / previous
        done = name == until
    return Weights(weights.architecture, kernels, biases, weights.mean)
