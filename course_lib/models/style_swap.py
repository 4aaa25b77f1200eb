"""Style swap: a photograph rebuilt from a painting's own patches, by a network whose filters are those patches and
which nobody has to train (Li and Wand 2016, "Combining Markov Random Fields and Convolutional Neural Networks"; Chen
and Schmidt 2016; Elad and Milanfar 2017, "Style Transfer via Texture Synthesis")."""

import functools
import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from course_lib.colour import match_colours
from course_lib.errors import SettingError
from course_lib.images import check, resize
from course_lib.models.guidance import Guidance, dodge, guide_by, guiding_colours, match_bands
from course_lib.models.patches import (
    Descriptors,
    Projection,
    im2col,
    principal_components,
    transposed_convolution,
    winner_take_all,
)

SIZE = 9  # pixels: a patch's side at every scale
COARSEST = 64  # pixels: scales are halved down to about this side, where a patch is a seventh of the picture
MOST_FILTERS = 12_000  # patches of the painting at a scale
LOOK, GUIDE = 40, 8  # principal components that describe a patch's look, and its guiding colours
WHITENING = 0.3  # of the look: fine strokes count for more than their contrast, since the guide sees to the tones
MODESTY = 0.07  # of the patches' variance: the less, the more are unused patches drawn in
WINDOW = 0.2  # of SIZE: deviation of the Gaussian under which a patch is pasted
QUERIES, LAST_QUERIES = 8_000, 70_000  # about the number of patches swapped in one pass, and in the very last

_PAD = SIZE // 2


class Filters(NamedTuple):
    """A painting at one scale, as a network's filters."""

    picture: np.ndarray  # (h, w, 3)
    patches: np.ndarray  # (m, SIZE * SIZE * 3): what is pasted
    keys: Descriptors  # of the patches: what is compared
    look: Projection
    guide: Projection
    modesty: float


class StyleSwap:
    """Repaints photographs with the patches of one painting, which it prepares once for each size."""

    def __init__(self, style: np.ndarray, seed: int = 0, scale: float = 1.0):
        """Keep a painting.

        Arguments:
            style: a picture of any size and shape.
            seed: of the choice of patches, where the painting has more than 12,000.
            scale: the painting's shorter side as a share of the photograph's, 0.25 to 4: strokes grow with it.

        Raises PictureError, SettingError.
        """
        self.style = check(style, "style")
        self.scale = _checked_number(scale, "scale", 0.25, 4.0, "1 shows the painting as large as the photograph")
        self.seed = _checked_seed(seed)
        self._filters = functools.lru_cache(maxsize=8)(self._prepare)

    def swap(self, content: np.ndarray, strength: float = 1.0, seed: int = 0) -> np.ndarray:
        """Repaint a photograph (h, w, 3) and return a picture of its size.

        Arguments:
            strength: of the content, 0 to 10: at 0.2 the painting takes over, at 3 small faces stay.
            seed: of the shifts of the grid. The same seed gives the same picture.

        Raises PictureError, SettingError.
        """
        *_, picture = self.scales(content, strength, seed)
        return picture

    def scales(self, content: np.ndarray, strength: float = 1.0, seed: int = 0) -> Iterator[np.ndarray]:
        """Repaint as `swap` does, and yield the picture after each scale, coarse to fine; the last is the result."""
        content = check(content, "content")
        strength = _checked_number(strength, "strength", 0.0, 10.0, "0.3 to 3 is useful")
        rng = np.random.default_rng([self.seed, _checked_seed(seed)])
        return self._scales(content, strength, rng)

    def _scales(self, content: np.ndarray, strength: float, rng: np.random.Generator) -> Iterator[np.ndarray]:
        coloured = match_colours(dodge(content), self.style)
        picture = coloured
        shapes = _pyramid(content.shape[:2])
        for shape in shapes:
            coarsest, finest = shape == shapes[0], shape == shapes[-1]
            filters = self._filters(min(shape))
            target = resize(coloured, shape)
            guidance = guide_by(target, filters.picture, strength, finest)
            mix = guidance.mix[:, :, np.newaxis]
            picture = resize(picture, shape)
            for stride in _strides(shape, coarsest, finest):
                votes = swap_patches(picture, guidance, filters, stride, 1.0 if coarsest else 1.5, rng)
                picture = (votes + mix * target) / (1.0 + mix)
            yield match_bands(picture, filters.picture) if finest else picture

    def _prepare(self, side: int) -> Filters:
        """The painting's patches for a photograph with its shorter side at `side` pixels."""
        style = resize(self.style, max(2 * SIZE, round(side * self.scale)))
        return patches_as_filters(style, np.random.default_rng(self.seed))


