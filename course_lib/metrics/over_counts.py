"""How a measure depends on the number of samples: the same two sources, drawn from again and again at each N."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from course_lib import checks
from course_lib.errors import SettingError
from course_lib.metrics.samples import checked

Measure = Callable[[np.ndarray, np.ndarray], float]


def over_counts(
    measures: Mapping[str, Measure], a: np.ndarray, b: np.ndarray, counts: Sequence[int], repeats: int, seed: int = 0
) -> dict[str, np.ndarray]:
    """Each measure's values at each count: name to (counts, repeats).

    For every value, count samples of a (n, d) and as many of b (m, d) are drawn without replacement; all measures see
    the same draws. Where count is near n or m, the draws share samples and spread less than new ones would.
    Raises SettingError for bad sets, no counts, a count outside 2 to the smaller set, or fewer than one repeat.
    """
    a, b = checked(a, b)
    checks.whole("repeats", repeats, 1, 100_000)
    most = min(len(a), len(b))
    if not counts or min(counts) < 2 or max(counts) > most:
        raise SettingError(f"counts go from 2 to {most}, the smaller set; these are {list(counts)}.")
    rng = np.random.default_rng(seed)
    values = {name: np.empty((len(counts), repeats)) for name in measures}
    for place in np.ndindex(len(counts), repeats):
        drawn = [samples[rng.choice(len(samples), counts[place[0]], replace=False)] for samples in (a, b)]
        for name, measure in measures.items():
            values[name][place] = measure(*drawn)
    return values
