"""Exercises answered by a change: the run that fails is played again with it, and measured."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from course_lib.errors import KnobError, SettingError
from course_lib.exercises.outcome import NotYet
from course_lib.exercises.problem import Problem
from course_lib.exercises.reading import kind_of


@dataclass(kw_only=True, eq=False, repr=False)
class Cure(Problem):
    """A dictionary of what to change.

    Arguments:
        stage: plays the run with the changes as keyword arguments, and returns what was measured (its str is shown).
        ails: what is still wrong with that, in a sentence, or None.
        known: what may be changed; most, how many of them at once.
        refused: from the name of a change that would miss the point to what is said of it.
    """

    stage: Callable
    ails: Callable[..., str | None]
    known: Collection[str]
    most: int
    refused: Mapping[str, str] = field(default_factory=dict)
    time_limit: float = 120.0

    def examine(self, change) -> str:
        """Look at the change, play the run with it, and say what was measured."""
        self._demand_change(change)
        try:
            measured = self.stage(**change)
        except (KnobError, SettingError) as error:
            raise NotYet(f"That cannot be set: {error}") from None
        found = f"Measured with your change:\n\n    {measured}"
        ailment = self.ails(measured)
        if ailment:
            raise NotYet(f"{ailment}\n\n{found}")
        return f"{self.praise}\n\n{found}"

    def _demand_change(self, change) -> None:
        names = ", ".join(f'"{name}"' for name in self.known)
        if not isinstance(change, dict):
            raise NotYet(f'A dictionary is wanted, such as {{"d_steps": 2}}. What came is {kind_of(change)}.')
        if not change:
            raise NotYet(f"Nothing is changed yet, so it fails as before. What can be changed: {names}.")
        for name in change:
            if name in self.refused:
                raise NotYet(self.refused[name])
            if name not in self.known:
                raise NotYet(f"There is no {name!r} to change here. There are {names}.")
        if len(change) > self.most:
            raise NotYet(f"{len(change)} changes at once: which of them helped? At most {self.most} here.")
