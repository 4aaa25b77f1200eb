"""Lesson 00, start here: what a seed does, what a slider does, and which number the slider really turns."""

from course_lib.exercises.lesson import Lesson
from course_lib.exercises.lesson_00.balance import same_balance, turn_beta
from course_lib.exercises.lesson_00.quiz import quiz
from course_lib.exercises.lesson_00.seeds import seeds

lesson = Lesson(0, quiz, seeds=seeds, turn_beta=turn_beta, same_balance=same_balance)
progress = lesson.progress

__all__ = ["lesson", "progress", "quiz", "same_balance", "seeds", "turn_beta"]
