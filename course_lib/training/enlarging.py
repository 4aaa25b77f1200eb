"""Learning to make a small picture large, once with each way of upsampling: does learning remove the checkerboard?

`python -m course_lib.training.enlarging` writes data/sight/enlarging.json again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from course_lib import checks, images, runtime
from course_lib.datasets import photographs
from course_lib.errors import SettingError
from course_lib.metrics.checkerboard import checkerboard

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.models.upsampler import UPSAMPLERS, upsampler  # noqa: E402

FOLDER = Path(__file__).parents[2] / "data" / "sight"
COMMAND = "python -m course_lib.training.enlarging"
DOUBLINGS = 2
PERIOD = 2**DOUBLINGS
RATE = 3e-3
MARKS = (0, 10, 30, 100, 300, 1000, 3000)
SEEDS = (0, 1, 2)
LEARNED, UNSEEN, SIDE = "chelsea", "astronaut", 128


@dataclass
class Enlarging:
    """One network on its way: what it made of two small pictures after each number of steps.

    Attributes: kind, of UPSAMPLERS; seed; marks, the steps; errors, root mean squared, and pictures (h, w, 3), of the
    picture that is learned; patterns, `checkerboard` of what is made of it; unseen, of what is made of another one.
    """

    kind: str
    seed: int
    marks: list[int] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)
    patterns: list[float] = field(default_factory=list)
    unseen: list[float] = field(default_factory=list)
    pictures: list[np.ndarray] = field(default_factory=list)

    def note(self, step: int, made: np.ndarray, wanted: np.ndarray, other: np.ndarray) -> None:
        """Add a mark."""
        self.marks.append(step)
        self.errors.append(float(np.sqrt(np.mean((made - wanted) ** 2))))
        self.patterns.append(checkerboard(made, PERIOD))
        self.unseen.append(checkerboard(other, PERIOD))
        self.pictures.append(made)


def enlarge(
    kind: str, picture: np.ndarray, other: np.ndarray, marks: Sequence[int] = (0, 100), seed: int = 0
) -> Enlarging:
    """Teach an upsampler to make a picture from the same one at a quarter of its size, by mean squared error and Adam.

    Arguments: kind, of UPSAMPLERS; picture (h, w, 3) in [0, 1], learned, and other, never learned from, with sides that
    are multiples of 4; marks, the rising steps after which it is noted; seed. Raises SettingError and PictureError.
    """
    picture, other = images.check(picture), images.check(other, "other")
    if any(length % PERIOD for length in (*picture.shape[:2], *other.shape[:2])):
        raise SettingError(f"sides are multiples of {PERIOD}; these pictures are {picture.shape} and {other.shape}.")
    if not marks or list(marks) != sorted(set(marks)):
        raise SettingError(f"marks are rising steps, such as (0, 100), not {marks!r}.")
    for mark in marks:
        checks.whole("a mark", mark, 0, 100_000)
    network = upsampler(kind, DOUBLINGS, seed)
    network.compile(optimizer=keras.optimizers.Adam(RATE), loss="mse")
    small, small_other = (images.resize(p, tuple(n // PERIOD for n in p.shape[:2]))[None] for p in (picture, other))
    pairs = tf.data.Dataset.from_tensors((small, picture[None])).repeat()
    run, done = Enlarging(kind, seed), 0
    for mark in marks:
        if mark > done:
            network.fit(pairs, steps_per_epoch=mark - done, verbose=0, shuffle=False)
            done = mark
        run.note(mark, network(small).numpy()[0], picture, network(small_other).numpy()[0])
    return run


def visible(made: np.ndarray, step: int) -> np.ndarray:
    """A made picture as one that can be shown: what comes before learning has a range of its own, and is given one."""
    if step == 0:
        made = 0.5 + 0.2 * (made - made.mean()) / max(float(made.std()), 1e-6)
    return np.clip(made, 0, 1).astype("float32")


def stored() -> dict:
    """What `main` wrote: {"steps", "runs": [{"kind", "seed", "errors", "patterns", "unseen"}, ...], ...}."""
    return json.loads((FOLDER / "enlarging.json").read_text(encoding="utf-8"))


def middle(kind: str, what: str = "patterns") -> list[float]:
    """The median over the stored seeds, at each stored mark, of "errors", "patterns" or "unseen". SettingError."""
    checks.one_of("kind", kind, tuple(UPSAMPLERS))
    checks.one_of("what", what, ("errors", "patterns", "unseen"))
    return [float(n) for n in np.median([run[what] for run in stored()["runs"] if run["kind"] == kind], axis=0)]


def main() -> None:
    """Train every kind from every seed, and write the numbers: about eight minutes on one core."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture, other = (photographs.load(name, side=SIDE, square=True) for name in (LEARNED, UNSEEN))
    runs = []
    for kind in UPSAMPLERS:
        for seed in SEEDS:
            run = enlarge(kind, picture, other, MARKS, seed)
            numbers = {name: [round(n, 4) for n in getattr(run, name)] for name in ("errors", "patterns", "unseen")}
            runs.append({"kind": kind, "seed": seed, **numbers})
            print(kind, seed, numbers, flush=True)
    card = {"command": COMMAND, "learned": LEARNED, "unseen": UNSEEN, "side": SIDE, "rate": RATE, "steps": MARKS}
    (FOLDER / "enlarging.json").write_text(json.dumps({**card, "runs": runs}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
