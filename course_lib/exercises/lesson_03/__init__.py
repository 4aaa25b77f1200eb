"""Lesson 03, losses and stability: write a loss and a penalty, bound a slope, predict and find what steadies a game."""

from course_lib.exercises.lesson import Lesson
from course_lib.exercises.lesson_03.bounds import far_apart, slope_bound
from course_lib.exercises.lesson_03.hinge import hinge
from course_lib.exercises.lesson_03.penalty import gradient_penalty, which_penalty
from course_lib.exercises.lesson_03.quiz import quiz

lesson = Lesson(
    3,
    quiz,
    hinge=hinge,
    far_apart=far_apart,
    gradient_penalty=gradient_penalty,
    slope_bound=slope_bound,
    which_penalty=which_penalty,
)
progress = lesson.progress

__all__ = [
    "far_apart",
    "gradient_penalty",
    "hinge",
    "lesson",
    "progress",
    "quiz",
    "slope_bound",
    "which_penalty",
]
