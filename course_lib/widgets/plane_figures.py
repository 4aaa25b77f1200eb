"""Still figures of GANs in the plane: real points, fakes and D's judgement; and phase portraits of small games."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from course_lib.datasets.plane import WINDOW
from course_lib.errors import SettingError
from course_lib.widgets.figures import DPI, STYLES, Still, displayed

REAL, FAKE = "#0a6b62", "#c2410c"
# purple: D says fake; white: it cannot tell; green: D says real (told apart by the colour-blind)
JUDGEMENT = LinearSegmentedColormap.from_list("judgement", ["#8e63b8", "#f7f5f2", "#5aa469"])
CELLS = 60


@dataclass(frozen=True)
class PlaneStill:
    """What one small picture shows: real points and fakes (n, 2), and D's judgement, if any, as (cells, cells).

    The judgement lies between 0 (fake) and 1 (real), its first row below.
    """

    reals: np.ndarray
    fakes: np.ndarray | None = None
    judgement: np.ndarray | None = None


def still_of(run, points: int = 400) -> PlaneStill:
    """What a `training.plane_run.PlaneRun` looks like now.

    Where D gives scores and no probabilities, they are brought to 0 to 1 over the window.
    """
    places = np.linspace(-WINDOW, WINDOW, CELLS)
    grid = np.stack(np.meshgrid(places, places), axis=-1).reshape(-1, 2)
    judged = run.probability(grid)
    if judged is None:
        scores = run.judge(grid)
        judged = (scores - scores.min()) / max(1e-9, float(np.ptp(scores)))
    return PlaneStill(run.sample(points), run.fakes(points), judged.reshape(CELLS, CELLS))


def planes(
    stills: Sequence[PlaneStill], titles: Sequence[str], alt: str, columns: int | None = None, side: int = 190
) -> Still:
    """Planes side by side under their titles: real points as dots, fakes as crosses, D's judgement behind them.

    Arguments: titles, one for each; alt, what the figure shows; columns, all in one row by default; side in pixels.
    Raises SettingError where stills and titles are not as many, or alt is empty.
    """
    if len(stills) != len(titles) or not stills or not alt.strip():
        raise SettingError(f"{len(stills)} planes need as many titles, not {len(titles)}, and an alt text.")
    columns = columns or len(stills)
    rows = math.ceil(len(stills) / columns)
    figure = Figure((columns * side / DPI, (rows * (side + 26) + 34) / DPI), dpi=DPI, facecolor="white")
    figure.set_layout_engine("constrained", h_pad=0.04, w_pad=0.03)
    for index, (still, title) in enumerate(zip(stills, titles, strict=True)):
        axes = figure.add_subplot(rows, columns, index + 1)
        _draw_plane(axes, still)
        axes.set_title(title, fontsize=8.5)
    handles, names = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=2, fontsize=8.5, frameon=False, markerscale=2)
    return displayed(figure, alt)


def phase_portrait(
    field: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]],
    paths: Mapping[str, np.ndarray],
    across: str,
    up: str,
    alt: str,
    reach: float = 2.0,
) -> Still:
    """Arrows of a game's updates over its two numbers, and paths through them that begin at a dot.

    Arguments: field, from grids of both numbers to the update of each; paths, from name to (steps, 2); across and up,
    the axes' labels; reach, of both axes. Raises SettingError where alt is empty.
    """
    if not alt.strip():
        raise SettingError("a figure needs an alt text: what does it show?")
    figure = Figure((4.6, 4.1), dpi=DPI, facecolor="white", layout="constrained")
    axes = figure.add_subplot(aspect="equal")
    places = np.linspace(-reach, reach, 17)
    x, y = np.meshgrid(places, places)
    dx, dy = field(x, y)
    length = np.hypot(dx, dy) + 1e-9
    axes.quiver(x, y, dx / np.sqrt(length), dy / np.sqrt(length), color="#9aa3ab", angles="xy", width=0.004)
    for (name, path), (colour, dash) in zip(paths.items(), STYLES, strict=False):
        axes.plot(*path.T, color=colour, linestyle=dash, linewidth=1.7, label=name)
        axes.plot(*path[0], "o", color=colour, markersize=5)
    axes.plot(0, 0, "+", color="#1c2024", markersize=10)
    axes.set(xlim=(-reach, reach), ylim=(-reach, reach), xlabel=across, ylabel=up)
    figure.legend(loc="outside lower center", ncols=min(3, len(paths)), fontsize=8.5, frameon=False)
    return displayed(figure, alt)


def _draw_plane(axes, still: PlaneStill) -> None:
    if still.judgement is not None:
        edges = (-WINDOW, WINDOW, -WINDOW, WINDOW)
        axes.imshow(still.judgement, JUDGEMENT, vmin=0, vmax=1, origin="lower", extent=edges, interpolation="bilinear")
    axes.plot(*still.reals.T, ".", color=REAL, markersize=1.8, alpha=0.7, label="real", linestyle="none")
    if still.fakes is not None:
        axes.plot(*still.fakes.T, "x", color=FAKE, markersize=2.6, markeredgewidth=0.7, label="fake", linestyle="none")
    axes.set(xlim=(-WINDOW, WINDOW), ylim=(-WINDOW, WINDOW), xticks=[], yticks=[], aspect="equal")
