"""A distribution drawn by hand: uniform along strokes, whatever drew them."""

from collections.abc import Sequence

import numpy as np

from course_lib import checks
from course_lib.datasets.plane.distribution import WINDOW, Distribution
from course_lib.errors import SettingError

MOST_POINTS = 20_000


def drawn(strokes: Sequence, brush: float = 0.04) -> Distribution:
    """The distribution of a drawing: along each stroke by its length, with the brush's width to both sides.

    Arguments: strokes, lists of points (x, y) within the window that is shown, as mouse, pen, finger or keys left
    them; a stroke of one point is a dot, which counts as a stroke of the brush's width; brush, the standard deviation
    across, from 0.005 to 0.3. Raises SettingError.
    """
    checks.number("brush", brush, 0.005, 0.3)
    lines = [_checked(stroke) for stroke in strokes] if isinstance(strokes, list | tuple) else []
    if not lines:
        raise SettingError("nothing is drawn yet: draw a stroke or a dot, then train on it.")
    if sum(map(len, lines)) > MOST_POINTS:
        raise SettingError(f"the drawing has more than {MOST_POINTS} points; clear it and draw with fewer strokes.")
    begins = np.concatenate([line[:-1] if len(line) > 1 else line for line in lines])
    ends = np.concatenate([line[1:] if len(line) > 1 else line for line in lines])
    weights = np.concatenate([_weights(line, brush) for line in lines])
    chances = weights / weights.sum()

    def draw(count, generator):
        piece = generator.choice(len(begins), size=count, p=chances)
        share = generator.uniform(size=(count, 1))
        on_the_line = begins[piece] + share * (ends - begins)[piece]
        return on_the_line + brush * generator.normal(size=(count, 2))

    origin = {"strokes": [line.round(4).tolist() for line in lines], "brush": float(brush)}
    return Distribution("drawn", "your drawing", draw, origin=origin)


def _weights(line: np.ndarray, brush: float) -> np.ndarray:
    """What each piece of a stroke counts for: its length; a dot, also one reported several times, its brush."""
    if len(line) == 1:
        return np.array([brush])
    lengths = np.linalg.norm(np.diff(line, axis=0), axis=1)
    return lengths if lengths.sum() > 0 else np.full(len(lengths), brush / len(lengths))


def _checked(stroke) -> np.ndarray:
    try:
        line = np.asarray(stroke, "float64")
    except (TypeError, ValueError):
        line = np.empty(0)
    if line.ndim != 2 or line.shape[1] != 2 or len(line) == 0 or not np.isfinite(line).all():
        raise SettingError("a stroke is a list of points (x, y), each of two finite numbers; this one is not.")
    if np.abs(line).max() > WINDOW:
        raise SettingError(f"points lie between -{WINDOW} and {WINDOW} both ways; a stroke leaves this window.")
    return line.round(4)
