"""Small panels of curves side by side, over one axis, so that two courses of one run can be read against each other."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from course_lib.errors import SettingError
from course_lib.widgets.figures import DPI, STYLES, Still, displayed

WIDTH, HEIGHT = 2.9, 2.5


def panels(
    drawn: Mapping[str, Mapping[str, Sequence[float]]],
    x: Sequence[float],
    across: str,
    alt: str,
    shared: Sequence[str] = (),
) -> Still:
    """A panel for each name, with a curve for each of its lines.

    Arguments: drawn, from a panel's name to {line: its values at x}; across, the label below; alt, what is seen;
    shared, the panels that have one scale upwards. Raises SettingError without panels or alt text, and for values that
    are not as many as x.
    """
    if not drawn or not alt.strip():
        raise SettingError("a figure needs panels and an alt text: what does it show?")
    figure = Figure((WIDTH * len(drawn), HEIGHT), dpi=DPI, facecolor="white", layout="constrained")
    row = figure.subplots(1, len(drawn), squeeze=False)[0]
    for axes, (title, lines) in zip(row, drawn.items(), strict=True):
        for (name, values), (colour, dash) in zip(lines.items(), STYLES, strict=False):
            if len(values) != len(x):
                raise SettingError(f"{title}, {name}: {len(values)} values for {len(x)} places along the axis.")
            axes.plot(x, values, color=colour, linestyle=dash, linewidth=1.8, label=name)
        axes.set_title(title, fontsize=9, loc="left")
        axes.set_xlabel(across, fontsize=8)
        axes.tick_params(labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(fontsize=7, frameon=False)
    _share([axes for axes, title in zip(row, drawn, strict=True) if title in shared])
    return displayed(figure, alt)


def _share(row: Sequence) -> None:
    limits = [axes.get_ylim() for axes in row]
    for axes in row:
        axes.set_ylim(min(low for low, _ in limits), max(high for _, high in limits))
