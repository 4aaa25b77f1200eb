"""The settings of a GAN in the plane: what its networks are, and where its knobs start."""

from dataclasses import asdict, dataclass

from course_lib import checks
from course_lib.losses.adversarial import FAMILIES
from course_lib.training.gan_knobs import OPTIMISERS
from course_lib.training.noise import KINDS


@dataclass(frozen=True)
class PlaneSettings:
    """A GAN that learns a distribution in the plane.

    noise, noise_size: the generator's input. g_layers, g_units, d_layers, d_units: hidden layers and the units of each.
    spectral: whether the discriminator is spectrally normalised. loss: a family of losses.adversarial.
    d_rate, g_rate, d_steps, g_steps, d_optimizer, g_optimizer, gradient_penalty, r1, clip: where the knobs start.
    batch: samples a batch. steps: of a run, before it is started again. seed: of weights, data and noise.

    Raises SettingError, which names the setting, what was given and what is accepted.
    """

    noise: str = "gaussian"
    noise_size: int = 2
    g_layers: int = 2
    g_units: int = 32
    d_layers: int = 2
    d_units: int = 32
    spectral: bool = False
    loss: str = "non_saturating"
    d_rate: float = 1e-3
    g_rate: float = 1e-3
    d_steps: int = 1
    g_steps: int = 1
    d_optimizer: str = "Adam"
    g_optimizer: str = "Adam"
    gradient_penalty: float = 0.0
    r1: float = 0.0
    clip: float = 0.0
    batch: int = 64
    steps: int = 20_000
    seed: int = 0

    def __post_init__(self):
        """Check every setting."""
        checks.one_of("noise", self.noise, KINDS)
        checks.one_of("loss", self.loss, tuple(FAMILIES))
        checks.one_of("d_optimizer", self.d_optimizer, OPTIMISERS)
        checks.one_of("g_optimizer", self.g_optimizer, OPTIMISERS)
        checks.yes_or_no("spectral", self.spectral)
        for name, low, high in WHOLE_NUMBERS:
            checks.whole(name, getattr(self, name), low, high)
        for name, low, high in NUMBERS:
            checks.number(name, getattr(self, name), low, high)

    def as_dict(self) -> dict:
        """The settings as plain JSON values, from which `PlaneSettings(**values)` makes them again."""
        return asdict(self)


WHOLE_NUMBERS = (
    ("noise_size", 1, 2),
    ("g_layers", 1, 4),
    ("g_units", 1, 256),
    ("d_layers", 1, 4),
    ("d_units", 1, 256),
    ("d_steps", 1, 10),
    ("g_steps", 1, 10),
    ("batch", 2, 1024),
    ("steps", 1, 1_000_000),
    ("seed", 0, 2**31 - 1),
)
NUMBERS = (
    ("d_rate", 1e-5, 1.0),
    ("g_rate", 1e-5, 1.0),
    ("gradient_penalty", 0, 20),
    ("r1", 0, 20),
    ("clip", 0, 0.5),
)
