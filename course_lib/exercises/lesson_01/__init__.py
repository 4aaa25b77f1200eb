"""Lesson 01, what a network sees: count fields and overlaps, play two judges off, build a Gram matrix."""

from course_lib.exercises.lesson import Lesson
from course_lib.exercises.lesson_01.fields import field_depth, receptive_field
from course_lib.exercises.lesson_01.gram import gram_pair
from course_lib.exercises.lesson_01.judges import near_and_far, photograph, pixel_first
from course_lib.exercises.lesson_01.overlap import even_pairs
from course_lib.exercises.lesson_01.quiz import quiz

lesson = Lesson(
    1,
    quiz,
    field_depth=field_depth,
    receptive_field=receptive_field,
    pixel_first=pixel_first,
    near_and_far=near_and_far,
    gram_pair=gram_pair,
    even_pairs=even_pairs,
)
progress = lesson.progress

__all__ = [
    "even_pairs",
    "field_depth",
    "gram_pair",
    "lesson",
    "near_and_far",
    "photograph",
    "pixel_first",
    "progress",
    "quiz",
    "receptive_field",
]
