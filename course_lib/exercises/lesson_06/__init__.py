"""Lesson 06, judging generators: write two measures, choose N, compare or not, fool a distance, read a table."""

from course_lib.exercises.lesson import Lesson
from course_lib.exercises.lesson_06.counts import choose_n, two_papers
from course_lib.exercises.lesson_06.diagnose import diagnose
from course_lib.exercises.lesson_06.fool import fool
from course_lib.exercises.lesson_06.measures import precision, unbiased
from course_lib.exercises.lesson_06.quiz import quiz

lesson = Lesson(
    6,
    quiz,
    choose_n=choose_n,
    unbiased=unbiased,
    precision=precision,
    two_papers=two_papers,
    fool=fool,
    diagnose=diagnose,
)
progress = lesson.progress

__all__ = [
    "choose_n",
    "diagnose",
    "fool",
    "lesson",
    "precision",
    "progress",
    "quiz",
    "two_papers",
    "unbiased",
]
