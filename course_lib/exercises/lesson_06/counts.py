"""How many samples a Frechet distance needs, and what two published numbers do not say together."""

from course_lib.exercises.choice import Choice, Option
from course_lib.exercises.problem import Trap
from course_lib.exercises.value import Value

choose_n = Value(
    title="How many samples?",
    statement=r"""
        **Choose N.** A generator's Frechet distance is 3.6 with $N = 250$ pictures in each set and 2.0 with
        $N = 500$. It follows $d_\infty + c / N$. From which $N$ on is it within 0.1 of $d_\infty$?
    """,
    starter="n = ...",
    solution_code="""
        slope = (3.6 - 2.0) / (1 / 250 - 1 / 500)
        n = slope / 0.1
    """,
    hints=(
        "Two points, two unknowns: subtract the two equations, and $d_\\infty$ is gone.",
        "c = 1.6 / (1/250 - 1/500). The bias at N is c / N.",
    ),
    praise=(
        "8,000 pictures, for a distance whose true value is 0.4. At N = 250 nine tenths of the number was bias. That "
        "is why papers take 50,000, and why one may compare only at equal N."
    ),
    answers=("n",),
    right=8000,
    tolerance=0.01,
    unit="pictures in each set",
    traps=(
        Trap(800, "That is the slope c. The bias at N is c / N, and should be 0.1."),
        Trap(0.4, "That is the distance for endless samples, 2.0 - 1.6. Asked is the N at which 0.1 is left to it."),
        Trap(
            1000,
            "Half of the bias goes with each doubling, and at 500 it was 1.6: at 1,000 there is 0.8 left.",
        ),
        Trap(4000, "There the bias is still 0.2. Divide once more by 2."),
        Trap(16_000, "You counted the pictures of both sets: N is the number in each."),
        Trap(80, "You multiplied by 0.1: c / N = 0.1 means N = c / 0.1."),
        Trap(
            640_000, "An error that falls like 1 over the root of N would need that. The bias falls like 1 / N itself."
        ),
    ),
)

two_papers = Choice(
    title="Two numbers in two papers",
    statement=r"""
        **Which alone makes the numbers incomparable?** One paper gives a Frechet distance of 12.1, another 14.3, for
        the same data set. Pick all that would be reason enough not to say which generator is better.
    """,
    starter="""
        reasons = ...  # letters in quotes, such as "a, b"
    """,
    solution_code="""
        reasons = "a, b, d, e"
    """,
    hints=(
        "The distance is between sets of features. What goes in before them, and how many rows are there?",
        "Four belong. One changes nothing about either number.",
    ),
    praise="Compare within one table, made by one hand; between two papers, only what both measured in one way.",
    answers=("reasons",),
    options=(
        Option(
            "One used 10,000 pictures of each kind, the other 50,000.",
            "a) The bias falls like 1/N: the smaller count is worse off by some points for the same generator.",
            right=True,
        ),
        Option(
            "One took features of its own network.",
            "b) Another network is another ruler, with other units and other blind spots.",
            right=True,
        ),
        Option(
            "One generator is a GAN, the other a diffusion model.",
            "The distance sees sets of pictures and does not know where they came from. That is its use.",
        ),
        Option(
            "One shrank the pictures with another filter.",
            "d) Filters leave edges and grain of their own, and features see those first (Parmar 2022).",
            right=True,
        ),
        Option(
            "One measured against the training pictures, the other against held-out ones.",
            "e) The real set is half of the measurement. Against the training set, copying is rewarded.",
            right=True,
        ),
    ),
)
