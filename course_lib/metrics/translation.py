"""How near a translation is to the truth, where the truth is known: whole, outside the mask, and inside it.

Pictures are (n, h, w, 3) in [0, 1], masks (n, h, w, 1) in [0, 1], 1 where the domains differ. Every measure is the mean
over the pictures of one number each.

Whole-picture measures compare pixel with pixel. Where the truth cannot be known to the pixel (a zebra's stripes may
begin anywhere) they punish a good guess more than none: two stripes out of step are further apart than a stripe and
plain brown. There, look outside the mask with `psnr_outside`, and inside it with `coat_distance`.
"""

from functools import cache

import numpy as np
from skimage import filters, metrics

from course_lib import runtime
from course_lib.colour import luminance
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

from course_lib.models import features  # noqa: E402

LAYERS = ("relu1_1", "relu2_1", "relu3_1")
AT_ONCE = 50
BEST = 100.0  # dB: what two equal pictures are given, as their ratio is infinite
LEAST_AREA = 1e-3  # of the picture: a smaller mask holds no coat to be measured


def ssim(pictures: np.ndarray, truth: np.ndarray) -> float:
    """Structural similarity (Wang et al. 2004, equation 13), Gaussian windows, mean over colours: 1 for equal ones."""
    _demand_alike(pictures, truth)
    return float(np.mean([_ssim(one, other) for one, other in zip(pictures, truth, strict=True)]))


def psnr(pictures: np.ndarray, truth: np.ndarray) -> float:
    """Peak signal to noise ratio in dB, 10 log10(1 / mean squared error), the mean over pictures; at most 100."""
    return psnr_outside(pictures, truth, np.zeros((*truth.shape[:3], 1)))


def psnr_outside(pictures: np.ndarray, truth: np.ndarray, masks: np.ndarray) -> float:
    """The same, of the pixels outside the mask alone: those where it is 0 and nothing was to change."""
    _demand_alike(pictures, truth)
    _demand_masks(masks, truth)
    outside = masks == 0
    squares = (np.square(pictures.astype("float64") - truth) * outside).sum((1, 2, 3))
    errors = squares / np.maximum(3 * outside.sum((1, 2, 3)), 1)
    return float(np.mean(np.minimum(-10 * np.log10(np.maximum(errors, 1e-10)), BEST)))


def edge_agreement(pictures: np.ndarray, truth: np.ndarray) -> float:
    """The correlation of how strong the edges of the luminance are, pixel by pixel (Sobel): 1 where shapes are kept.

    Unlike SSIM it does not care how light or which colour the shapes are.
    """
    _demand_alike(pictures, truth)
    return float(np.mean([_edges_alike(one, other) for one, other in zip(pictures, truth, strict=True)]))


def coat_distance(pictures: np.ndarray, truth: np.ndarray, masks: np.ndarray) -> float:
    """How far what is inside the mask looks from the truth there, wherever stripes lie: 0 for the same.

    In each layer of the offline feature network (relu1_1, relu2_1, relu3_1) the mean and the deviation of each channel
    over the mask, and the squared distance of both from the truth's, per channel: the squared Fréchet distance of two
    diagonal Gaussians (Dowson & Landau 1982), the mean over layers and pictures. Along the mask's edge a feature sees
    some of what is outside.
    """
    _demand_alike(pictures, truth)
    _demand_masks(masks, truth)
    here, there = _statistics(pictures, masks), _statistics(truth, masks)
    held = masks.mean((1, 2, 3)) >= LEAST_AREA
    if not held.any():
        raise SettingError("no picture here has a mask with anything in it: there is no coat to be measured.")
    return float(
        np.mean([np.square(one - other)[held].mean(-1).sum(1) for one, other in zip(here, there, strict=True)])
    )


def _statistics(pictures: np.ndarray, masks: np.ndarray) -> list[np.ndarray]:
    """For each layer the mean and deviation of its channels under the mask, (n, 2, channels)."""
    found = [[] for _ in LAYERS]
    for start in range(0, len(pictures), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        layers = _network()(pictures[part].astype("float32"))
        for place, name in enumerate(LAYERS):
            found[place].append(_under(layers[name].numpy(), masks[part]))
    return [np.concatenate(parts) for parts in found]


def _under(values: np.ndarray, masks: np.ndarray) -> np.ndarray:
    factor = masks.shape[1] // values.shape[1]
    n, height, width, _ = values.shape
    weights = masks[:, : height * factor, : width * factor].reshape(n, height, factor, width, factor).mean((2, 4))
    weights = weights[..., None] / np.maximum(weights.sum((1, 2)), 1e-12)[:, None, None, None]
    mean = (weights * values).sum((1, 2))
    variance = (weights * np.square(values - mean[:, None, None])).sum((1, 2))
    return np.stack([mean, np.sqrt(variance)], 1)


@cache
def _network():
    return features.build("offline", LAYERS)


def _ssim(picture: np.ndarray, truth: np.ndarray) -> float:
    return metrics.structural_similarity(
        picture.astype("float64"), truth.astype("float64"), channel_axis=-1, data_range=1.0, gaussian_weights=True
    )


def _edges_alike(picture: np.ndarray, truth: np.ndarray) -> float:
    one, other = (filters.sobel(luminance(each)).ravel() for each in (picture, truth))
    one, other = one - one.mean(), other - other.mean()
    power = np.sqrt((one @ one) * (other @ other))
    return float(one @ other / power) if power > 1e-12 else float(np.allclose(picture, truth))


def _demand_alike(pictures: np.ndarray, truth: np.ndarray) -> None:
    if pictures.shape != truth.shape or pictures.ndim != 4 or pictures.shape[-1] != 3:
        raise SettingError(f"pictures and truth are both (n, h, w, 3), not {pictures.shape} and {truth.shape}.")


def _demand_masks(masks: np.ndarray, truth: np.ndarray) -> None:
    if masks.shape != (*truth.shape[:3], 1):
        raise SettingError(f"masks for these pictures are {(*truth.shape[:3], 1)}, not {masks.shape}.")
