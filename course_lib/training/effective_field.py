"""The effective receptive field: how much each pixel moves one unit, by the gradient."""

import numpy as np

from course_lib import checks, runtime
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402


def effective_field(model: keras.Model, picture: np.ndarray, unit=None, draws: int = 8, seed: int = 0) -> np.ndarray:
    """Each pixel's share in what moves one unit: the squared gradients of all its channels, summed to 1.

    Luo and others 2016, section 2, send a gradient of 1 back from one unit. A unit here is a position with all its
    channels: each draw gives them random signs, and the mean of g^2 over draws is the sum over channels of the squared
    gradients, but for chance.

    Arguments: model, from pictures (batch, h, w, 3) to features, or to a dict with features of one layer; picture
    (h, w, 3); unit, (row, column) in the features, the middle one by default; draws, how many; seed, of the signs.
    Returns float64 (h, w), 0 or larger, zeros alone where the unit does not move. SettingError for a unit that is not
    there, or several layers.
    """
    checks.whole("draws", draws, 1, 1000)
    pictures = tf.convert_to_tensor(np.asarray(picture, "float32")[None])
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(pictures)
        features = _one_layer(model(pictures))
        row, column = _checked(unit, features.shape[1:3])
        at_unit = features[0, row, column]
        signs = np.random.default_rng(seed).choice([-1.0, 1.0], (draws, at_unit.shape[0])).astype("float32")
        signals = [tf.tensordot(sign, at_unit, 1) for sign in signs]
    gradients = [tape.gradient(signal, pictures)[0].numpy().astype("float64") for signal in signals]
    energy = np.mean([np.sum(gradient**2, axis=-1) for gradient in gradients], axis=0)
    return energy / max(energy.sum(), np.finfo("float64").tiny)


def width_holding(shares: np.ndarray, centre: tuple[float, float], part: float = 0.9) -> int:
    """The side in pixels of the smallest square about a centre (row, column) that holds `part` of the shares (h, w)."""
    checks.number("part", part, 0.0, 1.0)
    rows, columns = np.indices(shares.shape)
    reach = np.maximum(np.abs(rows - centre[0]), np.abs(columns - centre[1]))
    order = np.argsort(reach, axis=None)
    held = np.cumsum(shares.ravel()[order])
    last = min(np.searchsorted(held, part * held[-1]), len(held) - 1)
    return int(2 * np.floor(reach.ravel()[order][last]) + 1)


def _one_layer(features):
    if not isinstance(features, dict):
        return features
    if len(features) != 1:
        raise SettingError(f"a model of one layer is wanted; this one gives {', '.join(features)}.")
    return next(iter(features.values()))


def _checked(unit, shape) -> tuple[int, int]:
    row, column = (shape[0] // 2, shape[1] // 2) if unit is None else unit
    if not (0 <= row < shape[0] and 0 <= column < shape[1]):
        raise SettingError(f"unit ({row}, {column}) is not there: the layer has {shape[0]} rows, {shape[1]} columns.")
    return int(row), int(column)
