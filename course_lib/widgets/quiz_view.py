"""A quiz to click through: native radio buttons, a button and feedback for each question."""

import anywidget
import traitlets

from course_lib.exercises.choice import lettered
from course_lib.exercises.outcome import Outcome
from course_lib.exercises.quiz import Quiz
from course_lib.widgets import assets


class QuizView(anywidget.AnyWidget):
    """Shows a quiz (`course_lib.exercises.Quiz`) and passes each picked letter to it.

    Which option is right stays in Python: the page gets the questions, and the feedback of what was answered.
    Where no widget can be shown, the questions stand there as HTML or text.
    """

    _esm = assets.join("dom.js", "quiz_view.js")
    _css = assets.join("theme.css", "quiz.css")
    title = traitlets.Unicode().tag(sync=True)
    questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    replies = traitlets.Dict().tag(sync=True)
    score = traitlets.Unicode().tag(sync=True)

    def __init__(self, quiz: Quiz):
        """Take the quiz to show, with whatever was answered before."""
        self.quiz = quiz
        questions = [
            {"text": question.text, "options": {k: option.text for k, option in lettered(question.options).items()}}
            for question in quiz.questions
        ]
        super().__init__(title=quiz.title, questions=questions)
        self.on_msg(self._on_message)
        self._tell()

    def answer(self, number: int, letter: str) -> None:
        """Answer a question as a click does: the page shows the feedback."""
        outcome = self.quiz.judge(number, letter)
        self._tell()
        self.send({"question": number, **_reply(outcome)})

    def _on_message(self, _, content, buffers) -> None:
        self.answer(content.get("question"), content.get("letter"))

    def _tell(self) -> None:
        self.replies = {str(number): _reply(outcome) for number, outcome in self.quiz.outcomes.items()}
        self.score = f"{self.quiz.score} of {len(self.quiz.questions)} correct"

    def __repr__(self) -> str:
        """The questions as text."""
        return repr(self.quiz)

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/plain": repr(self.quiz), "text/html": self.quiz._repr_html_()}, metadata


def _reply(outcome: Outcome) -> dict:
    return {"verdict": outcome.status.value, "correct": outcome.correct, "feedback": outcome.message}
