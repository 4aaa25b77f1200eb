"""The paper's learning rate: constant, then evenly down."""

from course_lib.exercises.function import Function
from course_lib.exercises.problem import Trap

RATE = 2e-4


def _reference(step, steps):
    return RATE * min(1.0, 2 * (1 - step / steps))


schedule = Function(
    title="The paper's learning rate",
    statement="""
        **Write the schedule.** The paper keeps the learning rate at 0.0002 for the first half of the run, then takes it
        down evenly, so that it would be 0 at the end (section 4). `step` counts from 0; `steps` is the whole run.
    """,
    starter="""
        def rate(step, steps):
            return ...
    """,
    solution_code="""
        def rate(step, steps):
            return 2e-4 * min(1, 2 * (1 - step / steps))
    """,
    hints=(
        "In the second half: what share of that half is still to come at `step`?",
        "(steps - step) / (steps / 2) is that share. In the first half it is above 1: cut it there.",
    ),
    praise="The second half is where the pictures settle: small steps average the game's circling out.",
    answers=("rate",),
    arguments=("step", "steps"),
    cases=[(0, 200), (99, 200), (150, 200), (199, 200), (500, 1000), (750, 1000)],
    reference=_reference,
    traps=[
        Trap(
            lambda step, steps: RATE * (1 - step / steps),
            "That falls from the first step on. It is to stay constant for the first half.",
        ),
        Trap(
            lambda step, steps: RATE if step < steps / 2 else RATE * (1 - step / steps),
            "At half-way this leaps from 0.0002 to 0.0001. Evenly: it begins to fall from the full rate.",
        ),
        Trap(
            lambda step, steps: RATE if step < steps / 2 else 0.0,
            "That stops learning at half-way. It is to go down little by little.",
        ),
        Trap(
            lambda step, steps: RATE * min(1.0, 2 * step / steps),
            "That rises and then stays: it is turned round.",
        ),
        Trap(
            lambda step, steps: min(1.0, 2 * (1 - step / steps)),
            "That is the share of the rate. What is the rate itself at the start?",
        ),
        Trap(lambda step, steps: RATE, "That is constant to the end."),
    ],
)
