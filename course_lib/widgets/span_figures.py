"""What repeats of each of several trials came to, as rows of dots on one scale, beside the repeats of a reference."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullFormatter

from course_lib.errors import SettingError
from course_lib.widgets.figures import DPI, STYLES, Still, displayed

MARKERS = ("o", "s", "^", "D", "v")


def spans(rows: Mapping[str, Sequence[float]], reference: str, across: str, repeats: Sequence[str], alt: str) -> Still:
    """A row for each trial: a dot for each of its repeats, a line between the lowest and the highest.

    Arguments: rows, from a trial's name to its values, above 0, one for each repeat; reference, the row whose range is
    shaded over all rows; across, the label of the logarithmic axis; repeats, what each dot is, in order; alt, what the
    figure shows. Raises SettingError for an unknown reference, values that are not as many as the repeats or not above
    0, and without alt text.
    """
    _check(rows, reference, repeats, alt)
    figure = Figure((7.2, 0.9 + 0.3 * len(rows)), dpi=DPI, facecolor="white", layout="constrained")
    axes = figure.add_subplot()
    axes.axvspan(min(rows[reference]), max(rows[reference]), color="#56B4E9", alpha=0.25, linewidth=0)
    places = range(len(rows))
    axes.hlines(places, [min(row) for row in rows.values()], [max(row) for row in rows.values()], color="#555555")
    for repeat, (name, (colour, _), marker) in enumerate(zip(repeats, STYLES, MARKERS, strict=False)):
        values = [row[repeat] for row in rows.values()]
        axes.plot(values, places, marker, color=colour, markersize=7, linestyle="none", label=name)
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_yticks(places, list(rows), fontsize=9)
    axes.invert_yaxis()
    axes.set_xlabel(across)
    axes.grid(axis="x", which="both", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(fontsize=8, frameon=False, loc="upper right")
    return displayed(figure, alt)


def _check(rows: Mapping[str, Sequence[float]], reference: str, repeats: Sequence[str], alt: str) -> None:
    if not alt.strip():
        raise SettingError("a figure needs an alt text: what does it show?")
    if reference not in rows:
        raise SettingError(f"the reference {reference!r} is none of the rows: {', '.join(rows)}.")
    for name, values in rows.items():
        if len(values) != len(repeats) or not min(values) > 0:
            raise SettingError(f"{name}: a value above 0 is wanted for each of {', '.join(repeats)}; not {values}.")
