"""The hinge loss of a discriminator."""

import numpy as np

from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief


def _relu(value):
    return np.maximum(0, value)


def _hinge(real, fake):
    return np.mean(_relu(1 - real)) + np.mean(_relu(1 + fake))


def _cases() -> list[tuple]:
    rng = np.random.default_rng(0)
    return [
        (np.array([2.0, 0.5, -1.0], np.float32), np.array([-3.0, 0.2], np.float32)),
        (rng.normal(0, 2, 9).astype(np.float32), rng.normal(0, 2, 6).astype(np.float32)),
    ]


def _still_paying(loss) -> str | None:
    paid = float(loss(np.array([1.5, 9.0], np.float32), np.array([-1.0, -4.0], np.float32)))
    return (
        None if abs(paid) < 1e-6 else f"For real scores of 1.5 and 9 and fake ones of -1 and -4 it gave {brief(paid)}."
    )


hinge = Function(
    title="The hinge loss",
    statement=r"""
        **Write D's hinge loss.** $D$ gives scores: `real` for real samples, `fake` for fakes. It is content with a real
        sample from 1 upward and with a fake from -1 downward, and pays for each sample as much as is missing:
        $$L_D = \mathbb E\,\max(0,\, 1 - D(x)) + \mathbb E\,\max(0,\, 1 + D(G(z)))$$
        (Lim and Ye 2017; Miyato and others 2018, equation 16.)
    """,
    starter="""
        import numpy as np

        def hinge_loss(real, fake):
            return ...
    """,
    solution_code="""
        import numpy as np

        def hinge_loss(real, fake):
            return np.mean(np.maximum(0, 1 - real)) + np.mean(np.maximum(0, 1 + fake))
    """,
    hints=(
        "`np.maximum(0, something)` takes the larger one entry by entry; `np.max` takes the largest of an array.",
        "First the part that each sample pays, then the mean over the samples, then the sum of both means.",
    ),
    praise=(
        "Samples on the right side of their margin pay nothing and push no weight: D spends its effort on those that "
        "it gets wrong or nearly wrong."
    ),
    answers=("hinge_loss",),
    arguments=("real", "fake"),
    cases=_cases(),
    reference=_hinge,
    properties=[Property("samples beyond their margin cost nothing", _still_paying)],
    traps=[
        Trap(
            lambda r, f: np.mean(_relu(1 + r)) + np.mean(_relu(1 - f)),
            "The two signs are exchanged: a real sample should score high, and pays for what is missing to 1.",
        ),
        Trap(
            lambda r, f: _relu(np.mean(1 - r)) + _relu(np.mean(1 + f)),
            "You took the mean first. Then a sample far on the right side pays for one on the wrong side; each has to "
            "pay for itself.",
        ),
        Trap(
            lambda r, f: np.mean(1 - r) + np.mean(1 + f),
            "Without the maximum with 0, D would be paid for scores ever farther out: that is the Wasserstein loss, "
            "plus 2.",
        ),
        Trap(
            lambda r, f: np.mean(_relu(-r)) + np.mean(_relu(f)),
            "The margin is missing: D has to be right by 1, not just right.",
        ),
        Trap(lambda r, f: np.mean(_relu(1 - r)) - np.mean(_relu(1 + f)), "Both parts are paid: add them."),
        Trap(lambda r, f: _hinge(r, f) / 2, "That is the mean of both parts. The formula adds them."),
        Trap(
            lambda r, f: np.mean(_relu(1 - r) ** 2) + np.mean(_relu(1 + f) ** 2),
            "No square: what is missing is paid as it is.",
        ),
    ],
)
