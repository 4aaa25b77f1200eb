"""Find out what the Gram matrix cannot see."""

import numpy as np

from course_lib.exercises.array import Array
from course_lib.exercises.diagnosis import close, demand_shape
from course_lib.exercises.lesson_07.gram import flatten, gram
from course_lib.exercises.outcome import NotYet
from course_lib.exercises.problem import Property
from course_lib.exercises.reading import brief


def _gram_factor(features: np.ndarray, other: np.ndarray) -> float | None:
    mine, theirs = gram(other), gram(features)
    factor = np.trace(mine) / np.trace(theirs)
    return float(factor) if factor > 0 and close(mine, factor * theirs) else None


def _unlike_in_shape(features, other) -> str | None:
    if features.ndim != 3:
        raise NotYet(f"`features` has shape {features.shape}: leave it as the cell made it, (height, width, channels).")
    demand_shape(other, features.shape, "`other`")
    return None


def _the_same_map(features, other) -> str | None:
    if np.max(np.abs(other - features)) > 0.05 * np.std(features):
        return None
    return "`other` is `features` itself, or nearly so."


def _other_gram(features, other) -> str | None:
    if close(gram(other), gram(features)):
        return None
    if any(close(other, np.roll(features, shift, axis=-1)) for shift in range(1, features.shape[-1])) or close(
        other, features[..., ::-1]
    ):
        return (
            "You moved the channels. That moves the rows and columns of the Gram matrix: it knows its channels apart. "
            "Move the positions."
        )
    scale = _gram_factor(features, other)
    if scale is not None:
        return f"The Gram matrix of `other` is {brief(scale)} times that of `features`: values that grow make it grow."
    if np.allclose(np.sort(flatten(other), axis=0), np.sort(flatten(features), axis=0)):
        return (
            "Each channel was shuffled by itself, so that its own mean square stayed and the products of two "
            "channels did not. The channels of one position have to move together."
        )
    if np.allclose(np.sort(other, axis=None), np.sort(features, axis=None)):
        return (
            "The numbers were shuffled across channels. Move whole positions, each with all its channels: the rows of "
            "`features.reshape(-1, channels)`."
        )
    difference = np.max(np.abs(gram(other) - gram(features)))
    return (
        f"The two Gram matrices differ by up to {brief(difference)}. Which changes of `features` does the sum not see?"
    )


same_gram = Array(
    title="Another map with the same Gram matrix",
    statement="""
        **What does the Gram matrix not see?** Here is a feature map of shape (4, 6, 3). Make `other`: a map of the same
        shape, plainly different from it, whose Gram matrix is the same.
    """,
    starter="""
        import numpy as np

        features = np.random.default_rng(0).random((4, 6, 3))
        other = ...
    """,
    solution_code="""
        import numpy as np

        features = np.random.default_rng(0).random((4, 6, 3))
        positions = features.reshape(-1, 3)
        other = np.random.default_rng(1).permutation(positions).reshape(4, 6, 3)
    """,
    hints=(
        "The Gram matrix is a sum over positions. What does a sum not notice?",
        "The order of its terms. Put the positions into another order, each with its three channels.",
        "A map turned upside down is enough: `features[::-1]`.",
    ),
    praise=(
        "Where things are is gone; which channels are strong together, and how often, is left. This is why a style "
        "loss can be small while the picture looks like a different one: it asks for the same marks, not for the "
        "same places."
    ),
    answers=("features", "other"),
    properties=[
        Property("`other` has the shape of `features`", _unlike_in_shape),
        Property("`other` is plainly different", _the_same_map),
        Property("both have the same Gram matrix", _other_gram),
    ],
)
