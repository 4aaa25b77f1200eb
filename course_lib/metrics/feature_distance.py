"""How far two pictures are apart: by their pixels, and by what a feature network sees in them.

The second is in the line of LPIPS (Zhang et al. 2018, "The Unreasonable Effectiveness of Deep Features as a Perceptual
Metric", equation 1) with all channels weighing the same: LPIPS fits its weights to the judgements of people, and here
nobody was asked. It is as wise as the network whose features it gets.
"""

from collections.abc import Mapping

import numpy as np

from course_lib.errors import PictureError, SettingError
from course_lib.images import check

TINY = 1e-8


def pixel_distance(picture: np.ndarray, other: np.ndarray) -> float:
    """The root of the mean squared difference of two pictures (h, w, 3) in [0, 1]: 0 for equal ones, 1 at most.

    Raises PictureError, also where the sizes differ.
    """
    picture, other = check(picture), check(other, "other")
    if picture.shape != other.shape:
        raise PictureError(f"the pictures are {picture.shape} and {other.shape}; pixels are compared one by one.")
    return float(np.sqrt(np.mean((picture - other) ** 2, dtype="float64")))


def feature_distance(features: Mapping, target: Mapping) -> float:
    """How far the directions of two pictures' features are apart: 0 for equal ones, 2 at most where none is negative.

    In each layer the channels at a position are a vector; both pictures' vectors are brought to length 1, and the
    squared distance of the two is taken; then the mean over positions, and the mean over layers.

    Arguments: dicts from a layer's name to features (height, width, channels), or with a batch of 1 before that.
    Raises SettingError where the layers or their shapes differ.
    """
    if not features or set(features) != set(target):
        raise SettingError(f"the same layers are compared; these are {sorted(features)} and {sorted(target)}.")
    return float(np.mean([layer_distance(features[name], target[name]) for name in features]))


def layer_distance(features, target) -> float:
    """The distance in one layer. Arguments: two arrays (..., channels) of one shape. SettingError where they differ."""
    features, target = np.asarray(features, "float64"), np.asarray(target, "float64")
    if features.shape != target.shape or features.ndim < 2:
        raise SettingError(f"features of one shape are compared; these are {features.shape} and {target.shape}.")
    return float(np.mean(np.sum((_unit(features) - _unit(target)) ** 2, axis=-1)))


def _unit(features: np.ndarray) -> np.ndarray:
    return features / (np.linalg.norm(features, axis=-1, keepdims=True) + TINY)
