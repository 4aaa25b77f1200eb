"""What losses say of distance, and how steep a network can be."""

import numpy as np

from course_lib.exercises import sketch
from course_lib.exercises.choice import Option, Prediction
from course_lib.exercises.problem import Trap
from course_lib.exercises.value import Value


def _draw_far_apart():
    gap = np.linspace(0, 3, 121)
    js = np.log(2) * (1 - np.exp(-((gap / 0.35) ** 2)))
    options = {
        "a": (js, js / np.log(2) * 1.2),
        "b": (js, gap / 2),
        "c": (gap / 3, js),
        "d": (np.log(2) * np.exp(-gap), 1.5 - gap / 2),
    }
    named = {letter: {"Jensen-Shannon": j, "Wasserstein": w} for letter, (j, w) in options.items()}
    return sketch.curves(named, gap, "distance of the two clouds", "said to be apart")


far_apart = Prediction(
    title="What is said of distance",
    statement=r"""
        **Predict.** Two narrow clouds lie side by side, and one is moved away. The Jensen-Shannon divergence is what
        the minimax game measures with the best $D$. The Wasserstein-1 distance is the least work of carrying one cloud
        to the other: mass times way. Which sketch shows both?
    """,
    starter="""
        exercises.far_apart.show()

        prediction = ...  # a letter in quotes, such as "a"
    """,
    solution_code="""
        exercises.far_apart.show()

        prediction = "b"
    """,
    hints=(
        "Lesson 02 drew one of the two curves: what happened once the clouds no longer overlapped?",
        "To carry a cloud twice as far is twice the work.",
    ),
    praise="The next cell computes both.",
    answers=("prediction",),
    options=(
        Option(
            "both rise and are flat once nothing overlaps",
            "True of one. Carrying a cloud farther is always more work, overlap or not.",
        ),
        Option(
            "Jensen-Shannon rises and is flat, Wasserstein rises on and on",
            "The best D of the minimax game can only say that nothing overlaps. A critic of bounded slope says how "
            "far it is, so its gradient still points the way.",
            right=True,
        ),
        Option(
            "Jensen-Shannon rises on and on, Wasserstein is flat",
            "The two are exchanged: work grows with the way, and log 2 is the most that the divergence can be.",
        ),
        Option(
            "both fall",
            "Both are 0 where the clouds are the same, and larger elsewhere.",
        ),
    ),
    draw=_draw_far_apart,
    alt=(
        "Four sketches over the distance of two clouds: a) both curves rise and become flat; b) Jensen-Shannon rises "
        "and becomes flat, Wasserstein rises as a straight line; c) the other way round; d) both fall."
    ),
)

slope_bound = Value(
    title="How steep can it be?",
    statement=r"""
        **A bound on D's slope.** A discriminator has three dense layers with LeakyReLU between them. The largest
        singular values of their matrices are 4, 0.5 and 3. At most how far can its score change when the input moves
        by a distance of 1?
    """,
    starter="largest = ...",
    solution_code="largest = 4 * 0.5 * 3",
    hints=(
        "A matrix stretches no vector by more than its largest singular value. LeakyReLU stretches nothing.",
        "The second layer stretches what the first one has stretched.",
    ),
    praise=(
        "The product, 6. Divide each matrix by its largest singular value and the bound is 1, whatever was learned: "
        "that is spectral normalisation."
    ),
    answers=("largest",),
    right=6.0,
    traps=(
        Trap(7.5, "The layers act one after the other: their stretchings multiply."),
        Trap(4.0, "The layers after the steepest one stretch as well."),
        Trap(12.0, "The second layer shrinks: its 0.5 counts too."),
        Trap(1.0, "That would be so after spectral normalisation. Here the matrices are as given."),
        Trap(2.5, "That is the mean. Follow one vector through all three layers."),
        Trap(1.2, "The slope of LeakyReLU is 1 on its steep side: it does not shrink what goes through there."),
    ),
)
