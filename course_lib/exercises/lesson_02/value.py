"""The value of the game, from what the discriminator says."""

import numpy as np

from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief


def _value(real, fake):
    return np.mean(np.log(real)) + np.mean(np.log(1 - fake))


def _cases() -> list[tuple]:
    rng = np.random.default_rng(0)
    return [
        (np.array([0.9, 0.6], np.float32), np.array([0.2, 0.1, 0.5], np.float32)),
        (rng.uniform(0.1, 0.9, 7).astype(np.float32), rng.uniform(0.1, 0.9, 4).astype(np.float32)),
    ]


def _not_log_4(value) -> str | None:
    undecided = float(value(np.full(3, 0.5, np.float32), np.full(5, 0.5, np.float32)))
    if np.isclose(undecided, -np.log(4), rtol=1e-3):
        return None
    return f"Where D says 1/2 to everything it gave {brief(undecided)}; 2 log(1/2) = -1.386 is wanted."


value_of_the_game = Function(
    title="The value of the game",
    statement=r"""
        **Write the value of the game.** `real` holds what the discriminator says of some real samples, $D(x)$, and
        `fake` what it says of some fakes, $D(G(z))$: probabilities, each in an array of its own length.
        $$V(D, G) = \mathbb E_x \log D(x) + \mathbb E_z \log\bigl(1 - D(G(z))\bigr)$$
        (Goodfellow and others 2014, equation 1.) An expectation over samples is their mean.
    """,
    starter="""
        import numpy as np

        def value(real, fake):
            return ...
    """,
    solution_code="""
        import numpy as np

        def value(real, fake):
            return np.mean(np.log(real)) + np.mean(np.log(1 - fake))
    """,
    hints=(
        "Two means, added: one over the real samples, one over the fakes.",
        "The logarithm comes first and the mean after it. Of a fake, D should say 0: `1 - fake` goes into the log.",
    ),
    praise=(
        "D wants this number up: it is largest, 0, where D is always right and always sure. G wants it down. "
        "D's loss in the library is this number with its sign turned."
    ),
    answers=("value",),
    arguments=("real", "fake"),
    cases=_cases(),
    reference=_value,
    properties=[Property("a discriminator that cannot tell has the value -log 4", _not_log_4)],
    traps=[
        Trap(
            lambda real, fake: np.log(np.mean(real)) + np.log(1 - np.mean(fake)),
            "You took the logarithm of the mean. The mean of the logarithms is wanted: one sample on which D is sure "
            "and wrong has to hurt.",
        ),
        Trap(
            lambda real, fake: np.mean(np.log(real)) + np.mean(np.log(fake)),
            "For fakes D is right when it says 0: it is 1 - D(G(z)) whose logarithm counts.",
        ),
        Trap(
            lambda real, fake: np.mean(np.log(real)) - np.mean(np.log(1 - fake)),
            "Both parts count for D: add them.",
        ),
        Trap(
            lambda real, fake: -_value(real, fake),
            "That is D's loss, what it makes smaller. The value of the game has the other sign.",
        ),
        Trap(
            lambda real, fake: np.sum(np.log(real)) + np.sum(np.log(1 - fake)),
            "You took sums. With means, the value does not grow with the number of samples.",
        ),
        Trap(
            lambda real, fake: _value(real, fake) / 2,
            "You took the mean of the two parts. The paper adds them; so -log 4 is the number to know, not -log 2.",
        ),
        Trap(
            lambda real, fake: (np.sum(np.log(real)) + np.sum(np.log(1 - fake))) / (real.size + fake.size),
            "You took one mean over all samples together. Each expectation has its own: half a batch more fakes must "
            "not make the fakes count more.",
        ),
        Trap(
            lambda real, fake: np.mean(np.log2(real)) + np.mean(np.log2(1 - fake)),
            "That is in bits. The natural logarithm is meant: `np.log`.",
        ),
    ],
)
