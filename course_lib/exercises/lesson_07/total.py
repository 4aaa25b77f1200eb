"""What alpha and beta do to a run: their ratio, their common size, and the optimiser between."""

from course_lib.exercises.choice import Choice, Option

same_run = Choice(
    title="Which runs are the same?",
    statement=r"""
        **Which change leaves the run as it was?** A picture is made by minimising
        $L_{total} = \alpha\,L_{content} + \beta\,L_{style}$ from the photograph, with $\alpha = 1$ and $\beta = 10$ and
        nothing else in the sum. Somebody changes one run as below. Which of the changed runs pass through the same
        pictures, step by step, up to rounding? (Several do.) Adam divides each pixel's gradient by a running estimate
        of its own size; plain gradient descent does not.
    """,
    starter="""
        unchanged = ...  # all the letters, such as "a, b"
    """,
    solution_code="""
        unchanged = "b, d"
    """,
    hints=(
        "What does a factor of 2 before the whole sum do to the gradient? And what then to the step of each optimiser?",
        "Adam's step is about rate x gradient / size of gradient; a plain step is rate x gradient.",
        "Adam forgets a common factor. In a plain step the factor can be paid back by the rate.",
    ),
    praise=(
        "So beta / alpha says which picture is sought, and their common size only how fast a plain step goes there. "
        "With a total variation term in the sum, its weight has to be doubled with the others."
    ),
    answers=("unchanged",),
    options=(
        Option(
            "with Adam: beta doubled, alpha as it was",
            "The ratio beta / alpha changed, and with it the picture that is sought. Adam cancels a factor of the "
            "whole sum, not of one part.",
        ),
        Option(
            "with Adam: alpha and beta doubled",
            "With Adam a doubled sum has a doubled gradient of doubled estimated size: the same step.",
            right=True,
        ),
        Option(
            "with plain gradient descent: alpha and beta doubled",
            "A plain step is rate x gradient, and the gradient is twice as long now: the steps are too.",
        ),
        Option(
            "with plain gradient descent: alpha and beta doubled, the learning rate halved",
            "In a plain step only the product of rate and gradient counts: half of twice is the same.",
            right=True,
        ),
        Option(
            "with Adam: alpha and beta doubled, the learning rate halved",
            "Adam had cancelled the doubling by itself already, so half the rate makes every step half as long.",
        ),
    ),
)
