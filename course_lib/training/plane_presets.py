"""Presets of the playground that fail on purpose, each with the knobs that cure it.

Each fails within seconds, for every seed that was tried: `tests/benchmarks/coverage.py` measures both sides over
five seeds, and `data/plane/presets.json` holds what it found. All networks are alike: only the knobs differ.
"""

from dataclasses import dataclass

from course_lib.errors import SettingError
from course_lib.losses.adversarial import FAMILIES
from course_lib.training.gan_knobs import OPTIMISERS
from course_lib.training.plane_run import PlaneRun

NETWORKS = {"noise": "uniform", "g_layers": 2, "g_units": 64, "d_layers": 2, "d_units": 64, "batch": 128}
CHOICES = {"loss": tuple(FAMILIES), "d_optimizer": OPTIMISERS, "g_optimizer": OPTIMISERS}


@dataclass(frozen=True)
class Preset:
    """A run that fails, and its cure.

    name: in settings. label: on the page. failure: which one it shows. sentence: what is wrong. symptom: where to see
    it. data: a distribution's name. settings: as in PlaneSettings. steps: until it shows. cure: knobs and the values to
    turn them to, in order, as PlaneSettings has them. remedy: what the cure does.
    """

    name: str
    label: str
    failure: str
    sentence: str
    symptom: str
    data: str
    settings: dict
    steps: int
    cure: tuple[tuple[str, float | str], ...]
    remedy: str

    def run(self, seed: int = 0) -> PlaneRun:
        """A run that will fail, at its start."""
        return PlaneRun(self.data, **NETWORKS | self.settings | {"seed": seed, "steps": self.steps})

    def turn(self, run: PlaneRun) -> None:
        """Turn the knobs of a run to the cure. It acts from the next step on; `run.reset()` lets it act from the first.

        A run that has collapsed or flown off often stays so: reset it. Raises KnobError where the run lacks a knob.
        """
        for name, value in self.cure:
            run.knobs.turn(name, CHOICES[name].index(value) if name in CHOICES else value)


PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            name="grid_collapse",
            label="mode collapse on the grid",
            failure="mode collapse",
            sentence="The generator makes three updates against each discriminator: all its points chase the few spots "
            "that score best just then, and move on when the discriminator has learnt them.",
            symptom="Few of the 25 modes are covered, while D's loss stays near log 4.",
            data="grid",
            settings={"loss": "non_saturating", "d_rate": 4e-3, "g_rate": 4e-3, "g_steps": 3},
            steps=8000,
            cure=(("g_steps", 1), ("r1", 0.01)),
            remedy="One update each in turn brings most modes back; a little R1 keeps D smooth and brings the rest.",
        ),
        Preset(
            name="ring_collapse",
            label="mode collapse on the ring",
            failure="mode collapse",
            sentence="The discriminator makes ten updates to each small step of the generator: it is so steep that all "
            "points run to the nearest mode, and none sees the others.",
            symptom="One mode or two of the eight have points; mostly all points are good, and on a single one.",
            data="ring",
            settings={
                "loss": "non_saturating",
                "d_rate": 1e-2,
                "d_steps": 10,
                "g_rate": 1e-2,
                "g_optimizer": "SGD",
            },
            steps=3000,
            cure=(("r1", 0.1),),
            remedy="R1 takes the steepness from D at the data, so its slope reaches out and points at every mode.",
        ),
        Preset(
            name="vanishing_gradient",
            label="a discriminator too strong",
            failure="vanishing gradient",
            sentence="With the minimax loss the generator's gradient is the discriminator's doubt. Ten updates a step "
            "leave no doubt once the points have left the data, and plain gradient descent then stands still.",
            symptom="D's loss is 0, G's loss is flat at 0, and the fakes stand still, outside the window.",
            data="ring",
            settings={
                "loss": "minimax",
                "d_rate": 1e-2,
                "d_steps": 10,
                "g_rate": 0.3,
                "g_optimizer": "SGD",
            },
            steps=3000,
            cure=(("loss", "non_saturating"), ("r1", 0.1)),
            remedy="The non-saturating loss pushes hardest where D is sure, so hard that alone it throws the points "
            "off. R1 keeps D from becoming so sure; here it is the part that is needed most.",
        ),
        Preset(
            name="oscillation",
            label="oscillation",
            failure="oscillation",
            sentence="Both networks use plain gradient descent at a high rate: each answers the other's last move too "
            "strongly, and they go round in circles that widen.",
            symptom="Both losses swing, and the fakes jump from side to side together.",
            data="ring",
            settings={
                "loss": "non_saturating",
                "d_rate": 0.05,
                "d_optimizer": "SGD",
                "g_rate": 0.05,
                "g_optimizer": "SGD",
            },
            steps=3000,
            cure=(("r1", 0.1),),
            remedy="R1 damps the circling, as in the Dirac-GAN, at the same high rates.",
        ),
        Preset(
            name="blow_up",
            label="a critic without bounds",
            failure="blow-up",
            sentence="Nothing bounds the slope of this Wasserstein critic, so it makes its score larger without end, "
            "and the losses measure no distance any more.",
            symptom="The losses grow into the thousands, and the points jump from place to place.",
            data="ring",
            settings={"loss": "wasserstein", "d_rate": 3e-2, "g_rate": 4e-3},
            steps=3000,
            cure=(("gradient_penalty", 1.0), ("d_rate", 1e-2)),
            remedy="The gradient penalty holds the critic's slope near 1, and smaller steps let it obey: its loss "
            "becomes a small number that means something.",
        ),
    )
}


def preset(name: str) -> Preset:
    """The preset of that name. SettingError if there is none."""
    if name not in PRESETS:
        raise SettingError(f"there is no preset {name!r}; there are {', '.join(PRESETS)}.")
    return PRESETS[name]
