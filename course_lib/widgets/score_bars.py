"""Scores of a generator as bars: each on a scale of its own, with a mark where new real samples stand."""

import math
from dataclasses import dataclass

from course_lib.metrics.judgement import Judgement

FULL = {"kernel": 60.0, "frechet": 80.0}  # the distance that fills a bar
FINE = {"kernel": 1.0, "frechet": 1.0}  # below it the scale of a distance is linear, above logarithmic


@dataclass(frozen=True)
class Bar:
    """One score: its name, its value in words, and places on the bar from 0 to 1.

    share: how far the bar goes; low and high: its 95 % interval (both None where there is none); mark: where new real
    samples stand at the same N; wish: what a good generator has.
    """

    name: str
    text: str
    share: float
    mark: float
    wish: str
    low: float | None = None
    high: float | None = None


def bars(row: Judgement, yardstick: Judgement) -> list[Bar]:
    """The seven scores of a row as bars, beside those of new real samples."""
    low, high = row.kernel.interval
    kernel, mark = row.kernel.value, yardstick.kernel.value
    found = [
        Bar("kernel distance", row.kernel.short, *_distances("kernel", kernel, mark), "low",
            *_distances("kernel", low, high)),
        Bar("Frechet distance", f"{row.frechet:.1f}", *_distances("frechet", row.frechet, yardstick.frechet), "low"),
    ]  # fmt: skip
    for name in ("precision", "recall", "coverage"):
        value, mark = getattr(row, name), getattr(yardstick, name)
        found.append(Bar(name, f"{value:.2f}", value, mark, "high"))
    density, mark = (min(1.0, judged.density / 2) for judged in (row, yardstick))
    found.insert(4, Bar("density", f"{row.density:.2f}", density, mark, "1"))
    if row.copying is not None:
        found.append(Bar("copying", f"{row.copying:.2f}", row.copying, yardstick.copying, "0.5"))
    return found


def _distances(kind: str, *values: float) -> list[float]:
    """Distances as places on a bar: 0 for 0 and below, 1 for FULL and above."""
    full, fine = FULL[kind], FINE[kind]
    return [min(1.0, math.log1p(max(0.0, value) / fine) / math.log1p(full / fine)) for value in values]
