"""What the paper does otherwise than the article's code, one thing at a time: short runs, judged by kernel distance.

    python -m course_lib.training.dcgan_differences

trains the thin network on drawn faces from two seeds for each difference, about 15 minutes on one core, and writes
data/dcgan/differences.json.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from course_lib import runtime
from course_lib.datasets import faces
from course_lib.errors import SettingError
from course_lib.metrics.embedding import Embedding, offline
from course_lib.metrics.kernel import kernel_distance

runtime.quiet_tensorflow()

from course_lib.models import dcgan_layout  # noqa: E402
from course_lib.models.dcgan_layout import Layout  # noqa: E402
from course_lib.training.dcgan_run import DcganRun  # noqa: E402
from course_lib.training.dcgan_settings import DcganSettings  # noqa: E402

FILE = Path(__file__).parents[2] / "data" / "dcgan" / "differences.json"
COMMAND = "python -m course_lib.training.dcgan_differences"
FACES, JUDGED, HELD_OUT_SEED, JUDGED_NOISE = 3000, 500, 7, 1
SEEDS = (0, 1)
SEEN = tuple(range(9600, 25601, 3200))  # a GAN's distance swings as it learns, so it is measured six times on the way


@dataclass(frozen=True)
class Difference:
    """One thing that the paper does otherwise: what the article's code has, what the paper has, and where it says so.

    settings and layout: what is changed in the run and in its networks.
    """

    name: str
    article: str = ""
    paper: str = ""
    source: str = ""
    settings: dict = field(default_factory=dict)
    layout: Layout = Layout()


PAPER = Layout(slope=0.2, relu=True, kernel=5, batch_norm=True, normal=True)
DIFFERENCES = (
    Difference("nothing"),
    Difference("the noise", "not said; normal here", "even, -1 to 1", "section 4", {"noise": "uniform"}),
    Difference("G's activation", "LeakyReLU 0.3", "ReLU", "section 3", layout=Layout(relu=True)),
    Difference("G's kernels", "4 x 4", "5 x 5", "figure 1", layout=Layout(kernel=5)),
    Difference("slope of D's LeakyReLU", "0.3", "0.2", "section 4", layout=Layout(slope=0.2)),
    Difference("what steadies D", "dropout 0.3", "batch norm", "section 3", layout=Layout(batch_norm=True)),
    Difference("first weights", "Glorot", "normal, 0.02", "section 4", layout=Layout(normal=True)),
    Difference("Adam's beta 1", "not said; 0.5 here", "0.5; Keras has 0.9", "section 4", {"beta": 0.9}),
    Difference("Adam's rate", "not said; 0.0008 here", "0.0002", "section 4", {"d_rate": 2e-4, "g_rate": 2e-4}),
    Difference("pictures a step", "not said; 32 here", "128", "section 4", {"batch": 128}),
    Difference("all of the networks", "", "", "", {"noise": "uniform"}, PAPER),
)


def altered_run(difference: Difference, data: np.ndarray, seed: int = 0, **settings) -> DcganRun:
    """A thin run with that difference. Arguments: as for DcganRun. Raises SettingError."""
    made = DcganSettings(seed=seed, **difference.settings, **settings)
    shared = {"width": made.width, "momentum": made.momentum, "seed": seed}
    makers = (
        partial(dcgan_layout.generator, difference.layout, **shared),
        partial(dcgan_layout.discriminator, difference.layout, dropout=made.dropout, **shared),
    )
    return DcganRun(data, "thin", makers, seed=seed, **difference.settings, **settings)


def measure(run: DcganRun, held_out: np.ndarray, embed: Embedding, seen: Sequence[int] = SEEN) -> list[float]:
    """Train until D has seen so many real pictures, again and again; each time the kernel distance of the samples.

    Arguments: held_out, pictures to compare with; seen, rising. The samples are those of the averaged generator, as
    many as held_out has.
    """
    reference, found = embed(held_out), []
    for pictures in seen:
        run.run(pictures // run.settings.batch - run.step)
        made = embed(run.samples(len(held_out), JUDGED_NOISE))
        found.append(round(float(kernel_distance(reference, made).value), 2))
    return found


def experiment(
    differences: Sequence[Difference] = DIFFERENCES,
    seeds: Sequence[int] = SEEDS,
    seen: Sequence[int] = SEEN,
    sizes: tuple[int, int] = (FACES, JUDGED),
) -> dict:
    """Measure each difference from each seed; what is written into the file. Prints a line for each.

    Arguments: seen, after how many pictures it is judged; sizes, how many faces are learned from and judged by.
    """
    data, held_out, embed = faces.render(sizes[0]), faces.render(sizes[1], seed=HELD_OUT_SEED), offline("relu3_2")
    rows = []
    for difference in differences:
        courses = [measure(altered_run(difference, data, seed), held_out, embed, seen) for seed in seeds]
        means = [round(float(np.mean(course)), 1) for course in courses]
        rows.append({**_plain(difference), "kernel_distance": means, "courses": courses})
        print(difference.name, means, courses, flush=True)
    return {
        "command": COMMAND,
        "network": "thin",
        "pictures_seen": list(seen),
        "seeds": list(seeds),
        "features": embed.name,
        "faces": {"learned_from": sizes[0], "judged_by": sizes[1]},
        "rows": rows,
    }


def load() -> dict:
    """What was measured, as `experiment` returned it. SettingError where the file is not there."""
    if not FILE.is_file():
        raise SettingError(f"{FILE} is missing. Get the repository again, or make it: {COMMAND}")
    return json.loads(FILE.read_text(encoding="utf-8"))


def _plain(difference: Difference) -> dict:
    row = asdict(difference)
    default = asdict(Layout())
    return row | {"layout": {key: value for key, value in row["layout"].items() if value != default[key]}}


def main() -> None:
    """Run the experiment and write its file."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(experiment(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
