"""Which failure is this? Read from the curves of runs that were played for the purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from course_lib import checks
from course_lib.exercises.lesson_04.cures import clinic
from course_lib.exercises.outcome import NotYet
from course_lib.exercises.problem import Problem
from course_lib.exercises.reading import kind_of
from course_lib.training import patients as training
from course_lib.training.clinic import Chart

FIRST = 4
LETTERS = "ABCD"


@cache
def _played(seed: int) -> tuple[Chart, ...]:
    return tuple(training.patients(clinic(), seed, len(LETTERS)))


def _code(seed: int) -> str:
    named = ", ".join(f'"{k}": "{v}"' for k, v in zip(LETTERS, training.drawn_kinds(seed, len(LETTERS)), strict=True))
    return f"charts = exercises.diagnose.patients({seed})\nanswers = {{{named}}}"


@dataclass(kw_only=True, eq=False, repr=False)
class Diagnosis(Problem):
    """Four runs, drawn by a seed; the answer names what each has."""

    time_limit: float = 120.0

    def reset(self) -> None:
        """Forget the patients too."""
        super().reset()
        self._seed: int | None = None

    def patients(self, seed: int = FIRST) -> list[Chart]:
        """Play the four runs of this seed and return their charts; other seeds have other patients. SettingError."""
        checks.whole("the seed", seed, 0, 2**31 - 1)
        charts = list(_played(seed))
        self._seed, self.solution_code = seed, _code(seed)
        return charts

    def examine(self, answers) -> str:
        """Compare with what was staged; speak to the first that is wrong."""
        if isinstance(answers, list | tuple):
            answers = dict(zip(LETTERS, answers, strict=False))
        if not isinstance(answers, Mapping):
            raise NotYet(f'Give a dictionary, such as {{"A": "healthy"}}, not {kind_of(answers)}.')
        if self._seed is None:
            raise NotYet("Look at the patients first: `exercises.diagnose.patients()`.")
        staged = dict(zip(LETTERS, training.drawn_kinds(self._seed, len(LETTERS)), strict=True))
        missing = [letter for letter in staged if letter not in answers]
        if missing:
            raise NotYet(f"No answer for {', '.join(missing)}.")
        for letter, kind in staged.items():
            said = str(answers[letter]).strip().lower()
            known = {name.lower() for name in training.KINDS}
            if said not in known:
                raise NotYet(f"{letter}: {answers[letter]!r} is none of {', '.join(training.KINDS)}.")
            if said != kind.lower():
                raise NotYet(f"{letter} is something else. Look again: {training.KINDS[kind].clue}")
        return f"{self.praise}"


diagnose = Diagnosis(
    title="Which failure is this?",
    statement="""
        **Diagnose.** Four runs were played, and each is healthy or has one of the five failures. Read the charts above.
        Which is which? Answer with `"healthy"`, `"mode collapse"`, `"D too strong"`, `"oscillation"`, `"blow-up"` or
        `"memorisation"`; no two have the same.
    """,
    starter="""
        answers = {"A": ..., "B": ..., "C": ..., "D": ...}
    """,
    solution_code=_code(FIRST),
    hints=(
        "Begin with the numbers at the axes: thousands are one failure, zeros another.",
        "Then the second picture: are the points good, and are they on every spot? Last, the third: do the lines for "
        "training data and held-out samples part?",
    ),
    praise="All four. Other patients wait behind another number in the cell above: `exercises.diagnose.patients(5)`.",
    answers=("answers",),
)
