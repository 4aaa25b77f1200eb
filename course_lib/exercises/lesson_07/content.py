"""Write the content loss."""

import numpy as np

from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief


def _loss(features, target):
    return np.mean((features - target) ** 2) / np.var(target)


def _cases() -> list[tuple]:
    small = np.array([[[1.0], [3.0]]], np.float32), np.array([[[0.0], [4.0]]], np.float32)
    rng = np.random.default_rng(0)
    shapes = [(3, 5, 2), (4, 2, 7)]
    return [small, *((rng.random(s, np.float32), 1 + 2 * rng.random(s, np.float32)) for s in shapes)]


def _not_zero_for_itself(loss) -> str | None:
    _, target = _cases()[1]
    value = loss(target, target)
    return None if abs(value) < 1e-6 else f"For `target` itself as `features` it gave {brief(value)}, and 0 is wanted."


def _not_quadratic(loss) -> str | None:
    features, target = _cases()[1]
    once, twice = loss(features, target), loss(target + 2 * (features - target), target)
    if np.isclose(twice, 4 * once, rtol=1e-3):
        return None
    return f"It gave {brief(once)}, and {brief(twice)} when every difference was doubled: are the differences squared?"


def _not_relative(loss) -> str | None:
    features, target = _cases()[1]
    once, scaled = loss(features, target), loss(3 * features, 3 * target)
    if np.isclose(once, scaled, rtol=1e-3):
        return None
    return f"It gave {brief(once)}, and {brief(scaled)} when all the features of both were three times larger."


content_loss = Function(
    title="The content loss",
    statement=r"""
        **Write the content loss** of two feature maps of shape (height, width, channels): the mean of the squared
        differences between the picture's `features` $F$ and the photograph's features, the `target` $P$, divided by the
        variance of the target:
        $$L_{content} = \frac{\operatorname{mean}\left[(F - P)^2\right]}{\operatorname{var}\,P}$$
        Gatys, Ecker and Bethge (2016, section 2) print $\tfrac12 \sum (F - P)^2$: the same up to a factor, which here
        is chosen so that layers and networks can be compared. Return one number.
    """,
    starter="""
        import numpy as np

        def content_loss(features, target):
            return ...
    """,
    solution_code="""
        import numpy as np

        def content_loss(features, target):
            return np.mean((features - target) ** 2) / np.var(target)
    """,
    hints=(
        "Work from the inside out: the difference, its square, the mean over all axes. Then the division.",
        "The variance of all the numbers in an array is `np.var(array)`. Of which of the two arrays is it taken?",
        "`np.mean((features - target) ** 2)` is the upper part of the fraction.",
    ),
    praise=(
        "This is `course_lib.losses.perceptual.content_loss`. 0 means the same features; a value near 2 is what two "
        "maps of the same statistics get that have nothing to do with each other."
    ),
    answers=("content_loss",),
    arguments=("features", "target"),
    cases=_cases(),
    reference=_loss,
    properties=[
        Property("a map compared with itself gives 0", _not_zero_for_itself),
        Property("differences that are twice as large give four times the loss", _not_quadratic),
        Property("the scale of the features does not matter, if both have it", _not_relative),
    ],
    traps=[
        Trap(
            lambda f, p: np.mean((f - p) ** 2),
            "That is the mean squared difference, and right so far. Divide it by the variance of the target.",
        ),
        Trap(
            lambda f, p: np.mean((f - p) ** 2) / np.var(f),
            "You divided by the variance of `features`. Take the target's: it stays the same while the picture "
            "changes.",
        ),
        Trap(
            lambda f, p: np.mean((f - p) ** 2) / np.std(p),
            "You divided by the standard deviation. The variance is its square (`np.var`).",
        ),
        Trap(
            lambda f, p: np.mean((f - p) ** 2) / np.mean(p**2),
            "You divided by the mean square of the target. Its variance is taken about the mean: `np.var`.",
        ),
        Trap(
            lambda f, p: 0.5 * np.sum((f - p) ** 2),
            "That is the form that Gatys prints, half the sum. Here the mean is wanted, divided by the target's "
            "variance.",
        ),
        Trap(
            lambda f, p: np.sum((f - p) ** 2),
            "That is the sum of the squared differences. Take their mean, and divide it by the target's variance.",
        ),
        Trap(
            lambda f, p: np.mean(f - p) ** 2 / np.var(p),
            "You took the mean first and squared it afterwards, so that differences of opposite sign cancel. "
            "Square first.",
        ),
        Trap(
            lambda f, p: np.mean(np.abs(f - p)) / np.var(p),
            "You took the absolute difference. Square it instead.",
        ),
        Trap(
            lambda f, p: np.sqrt(np.mean((f - p) ** 2) / np.var(p)),
            "You took a square root at the end. The loss is the mean square itself.",
        ),
    ],
    factors=lambda f, p: {"the number of entries": p.size, "the variance of the target": np.var(p), "2": 2.0},
)
