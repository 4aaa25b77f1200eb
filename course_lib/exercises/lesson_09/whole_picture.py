"""Why a score over the whole picture prefers no zebra to a good one."""

from course_lib.exercises.choice import Choice, Option

whole_picture = Choice(
    title="What the whole picture's score says",
    statement="""
        **Why does it prefer the horse?** Two answers to "this horse as a zebra": a zebra with well-drawn stripes, two
        pixels beside where the truth has them; and the horse, untouched. The PSNR of the whole picture is higher for
        the horse. Pick everything that is true.
    """,
    starter='true = ...  # letters in quotes, such as "a, b"',
    solution_code='true = "a, c"',
    hints=(
        "Where a black stripe meets a white one, how large is a pixel's error? And where brown meets either?",
        "PSNR squares errors. Which is larger: one error of 1 in half of the pixels, or 0.5 in all?",
    ),
    praise="So the course scores outside the mask by pixels, and inside it by what the coat looks like.",
    answers=("true",),
    options=(
        Option(
            "A stripe where the truth has none costs more than brown there.",
            "Black for white is an error of 1, squared 1; brown is about half-way, squared a quarter.",
            right=True,
        ),
        Option(
            "The horse is nearer to the truth outside the animal.",
            "Both may be perfect there. The difference is made inside.",
        ),
        Option(
            "Nothing in the horse's picture says where the stripes begin.",
            "So no translator can know it, and a score that asks for it measures luck.",
            right=True,
        ),
        Option(
            "With SSIM in place of PSNR the zebra would win.",
            "SSIM compares pixels in windows, place by place, too: stripes out of step are punished there as well.",
        ),
    ),
)
