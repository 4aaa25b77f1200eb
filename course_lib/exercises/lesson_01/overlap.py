"""Which transposed convolutions paint evenly."""

from course_lib.exercises.choice import Choice, Option

even_pairs = Choice(
    title="Which paint evenly?",
    statement="""
        **Even or not?** A transposed convolution with all its weights 1 enlarges a grey picture. Which pairs of kernel
        and stride leave no pattern, borders apart? Pick all that do.
    """,
    starter='even = ...  # letters in quotes, such as "a, b"',
    solution_code='even = "b, d, e"',
    hints=(
        "Draw stamps of the kernel's length on a line, a stride apart. Does each pixel lie under as many stamps?",
        "Along one axis the counts are ceil((k - p) / s) for p = 0, ..., s - 1. When are they all equal?",
    ),
    praise="The stride has to divide the kernel. That makes the counts even; what the weights do is another matter.",
    answers=("even",),
    options=(
        Option("kernel 3, stride 2", "Along one axis every other pixel lies under two stamps, the rest under one."),
        Option(
            "kernel 4, stride 2", "Every pixel lies under two stamps along each axis, under four in all.", right=True
        ),
        Option("kernel 5, stride 3", "5 is no multiple of 3: along one axis the counts are 2, 2, 1."),
        Option("kernel 6, stride 3", "Two stamps everywhere along each axis.", right=True),
        Option(
            "kernel 2, stride 2",
            "The stamps lie side by side and never overlap: one everywhere. Even, and with nothing that joins them.",
            right=True,
        ),
    ),
)
