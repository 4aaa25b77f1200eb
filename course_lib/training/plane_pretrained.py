"""Networks that have learned the distributions in the plane, as they ship.

`python -m course_lib.training.plane_pretrained` trains each and writes data/plane/*.npz, and the card beside them with
what it measured.
"""

import argparse
import hashlib
import json
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from course_lib.datasets import plane
from course_lib.errors import SettingError
from course_lib.training.plane_frame import PlaneCamera
from course_lib.training.plane_measures import Measures
from course_lib.training.plane_run import PlaneRun

FOLDER = Path(__file__).parents[2] / "data" / "plane"
STEPS = 20_000
SLOWER = 0.2
BESIDE = "\n## Beside them"  # what the card says from here on was written by hand
PLAIN = {"r1": 0.1, "batch": 256}
LARGE = {"g_layers": 3, "g_units": 64, "d_layers": 3, "d_units": 64, "r1": 0.05, "batch": 256}
RECIPES: dict[str, dict] = {name: PLAIN if name in ("line", "spiral") else LARGE for name in plane.names()}


def names() -> list[str]:
    """The distributions for which there are pre-trained networks."""
    return [name for name in RECIPES if _path(name).is_file()]


def run(name: str) -> PlaneRun:
    """A run at step 0 whose networks have learned the distribution of that name. SettingError where there is none."""
    if name not in names():
        raise SettingError(f"there are no pre-trained networks for {name!r}; there are for {', '.join(names())}.")
    try:
        with _path(name).open("rb") as file, np.load(file) as stored:
            arrays = {key: stored[key] for key in stored.files}
        made = PlaneRun(name, **json.loads(str(arrays["settings"])))
        for part, network in _networks(made).items():
            network.set_weights([arrays[f"{part}{place}"] for place in range(len(network.weights))])
    except (KeyError, OSError, ValueError, EOFError, BadZipFile) as cause:
        raise SettingError(
            f"{_path(name)} holds no networks for the plane: {cause}. Get the repository again."
        ) from cause
    made.begin_here()
    return made


def save(trained: PlaneRun, path: Path) -> None:
    """Write the settings, with the rates that the run ended with, and both networks."""
    settings = trained.settings.as_dict() | {rate: trained.knobs.value(rate) for rate in ("d_rate", "g_rate")}
    arrays = {
        f"{part}{place}": weight
        for part, network in _networks(trained).items()
        for place, weight in enumerate(network.get_weights())
    }
    np.savez_compressed(path, settings=json.dumps(settings), **arrays)


def train(name: str, steps: int = STEPS) -> PlaneRun:
    """A run of that distribution by its recipe, trained: the second half of the steps at a fifth of the rates."""
    trained = PlaneRun(name, **RECIPES[name])
    trained.run(steps // 2)
    for rate in ("d_rate", "g_rate"):
        trained.knobs.turn(rate, SLOWER * trained.knobs.value(rate))
    trained.run(steps - steps // 2)
    return trained


def measures(trained: PlaneRun) -> dict[str, float]:
    """What the card says of a run: KL, JS and covered modes of 2,048 fakes."""
    return Measures(trained.data).of(PlaneCamera(trained).points())


def row(name: str, trained: PlaneRun) -> str:
    """A line of the card's table."""
    found, path = measures(trained), _path(name)
    covered = f"{found['covered']} of {found['of']} {found['unit']}, {found['good']:.0%} near one"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    settings = ", ".join(f"{key} {value}" for key, value in RECIPES[name].items()) or "as the playground starts"
    return (
        f"| {path.name} | {settings} | {path.stat().st_size} | {found['KL']:.2f} | {found['JS']:.3f} | {covered} "
        f"| {digest} |"
    )


def card(steps: int, rows: list[str], old: str = "") -> str:
    """The text of the card; what the old one says of the files beside the networks is kept."""
    _before, heading, beside = old.partition(BESIDE)
    return CARD.format(steps=f"{steps:,}", rows="\n".join(rows)) + heading + beside


def _networks(made: PlaneRun) -> dict:
    return {"generator": made.gan.generator, "discriminator": made.gan.discriminator}


def _path(name: str) -> Path:
    return FOLDER / f"{name}.npz"


CARD = """# data/plane: networks that have learned the distributions in the plane

What the playground shows when "pre-trained" is on: a generator and a discriminator for each named distribution.

| | |
| --- | --- |
| Command | `python -m course_lib.training.plane_pretrained` |
| Steps | {steps} of the non-saturating loss, seed 0, the second half at a fifth of the learning rates |
| Time | a few minutes on two processor cores |
| Data | drawn by `course_lib.datasets.plane`, from the seed |
| Licence | that of the course |

Measured on 2,048 fakes of noise that never changes: KL(data || generator) and JS in nats on a grid (see
`course_lib.metrics.plane`), and the modes covered.

| file | settings beside the playground's own | bytes | KL | JS | modes | sha256 |
| --- | --- | --- | --- | --- | --- | --- |
{rows}
"""


def main() -> None:
    """Train all, write all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=STEPS)
    steps = parser.parse_args().steps
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = []
    for name in RECIPES:
        trained = train(name, steps)
        save(trained, _path(name))
        rows.append(row(name, trained))
        print(rows[-1], flush=True)
    path = FOLDER / "README.md"
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.write_text(card(steps, rows, old), encoding="utf-8")


if __name__ == "__main__":
    main()
