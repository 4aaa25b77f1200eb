"""Quizzes: multiple-choice questions with feedback on every answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from numbers import Integral
from typing import Any

from course_lib.errors import SettingError
from course_lib.exercises import view
from course_lib.exercises.choice import Option, lettered, read_letters
from course_lib.exercises.outcome import NotYet, Outcome, Status
from course_lib.exercises.reading import is_blank


@dataclass(frozen=True)
class Question:
    """A question with lettered options, exactly one of them right.

    Raises:
        SettingError: no option is right, or more than one is.
    """

    text: str
    options: Sequence[Option]

    def __post_init__(self):
        """Check that one option is right."""
        right = sum(option.right for option in self.options)
        if right != 1:
            raise SettingError(f"The question '{self.text}' has {right} right options: mark exactly one.")

    def judge(self, answer: Any) -> Outcome:
        """The outcome for a letter."""
        if is_blank(answer):
            return Outcome(Status.NOT_ATTEMPTED, 'Answer with a letter, such as "a".')
        options = lettered(self.options)
        try:
            option = options[read_letters(answer, options)[0]]
        except NotYet as error:
            return Outcome(Status.NOT_YET, str(error))
        return Outcome(Status.CORRECT if option.right else Status.NOT_YET, option.feedback)


@dataclass(eq=False, repr=False)
class Quiz:
    """The questions of a lesson, numbered from 1; the last outcome of each is kept in `outcomes`.

    Shown as it is, it lists the questions for whoever only reads; `course_lib.widgets.QuizView` makes it clickable.
    """

    title: str
    questions: Sequence[Question]
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    def judge(self, number: Any, answer: Any) -> Outcome:
        """The outcome for one answer, kept in `outcomes` but not shown."""
        if not self._is_number(number):
            return Outcome(Status.NOT_YET, f"The questions are numbered 1 to {len(self.questions)}.")
        outcome = self.questions[int(number) - 1].judge(answer)
        self.outcomes[int(number)] = outcome
        return outcome

    def answer(self, number: int, answer: str) -> None:
        """Answer question `number` with a letter, and show the feedback. Never raises, whatever it is given."""
        outcome = self.judge(number, answer)
        heading = outcome.status.value
        if self._is_number(number):
            heading = f"Question {number}: {heading.lower()}"
        view.show(view.Card(heading, outcome.message, outcome.status))

    def _is_number(self, number: Any) -> bool:
        known = isinstance(number, Integral) and not isinstance(number, bool)
        return known and 1 <= number <= len(self.questions)

    def reset(self) -> None:
        """Forget all answers."""
        self.outcomes.clear()

    @property
    def score(self) -> int:
        """How many questions are answered correctly."""
        return sum(outcome.correct for outcome in self.outcomes.values())

    def __repr__(self) -> str:
        """The questions and their options as text, without the answers."""
        blocks = [f'{self.title}. Answer with exercises.quiz.answer(1, "a").']
        for number, question in enumerate(self.questions, 1):
            lines = [f"   {letter}) {option.text}" for letter, option in lettered(question.options).items()]
            blocks.append("\n".join([f"{number}. {question.text}", *lines]))
        return "\n\n".join(blocks)

    def _repr_html_(self) -> str:
        items = []
        for question in self.questions:
            lettered_options = lettered(question.options).items()
            options = "".join(f"<div>{letter}) {view.inline(option.text)}</div>" for letter, option in lettered_options)
            items.append(f"<li>{view.inline(question.text)}{options}</li>")
        call = '<code>exercises.quiz.answer(1, "a")</code>'
        return f"<p><strong>{view.inline(self.title)}.</strong> Answer with {call}.</p><ol>{''.join(items)}</ol>"
