"""What a seed does."""

import numpy as np

from course_lib.exercises.function import Function
from course_lib.exercises.outcome import NotYet
from course_lib.exercises.problem import Property


def _not_five_random_numbers(draw) -> str | None:
    numbers = draw(7)
    if numbers.shape != (5,):
        raise NotYet(f"`draw(7)` has shape {numbers.shape}, and five numbers, shape (5,), are wanted.")
    if np.any(numbers < 0) or np.any(numbers >= 1):
        return f"`draw(7)` goes from {numbers.min():.3g} to {numbers.max():.3g}: ask the generator for `.random(5)`."
    if len(np.unique(numbers)) < 5:
        return "`draw(7)` holds one number several times: ask the generator for five."
    return None


def _not_repeatable(draw) -> str | None:
    if np.array_equal(draw(7), draw(7)):
        return None
    return (
        "`draw(7)` gave other numbers the second time. Either its generator was made without the seed, or one "
        "generator serves every call and goes on where it stopped: make a new one, from the seed, inside `draw`."
    )


def _deaf_to_the_seed(draw) -> str | None:
    if not np.array_equal(draw(7), draw(8)):
        return None
    return "`draw(7)` and `draw(8)` gave the same numbers: `draw` does not use its `seed`."


seeds = Function(
    title="The same random numbers twice",
    statement="""
        **What a seed does.** Write `draw(seed)`: it returns five random numbers between 0 and 1, the same five whenever
        it is called with the same seed, and five others for another seed. NumPy's `np.random.default_rng(seed)` makes a
        generator that starts from a seed, and `generator.random(5)` draws five numbers from it.
    """,
    starter="""
        import numpy as np

        def draw(seed):
            return ...
    """,
    solution_code="""
        import numpy as np

        def draw(seed):
            generator = np.random.default_rng(seed)
            return generator.random(5)
    """,
    hints=(
        "A generator remembers where it stopped. Where should it be made, so that every call starts afresh?",
        "Inside `draw`: first make a generator from `seed`, then return five numbers drawn from it.",
    ),
    praise=(
        "Same seed, same numbers, always. Every picture of this course is made from a seed that is printed beside it."
    ),
    answers=("draw",),
    arguments=("seed",),
    cases=[(7,), (8,)],
    properties=[
        Property("`draw` returns five random numbers between 0 and 1", _not_five_random_numbers),
        Property("the same seed gives the same numbers", _not_repeatable),
        Property("another seed gives other numbers", _deaf_to_the_seed),
    ],
)
