"""Knobs: numbers that may be turned while training runs, each turn applied between two steps and recorded."""

import math
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from course_lib import runtime
from course_lib.errors import KnobError

runtime.quiet_tensorflow()

import keras  # noqa: E402

SCALES = ("log", "linear", "fine", "whole", "choice")


@dataclass(frozen=True)
class Knob:
    """What a slider needs to know of a number: its name, where it starts, its range and its scale.

    Attributes: name (identifier), label (shown), value (start), low and high (inclusive range), scale ("log", "linear",
    "fine" for a range from 0 whose small numbers matter: the cube of a slider's way, "whole" for whole numbers or
    "choice"), description (one sentence: what turning it up does), unit, options (of a choice: what each whole number
    from 0 on stands for).
    Raises KnobError for a range that is empty, a log scale from 0 or below, or a start outside the range.
    """

    name: str
    label: str
    value: float
    low: float
    high: float
    scale: str = "log"
    description: str = ""
    unit: str = ""
    options: tuple[str, ...] = ()

    def __post_init__(self):
        """Refuse a knob that no slider could show."""
        if self.scale not in SCALES:
            accepted = ", ".join(f'"{scale}"' for scale in SCALES)
            raise KnobError(f"knob {self.name}: scale is one of {accepted}, not {self.scale!r}.")
        if (self.scale == "choice") != bool(self.options):
            raise KnobError(f"knob {self.name}: options belong to a choice, and a choice needs some; use Knob.choice.")
        if not self.low < self.high or (self.scale == "log" and self.low <= 0):
            raise KnobError(
                f"knob {self.name}: {self.low} to {self.high} is no range for a {self.scale} scale; "
                "low must be below high, and above 0 on a log scale."
            )
        self.check(self.value)

    @classmethod
    def choice(cls, name: str, label: str, options: Sequence[str], value: str, description: str = "") -> "Knob":
        """A knob that picks one of two or more named options; its number is the option's place, from 0 on.

        Raises KnobError where `value` is none of the options.
        """
        if value not in options:
            raise KnobError(f"knob {name}: {value!r} is no option; the options are {', '.join(options)}.")
        place, last = float(list(options).index(value)), float(len(options) - 1)
        return cls(name, label, place, 0.0, last, "choice", description, options=tuple(options))

    def check(self, value) -> float:
        """The value as a float; KnobError where it is not a finite number from low to high, or not a whole one."""
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise KnobError(f"{self.label} takes a number from {self.low:g} to {self.high:g}, not {value!r}.") from None
        if not (math.isfinite(number) and self.low <= number <= self.high):
            raise KnobError(f"{self.label} can be turned from {self.low:g} to {self.high:g}; {number:g} is outside.")
        if self.scale in ("whole", "choice") and number != int(number):
            raise KnobError(f"{self.label} takes whole numbers from {self.low:g} to {self.high:g}, not {number:g}.")
        return number


@dataclass(frozen=True)
class Turn:
    """One turn as it took effect: before training step `step`, knob `name` was set to `value`."""

    step: int
    name: str
    value: float


class Knobs:
    """The knobs of one run: turned from any thread, applied by the training thread between two steps.

    A turn is queued, and the last one of a knob wins; `apply` moves the queue into the variables that the compiled
    step reads (no retrace) and records each change with its step, so that a run can be replayed.
    """

    def __init__(self, *knobs: Knob):
        """Make a variable for each knob, at its start value."""
        self._specs = {knob.name: knob for knob in knobs}
        self._variables = {
            knob.name: keras.Variable(knob.value, trainable=False, dtype="float32", name=f"knob_{knob.name}")
            for knob in knobs
        }
        self._applied = {knob.name: float(knob.value) for knob in knobs}
        self._queue: dict[str, float] = {}
        self._lock = threading.Lock()
        self._script: dict[int, list[Turn]] = {}
        self.turns: list[Turn] = []

    def __iter__(self) -> Iterator[Knob]:
        """The knobs in the order in which they were given."""
        return iter(self._specs.values())

    def __getitem__(self, name: str) -> Knob:
        """The knob of that name; KnobError if there is none."""
        if name not in self._specs:
            raise KnobError(f"there is no knob {name!r} here; the knobs are {', '.join(self._specs)}.")
        return self._specs[name]

    def value(self, name: str) -> float:
        """The value that the next step will use: the queued one if the knob was turned, else the present one."""
        self[name]
        with self._lock:
            return self._queue.get(name, self._applied[name])

    def applied(self, name: str) -> float:
        """The value that the last step used."""
        self[name]
        with self._lock:
            return self._applied[name]

    def variable(self, name: str) -> keras.Variable:
        """The scalar variable that the compiled step reads."""
        self[name]
        return self._variables[name]

    def turn(self, name: str, value: float) -> None:
        """Queue a turn, from any thread. KnobError for an unknown knob or a value outside its range."""
        value = self[name].check(value)
        with self._lock:
            if value == self._applied[name]:
                self._queue.pop(name, None)
            else:
                self._queue[name] = value

    def choose(self, name: str, option: str) -> None:
        """Queue a turn of a choice to one of its options. KnobError for an unknown knob or option."""
        knob = self[name]
        if option not in knob.options:
            raise KnobError(
                f"{knob.label} has the options {', '.join(knob.options) or 'of no choice'}, not {option!r}."
            )
        self.turn(name, knob.options.index(option))

    @property
    def pending(self) -> bool:
        """Whether a turn waits for the next step."""
        with self._lock:
            return bool(self._queue)

    def apply(self, step: int) -> list[Turn]:
        """Set the variables to what is queued (and, in a replay, to what was recorded at this step).

        Called by the training thread between steps. Returns the turns that took effect, also kept in `turns`.
        """
        with self._lock:
            queued, self._queue = self._queue, {}
            applied = self._script.pop(step, []) + [Turn(step, name, value) for name, value in queued.items()]
            self._applied.update((turn.name, turn.value) for turn in applied)
        for turn in applied:
            self._variables[turn.name].assign(turn.value)
        self.turns += applied
        return applied

    def replay(self, turns: list[Turn]) -> None:
        """Have `apply` repeat recorded turns at their steps. KnobError where one does not fit these knobs."""
        for turn in turns:
            self._script.setdefault(turn.step, []).append(Turn(turn.step, turn.name, self[turn.name].check(turn.value)))

    def scripted(self) -> list[int]:
        """The steps at which a replay has turns that are still to come."""
        return sorted(self._script)

    def resume(self, turns: Sequence[Turn], values: Mapping[str, float]) -> None:
        """Go on as knobs that were turned like this before and stand at these values. KnobError where one cannot."""
        checked = {name: self[name].check(value) for name, value in values.items()}
        with self._lock:
            self._queue = {}
            self._applied.update(checked)
        for name, value in checked.items():
            self._variables[name].assign(value)
        self.turns = list(turns)

    def reset(self) -> None:
        """Forget what was recorded and begin anew; a knob that was turned stays turned, from step 0 on."""
        wanted = {knob.name: self.value(knob.name) for knob in self}
        with self._lock:
            self._applied = {knob.name: float(knob.value) for knob in self}
            self._queue = {name: value for name, value in wanted.items() if value != self._applied[name]}
        self._script.clear()
        self.turns.clear()
        for knob in self:
            self._variables[knob.name].assign(knob.value)
