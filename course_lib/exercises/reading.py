"""Reading what a learner hands in: numbers and arrays of any library become numpy, anything else is told in words."""

import inspect
from typing import Any

import numpy as np

from course_lib.exercises.outcome import NotYet


def kind_of(value: Any) -> str:
    """A value's kind in a few plain words, such as "an array of shape (4, 4, 3)"."""
    if value is None:
        return "`None`"
    if isinstance(value, str | bytes):
        return "text"
    if isinstance(value, type):
        return f"the class `{value.__name__}`"
    if isinstance(value, bool | np.bool_):
        return "a truth value (True or False)"
    if isinstance(value, int | float | complex | np.number):
        return "a number"
    if inspect.isroutine(value):
        return "a function"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        return f"a tensor of shape {tuple(value.shape) if isinstance(value.shape, tuple) else value.shape}"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def is_blank(answer: Any) -> bool:
    """Whether `answer` still is, or holds, the `...` of an unfilled cell."""
    if answer is Ellipsis:
        return True
    if isinstance(answer, dict):
        answer = list(answer.values())
    return isinstance(answer, list | tuple | set) and any(item is Ellipsis for item in answer)


def as_array(value: Any, what: str = "Your answer") -> np.ndarray:
    """`value` (array, tensor, list, number) as a float64 array.

    Raises:
        NotYet: it is nothing of the kind; the message, which begins with `what`, says what came instead.
    """
    if value is None:
        raise NotYet(f"{what} is `None`. A function without `return` gives `None`: was it forgotten?")
    if isinstance(value, str | bytes):
        raise NotYet(f"{what} is text. Give the numbers themselves, without quotes.")
    if isinstance(value, type) or (callable(value) and not hasattr(value, "dtype")):
        raise NotYet(f"{what} is {kind_of(value)}. Call it, and give what it returns.")
    if inspect.isgenerator(value) or isinstance(value, dict | set | frozenset | map | filter | zip):
        raise NotYet(f"{what} is {kind_of(value)}. Give an array (or a list) of numbers.")
    return _numbers(value, what)


def _numbers(value: Any, what: str) -> np.ndarray:
    try:
        array = np.asarray(value.numpy() if hasattr(value, "numpy") else value)
        if array.dtype.kind == "c" and not np.any(array.imag):
            array = array.real
        if array.dtype.kind not in "OSUcmM":
            return array.astype(np.float64)
    except Exception as error:
        said = " ".join(str(error).split())[:160]
        raise NotYet(f"{what} is {kind_of(value)} that cannot be read as an array of numbers ({said}).") from None
    raise NotYet(f"{what} is {kind_of(value)} whose entries are not plain numbers: it holds {_example(array)}.")


def _example(array: np.ndarray) -> str:
    return kind_of(array.flat[0].item() if array.dtype.kind in "SUcmM" else array.flat[0]) if array.size else "nothing"


def as_number(value: Any, what: str = "Your answer") -> float:
    """`value` (a number of any library, or an array of one entry) as a float.

    Raises:
        NotYet: it is not one number.
    """
    if isinstance(value, bool | np.bool_):
        raise NotYet(f"{what} is {value}: a truth value. Give a number.")
    array = as_array(value, what)
    if array.size != 1:
        raise NotYet(f"{what} has {array.size} entries (shape {array.shape}). One number is wanted.")
    return float(array.reshape(()))


def brief(value: Any) -> str:
    """Numbers as a learner can read them at a glance: three or four digits, long arrays shortened."""
    array = np.asarray(value, dtype=np.float64)
    if array.ndim == 0:
        return f"{float(array):.4g}"
    largest = np.max(np.abs(array), initial=0.0)
    digits = 3 if not 0 < largest < 1 else 2 - int(np.floor(np.log10(largest)))
    return np.array2string(array, precision=digits, threshold=40, edgeitems=2, suppress_small=True, max_line_width=88)


def indented(text: str) -> str:
    """`text` as a paragraph that cards show as it stands."""
    return "\n".join(f"    {line}" for line in text.splitlines())
