"""Translators that have learned the worlds, as they ship in data/translators, each with its card.

    python -m course_lib.training.translators [NAME ...]

trains them anew, unpaired and with pairs, and writes weights and card; a run that was cut goes on where it was kept.
"""

import argparse
import hashlib
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from course_lib import images, runtime
from course_lib.datasets import worlds
from course_lib.errors import SettingError
from course_lib.metrics import translation
from course_lib.metrics.translation_truth import Truth

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.training.cyclegan_run import CycleGanRun  # noqa: E402
from course_lib.training.pix2pix_run import Pix2pixRun  # noqa: E402
from course_lib.training.run_file import KeepEvery, pick_up  # noqa: E402
from course_lib.training.translation_settings import TranslationSettings  # noqa: E402
from course_lib.training.translator_run import TranslatorRun, generator, translate  # noqa: E402

FOLDER = Path(__file__).parents[2] / "data" / "translators"
COMMAND = "python -m course_lib.training.translators"
SIDE, HELD_OUT = 64, 200
KEPT_EVERY = 1_000
SHEET_WORLDS, SHEET_COLUMNS = ("seasons", "savanna", "cartoonist", "pixels"), 8
WAYS = ("to_b", "to_a")
# averaged over long, the rates falling to 0 over the second half, as in the paper
LONG = TranslationSettings(steps=12_000, average=0.999, decay_from=0.5, pace=50)


@dataclass(frozen=True)
class Recipe:
    """How a pair of translators is made: its world, how many scenes of each domain, its settings; paired or not."""

    world: str
    scenes: int = 2_000
    paired: bool = False
    changes: dict = field(default_factory=dict)

    @property
    def settings(self) -> TranslationSettings:
        """All settings of the run."""
        return LONG.with_(**self.changes)


CHANGES = {
    "seasons": {"lambda_cycle": 10.0, "lambda_identity": 5.0},
    "savanna": {"lambda_identity": 5.0, "judge_width": 32},
    "painter": {"lambda_cycle": 10.0, "cycle_scale": 4, "judge_width": 32},
    "cartoonist": {},
    "pixels": {"cycle_scale": 2, "judge_width": 32},
}
RECIPES: dict[str, Recipe] = {name: Recipe(name, changes=changes) for name, changes in CHANGES.items()}
RECIPES |= {f"{name}_paired": Recipe(name, paired=True) for name in CHANGES}


@dataclass(frozen=True, eq=False)
class Translators:
    """Both translators of a world. `to_b(pictures)` and `to_a(pictures)` take (n, side, side, 3) in [0, 1], the side a
    multiple of 4, and give the same.

    Attributes: name; networks, the Keras models to B and to A; card, how they were made and what was measured.
    """

    name: str
    networks: tuple[keras.Model, keras.Model]
    card: dict

    def to_b(self, pictures: np.ndarray) -> np.ndarray:
        """Pictures of domain A as pictures of B."""
        return translate(self.networks[0], pictures)

    def to_a(self, pictures: np.ndarray) -> np.ndarray:
        """Pictures of domain B as pictures of A."""
        return translate(self.networks[1], pictures)


def names() -> list[str]:
    """The translators that ship."""
    return [name for name in RECIPES if _path(name).is_file()]


def load(name: str) -> Translators:
    """The translators of that name. SettingError where there are none, or their file does not hold them."""
    if name not in RECIPES:
        raise SettingError(f"there are no translators {name!r}; there are {', '.join(map(repr, RECIPES))}.")
    path, settings = _path(name), RECIPES[name].settings
    networks = tuple(generator(settings, place) for place in range(2))
    if not path.is_file():
        raise SettingError(f"{path} is missing. Get the repository again, or make it: {COMMAND} {name}")
    try:
        with path.open("rb") as file, np.load(file) as stored:
            for way, network in zip(WAYS, networks, strict=True):
                network.set_weights([stored[f"{way}_{n}"].astype("float32") for n in range(len(network.weights))])
    except (KeyError, OSError, ValueError, EOFError, BadZipFile) as cause:
        raise SettingError(f"{path} does not hold the translators {name!r}: {cause}") from cause
    return Translators(name, networks, cards().get(name, {}))


