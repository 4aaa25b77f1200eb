"""How much of a picture repeats with a fixed period of a few pixels: the checkerboard, as a number.

A pattern of period s puts its energy at the frequencies i/s, j/s alone. A photograph has energy there, too, and about
as much at the frequencies beside: so the two are compared.
"""

import numpy as np

from course_lib import checks
from course_lib.errors import PictureError

NEAR, FAR = 2, 8  # bins: a window spreads a frequency over +-1; the neighbours that are compared lie beyond that


def checkerboard(picture: np.ndarray, period: int = 2) -> float:
    """The power at the frequencies of a period, over the power at the frequencies around them: about 1 for no pattern.

    The picture is cut to a multiple of the period, its channels are freed of their means and faded out to the border
    (Hann's window). Each multiple of 1/period along either axis, (0, 0) apart, is a square of 3 x 3 bins; its
    neighbours are the bins 3 to 8 away. The result is the sum of the means over the former, over that of the latter.

    Arguments: picture (height, width) or (height, width, channels), any range of values; period in pixels, 2 to 8.
    Raises PictureError where a side is under 20 pixels for each pixel of the period; SettingError for the period.
    """
    checks.whole("period", period, 2, 8)
    values = np.asarray(picture, "float64")
    values = values[..., None] if values.ndim == 2 else values
    least = 20 * period
    if values.ndim != 3 or min(values.shape[:2]) < least or not np.isfinite(values).all():
        raise PictureError(
            f"a picture (height, width, channels) of finite numbers with sides of at least {least} pixels is wanted, "
            f"not an array of shape {np.shape(picture)}."
        )
    power = _power(values, period)
    height, width = power.shape
    pattern = around = 0.0
    for i, j in np.ndindex(period, period):
        if (i, j) != (0, 0):
            inside, outside = _at(power, i * height // period, j * width // period)
            pattern, around = pattern + inside, around + outside
    return float(pattern / max(around, np.finfo("float64").tiny)) if pattern > 0 else 1.0


def _power(values: np.ndarray, period: int) -> np.ndarray:
    """The power spectrum (height, width), summed over channels, of values (height, width, channels)."""
    height, width = (length // period * period for length in values.shape[:2])
    values = values[:height, :width]
    window = np.outer(np.hanning(height), np.hanning(width))[..., None]
    centred = (values - values.mean((0, 1))) * window
    return np.sum(np.abs(np.fft.fft2(centred, axes=(0, 1))) ** 2, axis=-1)


def _at(power: np.ndarray, row: int, column: int) -> tuple[float, float]:
    """The mean power of the 3 x 3 bins at a frequency, and of those around them."""
    offsets = np.arange(-FAR, FAR + 1)
    block = power[np.ix_((row + offsets) % power.shape[0], (column + offsets) % power.shape[1])]
    away = np.maximum(np.abs(offsets)[:, None], np.abs(offsets)[None])
    return float(block[away <= 1].mean()), float(block[away > NEAR].mean())
