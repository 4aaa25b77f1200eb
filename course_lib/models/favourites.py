"""What a channel of a feature network likes best: the windows of some pictures at which it answers loudest.

Zeiler and Fergus 2014, "Visualizing and Understanding Convolutional Networks", section 4, show such patches, too.
"""

from collections.abc import Sequence

import numpy as np

from course_lib import checks
from course_lib.errors import SettingError
from course_lib.models.receptive_field import Field


def favourites(
    pictures: Sequence[np.ndarray], maps: Sequence[np.ndarray], field: Field, count: int = 6
) -> list[np.ndarray]:
    """The windows at which one channel answers loudest, loudest first: at most one of each picture.

    Windows that stick out of their picture are passed over, for a padded border is no part of a picture.

    Arguments: pictures (height, width, 3); maps, the channel's answers to each, (h, w); field, of the channel's layer.
    Returns `count` patches (size, size, 3), fewer where fewer pictures hold a window. Raises SettingError.
    """
    checks.whole("count", count, 1, 10_000)
    if len(pictures) != len(maps):
        raise SettingError(f"each picture has one map; these are {len(pictures)} pictures and {len(maps)} maps.")
    found = []
    for picture, answers in zip(pictures, maps, strict=True):
        rows, columns = (_inside(field, *lengths) for lengths in zip(answers.shape, picture.shape, strict=False))
        if rows and columns:
            held = np.asarray(answers)[rows.start : rows.stop, columns.start : columns.stop]
            row, column = np.unravel_index(np.argmax(held), held.shape)
            found.append((float(held[row, column]), picture, row + rows.start, column + columns.start))
    found.sort(key=lambda each: -each[0])
    return [window(picture, field, row, column) for _, picture, row, column in found[:count]]


def window(picture: np.ndarray, field: Field, row: int, column: int) -> np.ndarray:
    """What the unit at (row, column) sees of a picture (height, width, 3): less than its field at the border."""
    (top, bottom), (left, right) = field.span(row), field.span(column)
    return picture[max(0, top) : bottom, max(0, left) : right]


def _inside(field: Field, units: int, pixels: int) -> range:
    """The units whose windows lie inside a picture along one axis; they are neighbours."""
    held = [unit for unit in range(units) if field.span(unit)[0] >= 0 and field.span(unit)[1] <= pixels]
    return range(held[0], held[-1] + 1) if held else range(0)
