"""The handwritten digits that come with scikit-learn: 1,797 of them, eight pixels high, made as large as a network."""

from functools import lru_cache

import numpy as np

from course_lib import checks, images

WHITE = 16.0  # the brightest value in the file
SIDES = (16, 64)


def load(side: int = 32) -> tuple[np.ndarray, np.ndarray]:
    """All digits, in the file's order: pictures (1797, side, side, 3) float32, light on black, in [0, 1], and the
    labels 0 to 9, (1797,) int64. They are scaled up by `images.resize`.

    Arguments: side in pixels, 16 to 64. Raises SettingError. The digits are those of the UCI set "Optical Recognition
    of Handwritten Digits" (Alpaydin and Kaynak 1998, CC BY 4.0), its test part, in scikit-learn.
    """
    checks.whole("side", side, *SIDES)
    pictures, labels = _scaled(side)
    return pictures.copy(), labels.copy()


@lru_cache(maxsize=2)
def _scaled(side: int) -> tuple[np.ndarray, np.ndarray]:
    from sklearn.datasets import load_digits  # here: it costs a second that other data need not pay

    found = load_digits()
    small = np.repeat(found.images[..., None] / WHITE, 3, axis=-1).astype("float32")
    return np.stack([images.resize(picture, side) for picture in small]), found.target.astype("int64")
