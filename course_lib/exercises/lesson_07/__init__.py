"""Lesson 07, content and style: the losses written by hand, what they see, and what alpha and beta can do."""

from course_lib.exercises.lesson import Lesson
from course_lib.exercises.lesson_07.colour import colour_only
from course_lib.exercises.lesson_07.content import content_loss
from course_lib.exercises.lesson_07.gram import gram_matrix
from course_lib.exercises.lesson_07.position import same_gram
from course_lib.exercises.lesson_07.quiz import quiz
from course_lib.exercises.lesson_07.total import same_run
from course_lib.exercises.lesson_07.two_samples import two_samples

lesson = Lesson(
    7,
    quiz,
    content_loss=content_loss,
    gram_matrix=gram_matrix,
    same_gram=same_gram,
    same_run=same_run,
    colour_only=colour_only,
    two_samples=two_samples,
)
progress = lesson.progress

__all__ = [
    "colour_only",
    "content_loss",
    "gram_matrix",
    "lesson",
    "progress",
    "quiz",
    "same_gram",
    "same_run",
    "two_samples",
]
