"""How long the pool of fakes remembers."""

from course_lib.exercises.problem import Trap
from course_lib.exercises.value import Value

pool_memory = Value(
    title="How long the pool remembers",
    statement="""
        **How old is what D learns from?** The pool is full: 50 fakes. A new fake goes to $D$ itself half the time; the
        other half it takes the place of a stored one, each equally likely, and that one goes to $D$. What is the
        probability that a certain fake in the pool is still there after 100 new ones?
    """,
    starter="still_there = ...",
    solution_code="still_there = (1 - 0.5 / 50) ** 100",
    hints=(
        "With what probability does one new fake drive out the one that you watch?",
        "A half times a fiftieth: 0.01. It has to survive 100 times.",
    ),
    praise=(
        "37%: on average a fake waits for 100 steps. So $D$ cannot forget a trick of $G$'s the moment $G$ drops it, "
        "and the two cannot chase each other in circles so easily."
    ),
    answers=("still_there",),
    right=0.99**100,
    tolerance=0.02,
    traps=[
        Trap(0.98**100, "That would be so if every new fake were swapped. Half of them go to D as they are."),
        Trap(0.01, "That is the chance that one new fake drives it out. There are 100 of them, and it has to stay."),
        Trap(0.0, "100 new fakes are not 100 swaps of this one: each drives it out with probability 0.01."),
        Trap(0.99, "That is its chance against one new fake. There are 100 of them."),
        Trap(1 - 0.99**100, "That is the probability that it is gone."),
    ],
)
