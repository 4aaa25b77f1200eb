"""Still figures of a lesson: pictures in a row with words above them, and curves. Each has alternative text."""

import base64
import html
import io
import math
import textwrap
from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image as Pillow

from course_lib import images
from course_lib.errors import SettingError

DPI = 100
GAP = 12
LINE = 15
QUALITY = 80
LABEL_HEIGHT = 15
# dark to light, told apart by the colour-blind (Okabe & Ito), and by their dashes without any colour
STYLES = (("#0072B2", "-"), ("#D55E00", "--"), ("#009E73", "-."), ("#CC79A7", ":"), ("#56B4E9", (0, (5, 1, 1, 1))))


class Still:
    """A figure as HTML with alternative text; JupyterLab reads that aloud, and not the text of a bare picture."""

    def __init__(self, jpeg: bytes, alt: str):
        """Arguments: jpeg, the picture's bytes; alt, what it shows."""
        self.jpeg, self.alt = jpeg, alt

    def __repr__(self) -> str:
        """The alternative text."""
        return self.alt

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.jpeg).decode()
        return f'<img alt="{html.escape(self.alt)}" src="data:image/jpeg;base64,{data}" style="max-width: 100%">'


def show(pictures: Sequence, titles: Sequence[str], alt: str, columns: int | None = None, side: int = 170) -> Still:
    """Pictures side by side, each under its title, as one JPEG with alternative text.

    Arguments: pictures (height, width, 3) in [0, 1], brought to `side` pixels where their shorter side differs;
    titles, one for each; alt, what the figure shows, for those who cannot see it; columns, all in one row by default.
    Raises SettingError where pictures and titles are not as many, or alt is empty.
    """
    if len(pictures) != len(titles) or not pictures or not alt.strip():
        raise SettingError(f"{len(pictures)} pictures need as many titles, not {len(titles)}, and an alt text.")
    pictures = [images.check(picture) for picture in pictures]
    pictures = [p if min(p.shape[:2]) == side else images.resize(p, side) for p in pictures]
    columns = columns or len(pictures)
    rows = math.ceil(len(pictures) / columns)
    height = max(picture.shape[0] for picture in pictures)
    widths = [max(picture.shape[1] for picture in pictures[column::columns]) for column in range(columns)]
    titles = ["\n".join(textwrap.wrap(t, max(8, widths[i % columns] // 7))) for i, t in enumerate(titles)]
    head = LINE * max(title.count("\n") + 1 for title in titles) + 6
    total = (sum(widths) + GAP * (columns + 1), rows * (height + head + GAP) + GAP)
    figure = Figure((total[0] / DPI, total[1] / DPI), dpi=DPI, facecolor="white")
    for index, (picture, title) in enumerate(zip(pictures, titles, strict=True)):
        left = GAP + sum(widths[: index % columns]) + GAP * (index % columns)
        top = GAP + (index // columns) * (height + head + GAP) + head
        tall, wide = picture.shape[:2]
        box = (left / total[0], 1 - (top + tall) / total[1], wide / total[0], tall / total[1])
        axes = figure.add_axes(box)
        axes.imshow(picture, interpolation="nearest", aspect="auto", vmin=0, vmax=1)
        axes.set_axis_off()
        figure.text(left / total[0], 1 - (top - 4) / total[1], title, fontsize=8, va="bottom", linespacing=1.15)
    return displayed(figure, alt)


def curves(
    lines: Mapping[str, tuple[Sequence[float], Sequence[float]]],
    across: str,
    up: str,
    alt: str,
    log: str = "",
    marks: Mapping[str, float] | None = None,
) -> Still:
    """Curves over one pair of axes, each named at its end, as one JPEG with alternative text.

    Arguments: lines, from name to (x, y); across and up, the axes' labels; log, the axes with a logarithmic scale ("x",
    "y" or "xy"); marks, from name to the x of a vertical line. Raises SettingError where alt is empty.
    """
    if not alt.strip():
        raise SettingError("a figure needs an alt text: what does it show?")
    figure = Figure((6.2, 3.1), dpi=DPI, facecolor="white", layout="constrained")
    axes = figure.add_subplot()
    for (x, y), (colour, dash) in zip(lines.values(), STYLES, strict=False):
        axes.plot(x, y, color=colour, linestyle=dash, linewidth=1.8)
    for name, x in (marks or {}).items():
        axes.axvline(x, color="#555555", linewidth=0.9, linestyle=":")
        axes.annotate(f" {name}", (x, 1), xycoords=("data", "axes fraction"), va="top", fontsize=8, color="#333333")
    for axis in log:
        getattr(axes, f"set_{axis}scale")("log")
    _name_ends(axes, lines)
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.spines[["top", "right"]].set_visible(False)
    return displayed(figure, alt)


def _name_ends(axes, lines) -> None:
    """Each curve's name at its end, moved apart where two would lie on each other."""
    axes.figure.draw_without_rendering()  # so that the layout, and with it each height, is settled
    ends = [(axes.transData.transform((x[-1], y[-1]))[1], name, x[-1], y[-1]) for name, (x, y) in lines.items()]
    colours = dict(zip(lines, (colour for colour, _ in STYLES), strict=False))
    floor = -math.inf
    for height, name, x, y in sorted(ends):
        floor = max(height, floor + LABEL_HEIGHT)
        place = {"xytext": (5, (floor - height) * 72 / DPI), "textcoords": "offset points"}
        axes.annotate(name, (x, y), color=colours[name], va="center", fontsize=9, annotation_clip=False, **place)


def displayed(figure: Figure, alt: str) -> Still:
    """A matplotlib figure as a JPEG with alternative text."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())[:, :, :3]
    file = io.BytesIO()
    Pillow.fromarray(pixels).save(file, "JPEG", quality=QUALITY, optimize=True)
    return Still(file.getvalue(), alt)
