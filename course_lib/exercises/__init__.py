"""Exercises and quizzes that check themselves.

`problem` says what every exercise is; `value`, `choice`, `function` and `array` are its kinds; one module a lesson
(`lesson_00`, ...) holds the lesson's exercises and its quiz. To write a lesson's problems, read `lesson_00` first.
"""

from course_lib.exercises.array import Array
from course_lib.exercises.choice import Choice, Option, Prediction
from course_lib.exercises.function import Function
from course_lib.exercises.lesson import Lesson
from course_lib.exercises.outcome import Outcome, Status
from course_lib.exercises.problem import Problem, Property, Trap
from course_lib.exercises.quiz import Question, Quiz
from course_lib.exercises.value import Value

__all__ = [
    "Array",
    "Choice",
    "Function",
    "Lesson",
    "Option",
    "Outcome",
    "Prediction",
    "Problem",
    "Property",
    "Question",
    "Quiz",
    "Status",
    "Trap",
    "Value",
]
