"""Lesson 05, DCGAN: find what is wrong with two printed networks, mend each fault, and see what batch norm does."""

from course_lib.exercises.lesson import Lesson
from course_lib.exercises.lesson_05.batch_norm import forgetting
from course_lib.exercises.lesson_05.logits import logits
from course_lib.exercises.lesson_05.mending import discriminator, generator
from course_lib.exercises.lesson_05.naming import what_is_it
from course_lib.exercises.lesson_05.quiz import quiz
from course_lib.exercises.lesson_05.training_step import training_step

lesson = Lesson(
    5,
    quiz,
    what_is_it=what_is_it,
    discriminator=discriminator,
    generator=generator,
    logits=logits,
    training_step=training_step,
    forgetting=forgetting,
)
progress = lesson.progress

__all__ = [
    "discriminator",
    "forgetting",
    "generator",
    "lesson",
    "logits",
    "progress",
    "quiz",
    "training_step",
    "what_is_it",
]
