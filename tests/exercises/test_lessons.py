"""Every lesson's exercises and quiz, found by name, so that a new lesson is held to the same without a new test."""

import importlib
import linecache
import pkgutil
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

import course_lib.exercises
from course_lib.exercises import Choice, Prediction, Problem, Status
from course_lib.exercises.choice import lettered

TABLES = Path(__file__).parent / "wrong_answers"
NAMES = sorted(
    module.name for module in pkgutil.iter_modules(course_lib.exercises.__path__) if re.match(r"lesson_\d", module.name)
)
LESSONS = {name: importlib.import_module(f"course_lib.exercises.{name}") for name in NAMES}
PROBLEMS = [
    pytest.param(name, problem, id=f"{name}.{key}")
    for name, module in LESSONS.items()
    for key, problem in module.lesson.problems.items()
]
QUESTIONS = [
    pytest.param(question, id=f"{name}.{number}")
    for name, module in LESSONS.items()
    for number, question in enumerate(module.quiz.questions, 1)
]


def wrong_answers(name: str) -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))


WRONG = [
    pytest.param(name, key, entry, id=f"{name}.{key}.{number}")
    for name in NAMES
    for key, entries in wrong_answers(name).items()
    for number, entry in enumerate(entries)
]
OTHERS = [
    pytest.param(name, key, code, id=f"{name}.{key}.{number}")
    for name in NAMES
    for key, codes in tomllib.loads((TABLES.parent / "other_solutions" / f"{name}.toml").read_text("utf-8")).items()
    for number, code in enumerate(codes)
]


@pytest.fixture(autouse=True)
def fresh():
    for module in LESSONS.values():
        module.lesson.reset()


def judged(name: str, problem: Problem, code: str):
    """What the check says to a cell: `code` is run as a notebook would run it, then its answers are judged."""
    code = code.strip() + "\n"
    file = f"<cell {abs(hash(code))}>"
    linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
    namespace = {"np": np, "exercises": LESSONS[name], "__name__": "__main__"}
    exec(compile(code, file, "exec"), namespace)
    return problem.judge(*(namespace[answer] for answer in problem.answers))


