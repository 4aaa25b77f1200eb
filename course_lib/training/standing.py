"""Where a run stands: all that it takes to go on from there; and what a run must have to be kept, or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from course_lib.training.knobs import Knobs, Turn


class LastingRun(Protocol):
    """What every run of the library has: `GanRun` and those built on it, and `StyleRun`.

    Attributes: knobs; history; ADVICE, what to turn when the run blows up, the rest of a sentence; good, a `LastGood`.
    """

    ADVICE: str
    knobs: Knobs
    history: list[dict]

    @property
    def step(self) -> int:
        """Steps done."""

    def signature(self) -> dict:
        """The kind of run, settings that decide its numbers, and a digest of its data: flat, JSON values."""

    def place(self) -> dict:
        """What says where the run is beside its weights: "step", and more for some; JSON values."""

    def layout(self, place: dict) -> list[tuple[tuple[int, ...], str]]:
        """Shape and dtype of each array of `state()` at a place. SettingError where the run has no such place."""

    def go_to(self, place: dict) -> None:
        """Get ready for the state of that place."""

    def state(self) -> list[np.ndarray]:
        """Every weight, the optimisers' own included."""

    def restore(self, state: Sequence[np.ndarray]) -> None:
        """Set every weight to what `state` returned at this place."""

    def resume(self, history: list[dict], turns: Sequence[Turn], values: dict[str, float]) -> None:
        """Go on with this history, these turns, and knobs that stand at these values. KnobError."""


@dataclass(frozen=True, eq=False)
class Standing:
    """A run at one moment: place, state, history, turns, the knobs as applied, and turns that wait for a step."""

    place: dict
    state: list[np.ndarray]
    history: list[dict]
    turns: list[Turn]
    applied: dict[str, float]
    waiting: dict[str, float]

    @classmethod
    def of(cls, run: LastingRun) -> "Standing":
        """The run as it stands now; its arrays are copies."""
        applied = {knob.name: run.knobs.applied(knob.name) for knob in run.knobs}
        return cls(run.place(), run.state(), list(run.history), list(run.knobs.turns), applied, waiting(run, applied))

    @property
    def finite(self) -> bool:
        """Whether no weight and nothing that an optimiser remembers is infinite or NaN."""
        return all(np.isfinite(value).all() for value in self.state)

    def put(self, run: LastingRun) -> None:
        """Make the run stand here. A run that does not fit raises SettingError or ValueError, half changed."""
        run.go_to(self.place)
        run.restore(self.state)
        run.resume(self.history, self.turns, self.applied)
        for name, value in self.waiting.items():
            run.knobs.turn(name, value)


def waiting(run: LastingRun, applied: dict[str, float]) -> dict[str, float]:
    """The knobs that were turned and have not acted yet, with the values that they will have."""
    wanted = {name: run.knobs.value(name) for name in applied}
    return {name: value for name, value in wanted.items() if value != applied[name]}
