"""Lesson 09, CycleGAN: what a round trip promises and what it does not, the schedule, the pool, and honest scores."""

from course_lib.exercises.lesson import Lesson
from course_lib.exercises.lesson_09.cycle import cycle_loss, round_trip
from course_lib.exercises.lesson_09.memory import pool_memory
from course_lib.exercises.lesson_09.missing_part import missing_part
from course_lib.exercises.lesson_09.quiz import quiz
from course_lib.exercises.lesson_09.schedule import schedule
from course_lib.exercises.lesson_09.whole_picture import whole_picture

lesson = Lesson(
    9,
    quiz,
    cycle_loss=cycle_loss,
    round_trip=round_trip,
    schedule=schedule,
    pool_memory=pool_memory,
    missing_part=missing_part,
    whole_picture=whole_picture,
)
progress = lesson.progress

__all__ = [
    "cycle_loss",
    "lesson",
    "missing_part",
    "pool_memory",
    "progress",
    "quiz",
    "round_trip",
    "schedule",
    "whole_picture",
]
