"""DiffAugment on few pictures: the thin network on 100 drawn faces with it and without, watched as it learns.

    python -m course_lib.training.dcgan_few

trains both, about five minutes on one core, and writes data/dcgan/few.json.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from course_lib import runtime
from course_lib.datasets import faces
from course_lib.errors import SettingError
from course_lib.metrics.embedding import offline
from course_lib.metrics.kernel import kernel_distance

runtime.quiet_tensorflow()

from course_lib.training.dcgan_run import DcganRun  # noqa: E402

FILE = Path(__file__).parents[2] / "data" / "dcgan" / "few.json"
COMMAND = "python -m course_lib.training.dcgan_few"
FEW, HELD_OUT, HELD_OUT_SEED, JUDGED_NOISE = 100, 1000, 7, 1
STEPS, STRENGTHS = tuple(range(500, 4001, 500)), {"without": 0.0, "with DiffAugment": 1.0}


def watch(run: DcganRun, learned: np.ndarray, held_out: np.ndarray, steps: Sequence[int]) -> dict[str, list[float]]:
    """Train a run on, and at each of `steps` note the mean of what D says of the pictures learned from, of those held
    out and of fakes ("says_learned", "says_held_out", "says_fakes", logits), and the samples' "kernel_distance" to
    those held out.
    """
    embed = offline("relu3_2")
    reference = embed(held_out)
    noted = {"says_learned": [], "says_held_out": [], "says_fakes": [], "kernel_distance": []}
    for step in steps:
        run.run(step - run.step)
        samples = run.samples(len(held_out), JUDGED_NOISE)
        said = [float(run.judge(pictures).mean()) for pictures in (learned, held_out, samples)]
        distance = float(kernel_distance(reference, embed(samples)).value)
        for column, value in zip(noted.values(), (*said, distance), strict=True):
            column.append(round(value, 2))
    return noted


def experiment(steps: Sequence[int] = STEPS, few: int = FEW, held_out: int = HELD_OUT, **settings) -> dict:
    """Watch a run with DiffAugment and one without, from the same weights; what is written into the file.

    Arguments: steps, where it is looked; few, how many faces are learned from; held_out, how many others judge;
    settings, of both runs.
    """
    learned, others = faces.render(few), faces.render(held_out, seed=HELD_OUT_SEED)
    found = {
        name: watch(DcganRun(learned, augment=strength, **settings), learned, others, steps)
        for name, strength in STRENGTHS.items()
    }
    return {"command": COMMAND, "network": "thin", "pictures": few, "steps": list(steps), "runs": found}


def load() -> dict:
    """What was seen, as `experiment` returned it. SettingError where the file is not there."""
    if not FILE.is_file():
        raise SettingError(f"{FILE} is missing. Get the repository again, or make it: {COMMAND}")
    return json.loads(FILE.read_text(encoding="utf-8"))


def main() -> None:
    """Run the experiment and write its file."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(experiment(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
