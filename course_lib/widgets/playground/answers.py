"""What answers the messages of the playground's page, beside those of every live widget."""

from collections.abc import Callable

from course_lib import checks
from course_lib.errors import SettingError
from course_lib.training.plane_frame import LAYERS


def answers(playground) -> dict[str, Callable[[dict], None]]:
    """For each kind of message what answers it; each may raise a CourseError, which is told on the page."""
    return {
        "step": lambda m: playground.step(m.get("who", "both")),
        "set": lambda m: playground.set(m.get("name"), m.get("value")),
        "data": lambda m: playground.choose(_text(m, "name")),
        "draw": lambda m: playground.draw(m.get("strokes"), **{name: m[name] for name in ("brush",) if name in m}),
        "preset": lambda m: playground.preset(m.get("name")),
        "experiment": lambda m: playground.experiment(m.get("name")),
        "pretrained": lambda m: playground.pretrained(m.get("on")),
        "compare": lambda m: _compare(playground, m),
        "slow": lambda m: playground.slow(m.get("on")),
        "slow_step": lambda m: playground.slow_step(),
        "layers": lambda m: playground.show(**{name: m[name] for name in LAYERS if name in m}),
        "replay": lambda m: playground.replay(),
        "load": lambda m: playground.load(_text(m, "text")),
    }


def _compare(playground, message: dict) -> None:
    if checks.yes_or_no("compare", message.get("on")):
        playground.compare(_text(message, "name"), message.get("value"))
    else:
        playground.compare()


def _text(message: dict, name: str) -> str:
    value = message.get(name)
    if not isinstance(value, str):
        raise SettingError(f"{name} is a text, not {value!r:.60}.")
    return value
