"""Build a feature map that has a given Gram matrix."""

import numpy as np

from course_lib.exercises.array import Array
from course_lib.exercises.diagnosis import close
from course_lib.exercises.problem import Property
from course_lib.exercises.reading import brief, indented

WANTED = np.array([[2.0, 0.0], [0.0, 8.0]])


def _gram(features):
    flat = features.reshape(-1, features.shape[-1])
    return flat.T @ flat / len(flat)


def _negative(features) -> str | None:
    if features.min() >= 0:
        return None
    return f"The smallest number is {brief(features.min())}. Behind a ReLU none is below 0."


def _together(features) -> str | None:
    found = _gram(features)[0, 1]
    if abs(found) < 1e-6:
        return None
    both = int(np.count_nonzero(np.prod(features, axis=-1)))
    return (
        f"The mean product of the two channels is {brief(found)}: at {both} of 24 positions both are above 0. What has "
        "to be at each position, so that a sum of products that are never negative is 0?"
    )


def _other_strength(features) -> str | None:
    found = _gram(features)
    if close(found, WANTED):
        return None
    if close(np.diag(found), np.diag(WANTED) / 2) or close(np.diag(found), np.diag(WANTED) * 2):
        reason = "Off by two: the mean is over all 24 positions, also over those where a channel is silent."
    elif close(found, WANTED[::-1, ::-1]):
        reason = "The two channels are exchanged."
    elif close(np.diag(found), np.diag(WANTED) ** 2) or close(np.diag(found), np.diag(WANTED) ** 2 / 2):
        reason = "The diagonal holds mean squares: a channel of 2 everywhere has a 4 there."
    else:
        reason = "The diagonal holds the mean of each channel's square, over all positions."
    return f"The Gram matrix of your map is\n\n{indented(brief(found))}\n\n{reason}"


gram_pair = Array(
    title="A map with this Gram matrix",
    statement=r"""
        **Read a Gram matrix backwards.** Make `pair`, a feature map of shape (4, 6, 2), as it could stand behind a
        ReLU, whose Gram matrix $G = F^\top F / (H\,W)$ is
        $$G = \begin{pmatrix} 2 & 0 \\ 0 & 8 \end{pmatrix}$$
        What does the 0 say about the two channels?
    """,
    starter="""
        import numpy as np

        pair = ...
    """,
    solution_code="""
        import numpy as np

        pair = np.zeros((4, 6, 2))
        pair[:, :3, 0] = 2  # the left half: the mean square over all positions is 4 / 2
        pair[:, 3:, 1] = 4  # the right half: 16 / 2
    """,
    hints=(
        "Numbers behind a ReLU are 0 or more, so no product cancels another. When is a sum of them 0?",
        "The two channels must never be on at the same place: one on the left half, the other on the right half.",
        "On half of the positions a channel of 2 has a mean square of 4 / 2.",
    ),
    praise=(
        "Two channels that never meet have a 0. A large number off the diagonal says that two patterns come together, "
        "and where they do is not written anywhere."
    ),
    answers=("pair",),
    shapes=((4, 6, 2),),
    properties=[
        Property("no number is below 0", _negative),
        Property("the two channels are never on together", _together),
        Property("the Gram matrix is the one that is wanted", _other_strength),
    ],
)
