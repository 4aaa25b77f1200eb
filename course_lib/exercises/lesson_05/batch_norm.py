"""How long batch normalisation remembers."""

from course_lib.exercises.problem import Trap
from course_lib.exercises.value import Value

forgetting = Value(
    title="How long batch norm remembers its start",
    statement=r"""
        **After how many steps** has the running variance of Keras's layer, $m = 0.99$, forgotten its start, which is 1?
        Say: after how many steps does the start count for less than 1%?
        $$v \leftarrow m\,v + (1 - m)\,v_{batch}$$
    """,
    starter="steps = ...",
    solution_code="""
        import math

        steps = math.ceil(math.log(0.01) / math.log(0.99))
    """,
    hints=(
        "Write down v after one step, then after two. What is the factor before the start?",
        "It is $m^n$. Solve $m^n = 0.01$ for n: a quotient of two logarithms.",
    ),
    praise=(
        "459 steps, and 44 with m = 0.9. A run of a hundred steps samples with statistics that are still 37% made up: "
        "that is what you saw above."
    ),
    answers=("steps",),
    right=459,
    tolerance=0.004,
    unit="steps",
    traps=[
        Trap(44, "That would be so with m = 0.9, PyTorch's value. Keras's is 0.99."),
        Trap(100, "After 1/(1 - m) = 100 steps the start still counts for 0.99^100 = 37%."),
        Trap(99, "Each step takes away 1% of what is left, not 1% of the start."),
        Trap(4.605, "That is log(100): how many times does a step's own log(1/0.99) go into it?"),
        Trap(69, "That is when the start counts for a half."),
    ],
)