def patches_as_filters(style: np.ndarray, rng: np.random.Generator) -> Filters:
    """Cut a painting (h, w, 3) into patches, and describe each by its look and its guiding colours."""
    height, width = style.shape[0] - SIZE + 1, style.shape[1] - SIZE + 1
    chosen = np.sort(rng.permutation(height * width)[:MOST_FILTERS])
    patches = _cut(style, *np.divmod(chosen, width))
    guides = _cut(guiding_colours(style), *np.divmod(chosen, width))
    look, guide = principal_components(patches, LOOK, WHITENING), principal_components(guides, GUIDE)
    modesty = MODESTY * float(patches.var(axis=0).sum() + 4.0 * guides.var(axis=0).sum()) + 1e-6
    return Filters(style, patches, Descriptors(look(patches), guide(guides)), look, guide, modesty)


def _cut(picture: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The patches (n, SIZE * SIZE * 3) whose top left corners are given."""
    windows = np.lib.stride_tricks.sliding_window_view(picture, (SIZE, SIZE), axis=(0, 1))
    return np.moveaxis(windows[rows, columns], 1, -1).reshape(len(rows), -1)


def swap_patches(
    picture: np.ndarray, guidance: Guidance, filters: Filters, stride: int, gain: float, rng: np.random.Generator
) -> np.ndarray:
    """One pass: convolve, let the winner take all, paste by transposed convolution, on a grid shifted at random.

    Arguments:
        picture: (h, w, 3).
        stride: of the convolution, in pixels.
        gain: how far the spread of the look's components may be raised to that of the painting's, at least 1.

    Returns a picture (h, w, 3).
    """
    top, left = rng.integers(stride, size=2)

    def unfold(plane: np.ndarray) -> np.ndarray:
        return im2col(np.pad(plane, ((_PAD, _PAD), (_PAD, _PAD), (0, 0)), mode="reflect")[top:, left:], SIZE, stride)

    patches = unfold(picture)
    grid = patches.shape[:2]
    look = filters.look(patches.reshape(-1, patches.shape[-1]))
    guide = filters.guide(unfold(guidance.colours).reshape(len(look), -1))
    centres = np.pad(guidance.trust, _PAD, mode="reflect")[top + _PAD :: stride, left + _PAD :: stride]
    trust = centres[: grid[0], : grid[1]].ravel()
    queries = Descriptors(_raise_spread(look, filters.keys.look, gain), guide)
    winners, distances = winner_take_all(queries, filters.keys, trust, filters.modesty, rng)
    weights = 1.0 / (distances + 0.3 * distances.mean() + 1e-9)
    votes = transposed_convolution(filters.patches[winners], weights.reshape(grid), _window(), stride)
    height, width = picture.shape[:2]
    return votes[_PAD - top :, _PAD - left :][:height, :width]


def _raise_spread(look: np.ndarray, keys: np.ndarray, gain: float) -> np.ndarray:
    """Give each component of the look the deviation that it has in the painting, raising it by at most `gain`.

    Averaging has taken the fine components out of flat places, where blurred patches would win for ever. The same
    statistics as in AdaIN (Huang and Belongie 2017, equation 8), on the channels of the descriptor.
    """
    mean = look.mean(axis=0)
    return mean + np.clip(keys.std(axis=0) / (look.std(axis=0) + 1e-6), 1.0, gain) * (look - mean)


def _window() -> np.ndarray:
    """The Gaussian (SIZE, SIZE) under which patches are pasted."""
    bell = np.exp(-0.5 * ((np.arange(SIZE) - _PAD) / (WINDOW * SIZE)) ** 2)
    return np.outer(bell, bell).astype(np.float32)


def _pyramid(shape: tuple[int, int]) -> list[tuple[int, int]]:
    """Heights and widths of the scales, coarse to fine: halved as long as the shorter side stays near COARSEST."""
    halvings = max(0, round(math.log2(min(shape) / COARSEST)))
    return [tuple(max(SIZE, round(length / 2**k)) for length in shape) for k in range(halvings, -1, -1)]


def _strides(shape: tuple[int, int], coarsest: bool, finest: bool) -> list[int]:
    """The stride in pixels of each pass at one scale: the larger the picture, the sparser, and dense at the end."""

    def stride(queries: int) -> int:
        return min(_PAD, math.ceil(math.sqrt(shape[0] * shape[1] / queries)))

    passes = [stride(QUERIES)] * (6 if coarsest else 3 if finest else 5)
    return [*passes[:-1], stride(LAST_QUERIES)] if finest else passes


def _checked_number(value: object, name: str, low: float, high: float, advice: str) -> float:
    """Return a setting as a float in [low, high], or raise SettingError."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.number) or not low <= value <= high:
        raise SettingError(f"{name} is {value!r}. Accepted: a number from {low:g} to {high:g}; {advice}.")
    return float(value)


def _checked_seed(value: object) -> int:
    """Return a seed as an int, or raise SettingError."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 0:
        raise SettingError(f"seed is {value!r}. Accepted: a whole number of at least 0.")
    return int(value)


def swap(content: np.ndarray, style: np.ndarray, strength: float = 1.0, seed: int = 0) -> np.ndarray:
    """Repaint one photograph with one painting: `StyleSwap(style).swap(content, strength, seed)`."""
    return StyleSwap(style).swap(content, strength, seed)
