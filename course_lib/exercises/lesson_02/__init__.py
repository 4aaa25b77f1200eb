"""Lesson 02, the adversarial game: its value, its best discriminator, what that leaves for G, and how the two move."""

from course_lib.exercises.lesson import Lesson
from course_lib.exercises.lesson_02.best import best_discriminator, what_is_left
from course_lib.exercises.lesson_02.motion import spiral, weak_gradient
from course_lib.exercises.lesson_02.quiz import quiz
from course_lib.exercises.lesson_02.value import value_of_the_game

lesson = Lesson(
    2,
    quiz,
    value_of_the_game=value_of_the_game,
    best_discriminator=best_discriminator,
    what_is_left=what_is_left,
    weak_gradient=weak_gradient,
    spiral=spiral,
)
progress = lesson.progress

__all__ = [
    "best_discriminator",
    "lesson",
    "progress",
    "quiz",
    "spiral",
    "value_of_the_game",
    "weak_gradient",
    "what_is_left",
]
