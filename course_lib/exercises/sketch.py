"""Sketches of possible curves, side by side, for exercises that ask to predict one."""

from collections.abc import Mapping

import numpy as np

# Dark blue and orange (Okabe and Ito 2008) differ for every kind of colour vision; the dashes tell them apart in grey.
_STYLES = [("#0072b2", "-"), ("#d55e00", "--"), ("#444444", ":")]


def curves(
    options: Mapping[str, Mapping[str, np.ndarray]],
    x: np.ndarray,
    x_label: str,
    y_label: str,
    mark: float | None = None,
    mark_label: str = "",
):
    """A figure with one small plot for each option, all on the same axes.

    Arguments:
        options: letter -> {name of a curve: its values at `x`}.
        x: the common abscissae.
        x_label, y_label: what the axes show.
        mark, mark_label: where to draw a vertical line, and what it says.

    Returns:
        matplotlib.figure.Figure, 2.4 inches high.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(2.1 * len(options), 2.5), layout="constrained")
    axes = figure.subplots(1, len(options), sharex=True, sharey=True, squeeze=False)[0]
    for axis, (letter, lines) in zip(axes, options.items(), strict=True):
        for (name, values), (colour, dash) in zip(lines.items(), _STYLES, strict=False):
            axis.plot(x, values, dash, color=colour, linewidth=2, label=name)
        if mark is not None:
            axis.axvline(mark, color="#888888", linewidth=1, label=mark_label)
        axis.set_title(f"{letter})", loc="left", fontweight="bold")
        axis.set_xlabel(x_label)
        axis.spines[["top", "right"]].set_visible(False)
    axes[0].set_ylabel(y_label)
    handles, names = axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper right", ncols=len(names), frameon=False, fontsize=9)
    return figure
