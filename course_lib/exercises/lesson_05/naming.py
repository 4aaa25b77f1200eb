"""What the printed code is, and what it would need to be what it is called."""

from course_lib.exercises.choice import Choice, Option

what_is_it = Choice(
    title="Is it a CycleGAN?",
    statement="""
        **What is missing?** The article calls this code a CycleGAN, a network that turns pictures of one kind into
        pictures of another. Pick everything that it would need for that and does not have.
    """,
    starter='missing = ...  # letters in quotes, such as "a, b"',
    solution_code='missing = "a, c, d"',
    hints=(
        "Ask of each network: what goes in, and what comes out? Then count the networks.",
        "A photograph would have to go in somewhere. And who would see to it that what comes out still shows it?",
    ),
    praise="With noise going in and a picture coming out, it is a small DCGAN (Radford 2016). Lesson 09 is CycleGAN.",
    answers=("missing",),
    options=(
        Option(
            "a generator that takes a picture",
            "What goes into this generator is 100 random numbers, so there is no picture whose style could be changed.",
            right=True,
        ),
        Option(
            "a discriminator that sees whole pictures",
            "It has one: 32 x 32 pixels go in, and one number comes out.",
        ),
        Option(
            "a second generator and a second discriminator, for the way back",
            "A CycleGAN learns both directions at once: two generators, and a discriminator for each kind of picture.",
            right=True,
        ),
        Option(
            "a loss that asks for the picture back after a round trip",
            "That is the cycle in its name. Without it nothing ties what comes out to what went in.",
            right=True,
        ),
        Option(
            "transposed convolutions",
            "It has four of them. They make a small map larger, in a DCGAN and in a CycleGAN alike.",
        ),
    ),
)
