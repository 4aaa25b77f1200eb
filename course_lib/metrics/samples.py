"""What every measure of a generator is given: sets of samples as rows of numbers, checked, and their distances."""

import numpy as np

from course_lib.errors import SettingError

_ROUNDING = 1e-11  # of the squared lengths: a squared distance below it is rounding, so the two samples are the same


def checked(*sets: np.ndarray, least: int = 2) -> list[np.ndarray]:
    """Sets of samples, each (n, d), as float64.

    Raises SettingError for a set that is no array (n, d) of finite real numbers, has fewer than `least` samples, or has
    another width d than the others.
    """
    arrays = [_array(samples, least) for samples in sets]
    if len({array.shape[1] for array in arrays}) > 1:
        shapes = " and ".join(str(array.shape) for array in arrays)
        raise SettingError(
            f"Sets of samples of different widths cannot be compared: {shapes}. Make the features of all sets by one "
            "embedding."
        )
    return arrays


def _array(samples: np.ndarray, least: int) -> np.ndarray:
    try:
        array = np.asarray(samples)
    except ValueError as cause:  # rows of unequal length
        raise SettingError("A set of samples is an array (n, d); these rows have different lengths.") from cause
    if array.dtype.kind not in "biuf":
        raise SettingError(f"A set of samples is an array (n, d) of real numbers, not of {array.dtype}.")
    if array.ndim != 2 or 0 in array.shape[1:]:
        raise SettingError(
            f"A set of samples is an array (n, d), one row a sample, not {array.shape}. Pictures become such rows by "
            "an embedding: metrics.embedding."
        )
    if len(array) < least:
        raise SettingError(f"This measure needs at least {least} samples in a set, not {len(array)}.")
    array = array.astype(np.float64)
    if not np.isfinite(array).all():
        raise SettingError(f"{int((~np.isfinite(array)).sum())} numbers of a set of samples are NaN or infinite.")
    return array


def squared_distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Squared Euclidean distances of all pairs, a (n, d) and b (m, d): (n, m), exactly 0 for equal samples.

    |x|^2 + |y|^2 - 2 x.y after the mean of b is subtracted; what is left of equal samples by rounding is set to 0.
    """
    centre = b.mean(axis=0)
    a, b = a - centre, b - centre
    lengths = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)
    squares = lengths - 2 * (a @ b.T)
    squares[squares < _ROUNDING * lengths] = 0
    return squares