def cards() -> dict[str, dict]:
    """What the card says of each."""
    path = FOLDER / "card.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def measured(name: str, held_out: int = HELD_OUT) -> dict[str, dict[str, float]]:
    """What stored translators do on held-out scenes, each way: what is "left" of the way to the truth (`Truth`, a share
    of doing nothing), "ssim", "psnr" in dB, "outside" the mask in dB (where there is an outside), "edges" (agreement).
    """
    truth, translators = Truth.of(RECIPES[name].world, held_out, SIDE), load(name)
    pairs = truth.pairs
    made = {"to_b": translators.to_b(pairs.a), "to_a": translators.to_a(pairs.b)}
    left = {"to_b": truth.left_to_b, "to_a": truth.left_to_a}
    found = {}
    for way, wanted in (("to_b", pairs.b), ("to_a", pairs.a)):
        scores = {
            "left": left[way](made[way]),
            "ssim": translation.ssim(made[way], wanted),
            "psnr": translation.psnr(made[way], wanted),
            "edges": translation.edge_agreement(made[way], wanted),
        }
        if pairs.mask.min() < 1:
            scores["outside"] = translation.psnr_outside(made[way], wanted, pairs.mask)
        found[way] = {of: round(float(value), 3) for of, value in scores.items()}
    return found


def train(name: str, folder: Path) -> tuple[list[keras.Model], float]:
    """The trained generators of a recipe, to B and to A, and the minutes of one core that this call took.

    Runs are kept in the folder, and go on where they were kept last.
    """
    recipe, began = RECIPES[name], time.process_time()
    if not recipe.paired:
        data = worlds.world(recipe.world).unpaired(recipe.scenes, SIDE)
        run = _finished(CycleGanRun(data.a, data.b, recipe.settings), folder / f"{name}.run.npz")
        networks = [run.generator(0), run.generator(1)]
    else:
        pairs = worlds.world(recipe.world).pairs(recipe.scenes, SIDE, use="A")
        networks = []
        for way, data in zip(WAYS, ((pairs.a, pairs.b), (pairs.b, pairs.a)), strict=True):
            run = _finished(Pix2pixRun(*data, recipe.settings), folder / f"{name}_{way}.run.npz")
            networks.append(run.generator())
    return networks, (time.process_time() - began) / 60


def store(name: str, networks: list[keras.Model]) -> None:
    """Write both generators' weights in half precision."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        _path(name),
        **{
            f"{way}_{n}": value.astype("float16")
            for way, network in zip(WAYS, networks, strict=True)
            for n, value in enumerate(network.get_weights())
        },
    )


def write_card(name: str, minutes: float) -> None:
    """Note how stored translators were made, and what is measured of them."""
    recipe, noted = RECIPES[name], cards()
    noted[name] = {
        "command": f"{COMMAND} {name}",
        "world": recipe.world,
        "scenes_of_each_domain": recipe.scenes,
        "paired": recipe.paired,
        "minutes_on_one_core": round(minutes, 1),
        "settings": recipe.settings.as_dict(),
        "sha256": hashlib.sha256(_path(name).read_bytes()).hexdigest(),
        "held_out_scenes": HELD_OUT,
        "measured": measured(name),
    }
    ordered = {known: noted[known] for known in RECIPES if known in noted}
    (FOLDER / "card.json").write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")


def write_sheet() -> None:
    """Write data/translators/sheet.jpg: held-out scenes of A, and below them what is made of them."""
    rows = []
    for name in SHEET_WORLDS:
        pictures = worlds.world(name).pairs(SHEET_COLUMNS, SIDE, seed=1).a
        rows += [*pictures, *load(name).to_b(pictures)]
    large = [picture.repeat(2, 0).repeat(2, 1) for picture in rows]
    images.write(images.grid(large, columns=SHEET_COLUMNS, gap=2), FOLDER / "sheet.jpg", 88)


def main() -> None:
    """Train the translators that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *RECIPES], metavar="NAME")
    parser.add_argument("--runs", type=Path, default=Path(".artefacts") / "runs", help="where unfinished runs are kept")
    given = parser.parse_args()
    given.runs.mkdir(parents=True, exist_ok=True)
    for name in given.names or RECIPES:
        networks, minutes = train(name, given.runs)
        store(name, networks)
        write_card(name, minutes)
        print(name, cards()[name]["measured"], flush=True)
    if set(names()) == set(RECIPES):
        write_sheet()


def _finished(run: TranslatorRun, path: Path) -> TranslatorRun:
    """A run trained to its end, from where it was kept."""
    pick_up(run, path)
    left = run.settings.steps - run.step
    if left > 0:
        run.run(left, callbacks=[KeepEvery(run, path, KEPT_EVERY)])
    return run


def _path(name: str) -> Path:
    return FOLDER / f"{name}.npz"


if __name__ == "__main__":
    main()
