"""What each part of a CycleGAN does: runs that differ in one thing, from the same seed and on the same data in order.

    python -m course_lib.training.translation_ablations [EXPERIMENT ...]

trains them, one to three minutes each on one core, and writes data/translators/ablations: a JSON file and, for
each run, a picture of held-out scenes translated both ways. What is there already is left as it is.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from course_lib import images, runtime
from course_lib.datasets import worlds
from course_lib.datasets.worlds import Pairs
from course_lib.errors import SettingError
from course_lib.metrics.translation_truth import Truth

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.training.cyclegan_run import CycleGanRun  # noqa: E402

FOLDER = Path(__file__).parents[2] / "data" / "translators" / "ablations"
COMMAND = "python -m course_lib.training.translation_ablations"
SCENES, JUDGED, SHOWN = 1_000, 40, 3
STEPS, LOOKS = 1_000, 5
QUALITY = 92


NEGATIVES, NEGATIVE_ROUNDS = 200, 5  # pictures of either domain, and how often they are seen


def left(run: CycleGanRun, truth: Truth) -> dict[str, float]:
    """What is left of the way to the truth, both ways."""
    return truth.left(run.translate(truth.pairs.a), run.translate(truth.pairs.b, 1))


def kept(run: CycleGanRun, truth: Truth) -> dict[str, float]:
    """How far colours are kept: the correlation of a picture's numbers with its translation's, the mean over pictures;
    1 where they are the same, -1 for the negative.
    """
    ways = (("kept to B", truth.pairs.a, 0), ("kept to A", truth.pairs.b, 1))
    return {
        name: float(np.mean([np.corrcoef(one.ravel(), other.ravel())[0, 1] for one, other in pairs]))
        for name, pairs in ((name, zip(given, run.translate(given, way), strict=True)) for name, given, way in ways)
    }


def negatives(run: CycleGanRun) -> None:
    """Teach both generators to give the picture's negative, where a CycleGAN whose colours are inverted stands."""
    given = np.concatenate([domain[:NEGATIVES] for domain in run.data]).astype("float32") / 127.5 - 1.0
    for generator in run.gan.generators:
        generator.compile(keras.optimizers.Adam(2e-3), "mae")
        generator.fit(given, -given, batch_size=8, epochs=NEGATIVE_ROUNDS, shuffle=False, verbose=0)
    for average, variable in zip(run.gan.averages, run.gan.g_variables, strict=True):
        average.assign(variable)


@dataclass(frozen=True)
class Experiment:
    """Runs on one world: for each case its name and what it changes; the first is what all others are held against.

    begin, what is done to a run before its first step; measure, what is noted of it while it runs.
    """

    world: str
    cases: dict[str, dict]
    seeds: Sequence[int] = (0,)
    steps: int = STEPS
    begin: Callable[[CycleGanRun], None] = lambda _: None
    measure: Callable[[CycleGanRun, Truth], dict[str, float]] = left


PARTS = {
    "everything on": {},
    "no cycle loss": {"lambda_cycle": 0.0},
    "no identity loss": {"lambda_identity": 0.0},
    "no pool of fakes": {"pool": 0},
    "present weights": {"average": 0.0},
    "one head": {"small_head": False},
    "transposed": {"upsampling": "transposed"},
    "minimax": {"loss": "non_saturating"},
    "WGAN-GP": {"loss": "wasserstein", "gradient_penalty": 10.0},
    "cycle noise": {"cycle_noise": 0.1},
}
NEGATIVE_CASES = {"no identity loss": {"lambda_identity": 0.0}, "identity loss": {"lambda_identity": 5.0}}
OUTPUTS = {name: {"output": name} for name in ("plain", "residual", "concatenated")}
EXPERIMENTS: dict[str, Experiment] = {
    "parts": Experiment("seasons", PARTS),
    "outputs_seasons": Experiment("seasons", OUTPUTS, seeds=(0, 1, 2)),
    "outputs_savanna": Experiment("savanna", OUTPUTS, seeds=(0, 1, 2)),
    "negatives": Experiment("cartoonist", NEGATIVE_CASES, begin=negatives, measure=kept),
}


def watch(
    run: CycleGanRun, truth: Truth, steps: int, looks: int = LOOKS, measure: Callable = left
) -> dict[str, list[float]]:
    """Train a run, and note what is measured of it at even steps."""
    noted = {"step": []}
    for look in range(1, looks + 1):
        run.run(steps * look // looks - run.step)
        for name, value in {"step": run.step, **measure(run, truth)}.items():
            noted.setdefault(name, []).append(round(float(value), 3))
    return noted


def strip(run: CycleGanRun, pairs: Pairs, shown: int = SHOWN) -> np.ndarray:
    """Held-out scenes and their translations, to B and then to A: two rows of 2 x `shown` pictures, no gaps."""
    above = np.concatenate([pairs.a[:shown], pairs.b[shown : 2 * shown]])
    below = np.concatenate([run.translate(pairs.a[:shown]), run.translate(pairs.b[shown : 2 * shown], 1)])
    return np.concatenate([np.concatenate(list(row), 1) for row in (above, below)], 0)


def load(name: str) -> dict[str, list[dict]]:
    """What was noted of an experiment: for each case, what `watch` saw with each seed. SettingError."""
    if name not in EXPERIMENTS:
        raise SettingError(f"there is no experiment {name!r}; there are {', '.join(map(repr, EXPERIMENTS))}.")
    path = _noted(name)
    if not path.is_file():
        raise SettingError(f"{path} is missing. Get the repository again, or make it: {COMMAND} {name}")
    return json.loads(path.read_text(encoding="utf-8"))["cases"]


def picture(name: str, case: str, seed: int = 0) -> np.ndarray:
    """The strip of a stored run, (height, width, 3) in [0, 1]. SettingError for an unknown one."""
    if case not in load(name):
        raise SettingError(
            f"the experiment {name!r} has no case {case!r}; it has {', '.join(EXPERIMENTS[name].cases)}."
        )
    return images.read(_strip(name, case, seed))


def experiment(name: str) -> None:
    """Train what is not there yet, and write each run's strip and the experiment's notes."""
    setup = EXPERIMENTS[name]
    data, truth = worlds.world(setup.world).unpaired(SCENES), Truth.of(setup.world, JUDGED)
    FOLDER.mkdir(parents=True, exist_ok=True)
    noted = load(name) if _noted(name).is_file() else {}
    for case, changes in setup.cases.items():
        runs = noted.setdefault(case, [])
        for seed in setup.seeds[len(runs) :]:
            run = CycleGanRun(data.a, data.b, seed=seed, pace=25, **changes)
            setup.begin(run)
            runs.append(watch(run, truth, setup.steps, measure=setup.measure))
            images.write(strip(run, truth.pairs), _strip(name, case, seed), QUALITY)
            notes = {"command": f"{COMMAND} {name}", "world": setup.world, "seeds": list(setup.seeds), "cases": noted}
            _noted(name).write_text(json.dumps(notes, indent=1) + "\n", encoding="utf-8")
            print(name, case, seed, {column: values[-1] for column, values in runs[-1].items()}, flush=True)


def main() -> None:
    """Run the experiments that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *EXPERIMENTS], metavar="EXPERIMENT")
    for name in parser.parse_args().names or EXPERIMENTS:
        experiment(name)


def _noted(name: str) -> Path:
    return FOLDER / f"{name}.json"


def _strip(name: str, case: str, seed: int) -> Path:
    return FOLDER / f"{name}-{case.lower().replace(' ', '-')}-{seed}.jpg"


if __name__ == "__main__":
    main()
