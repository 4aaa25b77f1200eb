"""Five patients to cure, each by a change of the learner's own."""

from functools import cache

from course_lib import checks
from course_lib.exercises.cure import Cure
from course_lib.training.clinic import Chart, Clinic
from course_lib.training.gan_knobs import UNTURNED
from course_lib.training.patients import PLAIN, few_points

KNOBS = ("loss", "d_rate", "g_rate", *(name for name in UNTURNED if name != "who"))
MOST_POINTS = 200


@cache
def clinic() -> Clinic:
    """The clinic that all exercises of this lesson, and its cells, use: its networks are compiled once."""
    return Clinic()


def play_few(points: int = 12, jitter: float = 0.0, **knobs) -> Chart:
    """The run that memorises, on more points, or with each sample jittered, or with other knobs. SettingError."""
    checks.whole("points", points, 1, MOST_POINTS)
    return clinic().play(few_points(points, jitter=jitter), 3000, **PLAIN | knobs)


def _stage(name):
    def stage(**change):
        return clinic().stage(name, **change)

    return stage


def _not_covered(chart: Chart) -> str | None:
    if chart.diverged:
        return "The losses were no longer finite: it blew up."
    if chart.covered[-1] < 0.85:
        return f"Only {round(8 * chart.covered[-1])} of the 8 spots have points."
    if chart.good[-1] < 0.4:
        return f"All spots have points, but only {chart.good[-1]:.0%} of the points lie near one."
    return None


def _swings(chart: Chart) -> str | None:
    if not chart.diverged and chart.swing > 0.05:
        return f"D's loss still swings by {chart.swing:.2f}."
    return _not_covered(chart)


def _grows(chart: Chart) -> str | None:
    if not chart.diverged and chart.largest > 50:
        return f"A loss still went as far as {chart.largest:.0f}."
    return _not_covered(chart)


def _copies(chart: "_Copied") -> str | None:
    if chart.diverged:
        return "The losses were no longer finite: it blew up."
    if chart.copying > 0.65:
        return f"{chart.copying:.0%} of the pairs are still won by the fake: it copies."
    if chart.copying < 0.3:
        return f"Only {chart.copying:.0%}: the fakes lie off the data. That is no copying, and no learning either."
    return None


class _Copied:
    """A chart of which the copying is told."""

    def __init__(self, chart: Chart):
        self.copying, self.gap, self.diverged = chart.copying, chart.gap, chart.diverged

    def __str__(self) -> str:
        return f"copying {self.copying:.2f}  D's gap between training and held-out points {self.gap:.2f}"


STARTER = """
    change = {...}  # such as {"d_steps": 2}
"""

cure_collapse = Cure(
    title="Cure the collapse",
    statement="""
        **Cure it.** Change one knob or two, so that at least 7 of the 8 spots are covered and 40% of the points lie
        near one. The check plays the run again from its first weights and measures it.
    """,
    starter=STARTER,
    solution_code="""
        change = {"r1": 0.1}
    """,
    hints=(
        "D learns ten times as often as G, so it is steep: all points see one slope only. What keeps a slope small?",
        "Lesson 03 held D's slope in four ways. One of them, at 0.1, is enough here.",
    ),
    praise="D's slope now reaches out to every spot, so G's points are drawn to all of them.",
    answers=("change",),
    stage=_stage("ring_collapse"),
    ails=_not_covered,
    known=KNOBS,
    most=2,
)

cure_strong = Cure(
    title="Cure the silent discriminator",
    statement="""
        **Cure it.** At most two changes; at least 7 of the 8 spots, 40% of the points near one.
    """,
    starter=STARTER,
    solution_code="""
        change = {"loss": "non_saturating", "r1": 0.1}
    """,
    hints=(
        "Two things are wrong: G's loss is silent where D is sure, and D becomes far too sure.",
        'Change the loss by its name, such as {"loss": "hinge"}, and hold D with a penalty as well.',
    ),
    praise="A discriminator that is held stays in doubt, and doubt is what G learns from.",
    answers=("change",),
    stage=_stage("vanishing_gradient"),
    ails=_not_covered,
    known=KNOBS,
    most=2,
)

cure_oscillation = Cure(
    title="Cure the oscillation",
    statement="""
        **Cure it** with one change, and without slower learning: the rates and the optimisers stay. D's loss should
        swing by less than 0.05, with 7 spots covered.
    """,
    starter=STARTER,
    solution_code="""
        change = {"r1": 0.1}
    """,
    hints=(
        "Lesson 02's smallest game went in circles too. What was its friction?",
        "Only one column of lesson 03's last table went to 0 for every loss.",
    ),
    praise="Friction, not patience: at the same rates the circles die out.",
    answers=("change",),
    stage=_stage("oscillation"),
    ails=_swings,
    known=tuple(name for name in KNOBS if name not in ("d_rate", "g_rate", "d_optimizer", "g_optimizer")),
    most=1,
    refused=dict.fromkeys(
        ("d_rate", "g_rate", "d_optimizer", "g_optimizer"),
        "The rates and the optimisers stay as they are: find what damps the circling itself.",
    ),
)

cure_blow_up = Cure(
    title="Cure the blow-up",
    statement="""
        **Cure it** with at most two changes. The loss stays Wasserstein. No loss may go beyond 50, and 7 spots
        are to be covered.
    """,
    starter=STARTER,
    solution_code="""
        change = {"gradient_penalty": 1, "d_rate": 0.01}
    """,
    hints=(
        "The Wasserstein loss is a distance only while D's slope is at most 1. Nothing holds it here.",
        "A penalty asks; D must also be able to obey. Are its steps small enough?",
    ),
    praise="The slope is held near 1, so the losses are small numbers that mean something again.",
    answers=("change",),
    stage=_stage("blow_up"),
    ails=_grows,
    known=tuple(name for name in KNOBS if name != "loss"),
    most=2,
    refused={"loss": "The loss stays Wasserstein here: hold its critic instead."},
)

cure_copying = Cure(
    title="Cure the copying",
    statement="""
        **Cure it.** You may buy more `points`, up to 200 in all, or give each sample a `jitter` (a standard
        deviation), or turn a knob; two changes at most. Copying should fall to 0.65 or less, and
        not below 0.3, where the fakes would not be like the data any more.
    """,
    starter="""
        change = {...}  # such as {"points": 13}
    """,
    solution_code="""
        change = {"points": 200}
    """,
    hints=(
        "With twelve points, the twelve points are the best answer there is. Who could know better?",
        "More data always helps. With no more to be had, let no sample be seen twice at the same place.",
    ),
    praise="What cannot be learned by heart must be learned.",
    answers=("change",),
    stage=lambda **change: _Copied(play_few(**change)),
    ails=_copies,
    known=("points", "jitter", *KNOBS),
    most=2,
)
