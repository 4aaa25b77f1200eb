"""Stills of what a network sees: feature maps that glow, windows drawn on a picture, and two judges side by side."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib import colormaps
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image as Pillow

from course_lib import images
from course_lib.errors import SettingError
from course_lib.models.receptive_field import Field
from course_lib.widgets.figures import DPI, STYLES, Still, displayed

BRIGHTEST = 99.5  # percentile of a map that is shown as bright as can be
WINDOW_COLOURS = ("#ffffff", "#ffe066", "#56B4E9", "#ff9f40")


def glow(values: np.ndarray, side: int = 170, top: float | None = None) -> np.ndarray:
    """A map (h, w) of numbers from 0 up as a picture: black for 0, over violet and orange to pale yellow.

    Each number becomes a square of one colour. Arguments: side, of the picture's shorter side in pixels; top, the
    number that is brightest, that of which 0.5 % are larger by default. Returns (height, width, 3) in [0, 1].
    """
    values = np.asarray(values, "float64")
    top = float(np.percentile(values, BRIGHTEST)) if top is None else top
    coloured = colormaps["inferno"](np.clip(values / top if top > 0 else 0 * values, 0, 1))[..., :3]
    return enlarged(coloured, side)


def enlarged(picture: np.ndarray, side: int) -> np.ndarray:
    """A small picture with its pixels as squares, (height, width, 3), `side` pixels on its shorter side."""
    scale = side / min(picture.shape[:2])
    height, width = (round(length * scale) for length in picture.shape[:2])
    pixels = Pillow.fromarray(np.rint(np.clip(picture, 0, 1) * 255).astype("uint8"))
    return np.asarray(pixels.resize((width, height), Pillow.Resampling.NEAREST), "float32") / 255


def windows(picture: np.ndarray, places: Sequence[Mapping[str, tuple[Field, int, int]]], alt: str) -> Still:
    """A picture with the windows of some units: each place a mapping from a layer's name to (field, row, column).

    The windows of one place are drawn in each other, named above and below by turns. Raises SettingError.
    """
    if not alt.strip():
        raise SettingError("a figure needs an alt text: what does it show?")
    height, width = images.check(picture).shape[:2]
    figure = Figure((5.4 * width / height, 5.4), dpi=DPI, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.imshow(picture, extent=(0, width, height, 0), interpolation="lanczos")
    for place in places:
        for number, ((name, (field, row, column)), colour) in enumerate(
            zip(place.items(), WINDOW_COLOURS, strict=False)
        ):
            (top, _), (left, _) = field.span(row), field.span(column)
            for edge, line in (("#000000", 4.0), (colour, 1.8)):
                axes.add_patch(Rectangle((left, top), field.size, field.size, fill=False, edgecolor=edge, lw=line))
            corner, way = ((left, top), (2, 4)) if number % 2 == 0 else ((left, top + field.size), (2, -11))
            label = axes.annotate(f"{name}: {field.size} px", corner, way, textcoords="offset points", fontsize=8)
            label.set(color=colour, bbox={"facecolor": "#000000", "edgecolor": "none", "pad": 1.2, "alpha": 0.8})
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    return displayed(figure, alt)


def judged(
    pictures: Mapping[str, np.ndarray], judgements: Mapping[str, Mapping[str, float]], alt: str, side: int = 130
) -> Still:
    """Pictures in a row, each under its name and over its bars; every judge has a scale of its own, from 0.

    Arguments: pictures, square, by their names; judgements, from a judge's name to its number for each picture, by
    name. Raises SettingError.
    """
    if not alt.strip() or any(set(numbers) != set(pictures) for numbers in judgements.values()):
        raise SettingError("each judge has a number for each picture, and a figure needs an alt text.")
    gap, row = 12, 40
    width, height = len(pictures) * (side + gap) + gap + 60, side + 40 + row * len(judgements)
    figure = Figure((width / DPI, height / DPI), dpi=DPI, facecolor="white")
    for place, (name, picture) in enumerate(pictures.items()):
        left = 60 + gap + place * (side + gap)
        axes = figure.add_axes((left / width, 1 - (side + 22) / height, side / width, side / height))
        axes.imshow(picture, aspect="auto", interpolation="lanczos")
        axes.set_axis_off()
        figure.text(left / width, 1 - 17 / height, name, fontsize=8.5, va="bottom")
        for line, (numbers, (colour, _)) in enumerate(zip(judgements.values(), STYLES, strict=False)):
            floor = height - side - 32 - row * (line + 1)
            bar = figure.add_axes((left / width, floor / height, side / width, 0.55 * row / height))
            bar.barh([0], [numbers[name]], color=colour, hatch="" if line == 0 else "///", edgecolor="white")
            bar.set(xlim=(0, 1.05 * max(numbers.values())), yticks=[], xticks=[])
            bar.spines[["top", "right", "bottom"]].set_visible(False)
            bar.set_title(f"{numbers[name]:.2f}", fontsize=8.5, loc="left", pad=1)
    for line, name in enumerate(judgements):
        figure.text(6 / width, (height - side - 32 - row * (line + 0.62)) / height, name, fontsize=8.5, va="center")
    return displayed(figure, alt)
