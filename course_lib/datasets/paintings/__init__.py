"""Style pictures painted by code: any size, seeded, no download; each kind of painting has a file of its own.

`paint` works in units of the short side, so a name and a seed give the same painting at every size, finer or coarser.
"""

from __future__ import annotations

import difflib
import zlib
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from course_lib.datasets.paintings import (
    abstract,
    comic,
    cutouts,
    embroidery,
    engraving,
    facets,
    glass,
    goldleaf,
    lake,
    linocut,
    marbling,
    mosaic,
    night,
    points,
    poppies,
    sunset,
    watercolour,
    waves,
)
from course_lib.datasets.paintings.frame import Frame
from course_lib.errors import SettingError

SMALLEST, LARGEST, LONGEST = 32, 1024, 2048
SLIMMEST = 4


class _Style(NamedTuple):
    painter: Callable[[Frame, np.random.Generator], np.ndarray]
    description: str


_STYLES = {
    "swirling_night": _Style(
        night.paint, "Short, thick strokes stream round moon and stars, over hills, a village and cypresses."
    ),
    "oil_impasto": _Style(
        lake.paint, "Oil laid with the knife, lit from the side: autumn trees doubled in still water."
    ),
    "pointillism": _Style(points.paint, "A river bank in dots of divided colour, which the eye mixes at a distance."),
    "stained_glass": _Style(
        glass.paint, "A rose window over leaves and water: panes of uneven colour held in dark lead."
    ),
    "mosaic": _Style(
        mosaic.paint, "Stones laid in rows along the contours of a sun, its sky and a sea, on grey grout."
    ),
    "woodblock_waves": _Style(
        waves.paint, "Breakers with fingers of foam before a far mountain, printed flat in a few blues."
    ),
    "watercolour": _Style(
        watercolour.paint, "A garden in transparent washes and wet blots with dark rims, on grained paper."
    ),
    "ink_engraving": _Style(
        engraving.paint, "Clouds, peaks and pines in lines that follow their form and swell in the shadows."
    ),
    "geometric_abstract": _Style(
        abstract.paint, "Rings, wedges, grids, arcs and fans of lines on cream, balanced by size."
    ),
    "cartoon_flats": _Style(comic.paint, "A comic panel: bold outlines, flat colours, rows of printed dots."),
    "sunset_ribbons": _Style(
        sunset.paint, "Long wavering bands of red, orange and yellow over a dark inlet and a pier."
    ),
    "poppy_field": _Style(
        poppies.paint, "Flickering dabs of grass and poppies, trees, a roof, and clouds in a wide sky."
    ),
    "cubist_facets": _Style(facets.paint, "A still life seen from several sides at once, broken into shaded facets."),
    "gold_leaf": _Style(goldleaf.paint, "A tree of spirals, a patterned cloak and a meadow on beaten gold."),
    "paper_cutouts": _Style(
        cutouts.paint, "Lobed leaves, stars and waves cut from painted paper, on panels of bright colour."
    ),
    "linocut": _Style(linocut.paint, "Birches before a moon, in gouge marks that bare a few flat inks from the black."),
    "marbling": _Style(marbling.paint, "Drops of ink drawn out by combs and a swirling stick, as on old endpapers."),
    "embroidery": _Style(
        embroidery.paint, "Folk flowers and leaves in satin stitch on a darned ground, every thread lit."
    ),
}
NAMES: tuple[str, ...] = tuple(_STYLES)


def paint(name: str, side: int = 256, shape: tuple[int, int] | None = None, seed: int = 0) -> np.ndarray:
    """Paint a style picture.

    Arguments:
        name: one of `NAMES`.
        side: height and width in pixels of a square painting, 32 to 1024; unused where `shape` is given.
        shape: (height, width) in pixels; the shorter 32 to 1024, the longer at most 2048 and four times the shorter.
        seed: a whole number from 0; another seed gives another painting of the same kind.

    Returns:
        The picture, (height, width, 3) float32 RGB in [0, 1].

    Raises:
        SettingError: the name is unknown, or a size or the seed is not one that can be painted.
    """
    painter = _style(name).painter
    height, width = _size(side, shape)
    if not _is_whole(seed) or seed < 0:
        raise SettingError(f"seed is {seed!r}; give a whole number from 0 upwards.")
    frame = Frame.of(height, width)
    rng = np.random.default_rng([int(seed), zlib.crc32(name.encode())])
    return frame.reduce(painter(frame, rng))


def describe(name: str) -> str:
    """What the painting of this name shows, in a sentence; SettingError where the name is unknown."""
    return _style(name).description


def _style(name: str) -> _Style:
    if isinstance(name, str) and name in _STYLES:
        return _STYLES[name]
    close = difflib.get_close_matches(str(name).lower().replace(" ", "_"), NAMES, n=1, cutoff=0.4)
    hint = f"Did you mean {close[0]!r}? " if close else ""
    raise SettingError(f"No painting is called {name!r}. {hint}There are: {', '.join(NAMES)}.")


def _size(side: int, shape: tuple[int, int] | None) -> tuple[int, int]:
    """Height and width in pixels, checked."""
    if shape is None:
        if not _is_whole(side) or not SMALLEST <= side <= LARGEST:
            raise SettingError(f"side is {side!r}; give a whole number of pixels from {SMALLEST} to {LARGEST}.")
        return int(side), int(side)
    if not isinstance(shape, (tuple, list)) or len(shape) != 2 or not all(_is_whole(n) for n in shape):
        raise SettingError(f"shape is {shape!r}; give (height, width) as two whole numbers of pixels.")
    if not SMALLEST <= min(shape) <= LARGEST or max(shape) > min(LONGEST, SLIMMEST * min(shape)):
        raise SettingError(
            f"shape is {tuple(shape)!r}; the shorter side is to be from {SMALLEST} to {LARGEST} pixels, "
            f"and the longer at most {SLIMMEST} times the shorter and {LONGEST} pixels."
        )
    return int(shape[0]), int(shape[1])


def _is_whole(number: object) -> bool:
    return isinstance(number, (int, np.integer)) and not isinstance(number, (bool, np.bool_))
