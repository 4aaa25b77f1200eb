import numpy as np
import pytest

from course_lib.exercises.outcome import NotYet
from course_lib.exercises.reading import as_array, as_number, brief, is_blank, kind_of


@pytest.mark.parametrize(
    "value", [[1, 2], (1, 2), np.array([1, 2], np.uint8), np.array([1, 2], np.float16), [1 + 0j, 2], range(1, 3)]
)
def test_numbers_of_every_kind_are_read(value):
    array = as_array(value)
    assert array.dtype == np.float64
    assert array.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "`None`. A function without `return`"),
        ("5", "is text"),
        (b"5", "is text"),
        (len, "is a function. Call it"),
        (np.ndarray, "is the class `ndarray`. Call it"),
        ({}, "is a dict"),
        ({1}, "is a set"),
        ((i for i in "ab"), "is a generator"),
        ([1, [2, 3]], "cannot be read as an array of numbers"),
        (["a", "b"], "it holds text"),
        ([None, 1], "it holds `None`"),
        ([1j], "it holds a number"),
        (object(), "is an object"),
        (np.array([], dtype=object), "it holds nothing"),
    ],
)
def test_what_is_no_array_is_told(value, said):
    with pytest.raises(NotYet, match=f"^Mine .*{said}"):
        as_array(value, "Mine")


@pytest.mark.parametrize("value", [5, 5.0, np.float32(5), np.array(5), np.array([[5]]), [5], 5 + 0j])
def test_one_number_is_read(value):
    assert as_number(value) == 5.0


@pytest.mark.parametrize(
    ("value", "said"), [(True, "truth value"), ([1, 2], r"2 entries \(shape \(2,\)\)"), ([], "0 entries")]
)
def test_what_is_not_one_number_is_told(value, said):
    with pytest.raises(NotYet, match=said):
        as_number(value)


@pytest.mark.parametrize("answer", [..., [...], (1, ...), {"a": ...}, {1, ...}])
def test_blank(answer):
    assert is_blank(answer)


@pytest.mark.parametrize("answer", [None, 0, [], "...", np.zeros(3), {"a": 1}])
def test_not_blank(answer):
    assert not is_blank(answer)


class Tensor:
    dtype = "float32"

    def __init__(self, shape):
        self.shape = shape


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "`None`"),
        ("a", "text"),
        (True, "a truth value (True or False)"),
        (2.5, "a number"),
        (np.zeros((2, 3)), "an array of shape (2, 3)"),
        (Tensor((2, 3)), "a tensor of shape (2, 3)"),
        (Tensor("(2, None)"), "a tensor of shape (2, None)"),
        (print, "a function"),
        ([], "a list"),
        (Ellipsis, "an ellipsis"),
    ],
)
def test_kinds_in_words(value, said):
    assert kind_of(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1 / 3, "0.3333"),
        (1e-9, "1e-09"),
        ([1, 2.5], "[1.  2.5]"),
        ([0.0004, 0.00012], "[0.0004  0.00012]"),
        ([0, 0], "[0. 0.]"),
        ([], "[]"),
    ],
)
def test_brief_numbers(value, said):
    assert brief(value) == said


def test_brief_shortens_long_arrays():
    assert len(brief(np.random.default_rng(0).random((50, 50, 3)))) < 600
