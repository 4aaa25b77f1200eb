"""Two measures to write: the unbiased kernel distance, and precision."""

import numpy as np

from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief
from course_lib.metrics.kernel import cubic, kernel_distance
from course_lib.metrics.neighbours import density_coverage, precision_recall
from course_lib.metrics.samples import squared_distances

FEW = np.array([[0.0, 1.0], [2.0, 0.0], [1.0, 1.0], [0.0, 0.0]])
FIVE = np.array([[3.0, 1.0], [0.0, 2.0], [1.0, 2.0], [4.0, 0.0], [2.0, 2.0]])
CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0], [8.0, 8.0]])
AROUND = np.array([[0.5, 0.5], [3.0, 3.0], [5.0, 0.0], [4.0, -4.0], [0.0, 3.0]])


def _sets() -> list[tuple]:
    rng = np.random.default_rng(0)
    return [(FEW, FIVE), (rng.normal(0, 1, (9, 3)), rng.normal(0.5, 1, (7, 3)))]


def _parts(real, fake, kernel=cubic):
    return kernel(real, real), kernel(fake, fake), kernel(real, fake)


def _off(square):
    return (square.sum() - np.trace(square)) / (len(square) * (len(square) - 1))


def _half_off(square):
    return (square.sum() - np.trace(square)) / len(square) ** 2


def _unbiased(real, fake, kernel=cubic, off=_off, cross=2.0):
    within, within_fake, between = _parts(real, fake, kernel)
    return off(within) + off(within_fake) - cross * between.mean()


def _biased_at_zero(distance) -> str | None:
    """Many small draws of one distribution: an unbiased distance is 0 on average."""
    rng = np.random.default_rng(1)
    draws = [float(distance(rng.normal(0, 1, (4, 2)), rng.normal(0, 1, (4, 2)))) for _ in range(200)]
    mean, error = np.mean(draws), np.std(draws) / np.sqrt(len(draws))
    if abs(mean) < 5 * error:
        return None
    return f"Over 200 draws of two sets from one distribution its mean was {brief(mean)}."


unbiased = Function(
    title="The unbiased kernel distance",
    statement=r"""
        **Write the kernel distance.** `real` has shape $(n, d)$, `fake` has $(m, d)$. With
        $k(x, y) = (x \cdot y / d + 1)^3$,
        $$\frac{1}{n(n-1)} \sum_{i \ne j} k(x_i, x_j) + \frac{1}{m(m-1)} \sum_{i \ne j} k(y_i, y_j)
        - \frac{2}{nm} \sum_{i, j} k(x_i, y_j)$$
        (Gretton 2012, equation 3; Binkowski 2018, section 4.) No loops are needed.
    """,
    starter="""
        import numpy as np

        def distance(real, fake):
            def k(a, b):
                return ...

            return ...
    """,
    solution_code="""
        import numpy as np

        def distance(real, fake):
            def k(a, b):
                return (a @ b.T / a.shape[1] + 1) ** 3

            def within(a):
                n = len(a)
                return (k(a, a).sum() - np.trace(k(a, a))) / (n * (n - 1))

            return within(real) + within(fake) - 2 * k(real, fake).mean()
    """,
    hints=(
        "`a @ b.T` holds all products x_i . y_j at once, as a table of n rows and m columns.",
        "i != j leaves out the diagonal: subtract `np.trace(table)` from the sum, and divide by n (n - 1).",
        "There are n (n - 1) pairs left, not n squared.",
    ),
    praise=(
        "A sample is always most like itself. Leave those pairs in, and two sets look farther apart than they are, the "
        "more so the smaller they are. Without them the mean is right at every N."
    ),
    answers=("distance",),
    arguments=("real", "fake"),
    cases=_sets(),
    reference=lambda real, fake: kernel_distance(real, fake).value,
    properties=[Property("two sets from one distribution are at 0 on average", _biased_at_zero)],
    traps=[
        Trap(
            lambda r, f: sum(part.mean() for part in _parts(r, f)[:2]) - 2 * _parts(r, f)[2].mean(),
            "Each sample is compared with itself, too: i and j must differ. Those pairs make the biased distance.",
        ),
        Trap(
            lambda r, f: _unbiased(r, f, off=_half_off),
            "The diagonal is left out of the sum, and still counted in the division: n (n - 1) pairs are left.",
        ),
        Trap(lambda r, f: _unbiased(r, f, cross=1.0), "The pairs between the sets count twice: 2 / (n m)."),
        Trap(lambda r, f: _unbiased(r, f, cross=-2.0), "Being alike lowers a distance: the last sum is subtracted."),
        Trap(
            lambda r, f: _unbiased(r, f, lambda a, b: (a @ b.T + 1) ** 3),
            "The product is divided by d, the number of features, before 1 is added.",
        ),
        Trap(
            lambda r, f: _unbiased(r, f, lambda a, b: (a @ b.T / a.shape[1] + 1) ** 2),
            "The third power is wanted: with the second, skewness is not seen.",
        ),
        Trap(
            lambda r, f: _unbiased(r, f, lambda a, b: (a @ b.T / a.shape[1]) ** 3),
            "The 1 is missing: without it only third moments are compared, and no means.",
        ),
        Trap(
            lambda r, f: np.sqrt(max(0.0, _unbiased(r, f))),
            "No root: it cannot be taken where chance makes the value negative, and it would bring a bias back.",
        ),
    ],
)


