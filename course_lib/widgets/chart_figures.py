"""The charts of a clinic as figures: losses, coverage, what D says, and how hard G is pushed."""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from course_lib.errors import SettingError
from course_lib.widgets.figures import DPI, STYLES, Still, displayed

PANELS = (
    ("losses", {"D's": "d_loss", "G's": "g_loss"}),
    ("share of modes, of good points", {"modes": "covered", "good": "good"}),
    ("D says of", {"training": "says_real", "held out": "says_held_out", "fakes": "says_fake"}),
    ("push on G", {"push": "push"}),
)
LEAST_PUSH = 1e-10


def charts(noted: Sequence, titles: Sequence[str]) -> Still:
    """One row for each `training.clinic.Chart`, under its title: four small panels over the steps.

    The alternative text tells where each curve begins and ends. SettingError where titles are not as many.
    """
    if len(noted) != len(titles) or not noted:
        raise SettingError(f"{len(noted)} charts need as many titles, not {len(titles)}.")
    figure = Figure((8.6, 1.75 * len(noted) + 0.4), dpi=DPI, facecolor="white", layout="constrained")
    grid = figure.subplots(len(noted), len(PANELS), squeeze=False, sharex=True)
    for index, (row, chart, title) in enumerate(zip(grid, noted, titles, strict=True)):
        row[0].set_ylabel(title, fontweight="bold", fontsize=9)
        for axes, (heading, lines) in zip(row, PANELS, strict=True):
            for (name, field), (colour, dash) in zip(lines.items(), STYLES, strict=False):
                values = getattr(chart, field)
                values = np.maximum(values, LEAST_PUSH) if field == "push" else values
                axes.plot(chart.steps, values, color=colour, linestyle=dash, linewidth=1.5, label=name)
            axes.tick_params(labelsize=7)
            axes.spines[["top", "right"]].set_visible(False)
            if index == 0:
                axes.set_title(heading, fontsize=9)
                if len(lines) > 1:
                    axes.legend(fontsize=7, frameon=False)
        row[1].set_ylim(-0.05, 1.05)
        row[3].set_yscale("log")
        row[3].minorticks_off()
    for axes in grid[-1]:
        axes.set_xlabel("step", fontsize=8)
    return displayed(figure, "; ".join(f"{title}: {_told(chart)}" for chart, title in zip(noted, titles, strict=True)))


def _told(chart) -> str:
    named = [
        (heading if len(lines) == 1 else f"{heading} {name}", field)
        for heading, lines in PANELS
        for name, field in lines.items()
    ]
    return ", ".join(f"{name} {getattr(chart, f)[0]:.2g} to {getattr(chart, f)[-1]:.2g}" for name, f in named)
