"""The history of a run as the numbers that the page's curves are drawn from."""

import math
from collections.abc import Sequence

MOST_POINTS = 1500
_FIRST = ("total", "content", "style", "variation")


def points(history: Sequence[dict]) -> dict:
    """The steps and, for each term of the loss, its values; at most 1,500 of them, evenly thinned, the last one kept.

    Returns {"step": [...], "terms": {"total": [...], ...}} with None where a value is missing or not finite. The terms
    of style transfer come in one order, whatever order Keras reports them in: the page colours the curves by it.
    """
    history = thin(history)
    found = dict.fromkeys(name for entry in history for name in entry if name != "step")
    names = sorted(found, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    return {
        "step": [entry["step"] for entry in history],
        "terms": {name: [_finite(entry.get(name)) for entry in history] for name in names},
    }


def thin(entries: Sequence) -> list:
    """Every n-th entry, counted back from the last, so that at most 1,500 are left."""
    stride = -(-len(entries) // MOST_POINTS)
    return list(entries[::-1][::stride][::-1]) if stride > 1 else list(entries)


def _finite(value) -> float | None:
    return float(value) if value is not None and math.isfinite(value) else None
