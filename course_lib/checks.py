"""Checks of settings: each returns the value, or says what was given and what is accepted."""

from collections.abc import Sequence

from course_lib.errors import SettingError


def one_of(name: str, value, accepted: Sequence[str]) -> str:
    """A value among those accepted. SettingError else."""
    if value not in accepted:
        raise SettingError(f"{name} is one of {', '.join(map(repr, accepted))}; {value!r} is none of them.")
    return value


def whole(name: str, value, low: int, high: int) -> int:
    """A whole number from low to high. SettingError else."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise SettingError(f"{name} is a whole number from {low} to {high}, not {value!r}.")
    return value


def number(name: str, value, low: float, high: float) -> float:
    """A number from low to high. SettingError else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise SettingError(f"{name} is a number from {low:g} to {high:g}, not {value!r}.")
    return value


def yes_or_no(name: str, value) -> bool:
    """True or False. SettingError else."""
    if not isinstance(value, bool):
        raise SettingError(f"{name} is True or False, not {value!r}.")
    return value
