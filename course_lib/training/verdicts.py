"""What a patch discriminator says of each place of a picture, and that laid over the picture."""

import numpy as np

from course_lib import images, runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.training import replicas  # noqa: E402

FAKE, REAL = np.array([0.9, 0.37, 0.0], "float32"), np.array([0.0, 0.45, 0.7], "float32")
STRENGTH = 0.6


def verdict(discriminator: keras.Model, pictures: np.ndarray) -> np.ndarray:
    """D's outputs for pictures (n, side, side, 3) in [0, 1]: (n, rows, columns), those of its largest patches.

    With least squares 1 stands for real and 0 for fake.
    """
    logits = replicas.answers(discriminator, 2.0 * np.asarray(pictures, "float32") - 1.0)
    return np.asarray(logits[0] if isinstance(logits, list) else logits, "float32")[..., 0]


def overlaid(picture: np.ndarray, verdicts: np.ndarray) -> np.ndarray:
    """A picture (side, side, 3) under its verdicts (rows, columns): orange where it looks fake (0 or less), blue where
    real (1 or more), untouched where D cannot tell (0.5).
    """
    side = picture.shape[:2]
    shares = images.resize(np.repeat(np.clip(verdicts, 0, 1)[..., None].astype("float32"), 3, 2), side)
    sure = np.abs(2 * shares - 1) * STRENGTH
    return (1 - sure) * picture + sure * np.where(shares > 0.5, REAL, FAKE)
