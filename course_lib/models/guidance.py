"""What a photograph tells a style swap: how light and of which hue each place should be, and where it has detail and
edges that must stay."""

from typing import NamedTuple

import numpy as np
from scipy import ndimage

from course_lib.colour import luminance

BLUR = 1.5  # pixels: patches are guided by blurred colours, so that strokes are left free
_CHROMA = 0.5  # weight of hue against light in the guide
_DODGE = 0.4  # share of the broad light and shade that is taken out


class Guidance(NamedTuple):
    """What must stay of a photograph, at one scale."""

    colours: np.ndarray  # (h, w, 3): the guiding colours that each place should have
    trust: np.ndarray  # (h, w): how much these count when patches are compared
    mix: np.ndarray  # (h, w): how much of the photograph itself is mixed in, against 1 of the patches


def guide_by(content: np.ndarray, style: np.ndarray, strength: float, finest: bool) -> Guidance:
    """Read from a photograph (h, w, 3), already in the painting's colours, what must stay of it.

    Flat places are left to the painting; detail is held by the guide, and edges are mixed in, less so at the finest
    scale, which belongs to the strokes.
    """
    light = luminance(content)
    tone = 0.5 * (match_histogram(light, luminance(style)) - light)
    colours = guiding_colours(content + tone[:, :, np.newaxis])
    trust = 7.0 * strength * (0.2 + 1.6 * detail(light)) ** 2
    return Guidance(colours, trust, (0.55 if finest else 2.2) * strength * edges(light))


def guiding_colours(picture: np.ndarray) -> np.ndarray:
    """Blurred luminance Y and half of R - Y and B - Y: (h, w, 3)."""
    blurred = ndimage.gaussian_filter(picture, (BLUR, BLUR, 0.0))
    light = blurred @ np.array([0.299, 0.587, 0.114], np.float32)
    red, blue = blurred[:, :, 0] - light, blurred[:, :, 2] - light
    return np.stack([light, _CHROMA * red, _CHROMA * blue], axis=-1)


def edges(light: np.ndarray) -> np.ndarray:
    """Where a luminance (h, w) has fine edges: e / (e + s/4), e the deviation of its finest band, s that of all."""
    fine = light - ndimage.gaussian_filter(light, 1.0)
    energy = np.sqrt(ndimage.gaussian_filter(fine * fine, 1.5))
    return energy / (energy + 0.25 * light.std() + 1e-6)


def detail(light: np.ndarray) -> np.ndarray:
    """Where a luminance (h, w) has more structure than it has elsewhere: d / (d + mean d), d its local deviation."""
    local = light - ndimage.gaussian_filter(light, 4.0)
    energy = np.sqrt(ndimage.gaussian_filter(local * local, 3.0))
    return energy / (energy + energy.mean() + 1e-6)


def match_histogram(light: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Give a luminance (h, w) the histogram of another, keeping the order of its pixels."""
    ranks = np.empty(light.size)
    ranks[np.argsort(light, axis=None, kind="stable")] = (np.arange(light.size) + 0.5) / light.size
    known = (np.arange(reference.size) + 0.5) / reference.size
    return np.interp(ranks, known, np.sort(reference, axis=None)).reshape(light.shape).astype(np.float32)


def dodge(picture: np.ndarray) -> np.ndarray:
    """Take two fifths of the broad light and shade out of a picture (h, w, 3), as in a darkroom.

    What is left of the painting's range from dark to light then goes to the subject's own detail.
    """
    light = luminance(picture)
    broad = ndimage.gaussian_filter(light, min(light.shape) / 8)
    return np.clip(picture - _DODGE * (broad - broad.mean())[:, :, np.newaxis], 0.0, 1.0)


def match_bands(picture: np.ndarray, style: np.ndarray) -> np.ndarray:
    """Scale the three finest bands of a picture's luminance to the deviations that the style's have.

    Votes average, which softens strokes; this gives them back their contrast, by a factor of 0.8 to 2.2.
    """
    light, reference, change = luminance(picture), luminance(style), 0.0
    for blur in (0.8, 1.6, 3.2):
        coarse, coarse_reference = ndimage.gaussian_filter(light, blur), ndimage.gaussian_filter(reference, blur)
        gain = (reference - coarse_reference).std() / max((light - coarse).std(), 1e-6)
        change = change + (np.clip(gain, 0.8, 2.2) - 1.0) * (light - coarse)
        light, reference = coarse, coarse_reference
    return np.clip(picture + change[:, :, np.newaxis], 0.0, 1.0)
