"""Which part was switched off? Read from pictures."""

from course_lib.exercises.choice import Choice, Option

missing_part = Choice(
    title="Which part was switched off?",
    statement="""
        **Find the knob.** Someone's run turns summer into beautiful winters. But a tree that stood on the left stands
        on the right in winter, or is gone, and from the winter no way leads back to that summer. Which knob stood at 0?
    """,
    starter='knob = ...  # a letter in quotes, such as "a"',
    solution_code='knob = "b"',
    hints=(
        "The winters look like winters: whose work is that, and is it done?",
        "Which loss is large when a tree has moved?",
    ),
    praise="Section 6 has such a run, beside one with everything on.",
    answers=("knob",),
    options=(
        Option(
            "the discriminators' learning rate", "With a D that learns nothing the winters would not look like any."
        ),
        Option(
            "λ cycle",
            "D asks for a winter, any winter. Only the way back asks for *this* place.",
            right=True,
        ),
        Option(
            "λ identity",
            "That asks G to leave a winter as it is. Without it colours may shift, but the way back needs the trees.",
        ),
        Option("the pool of fakes", "Without it the run may circle more. It does not say what a fake has to show."),
    ),
)
