"""The knobs of a translation's training, and what each stands at where a run has no such knob."""

from course_lib.training.gan_knobs import loss_knob, rate_knobs
from course_lib.training.image_pool import LARGEST
from course_lib.training.knobs import Knob
from course_lib.training.translation_settings import TranslationSettings

UNTURNED = {"cycle_noise": 0.0}


def _penalty_knobs(settings: TranslationSettings) -> list[Knob]:
    """The gradient penalty, where a run has one: its double gradient makes the graph half as large again."""
    if settings.gradient_penalty is None:
        return []
    return [
        Knob("gradient_penalty", "gradient penalty", settings.gradient_penalty, 0, 20, "fine", "pulls D's slope to 1")
    ]


def cyclegan_knobs(settings: TranslationSettings) -> list[Knob]:
    """The knobs of a CycleGAN."""
    return [
        Knob("lambda_cycle", "λ cycle", settings.lambda_cycle, 0, 50, "fine", "the way back must end where it began"),
        Knob(
            "lambda_identity", "λ identity", settings.lambda_identity, 0, 25, "fine", "what is in B already stays as is"
        ),
        Knob("cycle_noise", "cycle noise", settings.cycle_noise, 0, 0.5, "fine", "nothing can be hidden for the way"),
        Knob("pool", "pool of fakes", settings.pool, 0, LARGEST, "whole", "D remembers earlier fakes"),
        loss_knob(settings.loss),
        *rate_knobs(settings.d_rate, settings.g_rate),
        *_penalty_knobs(settings),
    ]


def pix2pix_knobs(settings: TranslationSettings) -> list[Knob]:
    """The knobs of its paired sibling."""
    return [
        Knob("lambda_l1", "λ L1", settings.lambda_l1, 0, 200, "fine", "the output must be the true picture"),
        loss_knob(settings.loss),
        *rate_knobs(settings.d_rate, settings.g_rate),
        *_penalty_knobs(settings),
    ]
