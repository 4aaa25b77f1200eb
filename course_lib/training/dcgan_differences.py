"""What the paper does otherwise than the article's code, one thing at a time: short runs, judged by kernel distance.

    python -m course_lib.training.dcgan_differences

trains the thin network on drawn faces from two seeds for each difference, about 15 minutes on one core, and writes
data/dcgan/differences.json.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from course_lib import runtime
from course_lib.datasets import faces
from course_lib.errors import SettingError
from course_lib.metrics.embedding import Embedding, offline
from course_lib.metrics.kernel import kernel_distance

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.models import dcgan_layout  # noqa: E402
from course_lib.models.dcgan_layout import Layout  # noqa: E402
from course_lib.training.dcgan_run import DcganRun  # noqa: E402
from course_lib.training.dcgan_settings import DEFAULTS  # noqa: E402

FILE = Path(__file__).parents[2] / "data" / "dcgan" / "differences.json"
COMMAND = "python -m course_lib.training.dcgan_differences"
FACES, JUDGED, HELD_OUT_SEED, JUDGED_NOISE = 3000, 1000, 7, 1
STEPS, SEEDS = 800, (0, 1)
PICTURES = STEPS * DEFAULTS["thin"]["batch"]


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


class AlteredRun(DcganRun):
    """A thin `DcganRun` whose networks are laid out otherwise."""

    def __init__(self, data: np.ndarray, layout: Layout, **settings):
        """Arguments: as for DcganRun; layout, of both networks. Raises SettingError."""
        self.layout = layout
        super().__init__(data, "thin", **settings)

    def _make_generator(self, momentum: float) -> keras.Model:
        return dcgan_layout.generator(self.layout, self.settings.width, momentum, self.settings.seed)

    def _make_discriminator(self) -> keras.Model:
        settings = self.settings
        return dcgan_layout.discriminator(
            self.layout, settings.width, settings.momentum, settings.dropout, settings.seed
        )


def measure(
    difference: Difference,
    data: np.ndarray,
    held_out: np.ndarray,
    embed: Embedding,
    seed: int,
    pictures: int = PICTURES,
) -> float:
    """Train with that difference until D has seen `pictures` real ones; the kernel distance of the samples to held_out.

    The samples are those of the averaged generator, as many as held_out has.
    """
    run = AlteredRun(data, difference.layout, seed=seed, **difference.settings)
    run.run(pictures // run.settings.batch)
    return float(kernel_distance(embed(held_out), embed(run.samples(len(held_out), JUDGED_NOISE))).value)


def experiment(
    differences: Sequence[Difference] = DIFFERENCES,
    seeds: Sequence[int] = SEEDS,
    pictures: int = PICTURES,
    sizes: tuple[int, int] = (FACES, JUDGED),
) -> dict:
    """Measure each difference from each seed; what is written into the file. Prints a line for each.

    Arguments: pictures, how many D sees in each run; sizes, how many faces are learned from and judged by.
    """
    data, held_out, embed = faces.render(sizes[0]), faces.render(sizes[1], seed=HELD_OUT_SEED), offline("relu3_2")
    rows = []
    for difference in differences:
        found = [round(measure(difference, data, held_out, embed, seed, pictures), 2) for seed in seeds]
        rows.append({**_plain(difference), "kernel_distance": found})
        print(difference.name, found, flush=True)
    return {
        "command": COMMAND,
        "network": "thin",
        "pictures_seen": pictures,
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
