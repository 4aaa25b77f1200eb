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


EXPERIMENTS = {
    experiment.name: experiment
    for experiment in (
        Experiment(
            "game", "The game", "Can G make points that D cannot tell from real ones?", ("Press Start.",), "Yes."
        ),
    )
}


def load(name) -> Experiment:
    """The experiment of that name. SettingError if there is none."""
    if not isinstance(name, str) or name not in EXPERIMENTS:
        raise SettingError(f"there is no experiment {name!r}; there are {', '.join(EXPERIMENTS)}.")
    return EXPERIMENTS[name]
