"""The knobs of a GAN's training, and what each stands at where a run has no such knob."""

from course_lib.errors import SettingError
from course_lib.losses.adversarial import FAMILIES, family
from course_lib.training.knobs import Knob

OPTIMISERS = ("Adam", "SGD")
WHO = ("both", "discriminator", "generator")
UNTURNED = {"who": 0, "d_steps": 1, "g_steps": 1, "gradient_penalty": 0.0, "r1": 0.0, "clip": 0.0}
UNTURNED |= {"d_optimizer": 0, "g_optimizer": 0}


def loss_knob(name: str = "non_saturating") -> Knob:
    """Which family of adversarial losses both networks minimise. SettingError for an unknown one."""
    labels = [known.label for known in FAMILIES.values()]
    return Knob.choice("loss", "loss", labels, family(name).label, "what D and G each make smaller")


def rate_knobs(discriminator: float, generator: float) -> list[Knob]:
    """The learning rates of both networks."""
    return [
        Knob("d_rate", "D learning rate", discriminator, 1e-5, 1.0, "log", "size of the discriminator's steps"),
        Knob("g_rate", "G learning rate", generator, 1e-5, 1.0, "log", "size of the generator's steps"),
    ]


def pace_knobs(discriminator: int = 1, generator: int = 1) -> list[Knob]:
    """Who learns, and how many updates each network makes in one step."""
    return [
        Knob.choice("who", "who learns", WHO, "both", "freezes the other network"),
        Knob("d_steps", "D updates a step", discriminator, 1, 10, "whole", "more make the discriminator sharper"),
        Knob("g_steps", "G updates a step", generator, 1, 10, "whole", "more make the generator quicker"),
    ]


def penalty_knobs(gradient_penalty: float = 0.0, r1: float = 0.0, clip: float = 0.0) -> list[Knob]:
    """What keeps the discriminator's slope in bounds; 0 switches each off."""
    return [
        Knob("gradient_penalty", "gradient penalty", gradient_penalty, 0, 20, "fine", "pulls D's slope to 1"),
        Knob("r1", "R1 penalty", r1, 0, 20, "fine", "pulls D's slope at real samples to 0"),
        Knob("clip", "weight clipping", clip, 0, 0.5, "linear", "keeps D's weights within this limit; 0 is off"),
    ]


def optimiser_knobs(discriminator: str = "Adam", generator: str = "Adam") -> list[Knob]:
    """Which optimiser each network uses. SettingError for an unknown one."""
    for name in (discriminator, generator):
        if name not in OPTIMISERS:
            raise SettingError(f"the optimisers here are {' and '.join(OPTIMISERS)}, not {name!r}.")
    return [
        Knob.choice("d_optimizer", "D optimiser", OPTIMISERS, discriminator, "how D uses its gradient"),
        Knob.choice("g_optimizer", "G optimiser", OPTIMISERS, generator, "how G uses its gradient"),
    ]
