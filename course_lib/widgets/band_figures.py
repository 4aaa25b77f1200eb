"""Small panels side by side: lines over a number of samples, each in a band that holds most of its repeats."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from course_lib.errors import SettingError
from course_lib.widgets.figures import DPI, STYLES, Still, displayed

COLUMNS = 3
INNER = (10, 90)  # per cent of the repeats: the band


def bands(
    panels: Mapping[str, Mapping[str, np.ndarray]], x: Sequence[float], across: str, alt: str, zero: Sequence[str] = ()
) -> Still:
    """A panel for each name: for each of its lines the median over repeats, in the band of the inner 80 % of them.

    Arguments: panels, from a name to {line: values (x, repeats)}; x, on a logarithmic scale; across, the label of the
    axis below; alt, what is seen; zero, the panels in which 0 is marked. Raises SettingError for no alt text, or where
    values do not fit x.
    """
    if not alt.strip() or not panels:
        raise SettingError("a figure needs panels and an alt text: what does it show?")
    rows = -(-len(panels) // COLUMNS)
    figure = Figure((7.6, 2.35 * rows), dpi=DPI, facecolor="white", layout="constrained")
    grid = figure.subplots(rows, min(COLUMNS, len(panels)), squeeze=False).ravel()
    for axes, (name, lines) in zip(grid, panels.items(), strict=False):
        for (line, values), (colour, dash) in zip(lines.items(), STYLES, strict=False):
            if len(values) != len(x):
                raise SettingError(f"{name}, {line}: {len(values)} rows of values for {len(x)} places along the axis.")
            low, high = np.percentile(values, INNER, axis=1)
            axes.fill_between(x, low, high, color=colour, alpha=0.2, linewidth=0)
            axes.plot(x, np.median(values, axis=1), color=colour, linestyle=dash, linewidth=1.8, label=line)
        if name in zero:
            axes.axhline(0, color="#555555", linewidth=0.8, linestyle=":")
        axes.set_xscale("log")
        axes.set_xticks(x, [f"{place:g}" for place in x], fontsize=8)
        axes.minorticks_off()
        axes.tick_params(axis="y", labelsize=8)
        axes.set_title(name, fontsize=10, loc="left")
        axes.set_xlabel(across, fontsize=8)
        axes.spines[["top", "right"]].set_visible(False)
    for axes in grid[len(panels) :]:
        axes.set_axis_off()
    handles, names = grid[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper center", ncols=len(names), frameon=False, fontsize=9)
    return displayed(figure, alt)
