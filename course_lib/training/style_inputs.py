"""What goes into a run of style transfer, checked and brought to size: styles, mask, start."""

import numpy as np

from course_lib import images
from course_lib.colour import match_colours
from course_lib.errors import SettingError
from course_lib.models.style_swap import StyleSwap
from course_lib.training.style_settings import StyleSettings

NOISE = 0.08


def checked_styles(styles) -> list[np.ndarray]:
    """One picture, or a list of up to six, as a list of pictures. PictureError and SettingError."""
    styles = list(styles) if isinstance(styles, list | tuple) else [styles]
    if not 1 <= len(styles) <= 6:
        raise SettingError(f"a run takes one to six styles, not {len(styles)}.")
    return [images.check(style, "style") for style in styles]


def checked_mask(mask, shape: tuple[int, int]) -> np.ndarray | None:
    """A mask (height, width) of the content's shape in [0, 1], or None. SettingError."""
    if mask is None:
        return None
    mask = np.asarray(mask, "float32")
    if mask.shape != shape or not (np.isfinite(mask).all() and mask.min() >= 0 and mask.max() <= 1):
        raise SettingError(
            f"a mask has the content's height and width, here {shape}, and values from 0 to 1; "
            f"given was {mask.shape} with {mask.min():g} to {mask.max():g}."
        )
    return mask


def resized_mask(mask: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """The mask at another size."""
    return images.resize(np.repeat(mask[:, :, None], 3, axis=2), shape)[:, :, 0]


def checked_start(picture, start: str, shape: tuple[int, int]) -> np.ndarray | None:
    """The given start at the content's size, or None where there is none. PictureError and SettingError."""
    if (picture is None) != (start != "picture"):
        raise SettingError('picture= and start="picture" go together: give both, or neither.')
    return None if picture is None else images.resize(images.check(picture, "start"), shape)


def starting_picture(settings: StyleSettings, content, styles, given) -> np.ndarray:
    """The picture before the first step, (height, width, 3) as the content: what `settings.start` says."""
    shape = content.shape[:2]
    if settings.start == "picture":
        return given
    if settings.start == "style":
        return images.resize(_palette(settings, content, styles[0]), shape)
    if settings.start == "noise":
        grain = np.random.default_rng(settings.seed).normal(0, NOISE, (*shape, 3))
        return np.clip(styles[0].mean((0, 1)) + grain, 0, 1).astype("float32")
    if settings.start == "patches":
        swap = StyleSwap(_palette(settings, content, styles[0]), settings.seed, settings.style_scale)
        return swap.swap(content, strength=settings.strength)
    return content


def targets(settings: StyleSettings, content, styles, side: int) -> list[np.ndarray]:
    """The styles as the losses see them when the content's shorter side is `side` pixels."""
    side = max(16, round(side * settings.style_scale))
    return [images.resize(_palette(settings, content, style), side) for style in styles]


def _palette(settings, content, style) -> np.ndarray:
    return match_colours(style, content) if settings.colours == "palette" else style
