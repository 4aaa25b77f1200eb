"""What every exercise is: a statement, a cell to fill, a check, staged hints and a solution."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from course_lib.exercises import view
from course_lib.exercises.outcome import NotAttempted, NotYet, Outcome, Status
from course_lib.exercises.reading import indented, is_blank
from course_lib.exercises.running import Run, run_limited


@dataclass(frozen=True)
class Trap:
    """A plausible wrong answer and what to say to whoever gave it.

    `wrong` is a number for a Value, and a function of the same inputs for a Function.
    """

    wrong: Any
    message: str


@dataclass(frozen=True)
class Property:
    """Something that every right answer has: `claim` in words, and `counterexample(answer)`.

    The latter returns None where the property holds, else a few words that show where it does not.
    """

    claim: str
    counterexample: Callable[..., str | None]

    def demand(self, *answers: Any) -> None:
        """Raise NotYet with the counter-example if the property does not hold."""
        found = self.counterexample(*answers)
        if found is not None:
            raise NotYet(f"This does not hold yet: {self.claim}.\n\n{found}")


@dataclass(kw_only=True, eq=False, repr=False)
class Problem:
    """An exercise. Each kind of problem is a subclass with its own `examine`.

    Arguments:
        title: a few words.
        statement: what is asked, in markdown, for the cell above.
        starter: the code of the blank cell, with `...` where the answer goes, without the line that checks.
        solution_code: the same cell solved; it runs by itself.
        hints: two or three, from a nudge to nearly the answer.
        praise: what is said of a right answer: why it is right, or what to notice.
        answers: the names that the cell gives to what is checked.
        time_limit: seconds after which a check gives up.
    """

    title: str
    statement: str
    starter: str
    solution_code: str
    hints: Sequence[str]
    praise: str
    answers: Sequence[str]
    time_limit: float = 10.0

    def __post_init__(self):
        """Take the indentation off the texts, and start afresh."""
        for field in ("statement", "starter", "solution_code", "praise"):
            setattr(self, field, inspect.cleandoc(getattr(self, field)))
        self.name = "exercise"
        self.reset()

    def reset(self) -> None:
        """Forget the last outcome and the hints that were shown."""
        self.outcome = Outcome(Status.NOT_ATTEMPTED, "")
        self._hints_shown = 0

    @property
    def call(self) -> str:
        """How the learner refers to this problem in a cell."""
        return f"exercises.{self.name}"

    @property
    def cell(self) -> str:
        """The whole blank cell: the starter and the line that checks it."""
        return f"{self.starter}\n\n{self.call}.check({', '.join(self.answers)})"

    def check(self, *answers: Any) -> None:
        """Judge the answers and show the outcome. Never raises, whatever it is given."""
        self.outcome = self.judge(*answers)
        view.show(view.outcome_card(self.outcome))

    def hint(self) -> None:
        """Show the next hint; after the last, the last again."""
        self._hints_shown = min(self._hints_shown + 1, len(self.hints))
        left = len(self.hints) - self._hints_shown
        tail = f"{left} more hint{'s' * (left > 1)}: `{self.call}.hint()`"
        if not left:
            tail = f"That was the last hint. The whole answer: `{self.call}.solution()`"
        heading = f"Hint {self._hints_shown} of {len(self.hints)}"
        view.show(view.Card(heading, f"{inspect.cleandoc(self.hints[self._hints_shown - 1])}\n\n{tail}"))

    def solution(self) -> None:
        """Show a cell that solves the problem."""
        view.show(view.Code("One solution (there may be others)", self.solution_code))

    def judge(self, *answers: Any) -> Outcome:
        """The outcome for the answers, without showing it."""
        if len(answers) != len(self.answers):
            wanted = f"`{self.call}.check({', '.join(self.answers)})`"
            return Outcome(
                Status.NOT_ATTEMPTED if not answers else Status.NOT_YET, f"Give your answer to the check: {wanted}."
            )
        if any(map(is_blank, answers)):
            return self._not_attempted()
        run = run_limited(lambda: self.examine(*answers), self.time_limit)
        return self._told(run)

    def examine(self, *answers: Any) -> str:
        """Judge filled-in answers: return the praise, or raise NotYet or NotAttempted."""
        raise NotImplementedError

    def _told(self, run: Run) -> Outcome:
        printed = f"\n\nYour code printed:\n\n{indented(run.printed)}" if run.printed else ""
        if not run.finished:
            said = f"Your code did not finish within {self.time_limit:g} s. Is there a loop that never ends?"
            return Outcome(Status.NOT_YET, said + printed)
        if run.error is None:
            return Outcome(Status.CORRECT, run.result)
        if isinstance(run.error, NotAttempted):
            return self._not_attempted()
        if isinstance(run.error, NotYet):
            hint = "" if self._hints_shown >= len(self.hints) else f"\n\nA hint: `{self.call}.hint()`"
            return Outcome(Status.NOT_YET, f"{run.error}{printed}{hint}")
        said = f"This answer could not be judged ({type(run.error).__name__}: {run.error})."
        return Outcome(Status.NOT_YET, f"{said} Is it of the kind that the exercise asks for?", fault=True)

    def _not_attempted(self) -> Outcome:
        said = f"Replace `...` with your answer and run the cell again. A hint: `{self.call}.hint()`"
        return Outcome(Status.NOT_ATTEMPTED, said)

    def __repr__(self) -> str:
        """One line that says what may be called."""
        return f"Exercise: {self.title}. {self.call}.check(...), .hint(), .solution()"
