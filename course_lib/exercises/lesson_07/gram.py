"""Write the Gram matrix."""

import numpy as np

from course_lib.exercises.diagnosis import demand_shape
from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief, indented


def flatten(features: np.ndarray) -> np.ndarray:
    """The positions of a map (height, width, channels) below each other: (height * width, channels)."""
    return features.reshape(-1, features.shape[-1])


def gram(features: np.ndarray) -> np.ndarray:
    """G = F^T F / (height * width) of one feature map (height, width, channels), in numpy."""
    flat = flatten(features)
    return flat.T @ flat / len(flat)


def _cases() -> list[tuple]:
    rng = np.random.default_rng(0)
    small = np.array([[[1, 0], [2, 1]], [[0, 3], [1, 1]], [[2, 0], [0, 1]]], np.float32)
    return [(small,), (rng.normal(0.5, 1.0, (4, 3, 5)).astype(np.float32),), (rng.random((5, 2, 3), np.float32),)]


def _not_symmetric(function) -> str | None:
    value = function(*_cases()[0])
    demand_shape(value, (2, 2), "For two channels, what your function returns")
    return (
        None if np.allclose(value, value.T, atol=1e-6) else f"For a map with two channels:\n\n{indented(brief(value))}"
    )


def _sees_position(function) -> str | None:
    (features,) = _cases()[1]
    shuffled = np.random.default_rng(1).permutation(flatten(features)).reshape(features.shape)
    if np.allclose(function(features), function(shuffled), rtol=1e-3, atol=1e-5):
        return None
    return "With the positions of a map shuffled (each keeps its channels), your function gave another matrix."


_BY_MEMORY = (
    "`reshape` to (channels, -1) cuts the memory into rows without asking which number is which channel. The channels "
    "are the last axis and have to stay the last: reshape to (height * width, channels), and transpose afterwards."
)

gram_matrix = Function(
    title="The Gram matrix",
    statement=r"""
        **Write the Gram matrix** of a feature map of shape (height, width, channels). Stack the positions below each
        other, so that the map becomes a matrix $F$ with a row for each of the height · width positions and a column for
        each channel. Then
        $$G = \frac{F^\top F}{height \cdot width}$$
        has the shape (channels, channels): $G_{ij}$ is the mean over all positions of channel $i$ times channel $j$.
        (Gatys, Ecker and Bethge 2016, section 2, without the division there.)
    """,
    starter="""
        def gram_matrix(features):
            height, width, channels = features.shape
            return ...
    """,
    solution_code="""
        def gram_matrix(features):
            height, width, channels = features.shape
            flat = features.reshape(height * width, channels)
            return flat.T @ flat / (height * width)
    """,
    hints=(
        "Two axes (height and width) become one, and the channels stay as they are: `features.reshape(...)`.",
        "In numpy `a @ b` multiplies matrices, and `a.T` is the transpose. The result must be (channels, channels).",
        "With `flat = features.reshape(height * width, channels)`: which of `flat @ flat.T` and `flat.T @ flat`?",
    ),
    praise=(
        "This is `course_lib.losses.perceptual.gram_matrix`, for one map in place of a batch. The sum over positions "
        "is where the places are lost and the company that channels keep is left."
    ),
    answers=("gram_matrix",),
    arguments=("features",),
    cases=_cases(),
    reference=gram,
    properties=[
        Property("the matrix is symmetric: channels i and j are multiplied as j and i are", _not_symmetric),
        Property("positions that change places change nothing", _sees_position),
    ],
    traps=[
        Trap(
            lambda f: flatten(f).T @ flatten(f),
            "The products are right, and you did not divide by height * width: a larger picture of the same style "
            "would have larger entries.",
        ),
        Trap(
            lambda f: flatten(f).T @ flatten(f) / f.size,
            "You divided by height * width * channels, as some programs do. Here it is height * width alone.",
        ),
        Trap(
            lambda f: flatten(f).T @ flatten(f) / f.shape[-1],
            "You divided by the number of channels. Divide by the number of positions, height * width.",
        ),
        Trap(
            lambda f: flatten(f).T @ flatten(f) / f.shape[0],
            "You divided by the height but not by the width.",
        ),
        Trap(
            lambda f: flatten(f).T @ flatten(f) / f.shape[1],
            "You divided by the width but not by the height.",
        ),
        *(
            Trap(
                lambda f, d=divisor: flatten(f) @ flatten(f).T / d(f),
                "Your matrix compares positions with positions, (height * width, height * width). The Gram matrix "
                "compares channels with channels: turn the product round.",
            )
            for divisor in (lambda f: 1, lambda f: f.shape[0] * f.shape[1])
        ),
        *(
            Trap(lambda f, d=divisor: f.reshape(f.shape[-1], -1) @ f.reshape(f.shape[-1], -1).T / d(f), _BY_MEMORY)
            for divisor in (lambda f: 1, lambda f: f.shape[0] * f.shape[1])
        ),
        Trap(
            lambda f: np.cov(flatten(f).T, bias=True),
            "You subtracted the means first: that is the covariance. The Gram matrix takes the features as they are.",
        ),
        Trap(
            lambda f: np.mean(flatten(f) ** 2, axis=0),
            "You squared each channel by itself: that is the diagonal. The Gram matrix has every pair of channels.",
        ),
    ],
    factors=lambda f: {
        "height * width": f.shape[0] * f.shape[1],
        "the number of channels": f.shape[2],
        "height * width * channels": f.size,
    },
)
