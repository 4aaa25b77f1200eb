"""The settings of a translation between two sets of pictures: networks, losses, and where the knobs start."""

from dataclasses import asdict, dataclass, replace

from course_lib import checks
from course_lib.losses.adversarial import FAMILIES
from course_lib.models.translation import OUTPUTS
from course_lib.models.translation_blocks import NORMS, UPSAMPLINGS
from course_lib.training.image_pool import LARGEST

GENERATORS, JUDGES = ("resnet", "unet"), ("patch", "pixel")


@dataclass(frozen=True)
class TranslationSettings:
    """How two sets of pictures are translated into each other. The defaults turn within minutes on one core at 64 px.

    Networks: generator, "resnet" or "unet"; width, of its first layer; blocks, of a ResNet; depth, of a U-Net; output,
    of a ResNet ("plain", "residual", "concatenated"); upsampling, of a ResNet ("transposed", "resize"); judge, "patch"
    or "pixel"; judge_width, judge_layers, small_head, of a patch discriminator; norm, of all ("instance", "batch",
    "none"); deviation, of their first weights.
    Losses, knobs: loss, a family of losses.adversarial; lambda_cycle, lambda_identity, both in front of a mean absolute
    difference in [0, 2]; lambda_l1, of pix2pix alone; gradient_penalty, its weight, or None for no such knob;
    pool, fakes that are remembered, 0 to 50; cycle_noise, the deviation of noise on a fake before its way back;
    cycle_scale, the side in pixels of the cells whose means must come back: 1 asks for every pixel, more for no detail
    that the other domain cannot show, so that there is none to be hidden.
    Training: d_rate, g_rate; beta, Adam's beta_1; average, how much of the averaged generators is kept a step (0: no
    average); batch; steps, of a run; decay_from, after which share of them the rates fall to 0 (1: never); flip,
    whether pictures are mirrored at random; crop, the side of the square that is cut out of each at random, None for
    whole pictures; pace, steps a compiled call; seed, of everything.

    Raises SettingError, which names the setting, what was given and what is accepted.
    """

    generator: str = "resnet"
    width: int = 16
    blocks: int = 4
    depth: int = 6
    output: str = "concatenated"
    upsampling: str = "resize"
    judge: str = "patch"
    judge_width: int = 16
    judge_layers: int = 3
    small_head: bool = True
    norm: str = "instance"
    deviation: float = 0.02
    loss: str = "least_squares"
    lambda_cycle: float = 5.0
    lambda_identity: float = 2.5
    lambda_l1: float = 100.0
    gradient_penalty: float | None = None
    pool: int = 50
    cycle_noise: float = 0.0
    cycle_scale: int = 1
    d_rate: float = 4e-4
    g_rate: float = 4e-4
    beta: float = 0.5
    average: float = 0.99
    batch: int = 1
    steps: int = 2_000
    decay_from: float = 1.0
    flip: bool = True
    crop: int | None = None
    pace: int = 1
    seed: int = 0

    def __post_init__(self):
        """Check every setting."""
        for name, accepted in CHOICES:
            checks.one_of(name, getattr(self, name), accepted)
        for name, low, high in WHOLE_NUMBERS:
            checks.whole(name, getattr(self, name), low, high)
        for name, low, high in NUMBERS:
            checks.number(name, getattr(self, name), low, high)
        for name in ("small_head", "flip"):
            checks.yes_or_no(name, getattr(self, name))
        if self.crop is not None:
            checks.whole("crop", self.crop, 32, 1024)
        if self.gradient_penalty is not None:
            checks.number("gradient_penalty", self.gradient_penalty, 0, 20)

    def with_(self, **changes) -> "TranslationSettings":
        """The same settings but for these. SettingError."""
        return replace(self, **changes)

    def as_dict(self) -> dict:
        """The settings as plain JSON values, from which `TranslationSettings(**values)` makes them again."""
        return asdict(self)


CHOICES = (
    ("generator", GENERATORS),
    ("output", OUTPUTS),
    ("upsampling", UPSAMPLINGS),
    ("judge", JUDGES),
    ("norm", NORMS),
    ("loss", tuple(FAMILIES)),
)
WHOLE_NUMBERS = (
    ("width", 1, 256),
    ("blocks", 0, 32),
    ("depth", 2, 8),
    ("judge_width", 1, 256),
    ("judge_layers", 1, 5),
    ("cycle_scale", 1, 16),
    ("pool", 0, LARGEST),
    ("batch", 1, 64),
    ("steps", 1, 10_000_000),
    ("pace", 1, 1000),
    ("seed", 0, 2**31 - 1),
)
NUMBERS = (
    ("deviation", 1e-4, 1),
    ("lambda_cycle", 0, 50),
    ("lambda_identity", 0, 25),
    ("lambda_l1", 0, 200),
    ("cycle_noise", 0, 0.5),
    ("d_rate", 1e-5, 1.0),
    ("g_rate", 1e-5, 1.0),
    ("beta", 0, 0.999),
    ("average", 0, 0.99999),
    ("decay_from", 0, 1),
)
# Zhu et al. 2017, section 4 and appendix 7: 256 px, cut out of 286, and a batch of one; 100 + 100 rounds of about
# 1,300 pictures
PAPER = TranslationSettings(
    width=64,
    blocks=9,
    output="plain",
    upsampling="transposed",
    judge_width=64,
    small_head=False,
    lambda_cycle=10.0,
    lambda_identity=5.0,
    d_rate=2e-4,
    g_rate=2e-4,
    average=0.0,
    crop=256,
    steps=260_000,
    decay_from=0.5,
)
