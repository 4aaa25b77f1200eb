"""Colours of pictures: luminance and chrominance, and the map that gives one picture the colours of another."""

import numpy as np

from course_lib.errors import SettingError
from course_lib.images import check, resize

# Rows Y, I, Q of the NTSC transform (FCC, 1953); Y is the luma of Rec. 601.
_YIQ = np.array(
    [[0.299, 0.587, 0.114], [0.595716, -0.274453, -0.321263], [0.211456, -0.522591, 0.311135]], dtype=np.float64
)
_RGB = np.linalg.inv(_YIQ)
_LEAST_SPREAD = 1.0 / 255  # a colour axis of less deviation than one 8-bit step is noise, not to be blown up


def luminance(picture: np.ndarray) -> np.ndarray:
    """Return the luma Y = 0.299 R + 0.587 G + 0.114 B of a picture (h, w, 3): float32 (h, w) in [0, 1]."""
    return (check(picture, smallest=1) @ _YIQ[0]).astype(np.float32)


def match_colours(picture: np.ndarray, reference: np.ndarray, amount: float = 1.0, clip: bool = True) -> np.ndarray:
    """Give a picture (h, w, 3) the mean and covariance of the reference's colours, moving each colour the least.

    The optimal transport map between two Gaussians (Pitié and Kokaram 2007, "The linear Monge-Kantorovitch linear
    colour mapping for example-based colour transfer"):

        t(x) = T (x - mean_A) + mean_B,   T = A^-1/2 (A^1/2 B A^1/2)^1/2 A^-1/2

    with A and B the covariances of the picture and the reference. A direction in which the picture has next to no
    spread (a grey or flat picture) is neither stretched nor squeezed.

    Arguments:
        amount: how far each colour goes, from 0 (the picture as it is) to 1 (all the way).
        clip: cut the result off at [0, 1], without which a few colours lie outside.

    Returns float32 (h, w, 3). Raises PictureError, or SettingError for an amount outside [0, 1].
    """
    if isinstance(amount, bool) or not isinstance(amount, int | float | np.number) or not 0 <= amount <= 1:
        raise SettingError(
            f"amount is {amount!r}. Accepted: a number from 0 (no change) to 1 (the reference's colours)."
        )
    picture = check(picture, "picture", smallest=1)
    colours = picture.reshape(-1, 3).astype(np.float64)
    target = check(reference, "reference", smallest=1).reshape(-1, 3).astype(np.float64)
    mean = colours.mean(axis=0)
    transport = _monge_map(_covariance(colours), _covariance(target))
    moved = (colours - mean) @ transport.T + target.mean(axis=0)
    moved = (colours + float(amount) * (moved - colours)).reshape(picture.shape).astype(np.float32)
    return np.clip(moved, 0.0, 1.0) if clip else moved


def keep_colours(result: np.ndarray, content: np.ndarray) -> np.ndarray:
    """Return the result's luminance with the content's chrominance, the I and Q of YIQ (Gatys et al. 2016,
    "Preserving Color in Neural Artistic Style Transfer", section 3.2).

    Both are pictures; a content of another size is scaled to the result's. Returns float32 (h, w, 3), clipped to
    [0, 1]. Raises PictureError.
    """
    result = check(result, "result", smallest=1)
    content = resize(check(content, "content", smallest=1), result.shape[:2])
    chrominance = content @ _YIQ[1:].T
    yiq = np.concatenate([luminance(result)[:, :, np.newaxis], chrominance], axis=2)
    return np.clip(yiq @ _RGB.T, 0.0, 1.0).astype(np.float32)


def _covariance(colours: np.ndarray) -> np.ndarray:
    """Covariance (3, 3) of colours (n, 3)."""
    centred = colours - colours.mean(axis=0)
    return centred.T @ centred / len(centred)


def _monge_map(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the symmetric T (3, 3) with T A T = B; the identity on directions in which A has next to no spread."""
    values, vectors = np.linalg.eigh(a)
    kept = values > _LEAST_SPREAD**2
    root = np.sqrt(np.maximum(values, 0.0)) * kept
    inverse = np.where(kept, 1.0 / np.sqrt(np.where(kept, values, 1.0)), 0.0)
    half, minus_half = (vectors * root) @ vectors.T, (vectors * inverse) @ vectors.T
    flat = vectors[:, ~kept]
    values, inner = np.linalg.eigh(half @ b @ half)
    middle = (inner * np.sqrt(np.maximum(values, 0.0))) @ inner.T
    return minus_half @ middle @ minus_half + flat @ flat.T
