"""Exercises answered by writing a function: run on small and on random inputs, against a reference and properties."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.exercises.attempt import Attempt
from course_lib.exercises.diagnosis import close, demand_finite, demand_shape, factor_message, ratio, rounded
from course_lib.exercises.outcome import NotYet
from course_lib.exercises.problem import Problem, Property, Trap
from course_lib.exercises.reading import as_array, brief, indented

_WHAT = "What your function returns"


@dataclass(kw_only=True, eq=False, repr=False)
class Function(Problem):
    """A function of arrays.

    Arguments:
        arguments: the names of its inputs, as the statement gives them.
        cases: inputs to try, the first small enough to be read in a message; of unequal sizes, so that axes that
            are mixed up show.
        reference: the right function, in numpy; None where several functions are right.
        properties: what a right function has; each `counterexample` is called with the learner's function, whose
            results are float64 arrays already.
        traps: plausible wrong functions with their own words.
        factors: for the inputs of a case, the factors that are easily forgotten, by the name to use in a message.
    """

    arguments: Sequence[str]
    cases: Sequence[tuple]
    reference: Callable[..., Any] | None = None
    properties: Sequence[Property] = ()
    traps: Sequence[Trap] = ()
    factors: Callable[..., Mapping[str, float]] | None = None
    tolerance: float = 1e-3

    def examine(self, function) -> str:
        """Run the function on every case, and say the most telling thing about the first that is wrong."""
        attempt = Attempt(function, tuple(self.arguments))

        def answer(*inputs):
            return as_array(attempt(*inputs), _WHAT)

        got = [answer(*inputs) for inputs in self.cases]
        wanted = None
        if self.reference is not None:
            wanted = [np.asarray(self.reference(*inputs), dtype=np.float64) for inputs in self.cases]
        differs = wanted is not None and not self._all_close(got, wanted)
        if differs or wanted is None:
            self._spring_traps(got)
        if differs:
            self._demand_shapes(got, wanted)
        for mine in got:
            demand_finite(mine, _WHAT)
        if differs:
            self._diagnose_rounding(got, wanted)
            self._diagnose_factor(got, wanted)
        for item in self.properties:
            item.demand(answer)
        if differs:
            self._show_difference(got, wanted)
        return self.praise

    def _all_close(self, got: list[np.ndarray], wanted: list[np.ndarray]) -> bool:
        return all(close(mine, right, self.tolerance) for mine, right in zip(got, wanted, strict=True))

    def _spring_traps(self, got: list[np.ndarray]) -> None:
        for trap in self.traps:
            wrong = [np.asarray(trap.wrong(*inputs), dtype=np.float64) for inputs in self.cases]
            if self._all_close(got, wrong):
                raise NotYet(trap.message)

    def _demand_shapes(self, got: list[np.ndarray], wanted: list[np.ndarray]) -> None:
        for mine, right in zip(got, wanted, strict=True):
            demand_shape(mine, right.shape, _WHAT)

    def _diagnose_rounding(self, got: list[np.ndarray], wanted: list[np.ndarray]) -> None:
        cut = all(rounded(mine, right) for mine, right in zip(got, wanted, strict=True))
        if cut and any(map(np.any, got)):
            raise NotYet("The fractions are lost: an integer type or `//` cuts them off. Compute with floats.")

    def _diagnose_factor(self, got: list[np.ndarray], wanted: list[np.ndarray]) -> None:
        ratios = [ratio(mine, right) for mine, right in zip(got, wanted, strict=True)]
        if None in ratios:
            return
        named = [self.factors(*inputs) for inputs in self.cases] if self.factors else []
        message = factor_message(ratios, named, _WHAT)
        if message:
            raise NotYet(message)

    def _show_difference(self, got: list[np.ndarray], wanted: list[np.ndarray]) -> None:
        for inputs, mine, right in zip(self.cases, got, wanted, strict=True):
            if not close(mine, right, self.tolerance):
                shown = [f"{name} =\n{brief(value)}" for name, value in zip(self.arguments, inputs, strict=True)]
                shown += [f"yours:\n{brief(mine)}", f"wanted:\n{brief(right)}"]
                raise NotYet("The numbers differ, for example here:\n\n" + "\n\n".join(map(indented, shown)))
