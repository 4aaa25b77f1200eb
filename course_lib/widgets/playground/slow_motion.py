"""Slow motion: one step of the game in eleven parts, each with the true numbers of that step."""

from dataclasses import dataclass

from course_lib.training.plane_frame import Frame
from course_lib.training.plane_rehearsal import Rehearsal, facts, rehearse


@dataclass(frozen=True)
class Part:
    """One part of a step.

    who: the network that learns by it. part: what is lit on the page. text: what happens. note: the same in numbers,
    to be filled in with those of `plane_rehearsal.facts`.
    """

    who: str
    part: str
    text: str
    note: str


PARTS = (
    Part("discriminator", "noise", "Draw noise for a batch.", "{batch} samples of noise."),
    Part("discriminator", "generator", "G turns the noise into fakes. It does not learn here.", "{batch} fakes."),
    Part("discriminator", "reals", "Take a batch of real samples.", "{batch} real samples."),
    Part(
        "discriminator",
        "discriminator",
        "D judges both batches.",
        "D says {real:.3f} of the real samples and {fake:.3f} of the fakes, on average.",
    ),
    Part(
        "discriminator",
        "d_loss",
        "D's loss says how far it is from telling them apart.",
        "D's loss is {d_loss:.3f}, with {penalty:.3f} of penalties beside it.",
    ),
    Part(
        "discriminator",
        "d_gradients",
        "The loss flows back into D: each of its weights takes a small step. Look at the colours.",
        "The gradient of D's weights is {d_length:.3f} long.",
    ),
    Part("generator", "noise", "Draw new noise.", "{batch} samples of noise."),
    Part("generator", "generator", "G turns the noise into fakes.", "{batch} fakes."),
    Part(
        "generator",
        "discriminator",
        "D judges the fakes. It does not learn here.",
        "D says {g_fake:.3f} of the fakes, on average.",
    ),
    Part(
        "generator",
        "g_loss",
        "G's loss says how far it is from fooling D.",
        "G's loss is {g_loss:.3f}.",
    ),
    Part(
        "generator",
        "g_gradients",
        "The loss flows back through D to the fakes, along the arrows, and from there into G's weights.",
        "The arrows are {push:.3f} long on average, the gradient of G's weights {g_length:.3f}.",
    ),
)


def scene() -> list[dict]:
    """The parts as the page lists them."""
    return [{"who": part.who, "part": part.part, "text": part.text} for part in PARTS]


class SlowMotion:
    """Goes through the parts of one step after the other over the first run of `training.plane_runs.PlaneRuns`.

    A step is rehearsed when its first part is shown and done after its last; who leaves before leaves the run as it
    was. `advance` belongs on the training thread.
    """

    def __init__(self, runs):
        """Nothing is shown until the first `advance`."""
        self._runs = runs
        self._rehearsal: Rehearsal | None = None
        self._parts: list[int] = []
        self._place = 0
        self._facts: dict = {}

    def advance(self) -> None:
        """Show the next part; after the last one the step itself is done, and shown."""
        if self._rehearsal is None or self._place == len(self._parts):
            self._begin()
            return
        self._place += 1
        if self._place == len(self._parts):
            self._runs.run(1)

    @property
    def frame(self) -> Frame | None:
        """The frame of the present part; None where the run itself is to be shown."""
        if self._rehearsal is None or self._place == len(self._parts):
            return None
        of_generator = PARTS[self._parts[self._place]].who == "generator"
        after_learning = PARTS[self._parts[self._place]].part == "d_gradients"
        return self._rehearsal.between if of_generator or after_learning else self._rehearsal.before

    def as_dict(self) -> dict | None:
        """What the page shows: the part's place, its sentence in numbers, the numbers, and whether the step is done."""
        if self._rehearsal is None:
            return None
        done = self._place == len(self._parts)
        index = self._parts[min(self._place, len(self._parts) - 1)]
        part = PARTS[index]
        return {
            "index": index,
            "place": min(self._place, len(self._parts) - 1) + 1,
            "of": len(self._parts),
            "who": part.who,
            "part": part.part,
            "note": f"Step {self._rehearsal.step} is done." if done else part.note.format(**self._facts),
            "numbers": self._facts,
            "step": self._rehearsal.step,
            "done": done,
        }

    def _begin(self) -> None:
        first = self._runs.first
        rehearsal = rehearse(first, self._runs.cameras[0])
        self._facts = facts(first, rehearsal)
        self._parts = [i for i, part in enumerate(PARTS) if rehearsal.who in ("both", part.who)]
        self._place, self._rehearsal = 0, rehearsal
