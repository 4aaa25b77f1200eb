"""Runs for a diagnosis: each fails in one way, with knobs drawn by a seed, and is kept only if it shows its symptom."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_lib.datasets import plane
from course_lib.training.clinic import Chart, Clinic
from course_lib.training.plane_presets import preset

FEW = 12
CLOUD = plane.mixture("cloud", "one cloud", [[0.0, 0.0]], 0.4)
PLAIN = {"loss": "non_saturating", "d_rate": 4e-3, "g_rate": 4e-3}
RATES = ("d_rate", "g_rate")
DRAWS = 6
STEPS = 2000


def few_points(count: int = FEW, seed: int = 3, jitter: float = 0.0) -> plane.Distribution:
    """A data set of `count` points of one wide cloud, each jittered anew whenever it is used. SettingError."""
    return plane.empirical(CLOUD.sample(count, seed), jitter, CLOUD)


@dataclass(frozen=True)
class Kind:
    """One thing that a run can have: how it is staged, the factor its rates vary by, and what must be seen of it."""

    knobs: dict
    spread: float
    shows: Callable[[Chart], bool]
    clue: str


KINDS: dict[str, Kind] = {
    "healthy": Kind(
        PLAIN | {"r1": 0.1},
        1.4,
        lambda chart: chart.covered[-1] > 0.8 and chart.swing < 0.05 and chart.gap < 0.2,
        "every spot is covered, D says nearly the same of all three, and the losses are calm near log 4 and log 2.",
    ),
    "mode collapse": Kind(
        preset("ring_collapse").settings,
        1.1,
        lambda chart: chart.covered[-1] < 0.3 and chart.good[-1] > 0.8,
        "nearly all points are good, and on one spot or two.",
    ),
    "D too strong": Kind(
        preset("vanishing_gradient").settings,
        1.3,
        lambda chart: chart.d_loss[-1] < 0.01 and chart.push[-1] < 0.01,
        "D's loss is 0, and so is the push on G.",
    ),
    "oscillation": Kind(
        preset("oscillation").settings,
        1.2,
        lambda chart: chart.swing > 0.05 and chart.good[-1] < 0.6 and chart.largest < 100,
        "the losses swing wider and wider, and no spot is held.",
    ),
    "blow-up": Kind(
        preset("blow_up").settings,
        1.2,
        lambda chart: chart.diverged or chart.largest > 300,
        "read the numbers at the axes: the losses are in the thousands.",
    ),
    "memorisation": Kind(
        PLAIN,
        1.2,
        lambda chart: chart.gap > 1 and chart.good[-1] > 0.9,
        "the points look good, and D tells its training data from real samples that it never saw.",
    ),
}


def drawn_kinds(seed: int, count: int = 4) -> list[str]:
    """What the patients of this seed have, without playing them: `count` different names of KINDS."""
    return [str(name) for name in np.random.default_rng(seed).permutation(list(KINDS))[:count]]


def play(clinic: Clinic, name: str, generator: np.random.Generator, steps: int = STEPS) -> Chart:
    """A run of that kind, its rates drawn, played until one shows its symptom; at last the preset's own rates."""
    kind = KINDS[name]
    for left in reversed(range(DRAWS)):
        reach = np.log(kind.spread) * (left > 0)
        rates = {rate: float(kind.knobs[rate] * np.exp(generator.uniform(-reach, reach))) for rate in RATES}
        data = few_points(FEW, int(generator.integers(1000))) if name == "memorisation" else "ring"
        chart = clinic.play(data, steps, **kind.knobs | rates)
        if kind.shows(chart):
            break
    return chart


def patients(clinic: Clinic, seed: int, count: int = 4) -> list[Chart]:
    """The charts of `count` runs, of the kinds that `drawn_kinds` names; no two seeds give the same curves."""
    generator = np.random.default_rng([seed, count])
    return [play(clinic, name, generator) for name in drawn_kinds(seed, count)]
