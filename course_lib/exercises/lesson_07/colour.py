"""Change a picture's colours alone: match the mean and the covariance of its pixels."""

import numpy as np

from course_lib.exercises.diagnosis import close, demand_shape
from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief, indented


def _moments(picture) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    pixels = np.asarray(picture, dtype=np.float64).reshape(-1, 3)
    return pixels, pixels.mean(axis=0), np.cov(pixels, rowvar=False, bias=True)


def _cases() -> list[tuple]:
    rng = np.random.default_rng(0)

    def coloured(shape, mean, mix):
        return (np.array(mean) + rng.normal(size=(*shape, 3)) @ np.array(mix)).astype(np.float32)

    dull = coloured((20, 24), [0.4, 0.5, 0.6], [[0.10, 0.08, 0.05], [0.0, 0.05, 0.02], [0.0, 0.0, 0.04]])
    vivid = coloured((30, 18), [0.6, 0.4, 0.2], [[0.20, -0.05, -0.10], [0.0, 0.15, 0.08], [0.0, 0.0, 0.10]])
    return [(dull, vivid), (vivid, dull)]


def _with_matrix(matrix_of):
    def recolour(picture, style):
        (pixels, mean, covariance), (_, wanted, target) = _moments(picture), _moments(style)
        return ((pixels - mean) @ matrix_of(covariance, target) + wanted).reshape(picture.shape)

    return recolour


def _wrong_shape(recolour) -> str | None:
    for picture, style in _cases():
        demand_shape(recolour(picture, style), picture.shape, "The recoloured picture")
    return None


def _clipped(recolour) -> str | None:
    results = [recolour(*case) for case in _cases()]
    if max(np.count_nonzero((result == 0) | (result == 1)) for result in results) < 2:
        return None
    return "Your result was clipped to [0, 1], which changes its mean and covariance. Leave the clipping out here."


def _wrong_mean(recolour) -> str | None:
    for picture, style in _cases():
        got, wanted = _moments(recolour(picture, style))[1], _moments(style)[1]
        if not close(got, wanted, 0.01):
            return f"The mean colour came out as {brief(got)}; the style's is {brief(wanted)}."
    return None


def _wrong_covariance(recolour) -> str | None:
    for picture, style in _cases():
        got, wanted = _moments(recolour(picture, style))[2], _moments(style)[2]
        if close(got, wanted, 0.01):
            continue
        if close(np.diag(got), np.diag(wanted), 0.01):
            return "Each channel has the spread it should, but how the channels go together (off the diagonal) differs."
        return (
            f"The covariance came out as\n\n{indented(brief(got))}\n\nand the style's is\n\n{indented(brief(wanted))}"
        )
    return None


def _depends_on_place(recolour) -> str | None:
    picture, style = _cases()[0]
    order = np.random.default_rng(1).permutation(picture.shape[0] * picture.shape[1])

    def shuffle(image):
        return image.reshape(-1, 3)[order].reshape(picture.shape)

    if np.allclose(recolour(shuffle(picture), style), shuffle(recolour(picture, style)), atol=1e-3):
        return None
    return "With the picture's pixels shuffled, the recoloured pixels were not just shuffled too: something moved."


colour_only = Function(
    title="Colour only",
    statement=r"""
        **Change the colours and nothing else.** A style's colours are, to begin with, the mean $\nu$ and the 3 × 3
        covariance $S$ of its pixels. Write `recolour(picture, style)`: one matrix $A$ for all pixels, so that
        $$x \mapsto A\,(x - \mu) + \nu$$
        gives the picture (mean $\mu$, covariance $C$) the style's mean and covariance. No pixel moves, so content and
        strokes stay; a style loss asks for the strokes as well. Both pictures are (height, width, 3), of different
        sizes. Do not clip. `np.cov(pixels, rowvar=False)` is the covariance of an array of shape (n, 3).
    """,
    starter="""
        import numpy as np

        def recolour(picture, style):
            return ...
    """,
    solution_code="""
        import numpy as np

        def recolour(picture, style):
            pixels, other = picture.reshape(-1, 3), style.reshape(-1, 3)
            root = np.linalg.cholesky(np.cov(pixels, rowvar=False))
            other_root = np.linalg.cholesky(np.cov(other, rowvar=False))
            matrix = other_root @ np.linalg.inv(root)
            result = (pixels - pixels.mean(axis=0)) @ matrix.T + other.mean(axis=0)
            return result.reshape(picture.shape)
    """,
    hints=(
        "Reshape to (n, 3) and subtract the mean. A linear map A turns the covariance C into A C Aᵀ: make this equal "
        "S.",
        "`np.linalg.cholesky(C)` gives a root R with R Rᵀ = C. Its inverse makes the pixels' covariance the identity.",
        "A = (root of S) times (inverse of the root of C). For pixels that are rows, multiply by `A.T` from the right.",
    ),
    praise=(
        "Colour without texture. Many matrices A do it; `course_lib.colour.match_colours` takes the one that moves the "
        "colours least (optimal transport), and clips."
    ),
    answers=("recolour",),
    arguments=("picture", "style"),
    cases=_cases(),
    properties=[
        Property("the result has the shape of the picture", _wrong_shape),
        Property("colours may leave the range from 0 to 1", _clipped),
        Property("the mean colour becomes the style's", _wrong_mean),
        Property("the covariance of the colours becomes the style's", _wrong_covariance),
        Property("a pixel's new colour depends on its old colour, not on its place", _depends_on_place),
    ],
    traps=[
        Trap(lambda picture, style: picture, "That is the picture as it was: nothing has been recoloured yet."),
        Trap(lambda picture, style: style, "That is the style itself: the picture's content is gone."),
        Trap(
            _with_matrix(lambda covariance, target: np.eye(3)),
            "The mean is right, and the spread of the colours is still the photograph's: match the covariance too.",
        ),
        Trap(
            _with_matrix(lambda covariance, target: np.diag(np.sqrt(np.diag(target) / np.diag(covariance)))),
            "Mean and spread of each channel are right by themselves. How red, green and blue go together is not: take "
            "the whole covariance matrix in place of three standard deviations.",
        ),
        Trap(
            _with_matrix(lambda c, s: np.linalg.cholesky(s) @ np.linalg.inv(np.linalg.cholesky(c))),
            "Your matrix acts from the wrong side. When pixels are rows, multiply by its transpose: `pixels @ A.T`.",
        ),
        Trap(
            _with_matrix(lambda c, s: (s @ np.linalg.inv(c)).T),
            "You used the covariances where their roots belong: A C Aᵀ holds A twice.",
        ),
    ],
)
