"""The style loss as a statistical test: matching Gram matrices is a maximum mean discrepancy."""

import numpy as np

from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief


def _mmd(x, y, kernel=lambda products: products**2, inside=np.mean, cross=2.0):
    return inside(kernel(x @ x.T)) + inside(kernel(y @ y.T)) - cross * inside(kernel(x @ y.T))


def _unbiased(x, y):
    def off_diagonal(z):
        products = (z @ z.T) ** 2
        return (products.sum() - np.trace(products)) / (len(z) * (len(z) - 1))

    return off_diagonal(x) + off_diagonal(y) - 2 * np.mean((x @ y.T) ** 2)


def _cases() -> list[tuple]:
    rng = np.random.default_rng(0)
    small = np.array([[1, 0], [1, 2]], np.float32), np.array([[0, 1], [2, 0], [1, 1]], np.float32)
    return [
        small,
        (rng.normal(size=(7, 3)).astype(np.float32), rng.normal(0.5, 1, (5, 3)).astype(np.float32)),
        (rng.random((4, 2), np.float32), rng.random((6, 2), np.float32)),
    ]


def _not_zero_for_itself(mmd) -> str | None:
    x, _ = _cases()[1]
    value = float(mmd(x, x))
    return None if abs(value) < 1e-4 else f"For a sample and itself it gave {brief(value)}, and 0 is wanted."


def _not_symmetric(mmd) -> str | None:
    x, y = _cases()[1]
    once, turned = float(mmd(x, y)), float(mmd(y, x))
    return None if np.isclose(once, turned, rtol=1e-3) else f"It gave {brief(once)} one way, {brief(turned)} the other."


def _not_grams(mmd) -> str | None:
    x, y = _cases()[1]
    wanted, value = np.sum((x.T @ x / len(x) - y.T @ y / len(y)) ** 2), float(mmd(x, y))
    if np.isclose(value, wanted, rtol=1e-3):
        return None
    return f"For 7 and 5 draws it gave {brief(value)}, while the Gram matrices' squared distance is {brief(wanted)}."


two_samples = Function(
    title="Style as a test of two samples",
    statement=r"""
        **A style loss is a test.** Take the features at each position as one draw: a picture is a sample `x` of shape
        (n, channels), a painting a sample `y` of shape (m, channels). Are both drawn from one distribution? The squared
        maximum mean discrepancy compares them through a kernel $k$, here $k(a, b) = (a \cdot b)^2$:
        $$\mathrm{MMD}^2 = \operatorname{mean}_{ij} k(x_i, x_j) + \operatorname{mean}_{ij} k(y_i, y_j) -
        2 \operatorname{mean}_{ij} k(x_i, y_j)$$
        Write it, over all pairs, $i = j$ among them. Li, Wang, Liu and Hou (2017, "Demystifying Neural Style Transfer")
        found that it equals $\lVert G_x - G_y \rVert^2$, the squared distance of the Gram matrices: the check compares.
    """,
    starter="""
        import numpy as np

        def squared_mmd(x, y):
            return ...
    """,
    solution_code="""
        import numpy as np

        def squared_mmd(x, y):
            def mean_kernel(a, b):
                return np.mean((a @ b.T) ** 2)

            return mean_kernel(x, x) + mean_kernel(y, y) - 2 * mean_kernel(x, y)
    """,
    hints=(
        "All the products of two samples at once are a matrix product: `a @ b.T` has the shape (n, m).",
        "Square each product, then take the mean over the whole matrix: a small function of (a, b) that you call "
        "thrice.",
    ),
    praise=(
        "It equals the squared distance of the Gram matrices. So a style loss is a judge of whether two sets of "
        "features come from one distribution: a fixed judge, where the discriminator of a GAN is one that learns."
    ),
    answers=("squared_mmd",),
    arguments=("x", "y"),
    cases=_cases(),
    reference=_mmd,
    properties=[
        Property("a sample compared with itself gives 0", _not_zero_for_itself),
        Property("x and y may change places", _not_symmetric),
        Property("it equals the squared distance of the two Gram matrices", _not_grams),
    ],
    traps=[
        Trap(
            lambda x, y: _mmd(x, y, kernel=lambda products: products),
            "You left out the square of the kernel: the plain product a · b compares means alone.",
        ),
        Trap(
            lambda x, y: _mmd(x, y, kernel=lambda products: (products + 1) ** 2),
            "Your kernel has a + 1 inside. That is a good kernel too, but the one that makes Gram matrices is (a · "
            "b)².",
        ),
        Trap(
            lambda x, y: _mmd(x, y, cross=1.0),
            "The mixed term counts twice: think of (a - b)² = a² + b² - 2ab.",
        ),
        Trap(
            lambda x, y: _mmd(x, y, cross=-2.0),
            "The mixed term is subtracted, not added.",
        ),
        Trap(_unbiased, "You left out the pairs with i = j: the unbiased form. Here all pairs count."),
        Trap(
            lambda x, y: _mmd(x, y, inside=np.sum),
            "You took sums. Take means: the two samples have different sizes.",
        ),
        Trap(lambda x, y: np.sqrt(_mmd(x, y)), "That is the MMD itself. Its square is wanted: leave out the root."),
        Trap(
            lambda x, y: np.mean(x @ x.T) ** 2 + np.mean(y @ y.T) ** 2 - 2 * np.mean(x @ y.T) ** 2,
            "You squared the mean of the products. Square each product, then take the mean.",
        ),
    ],
)
