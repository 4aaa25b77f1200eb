"""The settings of a DCGAN: which networks, how they are trained, and where the knobs start."""

from dataclasses import asdict, dataclass

from course_lib import checks
from course_lib.losses.adversarial import FAMILIES
from course_lib.training.noise import KINDS

NETWORKS = ("thin", "article", "paper")
# what a setting that is None stands at, for each of the networks
DEFAULTS: dict[str, dict] = {
    "thin": {"width": 0.375, "noise": "gaussian", "batch": 32, "d_rate": 8e-4, "g_rate": 8e-4, "pace": 10},
    "article": {"width": 1.0, "noise": "gaussian", "batch": 64, "d_rate": 2e-4, "g_rate": 2e-4, "pace": 2},
    "paper": {"width": 1.0, "noise": "uniform", "batch": 128, "d_rate": 2e-4, "g_rate": 2e-4, "pace": 1},
}


@dataclass(frozen=True)
class DcganSettings:
    """A DCGAN that learns pictures. `None` stands for the network's own, in `DEFAULTS`.

    network: "article", the course's article's two networks; "thin", the same with 3/8 of the channels; "paper", those
    of Radford 2016. width: the share of the channels that the layers between have. noise: the generator's input;
    noise_size: how many numbers. momentum: of batch norm's moving averages. dropout: of the article's discriminator.
    loss: a family of losses.adversarial. d_rate, g_rate, r1, augment: where the knobs start; augment is DiffAugment's
    strength. beta: Adam's beta_1. average: how much of the averaged generator is kept at each step (0: no average).
    batch: pictures a step. steps: of a run, before it is started again. pace: steps a compiled call, between which
    knobs act. seed: of weights, order of the data, and noise.

    Raises SettingError, which names the setting, what was given and what is accepted.
    """

    network: str = "thin"
    width: float | None = None
    noise: str | None = None
    noise_size: int = 100
    momentum: float = 0.9
    dropout: float = 0.3
    loss: str = "non_saturating"
    d_rate: float | None = None
    g_rate: float | None = None
    r1: float = 0.0
    augment: float = 0.0
    beta: float = 0.5
    average: float = 0.99
    batch: int | None = None
    steps: int = 5_000
    pace: int | None = None
    seed: int = 0

    def __post_init__(self):
        """Fill the network's own settings in, and check all."""
        checks.one_of("network", self.network, NETWORKS)
        for name, value in DEFAULTS[self.network].items():
            if getattr(self, name) is None:
                object.__setattr__(self, name, value)
        checks.one_of("noise", self.noise, KINDS)
        checks.one_of("loss", self.loss, tuple(FAMILIES))
        for name, low, high in WHOLE_NUMBERS:
            checks.whole(name, getattr(self, name), low, high)
        for name, low, high in NUMBERS:
            checks.number(name, getattr(self, name), low, high)

    def as_dict(self) -> dict:
        """The settings as plain JSON values, from which `DcganSettings(**values)` makes them again."""
        return asdict(self)


WHOLE_NUMBERS = (
    ("noise_size", 1, 1000),
    ("batch", 2, 1024),
    ("steps", 1, 10_000_000),
    ("pace", 1, 1000),
    ("seed", 0, 2**31 - 1),
)
NUMBERS = (
    ("width", 1 / 64, 4),
    ("momentum", 0, 0.9999),
    ("dropout", 0, 0.9),
    ("d_rate", 1e-5, 1.0),
    ("g_rate", 1e-5, 1.0),
    ("r1", 0, 20),
    ("augment", 0, 1),
    ("beta", 0, 0.999),
    ("average", 0, 0.99999),
)