def test_lessons_are_found():
    assert {"lesson_00", "lesson_07"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_has_its_parts(name):
    module = LESSONS[name]
    lesson = module.lesson
    assert f"lesson_{lesson.number:02d}" == name
    assert 3 <= len(lesson.problems) <= 6
    assert len(module.quiz.questions) == 5
    assert f"{lesson.number:02d}" in module.quiz.title
    assert module.progress == lesson.progress
    for key, problem in lesson.problems.items():
        assert getattr(module, key) is problem
        assert problem.name == key


@pytest.mark.parametrize(("name", "problem"), PROBLEMS)
def test_texts_are_complete(name, problem):
    assert problem.title and problem.statement and problem.praise
    assert 2 <= len(problem.hints) <= 3
    assert "..." in problem.starter
    assert "..." not in problem.solution_code
    assert problem.cell.endswith(f"\n\nexercises.{problem.name}.check({', '.join(problem.answers)})")


@pytest.mark.parametrize(("name", "problem"), PROBLEMS)
def test_blank_cell_is_not_attempted(name, problem):
    outcome = judged(name, problem, problem.starter)
    assert outcome.status is Status.NOT_ATTEMPTED
    said = "Not attempted. Replace `...` with your answer and run the cell again."
    assert str(outcome) == f"{said} A hint: `exercises.{problem.name}.hint()`"


@pytest.mark.parametrize(("name", "problem"), PROBLEMS)
def test_solution_is_correct(name, problem):
    outcome = judged(name, problem, problem.solution_code)
    assert outcome.correct, str(outcome)
    assert problem.praise in outcome.message


@pytest.mark.parametrize(("name", "problem"), PROBLEMS)
def test_at_least_five_wrong_answers_are_tabled(name, problem):
    codes = [entry["code"] for entry in wrong_answers(name).get(problem.name, [])]
    assert len(set(codes)) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_tables_name_only_exercises_that_exist(name):
    assert set(wrong_answers(name)) <= set(LESSONS[name].lesson.problems)


@pytest.mark.parametrize(("name", "key", "entry"), WRONG)
def test_wrong_answer_is_refused_with_a_message_that_helps(name, key, entry):
    outcome = judged(name, LESSONS[name].lesson.problems[key], entry["code"])
    assert outcome.status is Status.NOT_YET, str(outcome)
    assert not outcome.fault
    assert re.search(entry["says"], outcome.message), str(outcome)
    assert "Traceback" not in outcome.message and "course_lib/" not in outcome.message


@pytest.mark.parametrize(("name", "key", "code"), OTHERS)
def test_other_right_answers_are_accepted(name, key, code):
    outcome = judged(name, LESSONS[name].lesson.problems[key], code)
    assert outcome.correct, str(outcome)


class Contrary:
    """An object that refuses whatever is asked of it."""

    def __getattr__(self, name):
        raise RuntimeError("no")

    __eq__ = __len__ = __iter__ = __call__ = __array__ = lambda self, *_, **__: self.refused


ODDITIES = [
    *[None, True, 3, -1.5, 1j, float("nan"), float("inf"), "", "5", b"a", object(), int, len, print],
    *[[], [1, [2, 3]], [None], ["a", 1], {}, {"a": 1}, {1, 2}, (), range(3), iter([1]), (i for i in "ab")],
    *[lambda: None, lambda *a: a[0], lambda *a, **k: None, lambda *a: "text", lambda *a: [[1], [2, 3]]],
    *[lambda *a: np.nan, lambda *a: 1 / 0, lambda *a: exit(), lambda *a: (i for i in a), lambda *a: np.zeros(0)],
    *[np.zeros(0), np.zeros((0, 3)), np.zeros((4, 6, 3)), np.full((4, 6, 3), np.nan), np.ones((4, 6, 3), bool)],
    *[np.array("a"), np.array([None]), np.zeros((2, 2, 2, 2)), np.array(3), np.datetime64("2020-01-01")],
]


@pytest.mark.parametrize(("name", "problem"), PROBLEMS)
def test_no_answer_however_odd_breaks_a_check(name, problem):
    for odd in ODDITIES:
        outcome = problem.judge(*[odd] * len(problem.answers))
        assert outcome.status is not Status.CORRECT, repr(odd)
        assert not outcome.fault, str(outcome)
        assert outcome.message


@pytest.mark.parametrize(("name", "problem"), PROBLEMS)
def test_an_answer_that_refuses_everything_is_told_calmly(name, problem):
    outcome = problem.judge(*[Contrary()] * len(problem.answers))
    assert outcome.status is Status.NOT_YET
    assert "could not be judged" in outcome.message or "`Contrary`" in outcome.message


@pytest.mark.parametrize(("name", "problem"), PROBLEMS)
def test_check_shows_the_outcome_and_returns_nothing(name, problem, capsys):
    assert problem.check(*[...] * len(problem.answers)) is None
    assert capsys.readouterr().out == f"{problem.outcome}\n"


@pytest.mark.parametrize(("name", "problem"), PROBLEMS)
def test_choices_explain_every_option(name, problem):
    if isinstance(problem, Choice):
        assert all(len(option.feedback) > 20 for option in problem.options)
        assert all(
            f"- **{letter})** {option.text}" in problem.statement
            for letter, option in lettered(problem.options).items()
        )
    if isinstance(problem, Prediction):
        assert all(f"{letter})" in problem.alt for letter in lettered(problem.options))


@pytest.mark.parametrize("question", QUESTIONS)
def test_question_has_feedback_on_every_answer_and_one_right(question):
    options = lettered(question.options)
    assert 3 <= len(options) <= 5
    assert len({option.text for option in question.options}) == len(options)
    outcomes = {letter: question.judge(letter) for letter in options}
    assert sum(outcome.correct for outcome in outcomes.values()) == 1
    assert len({outcome.message for outcome in outcomes.values()}) == len(options)
    assert all(len(outcome.message) > 20 for outcome in outcomes.values())


@pytest.mark.parametrize("name", NAMES)
def test_right_answers_are_not_all_at_one_letter(name):
    letters = [
        letter for q in LESSONS[name].quiz.questions for letter, option in lettered(q.options).items() if option.right
    ]
    assert len(set(letters)) >= 3 or len(letters) < 3
