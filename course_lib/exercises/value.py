"""Exercises answered by one number."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from course_lib.exercises.diagnosis import close, demand_finite, number_message
from course_lib.exercises.outcome import NotYet
from course_lib.exercises.problem import Problem, Trap
from course_lib.exercises.reading import as_number


@dataclass(kw_only=True, eq=False, repr=False)
class Value(Problem):
    """A number.

    Arguments:
        right: the number.
        tolerance: the difference allowed, as a part of `right` (of 1 if `right` is 0).
        unit: what is counted, for messages.
        traps: plausible wrong numbers with their own words.
    """

    right: float
    tolerance: float = 0.01
    unit: str = ""
    traps: Sequence[Trap] = ()

    def examine(self, answer) -> str:
        """Compare with the right number, then with the traps, then say what is off."""
        name = f"`{self.answers[0]}`"
        got = as_number(answer, name)
        demand_finite(np.asarray(got), name)
        if self._near(got, self.right):
            return self.praise
        for trap in self.traps:
            if self._near(got, trap.wrong):
                raise NotYet(trap.message)
        unit = f" (The answer is in {self.unit}.)" if self.unit else ""
        raise NotYet(number_message(got, self.right, self.tolerance) + unit)

    def _near(self, got: float, wanted: float) -> bool:
        return abs(got) <= self.tolerance if wanted == 0 else close(got, wanted, self.tolerance)
