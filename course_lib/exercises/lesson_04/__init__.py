"""Lesson 04, failure clinic: cure five runs by a change of your own, and name what ails four others."""

from course_lib.exercises.lesson import Lesson
from course_lib.exercises.lesson_04.cures import (
    clinic,
    cure_blow_up,
    cure_collapse,
    cure_copying,
    cure_oscillation,
    cure_strong,
    play_few,
)
from course_lib.exercises.lesson_04.diagnose import diagnose
from course_lib.exercises.lesson_04.quiz import quiz

lesson = Lesson(
    4,
    quiz,
    cure_collapse=cure_collapse,
    cure_strong=cure_strong,
    cure_oscillation=cure_oscillation,
    cure_blow_up=cure_blow_up,
    cure_copying=cure_copying,
    diagnose=diagnose,
)
progress = lesson.progress

__all__ = [
    "clinic",
    "cure_blow_up",
    "cure_collapse",
    "cure_copying",
    "cure_oscillation",
    "cure_strong",
    "diagnose",
    "lesson",
    "play_few",
    "progress",
    "quiz",
]
