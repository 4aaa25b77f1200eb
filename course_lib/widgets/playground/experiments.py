"""Guided experiments: a question, what to do, and what one should have seen."""

from dataclasses import dataclass, field

from course_lib.errors import SettingError

PACE = 20


@dataclass(frozen=True)
class Experiment:
    """An experiment on the playground, and the stage that it begins with.

    question: asked before anything is done. steps: what to do, in order. after: what one should have seen.
    data, settings, compare (name and value of what differs in a second run), pace, pretrained: the stage.
    """

    name: str
    title: str
    question: str
    steps: tuple[str, ...]
    after: str
    data: str = "ring"
    settings: dict = field(default_factory=dict)
    compare: tuple | None = None
    pace: int = PACE
    pretrained: bool = False

    def as_dict(self) -> dict:
        """What the page shows of it."""
        words = {name: getattr(self, name) for name in ("name", "title", "question", "after")}
        return words | {"steps": list(self.steps)}


OSCILLATING = {"noise": "uniform", "g_units": 64, "d_units": 64, "batch": 128, "d_rate": 0.1, "g_rate": 0.1}
OSCILLATING |= {"d_optimizer": "SGD", "g_optimizer": "SGD"}
STRONG = {"d_steps": 5, "d_rate": 4e-3, "g_rate": 1e-3}
EXPERIMENTS = {
    experiment.name: experiment
    for experiment in (
        Experiment(
            "first_game",
            "The first game",
            "How does a smear of points become three clouds, and what do the losses do meanwhile?",
            (
                "Press Start, and look at the plane and at the chart of the losses in turn.",
                "Pause after about 2,000 steps. Switch on G's manifold: it is the sheet of noise, stretched.",
                "Drag the slider from noise to data, or point at the generator, and watch the sheet fold.",
            ),
            "The fakes gather on the clouds while both losses stay level, near 1.39 and 0.69: they say how the players "
            "stand, not how good the samples are. Between the clouds the sheet stays joined, thin where few fakes are.",
            data="gaussians",
            settings={"seed": 1},
        ),
        Experiment(
            "d_alone",
            "When only D learns",
            "The game stands near its balance. What will D find out if G stands still?",
            (
                "Press Start, and pause after about 500 steps.",
                'Set "who learns" to discriminator, and press Start again for 1,000 steps.',
            ),
            "The colours deepen and D's loss falls below 1.39: every small difference between fakes and data is found "
            "once nobody mends it. The longer both have played before, the less it falls.",
            data="gaussians",
            settings={"seed": 1},
        ),
        Experiment(
            "g_alone",
            "When only G learns",
            "D stands still. What is the best that G can do against a judge who no longer learns?",
            (
                "Press Start, and pause after about 500 steps.",
                'Set "who learns" to generator, and press Start again for 3,000 steps.',
            ),
            "Each cloud of fakes shrinks to narrow clumps on the greenest spots nearby. Against a fixed judge the best "
            "answer is a spot and no distribution: it takes a judge that learns to spread the fakes out again.",
            data="gaussians",
            settings={"seed": 1},
        ),
        Experiment(
            "silent_loss",
            "The loss that falls silent",
            "D is made strong: five updates a step. Which of two losses for G copes better, minimax or non-saturating?",
            (
                "Two runs stand side by side; they differ in the loss alone: non-saturating (A) and minimax (B).",
                "Press Start, pause after about 1,000 steps, and compare JS and the modes covered.",
                "Go on to 5,000 steps, and compare again.",
            ),
            "At first the minimax run (B) lags: where D is sure of a fake its loss is flat, and G hears little. By "
            "5,000 steps the order has turned: A has good fakes on three of the eight modes and stays there, B has "
            "come slowly and covers all eight. Of two other seeds that were tried, one ended likewise, and in one B "
            "was still behind. The run that is ahead early need not end ahead.",
            settings=STRONG,
            compare=("loss", "minimax"),
        ),
        Experiment(
            "one_number",
            "Noise of one number",
            "Can G fill eight spots if its noise is a line and not a plane?",
            (
                "Switch on G's manifold: it is a thread now.",
                "Press Start for 4,000 steps, and compare with two numbers of noise (under Generator).",
            ),
            "The thread winds from spot to spot, and all fakes lie on it. Good fakes are rarer than with two numbers: "
            "a good part of the thread lies on the way between spots.",
            settings={"noise_size": 1},
        ),
        Experiment(
            "weak_judge",
            "A judge that is too weak",
            "D has four units a layer. Its loss is 1.386, as at the goal. Has G learned the ring?",
            (
                "Press Start for 4,000 steps, and look at D's loss and at the fakes.",
                "Give D 32 units (under Discriminator), and start again.",
            ),
            "D's loss is that of an undecided judge, and the fakes are nowhere near right: D cannot see what is wrong, "
            "so G is not told. A loss of log 4 does not mean success.",
            settings={"d_units": 4},
        ),
        Experiment(
            "friction",
            "Friction",
            "Both networks take large plain steps. What does a little R1 change?",
            (
                "Two runs stand side by side: the second has R1 of 0.1.",
                "Press Start for 3,000 steps, and watch the losses.",
            ),
            "Without R1 the losses swing and the fakes jump about together. With it the same steps lead to the ring: "
            "R1 makes D flat where the data are, and the turning dies down.",
            settings=OSCILLATING,
            compare=("r1", 0.1),
        ),
        Experiment(
            "bridges",
            "Bridges over the gaps",
            "The data lie in three regions with nothing between. Can G leave the gaps empty?",
            (
                "Press Start for 4,000 steps, and look between the regions.",
                "Switch on G's manifold, and drag the slider from noise to data.",
            ),
            "About one fake in twenty lies in a gap, and more steps do not remove them. G is continuous and its noise "
            "is in one piece, so what it makes is in one piece: it can stretch a bridge thin, not cut it.",
            data="disjoint",
        ),
        Experiment(
            "seeds",
            "The same settings, another seed",
            "Is it the settings that decide how a run goes?",
            (
                "Two runs stand side by side: the second has seed 2.",
                "Press Start for 3,000 steps, and watch how many modes each covers.",
            ),
            "One has all eight modes after 1,000 steps, the other six after 3,000. One run is no evidence: compare "
            "settings over several seeds.",
            compare=("seed", 2),
        ),
    )
}


def load(name) -> Experiment:
    """The experiment of that name. SettingError if there is none."""
    if not isinstance(name, str) or name not in EXPERIMENTS:
        raise SettingError(f"there is no experiment {name!r}; there are {', '.join(EXPERIMENTS)}.")
    return EXPERIMENTS[name]
