"""The best discriminator, and what it leaves for the generator to win."""

import numpy as np

from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief
from course_lib.exercises.value import Value


def _cases() -> list[tuple]:
    rng = np.random.default_rng(0)
    p, q = rng.uniform(0.05, 1, (2, 3, 4))
    return [
        (np.array([0.2, 0.5, 0.3], np.float32), np.array([0.6, 0.1, 0.3], np.float32)),
        ((p / p.sum()).astype(np.float32), (q / q.sum()).astype(np.float32)),
    ]


def _not_best(discriminator) -> str | None:
    p, q = (np.asarray(grid, float) for grid in _cases()[0])
    mine = np.clip(np.asarray(discriminator(p, q), float), 1e-9, 1 - 1e-9)

    def value(d):
        return float((p * np.log(d) + q * np.log(1 - d)).sum())

    for other in (np.full(3, 0.5), np.array([0.25, 0.8333, 0.5])):
        if value(other) > value(mine) + 1e-6:
            return f"On the first grids yours has the value {brief(value(mine))}; another D has {brief(value(other))}."
    return None


best_discriminator = Function(
    title="The best discriminator",
    statement=r"""
        **Find the best D.** G stands still. In each cell of a grid lie the probabilities `p_data` of real samples and
        `p_generator` of fakes. In a cell where they are $a$ and $b$, D chooses a number $y$ between 0 and 1 and gets
        $a \log y + b \log (1 - y)$. Which $y$ is best? Write it for whole grids: arrays of any shape, all above 0.
    """,
    starter="""
        import numpy as np

        def best(p_data, p_generator):
            return ...
    """,
    solution_code="""
        import numpy as np

        def best(p_data, p_generator):
            return p_data / (p_data + p_generator)
    """,
    hints=(
        "At the top of a curve its slope is 0. The slope of a log y + b log(1 - y) by y is a / y - b / (1 - y).",
        "From a / y = b / (1 - y) follows a (1 - y) = b y. Solve for y.",
    ),
    praise=(
        "D* = p_data / (p_data + p_generator): the share of real ones among all that lie there. The best D is no "
        "detector of faults; it knows two densities, and where they are equal it must say 1/2."
    ),
    answers=("best",),
    arguments=("p_data", "p_generator"),
    cases=_cases(),
    reference=lambda p, q: p / (p + q),
    properties=[Property("no other D has a higher value", _not_best)],
    traps=[
        Trap(lambda p, q: q / (p + q), "That is 1 - D*: the share of the fakes. D says how likely *real* is."),
        Trap(
            lambda p, q: p / q,
            "That is the ratio of the densities, which passes 1. D* is what one gets from it: ratio / (1 + ratio).",
        ),
        Trap(
            lambda p, q: (p > q).astype(float),
            "D may say more than yes and no. A sure D pays dearly, log 0, for each real sample that lies where fakes "
            "are more frequent.",
        ),
        Trap(lambda p, q: p, "How often real samples lie there says nothing without how often fakes do."),
        Trap(lambda p, q: p - q, "A difference of densities can be negative; D is a probability."),
        Trap(
            lambda p, q: p**2 / (p**2 + q**2),
            "No squares: the slope of a log y is a / y. (Squares come out if you set a / y² equal to b / (1 - y)².)",
        ),
        Trap(
            lambda p, q: np.full_like(p, 0.5),
            "1/2 everywhere is right only where both densities are equal.",
        ),
    ],
)

_HALF = 0.5 * np.log(0.5 / 0.75) + 0.5 * np.log(0.5 / 0.25)
_ALL = np.log(1 / 0.75)
_JS = (_HALF + _ALL) / 2

what_is_left = Value(
    title="What the best discriminator leaves",
    statement=r"""
        **A generator that got half of it.** Real samples lie in two places, each with probability 1/2. G makes only
        one of the two, always. D is the best there is, $D^*$. What is the value of the game,
        $$C(G) = -\log 4 + 2\,\mathrm{JSD}(p_{data} \,\|\, p_G)\,?$$
        Give three digits after the point. (You may compute D* in both places and use the value itself.)
    """,
    starter="""
        import numpy as np

        value = ...
    """,
    solution_code="""
        import numpy as np

        p_data, p_generator = np.array([0.5, 0.5]), np.array([1.0, 0.0])
        best = p_data / (p_data + p_generator)
        real = np.sum(p_data * np.log(best))
        fake = p_generator[0] * np.log(1 - best[0])  # no fake lies in the other place
        value = real + fake
    """,
    hints=(
        "In the place that G makes, D* = 0.5 / (0.5 + 1). In the other, where no fake ever lies, D* = 1.",
        "V = 0.5 log(1/3) + 0.5 log 1 + 1 log(2/3).",
    ),
    praise=(
        "-0.955: between -log 4 = -1.386, where G would have everything right, and 0, where D could always tell. To "
        "drop half of the data costs G less than a third of that way: a first hint of why generators drop modes."
    ),
    answers=("value",),
    right=float(2 * _JS - np.log(4)),
    tolerance=0.002,
    traps=(
        Trap(float(_JS), "That is the Jensen-Shannon divergence itself, 0.216. C(G) is -log 4 plus twice that."),
        Trap(float(_JS - np.log(4)), "You added the divergence once. It counts twice."),
        Trap(float(2 * _JS), "You left out -log 4, which remains even when G is right."),
        Trap(float(-np.log(4)), "-log 4 is what remains when p_G is p_data. Here one place is missing."),
        Trap(0.0, "0 is reached where D* is always right. In the place that both share it cannot be."),
        Trap(
            float(np.log(2) * 2 - np.log(4) + np.log(1 / 3)),
            "Weigh each logarithm by how often it occurs: real samples lie in each place half of the time.",
        ),
        Trap(
            float(0.5 * np.log(1 / 3) + 0.5 * np.log(2 / 3)),
            "All fakes lie in one place: log(1 - D*) counts there with probability 1, not 1/2.",
        ),
        Trap(
            float((2 * _JS - np.log(4)) / np.log(2)),
            "That is in bits. Natural logarithms are meant, as in log 4 = 1.386.",
        ),
    ),
)
