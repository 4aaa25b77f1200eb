"""Generators that have learned pictures, as they ship in data/dcgan, each with its card.

`python -m course_lib.training.dcgan_weights [NAME ...]` trains them anew and writes weights and card.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from scipy import ndimage

from course_lib import runtime
from course_lib.datasets import digits, faces
from course_lib.errors import SettingError
from course_lib.metrics.embedding import offline
from course_lib.metrics.kernel import kernel_distance

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.training import dcgan_run  # noqa: E402
from course_lib.training.dcgan_settings import DcganSettings  # noqa: E402
from course_lib.training.noise import Noise  # noqa: E402

FOLDER = Path(__file__).parents[2] / "data" / "dcgan"
COMMAND = "python -m course_lib.training.dcgan_weights"
FACES, HELD_OUT, HELD_OUT_SEED = 5000, 1000, 7
JUDGED = 1000
BLUR = 2.0


def face_data() -> tuple[np.ndarray, np.ndarray]:
    """5,000 drawn faces to learn from, and 1,000 others to judge by."""
    return faces.render(FACES), faces.render(HELD_OUT, seed=HELD_OUT_SEED)


def digit_data() -> tuple[np.ndarray, np.ndarray]:
    """Every digit but each third one to learn from, and those to judge by."""
    pictures, _ = digits.load()
    held = np.arange(len(pictures)) % 3 == 2
    return pictures[~held], pictures[held]


@dataclass(frozen=True)
class Recipe:
    """How a generator is made: its data (to learn from, to judge by), the settings of its run, and how many steps."""

    data: Callable[[], tuple[np.ndarray, np.ndarray]]
    steps: int
    settings: dict = field(default_factory=dict)

    def made_with(self) -> DcganSettings:
        """All settings, defaults filled in."""
        return DcganSettings(**self.settings)


RECIPES: dict[str, Recipe] = {
    "faces-two-minutes": Recipe(face_data, 2500),
    "faces-thin": Recipe(face_data, 6000),
    "faces-article": Recipe(face_data, 7000, {"network": "article"}),
    "faces-paper": Recipe(face_data, 5000, {"network": "paper", "width": 0.5, "batch": 64}),
    "digits-thin": Recipe(digit_data, 5000),
}


@dataclass(frozen=True, eq=False)
class Trained:
    """A generator that ships. Call it with noise (n, size) for pictures (n, side, side, 3) in [0, 1].

    Attributes: name; network, the Keras model; card, what it is, how it was made and what was measured.
    """

    name: str
    network: keras.Model
    card: dict

    def __call__(self, noise: np.ndarray) -> np.ndarray:
        """Pictures of that noise."""
        return dcgan_run.generate(self.network, noise)

    def noise(self, count: int, seed: int = 0) -> np.ndarray:
        """Noise as the network was trained with, (count, size) float32; the same for the same seed."""
        settings = RECIPES[self.name].made_with()
        return Noise(settings.noise, settings.noise_size, seed).draw(count, dcgan_run.SHOWN_NOISE).numpy()

    def samples(self, count: int = 64, seed: int = 0) -> np.ndarray:
        """`count` pictures of noise of that seed."""
        return self(self.noise(count, seed))


def names() -> list[str]:
    """The generators that ship."""
    return [name for name in RECIPES if _path(name).is_file()]


def load(name: str) -> Trained:
    """The generator of that name. SettingError where there is none, or its file does not hold it."""
    if name not in RECIPES:
        raise SettingError(f"there is no generator {name!r}; there are {', '.join(map(repr, RECIPES))}.")
    path, network = _path(name), dcgan_run.generator(RECIPES[name].made_with())
    if not path.is_file():
        raise SettingError(f"{path} is missing. Get the repository again, or make it: {COMMAND} {name}")
    try:
        with path.open("rb") as file, np.load(file) as stored:
            network.set_weights([stored[f"weight_{n}"].astype("float32") for n in range(len(network.weights))])
    except (KeyError, OSError, ValueError, EOFError, BadZipFile) as cause:
        raise SettingError(f"{path} does not hold the generator {name!r}: {cause}") from cause
    return Trained(name, network, cards().get(name, {}))


def cards() -> dict[str, dict]:
    """What the card says of each generator."""
    path = FOLDER / "card.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def store(name: str, network: keras.Model) -> None:
    """Write a generator's weights in half precision."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    weights = {f"weight_{n}": value.astype("float16") for n, value in enumerate(network.get_weights())}
    np.savez_compressed(_path(name), **weights)


def measured(name: str) -> dict[str, float]:
    """Kernel distance of the samples to the pictures held out, and of three yardsticks: "samples", "real", "blurred",
    "mean picture". Features: offline relu3_2 means; 1,000 samples, or as many as there are pictures held out.
    """
    learned, held_out = RECIPES[name].data()
    embed, samples = offline("relu3_2"), load(name).samples(JUDGED, seed=1)
    sets = {
        "samples": samples,
        "real": learned[:JUDGED],
        "blurred": ndimage.gaussian_filter(held_out, (0, BLUR, BLUR, 0)),
        "mean picture": np.repeat(learned.mean(0, keepdims=True), 100, axis=0),
    }
    reference = embed(held_out)
    return {of: round(float(kernel_distance(reference, embed(pictures)).value), 3) for of, pictures in sets.items()}


def write_card(name: str, minutes: float) -> None:
    """Note what a generator is, how it was made, and what is measured of its stored weights."""
    recipe = RECIPES[name]
    noted = cards()
    noted[name] = {
        "command": f"{COMMAND} {name}",
        "steps": recipe.steps,
        "minutes_on_one_core": round(minutes, 1),
        "settings": {key: value for key, value in recipe.made_with().as_dict().items() if key != "steps"},
        "sha256": hashlib.sha256(_path(name).read_bytes()).hexdigest(),
        "kernel_distance": measured(name),
    }
    ordered = {known: noted[known] for known in RECIPES if known in noted}
    (FOLDER / "card.json").write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Train the generators that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *RECIPES], metavar="NAME")
    for name in parser.parse_args().names or RECIPES:
        recipe = RECIPES[name]
        run = dcgan_run.DcganRun(recipe.data()[0], **recipe.settings)
        began = time.process_time()
        run.run(recipe.steps)
        store(name, run.generator())
        write_card(name, (time.process_time() - began) / 60)
        print(name, cards()[name]["kernel_distance"], flush=True)


def _path(name: str) -> Path:
    return FOLDER / f"{name}.npz"


if __name__ == "__main__":
    main()
