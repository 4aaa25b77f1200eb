"""The loss of a discriminator that gives logits."""

import numpy as np

from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief


def _softplus(t):
    return np.logaddexp(0.0, np.asarray(t, np.float64))


def _loss(real, fake):
    return np.mean(_softplus(-real)) + np.mean(_softplus(fake))


def _sigmoid(t):
    return 1 / (1 + np.exp(-np.asarray(t, np.float64)))


def _cross_entropies(real, fake):
    return -np.mean(np.log(np.clip(real, 1e-7, 1))) - np.mean(np.log(np.clip(1 - fake, 1e-7, 1)))


def _cases() -> list[tuple]:
    rng = np.random.default_rng(0)
    return [
        (np.array([2.0, -1.0], np.float32), np.array([-3.0, 0.5, 1.0], np.float32)),
        (rng.normal(0, 3, 7).astype(np.float32), rng.normal(0, 3, 4).astype(np.float32)),
    ]


def _breaks_far_out(loss) -> str | None:
    got = float(loss(np.array([-1000.0], np.float32), np.array([0.0], np.float32)))
    wanted = 1000 + np.log(2)
    if np.isclose(got, wanted, rtol=1e-3):
        return None
    return (
        f"For a real picture that D gives -1000, and a fake that it gives 0, it returned {brief(got)}; "
        f"{brief(wanted)} is "
        "right. A probability of that size is 0 to a computer, and its logarithm lost: work from the logit itself. "
        "-log sigmoid(t) = log(1 + exp(-t)), for which numpy has `np.logaddexp(0, -t)`."
    )


logits = Function(
    title="A loss for logits",
    statement=r"""
        **Write D's loss from logits.** The article's formula wants probabilities; its code gives logits $t$, and
        $D = \sigma(t) = 1/(1 + e^{-t})$.
        $$L_D = -\mathbb E \log D(x) - \mathbb E \log\bigl(1 - D(G(z))\bigr)$$
        `real` and `fake` hold logits, each in an array of its own length. It should be right for a logit of -1000, too.
    """,
    starter="""
        import numpy as np

        def d_loss(real, fake):
            return ...
    """,
    solution_code="""
        import numpy as np

        def d_loss(real, fake):
            return np.mean(np.logaddexp(0, -real)) + np.mean(np.logaddexp(0, fake))
    """,
    hints=(
        "$-\\log\\sigma(t) = \\log(1 + e^{-t})$. And what is $1 - \\sigma(t)$, as the sigmoid of something?",
        "$1 - \\sigma(t) = \\sigma(-t)$, so the fakes' part is $\\log(1 + e^{t})$. `np.logaddexp(0, t)` computes it "
        "for "
        "every t.",
    ),
    praise=(
        "The same number as `losses.adversarial.minimax_discriminator`; in Keras it is "
        "`BinaryCrossentropy(from_logits=True)` "
        "of both, added. With `from_logits=False`, the default, nothing complains, and D learns nonsense."
    ),
    answers=("d_loss",),
    arguments=("real", "fake"),
    cases=_cases(),
    reference=_loss,
    properties=[Property("the loss is right for logits far from 0", _breaks_far_out)],
    traps=[
        Trap(
            _cross_entropies,
            "You took the logits for probabilities, clipped to lie between 0 and 1, as Keras does with "
            "`from_logits=False`. A logit of 2 is a probability of 0.88.",
        ),
        Trap(
            lambda real, fake: _cross_entropies(_sigmoid(_sigmoid(real)), _sigmoid(_sigmoid(fake))),
            "The sigmoid was taken twice: D could never be surer than 73%.",
        ),
        Trap(
            lambda real, fake: np.mean(_softplus(real)) + np.mean(_softplus(-fake)),
            "That rewards D for taking fakes for real: real and fake are the wrong way round, or a sign is.",
        ),
        Trap(
            lambda real, fake: np.mean(_softplus(-real)) + np.mean(_softplus(-fake)),
            "For fakes D is right when it says 0: it is 1 - D(G(z)) whose logarithm counts.",
        ),
        Trap(
            lambda real, fake: _loss(real, fake) / 2,
            "You took the mean of the two parts. The formula adds them, so that an undecided D pays log 4.",
        ),
        Trap(
            lambda real, fake: np.mean(np.concatenate([_softplus(-real), _softplus(fake)])),
            "You took one mean over all pictures together: real ones and fakes have an expectation each.",
        ),
        Trap(
            lambda real, fake: np.sum(_softplus(-real)) + np.sum(_softplus(fake)),
            "You took sums. An expectation over pictures is their mean.",
        ),
        Trap(lambda real, fake: -_loss(real, fake), "That is what D makes large; a loss is made small: turn the sign."),
        Trap(lambda real, fake: np.mean(_softplus(-fake)), "That is G's loss. D's has the real pictures in it, too."),
    ],
)
