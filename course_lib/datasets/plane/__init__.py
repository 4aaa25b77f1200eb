"""Distributions in the plane: named ones, those that a hand draws, and small data sets."""

from course_lib.datasets.plane.distribution import WINDOW, Distribution, mixture
from course_lib.datasets.plane.drawing import drawn
from course_lib.datasets.plane.empirical import empirical
from course_lib.datasets.plane.shapes import SHAPES
from course_lib.errors import SettingError


def names() -> tuple[str, ...]:
    """The names that `load` knows."""
    return tuple(SHAPES)


def load(name: str) -> Distribution:
    """The distribution of that name. SettingError if there is none."""
    if not isinstance(name, str) or name not in SHAPES:
        raise SettingError(f"there is no distribution {name!r}; there are {', '.join(SHAPES)}, and what you draw.")
    return SHAPES[name]


def from_dict(values: dict) -> Distribution:
    """The distribution that `as_dict` described. SettingError where it describes none."""
    if not isinstance(values, dict) or "name" not in values:
        raise SettingError("a distribution is described by its name, or by strokes and a brush.")
    if values["name"] == "drawn":
        return drawn(values.get("strokes", ()), values.get("brush", 0.04))
    if values["name"] == "points":
        return empirical(values.get("points"), values.get("jitter", 0.0))
    return load(values["name"])


__all__ = ["WINDOW", "Distribution", "drawn", "empirical", "from_dict", "load", "mixture", "names"]
