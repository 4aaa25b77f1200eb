"""The exercises and the quiz of one lesson, and how far the learner has come."""

from course_lib.exercises import view
from course_lib.exercises.outcome import Status
from course_lib.exercises.problem import Problem
from course_lib.exercises.quiz import Quiz


class Lesson:
    """The problems of a lesson, in the order given, each told the name under which the notebook calls it.

    Arguments:
        number: the lesson's, such as 7.
        quiz: its quiz.
        problems: its exercises by their names.
    """

    def __init__(self, number: int, quiz: Quiz, **problems: Problem):
        """Take the parts, and tell each exercise its name."""
        self.number = number
        self.quiz = quiz
        self.problems = problems
        for name, problem in problems.items():
            problem.name = name

    def progress(self) -> None:
        """Show which exercises are correct, not yet correct, or not attempted, and the score of the quiz."""
        view.show(Progress(self))

    def reset(self) -> None:
        """Forget everything that was answered."""
        for problem in self.problems.values():
            problem.reset()
        self.quiz.reset()


class Progress:
    """A line for each exercise and one for the quiz, as HTML or text."""

    def __init__(self, lesson: Lesson):
        """Read the outcomes as they stand."""
        self.rows = [(problem.outcome.status, problem.title) for problem in lesson.problems.values()]
        done = sum(status is Status.CORRECT for status, _ in self.rows)
        self.heading = f"Lesson {lesson.number:02d}: {done} of {len(self.rows)} exercises correct"
        self.quiz = f"Quiz: {lesson.quiz.score} of {len(lesson.quiz.questions)}"

    def __repr__(self) -> str:
        """The heading, and a line for each exercise."""
        lines = [f"{view.mark_of(status)[0]} {status.value:<13}  {title}" for status, title in self.rows]
        return "\n".join([f"{self.heading}. {self.quiz}.", *lines])

    def _repr_html_(self) -> str:
        rows = []
        for status, title in self.rows:
            mark, colour = view.mark_of(status)
            sign = f'<span aria-hidden="true" style="color: {colour};">{mark}</span>'
            cell = '<td style="text-align: left; padding: 2px 12px 2px 0;">'
            rows.append(f"<tr>{cell}{sign} {status.value}</td>{cell}{view.inline(title)}</td></tr>")
        return f"<p><strong>{self.heading}.</strong> {self.quiz}.</p><table>{''.join(rows)}</table>"
