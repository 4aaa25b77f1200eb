import functools
import linecache

import numpy as np
import pytest

from course_lib.exercises.attempt import Attempt, explain
from course_lib.exercises.outcome import NotAttempted, NotYet


def written(code: str, name: str = "f"):
    """A function as a notebook's cell defines it: with its own global names and a source that can be looked up."""
    file = "<a cell>"
    linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
    namespace = {"np": np, "__name__": "__main__"}
    exec(compile(code, file, "exec"), namespace)
    return namespace[name]


def refused(function, *inputs, arguments=("x",)) -> str:
    with pytest.raises(NotYet) as error:
        Attempt(function, arguments)(*inputs)
    return str(error.value)


def test_result_is_passed_on():
    assert Attempt(lambda x: x + 1, ("x",))(2) == 3


class Network:
    def __call__(self, x):
        return x


@pytest.mark.parametrize("function", [max, functools.partial(np.add, 1), np.sum, Network()])
def test_callables_of_every_kind_are_taken(function):
    Attempt(function, ("x",))


def test_error_names_type_message_meaning_line_and_inputs():
    said = refused(written("def f(x):\n    y = x + 1\n    return y[10]\n"), np.zeros(4))
    assert said == (
        "Your code stopped with a `IndexError` (index 10 is out of bounds for axis 0 with size 4). "
        "An index goes past the end: counting starts at 0.\n\n"
        "It was in line 3 of the cell:\n\n    return y[10]\n\n"
        "When it was called, `x` was an array of shape (4,)."
    )


def test_error_deep_in_a_library_names_the_learners_line():
    said = refused(written("def f(x):\n    return np.linalg.inv(x)\n"), np.zeros((2, 3)))
    assert "`LinAlgError`" in said
    assert "line 2 of the cell:\n\n    return np.linalg.inv(x)" in said
    assert "linalg.py" not in said


def test_error_in_a_helper_of_the_learner_names_the_helpers_line():
    code = "def helper(x):\n    return x / missing\n\ndef f(x):\n    return helper(x)\n"
    assert "line 2 of the cell:\n\n    return x / missing" in refused(written(code), 1)


def test_line_without_known_source_is_told_by_number_alone():
    function = written("def f(x):\n    return 1 / 0\n")
    linecache.cache.pop("<a cell>")
    assert "It was in line 2 of the cell.\n" in refused(function, 1)


def test_long_messages_are_cut_and_addresses_left_out():
    assert len(explain(ValueError("x" * 5000))) < 300
    assert explain(TypeError("<object object at 0x7f11>")) == "Your code stopped with a `TypeError` (<object object>)."


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda: 1, r"called with 1 argument, `\(x\)`, but it is defined with `\(\)`"),
        (lambda x, y: 1, r"defined with `\(x, y\)`"),
        (3, "What came here is a number"),
        (np.zeros(3), r"What came here is an array of shape \(3,\)"),
        (None, "What came here is `None`"),
    ],
)
def test_what_is_no_fitting_function_is_told(function, said):
    with pytest.raises(NotYet, match=said):
        Attempt(function, ("x",))


def test_two_arguments_are_named():
    with pytest.raises(NotYet, match=r"2 arguments, `\(features, target\)`"):
        Attempt(lambda x: 1, ("features", "target"))


@pytest.mark.parametrize(
    "body", ["...", "pass", '"""Says what."""', "return ...", "return", "y = ...\n    return y + x", "return (...).T"]
)
def test_unfilled_bodies_are_not_attempts(body):
    with pytest.raises(NotAttempted):
        Attempt(written(f"def f(x):\n    {body}\n"), ("x",))(np.ones(2))


def test_none_from_a_filled_body_is_passed_on():
    assert Attempt(written("def f(x):\n    y = x + 1\n"), ("x",))(1) is None


def test_inputs_are_copied_and_changes_in_place_refused():
    given = np.zeros(3)
    assert "changes `x` itself" in refused(written("def f(x):\n    x += 1\n    return x\n"), given)
    assert np.array_equal(given, np.zeros(3))


def test_recursion_without_end_is_explained():
    assert "calls itself without end" in refused(written("def f(x):\n    return f(x)\n"), 1)
