"""How the two players move: how strongly G is pushed, and where two steps at once lead."""

import numpy as np

from course_lib.exercises import sketch
from course_lib.exercises.choice import Option, Prediction
from course_lib.exercises.problem import Trap
from course_lib.exercises.value import Value


def _draw_gradients():
    logit = np.linspace(-6, 6, 121)
    sure = 1 / (1 + np.exp(-logit))
    options = {
        "a": (sure, sure),
        "b": (1 - sure, sure),
        "c": (sure, 1 - sure),
        "d": (sure * (1 - sure) * 4, np.full_like(logit, 0.5)),
    }
    named = {letter: {"minimax": m, "non-saturating": n} for letter, (m, n) in options.items()}
    return sketch.curves(named, logit, "D's logit for a fake", "strength of G's gradient", mark=0, mark_label="D = 1/2")


weak_gradient = Prediction(
    title="How strongly is G pushed?",
    statement=r"""
        **Predict.** D gives a fake the logit $t$; $D = \sigma(t) = 1 / (1 + e^{-t})$. Far left D is sure that it is
        fake. Two losses for G: the *minimax* one, $\log(1 - \sigma(t))$, and the *non-saturating* one,
        $-\log \sigma(t)$. Which sketch shows how strongly each pushes G, the size of the loss's slope by $t$?
    """,
    starter="""
        exercises.weak_gradient.show()

        prediction = ...  # a letter in quotes, such as "a"
    """,
    solution_code="""
        exercises.weak_gradient.show()

        prediction = "c"
    """,
    hints=(
        "Sketch log(1 - σ(t)) itself first. For t far to the left σ is nearly 0: how steep is the logarithm of 1 - σ?",
        "The slope of log(1 - σ(t)) is -σ(t). The slope of -log σ(t) is -(1 - σ(t)).",
    ),
    praise="The next cell takes both slopes from the library's losses.",
    answers=("prediction",),
    options=(
        Option(
            "both are weak where D is sure of the fake, strong where D is fooled",
            "True of one of them. The other was invented because of it: work out the slope of -log σ(t).",
        ),
        Option(
            "minimax is strong where D is sure of the fake, non-saturating where D is fooled",
            "The two names are exchanged. Saturating means: flat where G most needs to be told.",
        ),
        Option(
            "minimax is weak where D is sure of the fake, non-saturating is strong there",
            "The slopes are -σ(t) and -(1 - σ(t)). At the start D is sure of every fake: with the minimax loss G "
            "hears next to nothing just then. Both pull the same way, and both agree at t = 0.",
            right=True,
        ),
        Option(
            "minimax is weak at both ends, non-saturating is the same everywhere",
            "A slope that is the same everywhere belongs to a loss that is a straight line: the critic's loss in "
            "lesson 03.",
        ),
    ),
    draw=_draw_gradients,
    alt=(
        "Four sketches: the strength of G's gradient over D's logit for a fake, from -6 to 6, for two losses. a) both "
        "rise from 0 to 1; b) minimax falls from 1 to 0, non-saturating rises from 0 to 1; c) minimax rises from 0 to "
        "1, non-saturating falls from 1 to 0; d) minimax is a hump in the middle, non-saturating a level line."
    ),
)

spiral = Value(
    title="Two steps at once",
    statement=r"""
        **Where does it end?** In the Dirac-GAN with the Wasserstein loss, both players step at once with rate $h$:
        $$\theta \leftarrow \theta + h\,\psi, \qquad \psi \leftarrow \psi - h\,\theta.$$
        The solution is $(0, 0)$. They start at distance 1 from it, with $h = 0.1$. How far from it are they after 100
        steps? Give two digits after the point.
    """,
    starter="""
        import numpy as np

        distance = ...
    """,
    solution_code="""
        import numpy as np

        theta, psi = 1.0, 0.0
        for _ in range(100):
            theta, psi = theta + 0.1 * psi, psi - 0.1 * theta
        distance = np.hypot(theta, psi)
    """,
    hints=(
        "Work out the new θ² + ψ² in terms of the old one: the mixed terms cancel.",
        "Each step multiplies θ² + ψ² by 1 + h², whatever θ and ψ are.",
    ),
    praise=(
        "1.64 = (1 + 0.01)^50: each step lengthens the distance by the factor √(1 + h²). A smaller rate only "
        "spirals outward more slowly. Nothing here is a mistake in the gradient; two gradients just make no descent."
    ),
    answers=("distance",),
    right=float(1.01**50),
    tolerance=0.005,
    traps=(
        Trap(
            1.0, "It would stay 1 if time were continuous: then they circle. Steps of size h leave the circle a little."
        ),
        Trap(float(1.01**100), "That is θ² + ψ². The distance is its root."),
        Trap(float(1.01**-50), "They do not come nearer: each step multiplies θ² + ψ² by 1 + h², above 1."),
        Trap(0.0, "That is where they should go. Follow a few steps: does the distance fall?"),
        Trap(float(1.1**100), "The factor of a step is √(1 + h²), not 1 + h."),
        Trap(
            1.0234,
            "You used the new θ for ψ: that is taking turns, which goes round without growing. Here both step at once.",
        ),
        Trap(float(1.01**0.5), "That is one step. There are 100."),
    ),
)
