"""The cycle loss, and a pair of translators that it cannot fault."""

import numpy as np

from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap


def _reference(a, back_a, b, back_b):
    return np.mean(np.abs(back_a - a)) + np.mean(np.abs(back_b - b))


def _cases() -> list[tuple]:
    rng = np.random.default_rng(9)
    small = (np.array([1.0, 0.0]), np.array([0.5, 0.0]), np.array([-1.0]), np.array([0.0]))
    sizes = ((2, 4, 4, 3), (1, 4, 6, 3)), ((1, 6, 4, 3), (3, 4, 4, 3))
    drawn = [tuple(rng.uniform(-1, 1, size) for size in (a, a, b, b)) for a, b in sizes]
    return [small, *drawn]


cycle_loss = Function(
    title="The cycle loss",
    statement=r"""
        **Write the cycle loss**, both ways:
        $$L_{cyc} = \frac1N\sum |F(G(a)) - a| + \frac1M\sum |G(F(b)) - b|$$
        You are given `a`, `back_a` $= F(G(a))$, `b` and `back_b` $= G(F(b))$, arrays of pictures; $N$ and $M$ are how
        many numbers `a` and `b` hold. (Zhu et al. 2017, equation 2, with means for the expectations.)
    """,
    starter="""
        def cycle_loss(a, back_a, b, back_b):
            return ...
    """,
    solution_code="""
        import numpy as np

        def cycle_loss(a, back_a, b, back_b):
            return np.mean(np.abs(back_a - a)) + np.mean(np.abs(back_b - b))
    """,
    hints=(
        "There are two ways to go round: from A over B to A, and from B over A to B. Each has a term.",
        "`np.abs` of a difference, `np.mean` of that: once for a, once for b, and the sum.",
    ),
    praise="It never asks whether $G(a)$ looks like B. That is the discriminators' part.",
    answers=("cycle_loss",),
    arguments=("a", "back_a", "b", "back_b"),
    cases=_cases(),
    reference=_reference,
    traps=[
        Trap(
            lambda a, back_a, b, back_b: np.mean(np.abs(back_a - a)),
            "That is the way from A and back. From B and back has its own term; without it F may make anything of B.",
        ),
        Trap(
            lambda a, back_a, b, back_b: np.mean((back_a - a) ** 2) + np.mean((back_b - b) ** 2),
            "You squared the differences. The paper takes their absolute values, which blur less.",
        ),
        Trap(
            lambda a, back_a, b, back_b: np.mean(back_a - a) + np.mean(back_b - b),
            "Differences of both signs cancel out here: take absolute values before the mean.",
        ),
        Trap(
            lambda a, back_a, b, back_b: np.abs(back_a - a).sum() + np.abs(back_b - b).sum(),
            "That is the sum over all numbers; it would grow with the picture. The formula divides by their count.",
        ),
        Trap(
            lambda a, back_a, b, back_b: 0.5 * _reference(a, back_a, b, back_b),
            "That is half of it: the formula adds the two means, and does not average them.",
        ),
    ],
)


def _pictures() -> np.ndarray:
    return np.random.default_rng(10).uniform(0, 1, (2, 6, 6, 3))


def _comes_back(function) -> str | None:
    a = _pictures()
    off = np.abs(function(function(a)) - a).mean()
    return None if off < 1e-6 else f"G(G(a)) is {off:.3f} away from a, on average."


def _changes(function) -> str | None:
    a = _pictures()
    change = np.abs(function(a) - a).mean()
    return None if change > 0.1 else f"Your G changes a random picture by {change:.3f} only."


def _stays_a_picture(function) -> str | None:
    made = function(_pictures())
    if made.shape != _pictures().shape:
        return f"From pictures of shape {_pictures().shape} it makes {made.shape}."
    if made.min() >= -1e-9 and made.max() <= 1 + 1e-9:
        return None
    return f"Some of its numbers are outside [0, 1]: they go from {made.min():.2f} to {made.max():.2f}."


round_trip = Function(
    title="A round trip that proves nothing",
    statement=r"""
        **Cheat the cycle loss.** Write a `G` that changes every picture a lot and for which $F = G$ makes the cycle
        loss exactly 0: $G(G(a)) = a$. It gets pictures with numbers from 0 to 1 and returns such pictures. No network
        is needed.
    """,
    starter="""
        def G(a):
            return ...
    """,
    solution_code="""
        def G(a):
            return 1 - a
    """,
    hints=(
        "Which changes of a picture undo themselves when they are made twice?",
        "A negative of a negative is the picture. So is a mirror image of a mirror image.",
    ),
    praise="Its cycle loss is 0, and it translates nothing. A run can come near to that: section 7 has firs in pink.",
    answers=("G",),
    arguments=("a",),
    cases=[(_pictures(),)],
    properties=[
        Property("what comes out are pictures like those that went in", _stays_a_picture),
        Property("G(G(a)) = a", _comes_back),
        Property("G changes pictures a lot", _changes),
    ],
)
