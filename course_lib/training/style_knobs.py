"""The knobs of a run of style transfer."""

from course_lib.training.knobs import Knob, Knobs
from course_lib.training.style_settings import StyleSettings


def make_knobs(settings: StyleSettings, number_of_styles: int) -> Knobs:
    """The knobs of a run: alpha, beta, tv, the learning rate (Adam only) and a share for each of several styles."""
    knobs = [
        Knob("alpha", "alpha: content", settings.alpha, 0.01, 100, description="holds the photograph's shapes"),
        Knob("beta", "beta: style", settings.beta, 0.01, 10_000, description="pulls towards the painting's texture"),
        Knob("tv", "total variation", settings.tv, 0.001, 100, description="smooths neighbouring pixels"),
    ]
    if settings.optimizer == "adam":
        knobs.append(Knob("rate", "learning rate", settings.rate, 0.001, 0.2, description="size of a step"))
    if number_of_styles > 1:
        knobs += [
            Knob(f"mix_{n}", f"style {n}", 0.5, 0, 1, "linear", f"share of style {n} in the mix")
            for n in range(1, number_of_styles + 1)
        ]
    return Knobs(*knobs)
