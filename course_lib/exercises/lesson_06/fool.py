"""Another set with the same mean and covariance: the Frechet distance cannot tell."""

import numpy as np

from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief


def _cases() -> list[tuple]:
    rng = np.random.default_rng(4)
    return [
        (np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [6.0, 1.0], [1.0, 4.0]]),),
        (rng.exponential(1.0, (40, 3)) @ rng.normal(size=(3, 3)),),
        (rng.gamma(0.7, 1.0, (31, 4)) + 5,),
    ]


CASES = _cases()


def _made(function):
    return [(features, function(features)) for (features,) in CASES]


def _wrong_shape(function) -> str | None:
    for features, made in _made(function):
        if made.shape != features.shape:
            return f"For features of shape {features.shape} it returned {made.shape}."
    return None


def _other_mean(function) -> str | None:
    for features, made in _made(function):
        if not np.allclose(made.mean(0), features.mean(0), atol=1e-6 * np.abs(features).max()):
            return f"The mean was {brief(features.mean(0))}, and that of yours is {brief(made.mean(0))}."
    return None


def _other_covariance(function) -> str | None:
    for features, made in _made(function):
        wanted, got = np.cov(features.T), np.cov(made.T)
        if not np.allclose(got, wanted, atol=1e-6 * np.abs(wanted).max()):
            return f"The covariance was\n\n{brief(wanted)}\n\nand that of yours is\n\n{brief(got)}"
    return None


def _the_same(function) -> str | None:
    for features, made in _made(function):
        apart = np.abs(made[:, None] - features[None]).max(-1).min(1)
        if (apart < 1e-6 * np.abs(features).max()).mean() > 0.5:
            return "Most of the rows that it returned are rows that it was given. That is a copy, in whatever order."
    return None


fool = Function(
    title="Fool the Frechet distance",
    statement=r"""
        **Fool it.** `features` has shape $(n, d)$. Return *other* samples, as many, with the same mean and the same
        covariance, to rounding: the Frechet distance to them is 0. Any way is right. (There is one in a single line.)
    """,
    starter="""
        def fool(features):
            return ...
    """,
    solution_code="""
        def fool(features):
            return 2 * features.mean(axis=0) - features
    """,
    hints=(
        "What can be done to a cloud so that its middle stays, and how far it reaches in every direction?",
        "The covariance is made of products of two differences from the mean. What if each one changes its sign?",
    ),
    praise=(
        "Every set has such twins: mirrored at its mean, mixed by an orthogonal matrix, or drawn from a Gaussian and "
        "adjusted. Mean and covariance are all that this distance reads."
    ),
    answers=("fool",),
    arguments=("features",),
    cases=CASES,
    properties=[
        Property("as many samples of the same width", _wrong_shape),
        Property("the mean is the same", _other_mean),
        Property("the covariance is the same", _other_covariance),
        Property("they are other samples", _the_same),
    ],
    traps=[
        Trap(lambda x: -x, "You mirrored at 0. Then the mean changes its sign: mirror at the mean."),
        Trap(
            lambda x: np.repeat(x.mean(0, keepdims=True), len(x), axis=0),
            "The mean again and again: the mean is right, and the covariance is 0.",
        ),
        Trap(
            lambda x: x.mean(0) - x,
            "Nearly: that is each difference with its sign changed, around 0. Put it back around the mean.",
        ),
    ],
)