def _precision(real, fake, k):
    return precision_recall(real, fake, k).precision


def _radii(samples, k):
    return np.sort(squared_distances(samples, samples), axis=1)[:, k]


def _inside(real, fake, radii):
    return (squared_distances(real, fake) <= radii[:, None]).any(axis=0).mean()


def _clouds() -> list[tuple]:
    rng = np.random.default_rng(3)
    return [
        (CORNERS, AROUND, 1),
        (rng.normal(0, 1, (12, 2)), rng.normal(0.8, 1.2, (17, 2)), 2),
        (rng.normal(0, 1, (15, 3)), rng.normal(0, 2, (11, 3)), 3),
    ]


precision = Function(
    title="Precision",
    statement=r"""
        **Write precision.** Around each real sample lies a ball: its radius is the distance to its $k$-th nearest
        *other* real sample. Precision is the share of fakes that lie in at least one ball (Kynkäänniemi 2019,
        equations 1 and 2). `real` is $(n, d)$, `fake` is $(m, d)$; `cdist(a, b)` gives all distances $(n, m)$.
    """,
    starter="""
        import numpy as np
        from scipy.spatial.distance import cdist

        def precision(real, fake, k):
            return ...
    """,
    solution_code="""
        import numpy as np
        from scipy.spatial.distance import cdist

        def precision(real, fake, k):
            radii = np.sort(cdist(real, real), axis=1)[:, k]
            inside = cdist(real, fake) <= radii[:, None]
            return inside.any(axis=0).mean()
    """,
    hints=(
        "`np.sort(cdist(real, real), axis=1)` has in each row the distances from one sample, nearest first. The first "
        "is 0: the sample itself.",
        "So column k holds the radii. `cdist(real, fake) <= radii[:, None]` says who lies in whose ball.",
        "A fake counts once, in however many balls it lies: `any` along the real samples, then the mean.",
    ),
    praise="Exchange the two sets and the same function is recall: the share of real samples among the fakes.",
    answers=("precision",),
    arguments=("real", "fake", "k"),
    cases=_clouds(),
    reference=_precision,
    traps=[
        Trap(
            lambda r, f, k: _inside(r, f, _radii(r, k - 1)),
            "Your radii are one neighbour short: the first entry of each sorted row is the sample itself, at 0.",
        ),
        Trap(
            lambda r, f, k: _precision(f, r, k),
            "That is recall: the balls are around the real samples, and fakes are counted.",
        ),
        Trap(
            lambda r, f, k: density_coverage(r, f, k).density,
            "That is density, which counts every ball that a fake lies in. Here one is enough: `any`.",
        ),
        Trap(
            lambda r, f, k: density_coverage(r, f, k).coverage,
            "You took `any` along the fakes: that is coverage, the share of balls that hold a fake.",
        ),
        Trap(
            lambda r, f, k: _inside(r, f, np.full(len(r), np.sqrt(_radii(r, k)).mean() ** 2)),
            "Each ball has its own radius: wide where real samples are few. You gave all of them the same.",
        ),
        Trap(
            lambda r, f, k: _inside(r, f, np.full(len(r), _radii(r, k).max())),
            "Each ball has its own radius: wide where real samples are few. You gave all of them the same.",
        ),
        Trap(
            lambda r, f, k: (squared_distances(r, f) <= _radii(r, k)[:, None]).mean(),
            "You averaged over all pairs. A fake counts once, in however many balls it lies.",
        ),
        Trap(
            lambda r, f, k: (squared_distances(r, f) <= _radii(r, k)[:, None]).any(axis=0).sum(),
            "That is how many fakes lie in a ball. The share is wanted.",
        ),
    ],
)
