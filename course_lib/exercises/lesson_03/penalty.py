"""The gradient penalty, from the gradients of a batch; and which penalty acts where."""

import numpy as np

from course_lib.exercises.choice import Choice, Option
from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief


def _norms(gradients):
    return np.sqrt(np.sum(gradients**2, axis=(1, 2, 3)))


def _penalty(gradients):
    return np.mean((_norms(gradients) - 1) ** 2)


def _cases() -> list[tuple]:
    rng = np.random.default_rng(0)
    small = np.zeros((2, 1, 1, 2), np.float32)
    small[0, 0, 0], small[1, 0, 0] = [3, 4], [0, 0.5]
    return [(small,), (rng.normal(0, 0.2, (5, 3, 4, 2)).astype(np.float32),)]


def _mixes_samples(penalty) -> str | None:
    gradients = _cases()[1][0]
    whole, parts = float(penalty(gradients)), np.mean([float(penalty(gradients[i : i + 1])) for i in range(5)])
    if np.isclose(whole, parts, rtol=1e-3):
        return None
    return f"For five samples together it gave {brief(whole)}; the mean over one at a time is {brief(parts)}."


gradient_penalty = Function(
    title="The gradient penalty",
    statement=r"""
        **Write the gradient penalty.** `gradients` holds, for each picture of a batch, the gradient of the critic's
        score by that picture: shape (batch, height, width, channels).
        $$L_{GP} = \mathbb E\,\bigl(\lVert \nabla_{\hat x} D(\hat x) \rVert_2 - 1\bigr)^2$$
        (Gulrajani and others 2017, equation 3.) The norm is that of one sample's whole gradient, the expectation the
        mean over the samples. Return one number.
    """,
    starter="""
        import numpy as np

        def penalty(gradients):
            return ...
    """,
    solution_code="""
        import numpy as np

        def penalty(gradients):
            norms = np.sqrt(np.sum(gradients**2, axis=(1, 2, 3)))
            return np.mean((norms - 1) ** 2)
    """,
    hints=(
        "One sample, one norm: for a batch of 5 there are 5 norms. Which axes belong to one sample?",
        "`np.sum(gradients**2, axis=(1, 2, 3))` has the shape (batch,). Root, minus 1, square, mean: in this order.",
    ),
    praise=(
        "One norm a sample, over all its axes. A norm over the channels alone would have run just as well: a penalty "
        "that is wrong is quiet."
    ),
    answers=("penalty",),
    arguments=("gradients",),
    cases=_cases(),
    reference=_penalty,
    properties=[Property("the penalty of a batch is the mean of its samples' penalties", _mixes_samples)],
    traps=[
        Trap(
            lambda g: np.mean((np.sqrt(np.sum(g**2, axis=-1)) - 1) ** 2),
            "You took a norm for every pixel, over its channels alone. The gradient of one sample is all of its "
            "numbers: sum the squares over height, width and channels.",
        ),
        Trap(
            lambda g: (np.sqrt(np.sum(g**2)) - 1) ** 2,
            "That is one norm for the whole batch. Each sample has its own.",
        ),
        Trap(
            lambda g: (np.mean(_norms(g)) - 1) ** 2,
            "You took the mean of the norms before the square. Norms of 0 and 2 would then pay nothing together.",
        ),
        Trap(
            lambda g: np.mean((np.sum(g**2, axis=(1, 2, 3)) - 1) ** 2),
            "The root is missing: that holds the squared norm to 1.",
        ),
        Trap(lambda g: np.mean(_norms(g) ** 2), "That pulls the norm to 0. Here it is pulled to 1."),
        Trap(lambda g: np.mean(_norms(g) ** 2) / 2, "That is R1: it pulls the norm to 0. Here it is pulled to 1."),
        Trap(lambda g: np.mean(np.abs(_norms(g) - 1)), "The distance from 1 is squared."),
        Trap(
            lambda g: np.mean(np.maximum(_norms(g) - 1, 0) ** 2),
            "You let slopes below 1 go free. That is a known variant, one-sided; the formula has both sides.",
        ),
        Trap(lambda g: np.sum((_norms(g) - 1) ** 2), "You took the sum over the samples. Take the mean."),
        Trap(
            lambda g: np.mean((np.sum(np.abs(g), axis=(1, 2, 3)) - 1) ** 2),
            "The double bars with a 2 mean the Euclidean norm: the root of the sum of squares.",
        ),
    ],
)

which_penalty = Choice(
    title="Which penalty does what",
    statement="""
        **Which of these are true?** Pick all that are.
    """,
    starter='true = ...  # letters in quotes, such as "a, b"',
    solution_code='true = "b, c, e"',
    hints=(
        "Ask of each penalty: at which points is the slope taken, and which slope does it want there?",
        "Clipping looks at weights and at no slope at all. R1 looks at real samples alone.",
    ),
    praise="Two act on slopes at chosen points, two on the weights themselves; all four keep D from being steep.",
    answers=("true",),
    options=(
        Option(
            "The gradient penalty is taken at real samples.",
            "It is taken at points between real samples and fakes, each at its own random share of the way.",
        ),
        Option(
            "R1 wants D to be flat at the real samples.",
            "R1 is gamma/2 times the mean squared slope at real samples: once G is right, D has no reason left to "
            "push, and the turning dies down.",
            right=True,
        ),
        Option(
            "Spectral normalisation bounds D's slope everywhere, whatever the data.",
            "Each layer's matrix gets norm 1, so the whole network's slope is at most 1 (with activations whose slope "
            "is at most 1).",
            right=True,
        ),
        Option(
            "Weight clipping holds D's slope to exactly 1.",
            "It bounds single weights. The slope that follows depends on the width and the depth, and can be far from "
            "1 either way.",
        ),
        Option(
            "Two of them need a gradient of a gradient in training.",
            "The gradient penalty and R1 are made of D's gradient, and D's weights follow the penalty's gradient. "
            "Clipping and spectral normalisation need none.",
            right=True,
        ),
    ),
)
