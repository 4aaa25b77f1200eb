"""A knob as a slider: a native range input with a label, a log or linear scale, and its value as text."""

import math
from collections.abc import Callable

import anywidget
import traitlets

from course_lib.errors import KnobError
from course_lib.widgets import assets


def slider_spec(knob) -> dict:
    """What the page needs to draw a knob (`training.knobs.Knob`, or any object with its attributes).

    Raises KnobError for a range that no slider can show.
    """
    if not knob.low < knob.high or (knob.scale == "log" and knob.low <= 0):
        raise KnobError(
            f"{knob.label} goes from {knob.low} to {knob.high}, which is no range for a {knob.scale} scale; "
            "low must be below high, and above 0 on a log scale."
        )
    names = ("name", "label", "value", "low", "high", "scale", "description", "unit")
    return {name: getattr(knob, name) for name in names} | {"options": list(getattr(knob, "options", ()))}


class KnobSlider(anywidget.AnyWidget):
    """One slider for one knob; `value` follows the hand, and the hand's last value always arrives.

    `slider.observe(f, "value")` calls f on every change, or give `on_change`, which gets the number itself.
    """

    _esm = assets.join("dom.js", "slider.js", "knob_slider.js")
    _css = assets.join("theme.css", "slider.css")
    knob = traitlets.Dict().tag(sync=True)
    value = traitlets.Float().tag(sync=True)

    def __init__(self, knob, on_change: Callable[[float], None] | None = None):
        """Arguments: knob, its name, label, range, scale, description and start value; on_change, called with each
        new value. Raises KnobError for a range that no slider can show.
        """
        super().__init__(knob=slider_spec(knob), value=knob.value)
        if on_change is not None:
            self.observe(lambda change: on_change(change["new"]), "value")

    @traitlets.validate("value")
    def _in_range(self, proposal) -> float:
        value, knob = proposal["value"], self.knob
        if not (math.isfinite(value) and knob["low"] <= value <= knob["high"]):
            raise KnobError(
                f"{knob['label']} can be turned from {knob['low']:g} to {knob['high']:g}; not to {value:g}."
            )
        return value

    def __repr__(self) -> str:
        """One stable line, the same in every run."""
        return f"Slider {self.knob['label']}: {self.value:g}, from {self.knob['low']:g} to {self.knob['high']:g}"
