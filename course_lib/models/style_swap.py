"""Style swap: a picture rebuilt from a painting's own patches, by a network whose filters are those patches and which
nobody has to train (Chen and Schmidt 2016; Li and Wand 2016; Elad and Milanfar 2017, "Style Transfer via Texture
Synthesis")."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy import ndimage

from course_lib.colour import luminance, match_colours
from course_lib.errors import SettingError
from course_lib.images import check, resize
from course_lib.models.patches import (
    Projection,
    patches_at,
    principal_components,
    shifted_grid,
    some_patches,
    transposed_convolution,
    winner_take_all,
)

SIZE = 9  # pixels: a patch's side at every scale
MOST = 12_000  # style patches kept at a scale
COMPONENTS, GUIDES = 40, 6  # length of a patch's descriptor: what it looks like, and how light its surroundings are
MODESTY = 0.07  # how far unused patches are drawn in: small draws in more
BLUR = 1.5  # pixels: the luminance that guides is blurred by this


class Scale(NamedTuple):
    """How one scale is worked: its shorter side is the picture's divided by `factor`."""

    factor: int
    passes: int
    stride: int
    strength: float


SCALES = (Scale(8, 8, 1, 1.0), Scale(4, 6, 1, 1.25), Scale(2, 5, 2, 1.25), Scale(1, 3, 3, 0.3))


class Filters(NamedTuple):
    """The painting at one scale: its patches, the filters that describe them, and the light and dark it has."""

    patches: np.ndarray  # (n, SIZE * SIZE * 3)
    keys: np.ndarray  # (n, COMPONENTS + GUIDES)
    look: Projection
    guide: Projection
    modesty: float
    luminance: np.ndarray  # (h, w)


class StyleSwap:
    """Repaints photographs with the patches of one painting, which it prepares once for each size."""

    def __init__(self, style: np.ndarray, seed: int = 0):
        """Keep a painting.

        Arguments:
            style: a picture; its shorter side is scaled to that of the photograph, so it may have any size.
            seed: of the choice of patches.

        Raises PictureError, SettingError.
        """
        self.style = check(style, "style")
        self.seed = _seed(seed)
        self._prepared: dict[int, Filters] = {}

    def swap(self, content: np.ndarray, strength: float = 1.0, seed: int = 0) -> np.ndarray:
        """Repaint a photograph (h, w, 3) and return a picture of its size.

        Arguments:
            strength: of the content where it has edges; at 0.5 the painting takes over, at 2 faces stay.
            seed: of the shifts of the grid. The same seed gives the same picture.

        Raises PictureError, SettingError.
        """
        return list(self.scales(content, strength, seed))[-1]

    def scales(self, content: np.ndarray, strength: float = 1.0, seed: int = 0) -> Iterator[np.ndarray]:
        """Yield the picture after each scale, coarse to fine: the last is what `swap` returns."""
        content = check(content, "content")
        strength, seed = _strength(strength), _seed(seed)
        rng = np.random.default_rng([self.seed, seed])
        coloured = match_colours(content, self.style)
        picture = coloured
        for scale in _scales_of(content):
            shape = tuple(max(SIZE, round(length / scale.factor)) for length in content.shape[:2])
            target = resize(coloured, shape)
            filters = self._filters(min(shape))
            picture = _repaint(resize(picture, shape), target, filters, scale, strength, rng)
            yield picture if scale.factor > 1 else _sharpen(picture, filters.luminance)

    def _filters(self, side: int) -> Filters:
        """The painting's patches with its shorter side at `side` pixels, prepared once."""
        if side not in self._prepared:
            self._prepared[side] = patches_as_filters(resize(self.style, side), np.random.default_rng(self.seed))
        return self._prepared[side]


def patches_as_filters(style: np.ndarray, rng: np.random.Generator) -> Filters:
    """Cut a painting (h, w, 3) into patches and describe each by its principal components and its blurred luminance."""
    light = luminance(style)
    rows, columns = some_patches(style, SIZE, MOST, rng)
    patches = _cut(style, rows, columns)
    surroundings = _cut(ndimage.gaussian_filter(light, BLUR), rows, columns)
    look, guide = principal_components(patches, COMPONENTS), principal_components(surroundings, GUIDES)
    keys = np.concatenate([look(patches), guide(surroundings)], axis=1)
    modesty = MODESTY * float(patches.var(axis=0).sum() + surroundings.var(axis=0).sum()) + 1e-6
    return Filters(patches, keys, look, guide, modesty, light)


