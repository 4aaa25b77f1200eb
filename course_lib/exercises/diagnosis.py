"""What is wrong with a number or an array: shape, not-a-number, rounding, a constant factor, an order of magnitude."""

import math
from collections.abc import Mapping

import numpy as np

from course_lib.exercises.outcome import NotYet
from course_lib.exercises.reading import brief


def close(got: np.ndarray, wanted: np.ndarray, tolerance: float = 1e-3) -> bool:
    """Whether two arrays have one shape and differ by at most `tolerance` of the largest wanted entry."""
    got, wanted = np.asarray(got, dtype=np.float64), np.asarray(wanted, dtype=np.float64)
    if got.shape != wanted.shape or not np.all(np.isfinite(got)):
        return False
    largest = np.max(np.abs(wanted), initial=0.0)
    return bool(np.all(np.abs(got - wanted) <= tolerance * largest + 1e-12))


def demand_shape(got: np.ndarray, wanted: tuple[int, ...], what: str = "Your answer") -> None:
    """Raise NotYet, with the likely reason, unless `got` has the shape `wanted`."""
    if got.shape == wanted:
        return
    said = f"{what} has shape {got.shape}, and {wanted} is wanted." if wanted else f"{what} has shape {got.shape}."
    if not wanted:
        reason = "One number is wanted: take the mean or the sum over every axis."
    elif got.shape == ():
        reason = "It is one number: was an axis summed over that should stay?"
    elif tuple(n for n in got.shape if n != 1) == tuple(n for n in wanted if n != 1):
        reason = "Only an axis of length 1 is too many or too few: see `np.squeeze`, or `keepdims`."
    elif sorted(got.shape) == sorted(wanted):
        reason = "The lengths are right and in another order: is something transposed?"
    elif got.size == np.prod(wanted):
        reason = "The number of entries is right: a `reshape` is missing or takes the wrong axes together."
    else:
        reason = "Which axis is summed over, and which stays?"
    raise NotYet(f"{said} {reason}")


def demand_finite(got: np.ndarray, what: str = "Your answer") -> None:
    """Raise NotYet if any entry is NaN or infinite."""
    bad = got.size - np.count_nonzero(np.isfinite(got))
    if bad:
        kind = "NaN (not a number)" if np.any(np.isnan(got)) else "infinite"
        where = f"{what} is {kind}" if got.size == 1 else f"{bad} of the {got.size} entries are not finite: {kind}"
        raise NotYet(f"{where}. Look for a division by zero, a logarithm or a root of a negative number.")


def rounded(got: np.ndarray, wanted: np.ndarray) -> bool:
    """Whether `got` is `wanted` with its fractions lost."""
    return any(np.array_equal(got, cut(wanted)) for cut in (np.round, np.floor, np.trunc))


def ratio(got: np.ndarray, wanted: np.ndarray) -> float | None:
    """The one factor k, other than 0 and 1, with got = k * wanted; None if there is none."""
    biggest = np.argmax(np.abs(wanted))
    if wanted.size == 0 or wanted.flat[biggest] == 0:
        return None
    factor = got.flat[biggest] / wanted.flat[biggest]
    return float(factor) if factor != 0 and close(got, factor * wanted) else None


def factor_message(ratios: list[float], named: list[Mapping[str, float]], what: str = "Your answer") -> str | None:
    """Words for answers that are all right up to a factor; `named` holds, for each case, the factors with a name.

    None if the factors have neither a name nor one common value.
    """
    for name in named[0] if named else ():
        values = np.array([case[name] for case in named], dtype=np.float64)
        if np.allclose(ratios, values, rtol=1e-3):
            return f"{what} is {name} times too large: was it to be divided by {name}?"
        if np.allclose(np.multiply(ratios, values), 1.0, rtol=1e-3):
            return f"{what} is {name} times too small: was it divided by {name} once too often?"
    if np.allclose(ratios, -1.0, rtol=1e-3):
        return f"{what} has the wrong sign, and is right otherwise."
    if len(ratios) > 1 and np.allclose(ratios, ratios[0], rtol=1e-3):
        return f"{what} is always {brief(ratios[0])} times what it should be: a constant factor is too much or missing."
    return None


def number_message(got: float, wanted: float, tolerance: float) -> str:
    """Words for a wrong number: its sign, its order of magnitude, its inverse, or nearness."""
    if wanted == 0 or got == 0:
        return "It should not be 0." if got == 0 else f"{brief(got)} is not it."
    order = math.log10(abs(got)) - math.log10(abs(wanted))
    inverse = math.log10(abs(got)) + math.log10(abs(wanted))
    power, near = round(order), math.log10(1 + tolerance)
    if (got > 0) != (wanted > 0):
        return "The size is right and the sign is wrong." if abs(order) < near else f"{brief(got)} has the wrong sign."
    if power and abs(order - power) < near:
        return f"The digits are right, but the decimal point is {abs(power)} place{'s' * (abs(power) > 1)} off."
    if abs(inverse) < near:
        return "That is one divided by the right answer: was the fraction turned over?"
    if abs(order) < math.log10(1 + 10 * tolerance):
        return f"{brief(got)} is very near: keep more digits until the end."
    much = f"about {brief(10.0 ** abs(power))} times" if 0 < abs(power) < 10 else "far" if power else "somewhat"
    return f"{brief(got)} is {much} too {'large' if order > 0 else 'small'}."
