import re

import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.exercises import (
    Array,
    Choice,
    Function,
    Lesson,
    Option,
    Prediction,
    Property,
    Quiz,
    Status,
    Trap,
    Value,
)

TEXTS = {"title": "A title", "statement": "Say it.", "starter": "x = ...", "praise": "Good.", "answers": ("x",)}
TEXTS |= {"solution_code": "x = 5", "hints": ("first", "second", "third")}


def value(**settings) -> Value:
    return Value(**(TEXTS | {"right": 5.0} | settings))


def function(**settings) -> Function:
    """Asks for the sums of the rows of an array."""
    cases = [(np.array([[1.0, 2.5], [3.0, 4.0]]),), (np.random.default_rng(0).random((3, 5)),)]
    asked = {"arguments": ("a",), "cases": cases, "reference": lambda a: a.sum(axis=1)}
    return Function(**(TEXTS | asked | settings))


def array(**settings) -> Array:
    positive = Property(
        "all entries are positive", lambda x: None if np.all(x > 0) else f"The smallest is {x.min():g}."
    )
    return Array(**(TEXTS | {"properties": [positive]} | settings))


def refused(problem, *answers) -> str:
    outcome = problem.judge(*answers)
    assert outcome.status is Status.NOT_YET, str(outcome)
    assert not outcome.fault
    return outcome.message


class TestEveryProblem:
    def test_indented_texts_are_taken_back(self):
        problem = value(
            statement="""
            One.

            Two.
            """,
            starter="""
            if True:
                x = ...
            """,
        )
        assert problem.statement == "One.\n\nTwo."
        assert problem.cell == "if True:\n    x = ...\n\nexercises.exercise.check(x)"

    def test_blank(self):
        for blank in (..., [...], (1, ...)):
            assert value().judge(blank).status is Status.NOT_ATTEMPTED

    def test_no_answer_given(self):
        outcome = value().judge()
        assert outcome.status is Status.NOT_ATTEMPTED
        assert "`exercises.exercise.check(x)`" in outcome.message

    def test_too_many_answers_given(self):
        assert "Give your answer to the check" in refused(value(), 5, 5)

    def test_outcome_is_kept_shown_and_not_returned(self, capsys):
        problem = value()
        assert problem.check(5) is None
        assert problem.outcome.correct
        assert capsys.readouterr().out == "Correct. Good.\n"
        problem.reset()
        assert problem.outcome.status is Status.NOT_ATTEMPTED

    def test_hints_come_in_stages_and_say_how_many_are_left(self, capsys):
        problem = value()
        shown = []
        for _ in range(4):
            problem.hint()
            shown.append(capsys.readouterr().out)
        assert shown[0] == "Hint 1 of 3. first\n\n2 more hints: `exercises.exercise.hint()`\n"
        assert shown[1] == "Hint 2 of 3. second\n\n1 more hint: `exercises.exercise.hint()`\n"
        assert shown[2].startswith("Hint 3 of 3. third\n\nThat was the last hint. The whole answer: ")
        assert shown[3] == shown[2]

    def test_refusals_offer_a_hint_while_there_is_one(self):
        problem = value()
        assert refused(problem, 7).endswith("A hint: `exercises.exercise.hint()`")
        for _ in problem.hints:
            problem.hint()
        assert "hint" not in refused(problem, 7)

    def test_solution_is_shown_as_code(self, capsys):
        value().solution()
        assert capsys.readouterr().out == "One solution (there may be others):\n\nx = 5\n"

    def test_a_fault_of_the_check_is_told_calmly_and_marked(self):
        outcome = array(properties=[Property("never", lambda x: 1 / 0)]).judge([1])
        assert outcome.status is Status.NOT_YET
        assert outcome.fault
        assert "could not be judged (ZeroDivisionError" in outcome.message

    def test_repr_says_what_may_be_called(self):
        assert repr(value()) == "Exercise: A title. exercises.exercise.check(...), .hint(), .solution()"


class TestValue:
    @pytest.mark.parametrize("answer", [5, 5.04, np.float32(5), np.array([5]), np.array(4.96)])
    def test_right(self, answer):
        assert value().judge(answer).correct

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (5.2, "very near"),
            ("5", "`x` is text"),
            (None, "`x` is `None`"),
            ([5, 5], "2 entries"),
            (float("nan"), "NaN"),
            (True, "truth value"),
            (lambda: 5, "Call it"),
            (500, r"2 places off. \(The answer is in px.\)"),
        ],
    )
    def test_wrong(self, answer, said):
        assert re.search(said, refused(value(unit="px"), answer))

    def test_trap(self):
        assert refused(value(traps=[Trap(7, "You added.")]), 7.0).startswith("You added.")

    def test_zero_has_an_absolute_tolerance(self):
        assert value(right=0.0).judge(0.005).correct
        assert not value(right=0.0).judge(0.05).correct