def _cut(picture: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The patches with the given corners: (n, SIZE * SIZE * channels)."""
    windows = np.lib.stride_tricks.sliding_window_view(picture, (SIZE, SIZE), axis=(0, 1))
    if picture.ndim == 3:
        windows = np.moveaxis(windows, 2, -1)
    return windows[rows, columns].reshape(len(rows), -1)


def _repaint(
    picture: np.ndarray,
    content: np.ndarray,
    filters: Filters,
    scale: Scale,
    strength: float,
    rng: np.random.Generator,
) -> np.ndarray:
    """Swap every patch of the picture for the painting's nearest, and blend the content back at its edges; repeat."""
    light = luminance(content)
    guide = ndimage.gaussian_filter(0.5 * light + 0.5 * _match_histogram(light, filters.luminance), BLUR)
    mix = strength * scale.strength * _edges(light)[:, :, np.newaxis]
    for _ in range(scale.passes):
        grid = shifted_grid(light.shape, SIZE, scale.stride, rng)
        look, surroundings = filters.look(patches_at(picture, grid, SIZE)), filters.guide(patches_at(guide, grid, SIZE))
        queries = np.concatenate([look, surroundings], axis=1)
        winners, distances = winner_take_all(queries, filters.keys, filters.modesty, rng)
        weights = (distances + 0.3 * distances.mean() + 1e-9) ** -0.6
        votes = transposed_convolution(filters.patches[winners], weights, grid, SIZE, light.shape)
        picture = (votes + mix * content) / (1.0 + mix)
    return np.clip(picture, 0.0, 1.0)


def _edges(light: np.ndarray) -> np.ndarray:
    """Where a luminance (h, w) has fine detail, in [0, 1): E / (E + 0.05), E the local deviation of its finest band."""
    band = light - ndimage.gaussian_filter(light, 1.0)
    energy = np.sqrt(ndimage.gaussian_filter(band * band, 1.5))
    return energy / (energy + 0.05)


def _match_histogram(light: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Give a luminance (h, w) the histogram of another, keeping the order of its pixels."""
    ranks = np.empty(light.size, np.float32)
    ranks[np.argsort(light, axis=None, kind="stable")] = (np.arange(light.size) + 0.5) / light.size
    values = np.sort(reference, axis=None)
    matched = np.interp(ranks, (np.arange(values.size) + 0.5) / values.size, values)
    return matched.reshape(light.shape).astype(np.float32)


def _sharpen(picture: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Scale the three finest bands of the picture's luminance to the deviations that the reference (h, w) has there.

    Votes average, which softens strokes; this gives them back their contrast, by a factor of 0.8 to 2.2.
    """
    light, added = luminance(picture), 0.0
    for blur in (0.8, 1.6, 3.2):
        coarse, coarse_reference = ndimage.gaussian_filter(light, blur), ndimage.gaussian_filter(reference, blur)
        gain = (reference - coarse_reference).std() / max((light - coarse).std(), 1e-6)
        added = added + (np.clip(gain, 0.8, 2.2) - 1.0) * (light - coarse)
        light, reference = coarse, coarse_reference
    return np.clip(picture + added[:, :, np.newaxis], 0.0, 1.0)


def _scales_of(content: np.ndarray) -> list[Scale]:
    """The scales that are not too small for patches in a picture of this size; the finest always."""
    side = min(content.shape[:2])
    return [scale for scale in SCALES if scale.factor == 1 or side / scale.factor >= 1.5 * SIZE]


def _strength(value: object) -> float:
    """Return a content strength as a float, or raise SettingError."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.number) or not 0 <= value <= 10:
        raise SettingError(f"strength is {value!r}. Accepted: a number from 0 (style only) to 10; 0.5 to 2 is useful.")
    return float(value)


def _seed(value: object) -> int:
    """Return a seed as an int, or raise SettingError."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 0:
        raise SettingError(f"seed is {value!r}. Accepted: a whole number of at least 0.")
    return int(value)


def swap(content: np.ndarray, style: np.ndarray, strength: float = 1.0, seed: int = 0) -> np.ndarray:
    """Repaint one photograph with one painting: `StyleSwap(style, seed).swap(content, strength, seed)`."""
    return StyleSwap(style, seed).swap(content, strength, seed)
