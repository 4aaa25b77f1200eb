"""Exercises answered by picking: one option or several, and predictions made on sketched curves."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from course_lib.errors import SettingError
from course_lib.exercises import view
from course_lib.exercises.outcome import NotYet
from course_lib.exercises.problem import Problem
from course_lib.exercises.reading import kind_of


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from, whether it is right, and what is said to whoever picks it."""

    text: str
    feedback: str
    right: bool = False


def lettered(options: Sequence[Option]) -> dict[str, Option]:
    """The options by their letters, in the order given."""
    return dict(zip(ascii_lowercase, options, strict=False))


def read_letters(answer: Any, options: Mapping[str, Option], several: bool = False) -> list[str]:
    """The letters picked by `answer`: "b", "B)", or with `several` "a, c", ["a", "c"], {"a", "c"}; sorted, each once.

    Raises:
        NotYet: a letter that is no option, no letter at all, or more than one where one is wanted.
    """
    known = ", ".join(f'"{letter}"' for letter in options)
    wanted = 'letters, such as `"a, b"`' if several else "one letter, in quotes"
    if isinstance(answer, str):
        parts = [part for part in re.split(r"[\s,;&+()]+|\band\b", answer) if part]
    elif isinstance(answer, list | tuple | set | frozenset) and all(isinstance(part, str) for part in answer):
        parts = [part.strip() for part in answer]
    else:
        raise NotYet(f"Answer with {wanted}: {known}. What came is {kind_of(answer)}.")
    if several:
        parts = [letter for part in parts for letter in part]
    letters = sorted({part.lower().rstrip(".") for part in parts})
    unknown = [letter for letter in letters if letter not in options]
    if not letters or unknown:
        raise NotYet(f"The options are {known}. Answer with {wanted}.")
    if len(letters) > 1 and not several:
        raise NotYet(f"One option is wanted, and you gave {len(letters)}.")
    return letters


@dataclass(kw_only=True, eq=False, repr=False)
class Choice(Problem):
    """One option, or all those that are right if several are; the options are added to the statement."""

    options: Sequence[Option]

    def __post_init__(self):
        """Check the options, and add them to the statement."""
        super().__post_init__()
        if not any(option.right for option in self.options):
            raise SettingError(f"No option of the exercise '{self.title}' is right: mark at least one.")
        lines = [f"- **{letter})** {option.text}" for letter, option in lettered(self.options).items()]
        self.statement = "\n".join([self.statement, "", *lines])

    def examine(self, answer) -> str:
        """Compare the letters with the right ones; speak to the first wrong pick, or to the number missing."""
        options = lettered(self.options)
        right = [letter for letter, option in options.items() if option.right]
        picked = read_letters(answer, options, several=len(right) > 1)
        for letter in picked:
            if letter not in right:
                raise NotYet(f"{letter}) {options[letter].feedback}")
        missing = len(right) - len(picked)
        if missing:
            more = "one more option belongs" if missing == 1 else f"{missing} more options belong"
            raise NotYet(f"What you picked is right, and {more} with it.")
        told = [options[letter].feedback for letter in right]
        return "\n\n".join([*told, self.praise] if self.praise else told)


@dataclass(kw_only=True, eq=False, repr=False)
class Prediction(Choice):
    """A choice between pictures of what will happen, made before it is run.

    Arguments:
        draw: returns the matplotlib figure with the options, drawn when `show()` is called.
        alt: the same in words, for whoever cannot see it.
    """

    draw: Callable[[], Any]
    alt: str

    def show(self) -> None:
        """Show the sketched options."""
        view.show(view.Drawing.of(self.draw(), self.alt))