class TestFunction:
    def test_right(self):
        assert function().judge(lambda a: a.sum(axis=1)).correct
        assert function().judge(lambda a: [sum(row) for row in a]).correct

    def test_a_trap_comes_before_everything_else(self):
        problem = function(traps=[Trap(lambda a: a.sum(), "You summed everything.")])
        assert refused(problem, lambda a: a.sum()).startswith("You summed everything.")

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            (lambda a: a.sum(), r"shape \(\), and \(2,\) is wanted"),
            (lambda a: a.sum(axis=1, keepdims=True), "axis of length 1"),
            (lambda a: a.sum(axis=1) * np.nan, "not finite"),
            (lambda a: a.sum(axis=1).astype(int), "fractions are lost"),
            (lambda a: a.mean(axis=1), "the length of a row times too small"),
            (lambda a: a.sum(axis=1) * 3, "always 3 times"),
            (lambda a: -a.sum(axis=1), "wrong sign"),
            (lambda a: a.max(axis=1), r"(?s)numbers differ.*a =.*yours:.*\[2.5 4.*wanted:.*\[3.5 7"),
            (lambda a: "x", "What your function returns is text"),
            (lambda a: [None][0], "`None`"),
        ],
    )
    def test_wrong(self, wrong, said):
        problem = function(factors=lambda a: {"the length of a row": a.shape[1]})
        assert re.search(said, refused(problem, wrong))

    def test_properties_say_more_than_numbers(self):
        item = Property(
            "adding 1 to a row of 2 adds 2", lambda f: None if f(np.ones((1, 2))) == 2 else "It gave other."
        )
        said = refused(function(properties=[item]), lambda a: a.sum(axis=1) + 0.5)
        assert said.startswith("This does not hold yet: adding 1 to a row of 2 adds 2.\n\nIt gave other.")

    def test_properties_are_tried_though_the_cases_agree(self):
        item = Property("an empty row sums to 0", lambda f: None if f(np.ones((1, 0))) == 0 else "It did not.")
        assert function(properties=[item]).judge(lambda a: a.sum(axis=1)).correct
        assert "an empty row" in refused(function(properties=[item]), lambda a: a.sum(axis=1) + (a.size == 0))

    def test_time_limit(self):
        def endless(a):
            while True:
                pass

        assert "did not finish within 0.1 s" in refused(function(time_limit=0.1), endless)

    def test_what_was_printed_is_told_with_a_refusal(self, capsys):
        def talks(a):
            print("shape", a.shape)

        assert "Your code printed:\n\n    shape (2, 2)" in refused(function(), talks)
        assert capsys.readouterr().out == ""

    def test_inputs_are_the_same_every_time(self):
        problem = function()
        seen = []
        for _ in range(2):
            problem.judge(lambda a: seen.append(a.copy()) or a)
        assert all(np.array_equal(a, b) for a, b in zip(seen[: len(seen) // 2], seen[len(seen) // 2 :], strict=True))


class TestArray:
    def test_right(self):
        assert array().judge([1, 2]).correct

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            ([-1, 2], "(?s)all entries are positive.*The smallest is -1"),
            ([1, 2, 3], r"`x` has shape \(3,\)"),
            ([np.nan, 1], "NaN"),
            ("ab", "`x` is text"),
            ([1, "a"], "it holds text"),
        ],
    )
    def test_wrong(self, answer, said):
        assert re.search(said, refused(array(shapes=[(2,)]), answer))


class TestChoice:
    OPTIONS = (Option("yes", "Because.", right=True), Option("no", "Not so."), Option("both", "Also.", right=True))

    def one(self, **settings) -> Choice:
        return Choice(**(TEXTS | {"options": self.OPTIONS[:2]} | settings))

    def several(self) -> Choice:
        return self.one(options=self.OPTIONS)

    def test_options_are_added_to_the_statement(self):
        assert self.one().statement == "Say it.\n\n- **a)** yes\n- **b)** no"

    @pytest.mark.parametrize("answer", ["a", "A", " a ", "a)", "(a)", "a.", ["a"], {"a"}])
    def test_right(self, answer):
        assert self.one().judge(answer).message == "Because.\n\nGood."

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            ("b", r"b\) Not so."),
            ("z", 'The options are "a", "b".'),
            ("", "The options are"),
            ("yes", "The options are"),
            (1, "What came is a number"),
            (None, "What came is `None`"),
            ("a, b", "you gave 2"),
            (np.array("a"), "What came is an array"),
        ],
    )
    def test_wrong(self, answer, said):
        assert re.search(said, refused(self.one(), answer))

    @pytest.mark.parametrize("answer", ["a, c", "ac", "c a", "a and c", ["c", "a"], {"a", "c"}, "A;C", ("a", "c", "a")])
    def test_several_right(self, answer):
        assert self.several().judge(answer).correct

    @pytest.mark.parametrize(("answer", "said"), [("a", "one more option belongs"), ("a, b", "Not so.")])
    def test_several_wrong(self, answer, said):
        assert said in refused(self.several(), answer)

    def test_one_option_must_be_right(self):
        with pytest.raises(SettingError, match="No option"):
            self.one(options=self.OPTIONS[1:2])

    def test_prediction_shows_its_sketch_with_its_words(self, capsys):
        from matplotlib.figure import Figure

        problem = Prediction(**(TEXTS | {"options": self.OPTIONS[:2], "draw": Figure, "alt": "a) up; b) down"}))
        problem.show()
        assert capsys.readouterr().out == "a) up; b) down\n"


class TestLesson:
    def test_names_are_told_and_progress_counts(self, capsys):
        lesson = Lesson(3, Quiz("Quiz of lesson 03", ()), first=value(), second=value(title="Another"))
        assert lesson.problems["second"].cell.endswith("exercises.second.check(x)")
        lesson.problems["first"].check(5)
        lesson.problems["second"].check(6)
        capsys.readouterr()
        lesson.progress()
        assert capsys.readouterr().out == (
            "Lesson 03: 1 of 2 exercises correct. Quiz: 0 of 0.\n✓ Correct        A title\n↻ Not yet        Another\n"
        )
        lesson.reset()
        lesson.progress()
        assert capsys.readouterr().out.count("○ Not attempted") == 2
