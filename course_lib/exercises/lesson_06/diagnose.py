"""What is wrong with these four generators? Read from a table of scores."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from course_lib import checks
from course_lib.datasets import faces, forgeries
from course_lib.exercises.outcome import NotYet
from course_lib.exercises.problem import Problem
from course_lib.exercises.reading import kind_of
from course_lib.metrics import embedding
from course_lib.metrics.judgement import Scoreboard, blurred, judge

COUNT = 240
FIRST = 14
LETTERS = "ABCD"
SEEDS = {"real": 900, "training": 901, "held_out": 902}


@dataclass(frozen=True)
class Kind:
    """One thing that a generator can have: how its pictures are made, and where the table shows it."""

    make: Callable[[int, np.random.Generator], np.ndarray]
    clue: str


def _few(seed: int, rng: np.random.Generator) -> np.ndarray:
    return forgeries.drawn(forgeries.few_kinds(COUNT, int(rng.integers(1, 3)), seed))


def _collapsed(seed: int, rng: np.random.Generator) -> np.ndarray:
    return np.resize(faces.render(int(rng.integers(5, 12)), seed=seed), (COUNT, 32, 32, 3))


def _half_rubbish(seed: int, rng: np.random.Generator) -> np.ndarray:
    made = faces.render(COUNT, seed=seed)
    bad = rng.permutation(COUNT)[: int(COUNT * rng.uniform(0.4, 0.6))]
    made[bad] = rng.random((len(bad), 32, 32, 3), np.float32)
    return made


KINDS: dict[str, Kind] = {
    "healthy": Kind(
        lambda seed, rng: faces.render(COUNT, seed=seed),
        "the kernel distance's interval holds 0, everything else is near 1, and copying is near 0.5.",
    ),
    "blurred": Kind(
        lambda seed, rng: blurred(faces.render(COUNT, seed=seed), rng.uniform(1.0, 1.4) / 32),
        "density and copying are low (its pictures lie beside the data), and no share is near 0.",
    ),
    "few kinds": Kind(_few, "every picture is good (precision), and a part of the real ones is not reached (recall)."),
    "collapse": Kind(_collapsed, "good pictures, and next to nothing of the real ones is reached: recall near 0."),
    "copies": Kind(
        lambda seed, rng: faces.render(COUNT, seed=SEEDS["training"]),
        "it looks healthy in every column but the last.",
    ),
    "half rubbish": Kind(
        _half_rubbish,
        "about half of its pictures are good, and yet most of the real ones are reached.",
    ),
}


def drawn_kinds(seed: int) -> list[str]:
    """What the four generators of this seed have, no two the same."""
    return [str(kind) for kind in np.random.default_rng([seed, 6]).permutation(list(KINDS))[: len(LETTERS)]]


@cache
def _board(seed: int) -> Scoreboard:
    real, training, held_out = (faces.render(COUNT, seed=SEEDS[name]) for name in ("real", "training", "held_out"))
    sets = {}
    for place, (letter, kind) in enumerate(zip(LETTERS, drawn_kinds(seed), strict=True)):
        sets[letter] = KINDS[kind].make(1000 + 10 * seed + place, np.random.default_rng([seed, place]))
    return judge(sets, real, embedding.offline(), training, held_out)


def _code(seed: int) -> str:
    named = ", ".join(f'"{k}": "{v}"' for k, v in zip(LETTERS, drawn_kinds(seed), strict=True))
    return f"print(exercises.diagnose.table({seed}))\nanswers = {{{named}}}"


@dataclass(kw_only=True, eq=False, repr=False)
class Diagnosis(Problem):
    """Four generators, drawn by a seed; the answer names what each has."""

    time_limit: float = 60.0

    def reset(self) -> None:
        """Forget the generators too."""
        super().reset()
        self._seed: int | None = None

    def table(self, seed: int = FIRST) -> Scoreboard:
        """Judge the four generators of this seed; other seeds have others. Raises SettingError for a bad seed."""
        checks.whole("the seed", seed, 0, 1_000_000)
        board = _board(seed)
        self._seed, self.solution_code = seed, _code(seed)
        return board

    def examine(self, answers) -> str:
        """Compare with what was made; speak to the first that is wrong."""
        if isinstance(answers, list | tuple):
            answers = dict(zip(LETTERS, answers, strict=False))
        if not isinstance(answers, Mapping):
            raise NotYet(f'Give a dictionary, such as {{"A": "healthy"}}, not {kind_of(answers)}.')
        if self._seed is None:
            raise NotYet("Look at the table first: `print(exercises.diagnose.table())`.")
        missing = [letter for letter in LETTERS if letter not in answers]
        if missing:
            raise NotYet(f"No answer for {', '.join(missing)}.")
        for letter, kind in zip(LETTERS, drawn_kinds(self._seed), strict=True):
            said = str(answers[letter]).strip().lower()
            if said not in KINDS:
                raise NotYet(f"{letter}: {answers[letter]!r} is none of {', '.join(KINDS)}.")
            if said != kind:
                raise NotYet(f"{letter} is something else. Look again: {KINDS[kind].clue}")
        return self.praise


diagnose = Diagnosis(
    title="What is wrong with them?",
    statement="""
        **Diagnose.** Four generators, one row of scores each, and no picture. Each is `"healthy"`, `"blurred"`, has
        `"few kinds"`, a `"collapse"` to a handful of pictures, makes `"copies"`, or is `"half rubbish"` (some of its
        pictures are noise); no two are the same.
    """,
    starter="""
        answers = {"A": ..., "B": ..., "C": ..., "D": ...}
    """,
    solution_code=_code(FIRST),
    hints=(
        "Begin with precision: are its pictures good? Then recall and coverage: are all real ones reached?",
        "The copying column is 1 for copies, near 0.5 for new pictures, and low for what lies beside the data.",
    ),
    praise="All four, without a picture. Others wait behind another number: `exercises.diagnose.table(16)`.",
    answers=("answers",),
)
