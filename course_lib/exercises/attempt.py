"""A learner's function as the checks call it: its errors are told in plain words, never as a traceback of ours."""

import dis
import inspect
import linecache
import re
import traceback
from typing import Any

import numpy as np

from course_lib.exercises.outcome import NotAttempted, NotYet
from course_lib.exercises.reading import indented, kind_of
from course_lib.exercises.running import TimeUp

_MEANINGS = {
    "AttributeError": "The value is not of the kind that the line expects: print its `type(...)`.",
    "IndexError": "An index goes past the end: counting starts at 0.",
    "MemoryError": "An intermediate result is too large: is an axis kept that should be summed over?",
    "NameError": "A name is used that does not exist: check its spelling, or import or define it first.",
    "RecursionError": "The function calls itself without end.",
    "SystemExit": "Leave out `exit()` and `quit()`, and return the result.",
    "UnboundLocalError": "A variable is used before it has a value.",
    "ZeroDivisionError": "Something is divided by zero.",
}


class Attempt:
    """A learner's function, called safely on copies of its inputs.

    Raises:
        NotYet: it is not a function, takes other arguments than `arguments`, raises, or changes its inputs.
        NotAttempted: its body is still the `...` of the unfilled cell.
    """

    def __init__(self, function: Any, arguments: tuple[str, ...]):
        """Take the function, and the names that the statement gives to its inputs."""
        self.function = function
        self.arguments = arguments
        self._demand_function()
        self._demand_arguments()

    def __call__(self, *inputs: Any) -> Any:
        """What the function returns for these inputs."""
        copies = [np.copy(value) if isinstance(value, np.ndarray) else value for value in inputs]
        try:
            result = self.function(*copies)
        except TimeUp:
            raise
        except BaseException as error:
            raise self._told(error, inputs) from None
        if result is Ellipsis or (result is None and _does_nothing(self.function)):
            raise NotAttempted
        self._demand_unchanged(inputs, copies)
        return result

    def _demand_function(self) -> None:
        if not callable(self.function):
            raise NotYet(
                "Give the function itself: its name alone, with no brackets after it. "
                f"What came here is {kind_of(self.function)}."
            )

    def _demand_arguments(self) -> None:
        try:
            signature = inspect.signature(self.function)
        except (TypeError, ValueError):  # some compiled functions do not tell their signature
            return
        try:
            signature.bind(*self.arguments)
        except TypeError:
            count = len(self.arguments)
            raise NotYet(
                f"Your function is called with {count} argument{'s' * (count != 1)}, `({', '.join(self.arguments)})`, "
                f"but it is defined with `{signature}`."
            ) from None

    def _demand_unchanged(self, inputs: tuple, copies: list) -> None:
        for name, before, after in zip(self.arguments, inputs, copies, strict=True):
            if isinstance(before, np.ndarray) and not np.array_equal(before, after):
                raise NotYet(
                    f"Your function changes `{name}` itself: `+=`, `[...] =` and their like work in place. "
                    "Whoever called it still needs the old values, so compute a new array."
                )

    def _told(self, error: BaseException, inputs: tuple) -> Exception:
        if isinstance(error, TypeError | AttributeError | ValueError) and "ellipsis" in str(error).lower():
            return NotAttempted()
        given = ", ".join(f"`{name}` was {kind_of(value)}" for name, value in zip(self.arguments, inputs, strict=True))
        called = f"\n\nWhen it was called, {given}." if given else ""
        namespace = getattr(inspect.unwrap(self.function), "__globals__", None)
        return NotYet(f"{explain(error)}{line_of(error, namespace)}{called}")


def explain(error: BaseException) -> str:
    """An error in plain words: its type, its message (shortened, without addresses) and what it usually means."""
    kind = type(error).__name__
    said = " ".join(re.sub(r" at 0x[0-9a-fA-F]+", "", str(error)).split())
    said = f"{said[:240]}..." if len(said) > 240 else said.rstrip(".")
    said = f" ({said})" if said else ""
    return f"Your code stopped with a `{kind}`{said}. {_MEANINGS.get(kind, '')}".rstrip()


def line_of(error: BaseException, namespace: dict | None) -> str:
    """The last line of the learner's code that the error passed through, as further paragraphs; "" if unknown.

    A line is theirs if it runs in `namespace`, the global names of the cell that their function was written in.
    """
    for frame, number in reversed(list(traceback.walk_tb(error.__traceback__))):
        if namespace is not None and frame.f_globals is namespace:
            source = linecache.getline(frame.f_code.co_filename, number, namespace).strip()
            return f"\n\nIt was in line {number} of the cell" + (f":\n\n{indented(source)}" if source else ".")
    return ""


def _does_nothing(function: Any) -> bool:
    code = getattr(function, "__code__", None)
    idle = {"RESUME", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "NOP"}
    return code is not None and all(step.opname in idle for step in dis.get_instructions(code))
