"""What a drawn face is: a handful of attributes, each of which can be given or left to chance."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from course_lib import checks
from course_lib.errors import SettingError

SKINS = ("yellow", "peach", "tan", "brown", "red", "pink", "violet", "blue", "mint", "green")
GROUNDS = ("cream", "sky", "rose", "lilac", "lime", "sand")
COLOURS = ("black", "chestnut", "ginger", "blond", "white", "blue", "pink")
CHOICES: dict[str, dict[str, float]] = {  # what each attribute can be, and how often it is
    "skin": dict.fromkeys(SKINS, 0.08) | {"yellow": 0.28},
    "ground": dict.fromkeys(GROUNDS, 1 / 6),
    "shape": {"round": 0.6, "oval": 0.2, "square": 0.2},
    "eyes": {"dots": 0.35, "wide": 0.35, "happy": 0.2, "wink": 0.1},
    "brows": {"none": 0.55, "raised": 0.15, "angry": 0.15, "worried": 0.15},
    "mouth": {"smile": 0.28, "grin": 0.26, "tongue": 0.1, "flat": 0.1, "open": 0.13, "frown": 0.13},
    "hair": {"none": 0.4, "short": 0.2, "long": 0.16, "curly": 0.14, "mohawk": 0.1},
    "hair_colour": dict.fromkeys(COLOURS, 1 / 7),
    "hat": {"none": 0.76, "beanie": 0.08, "cap": 0.08, "party": 0.08},
    "hat_colour": {"red": 0.25, "blue": 0.25, "green": 0.25, "gold": 0.25},
    "glasses": {"none": 0.76, "round": 0.12, "shades": 0.12},
    "cheeks": {"none": 0.65, "rosy": 0.35},
}
RANGES = {"tone": (-1.0, 1.0), "tilt": (-10.0, 10.0), "size": (0.93, 1.05), "x": (-0.8, 0.8), "y": (-0.5, 0.5)}
SMILES = ("smile", "grin", "tongue")


@dataclass(frozen=True)
class Face:
    """One face. `CHOICES` lists what the words can be, `RANGES` how far the numbers go.

    tone: of the skin, from darker (-1) to lighter (1). tilt: of the head, in degrees, to the right above 0. size: of
    the head, 1 = as usual. x, y: where its middle is, in 32nds of the picture off the usual place, right and down.

    Raises SettingError, which names the attribute, what was given and what is accepted.
    """

    skin: str = "yellow"
    ground: str = "sky"
    shape: str = "round"
    eyes: str = "dots"
    brows: str = "none"
    mouth: str = "smile"
    hair: str = "none"
    hair_colour: str = "chestnut"
    hat: str = "none"
    hat_colour: str = "red"
    glasses: str = "none"
    cheeks: str = "none"
    tone: float = 0.0
    tilt: float = 0.0
    size: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def __post_init__(self):
        """Check every attribute."""
        for name, options in CHOICES.items():
            checks.one_of(name, getattr(self, name), tuple(options))
        for name, (low, high) in RANGES.items():
            checks.number(name, getattr(self, name), low, high)

    @property
    def smiling(self) -> bool:
        """Whether the corners of its mouth go up."""
        return self.mouth in SMILES


def sample(count: int, seed: int = 0, **given) -> list[Face]:
    """`count` faces at random; the first n of them are the same however many there are.

    Arguments: given, attributes that all of them have. The others stay what they are without it, so that the same
    seed gives the same heads with glasses="none" and with glasses="round".

    Raises SettingError for a bad count or seed, and for an attribute or a value that there is not.
    """
    checks.whole("count", count, 1, 1_000_000)
    checks.whole("seed", seed, 0, 2**31 - 1)
    unknown = sorted(set(given) - set(CHOICES) - set(RANGES))
    if unknown:
        raise SettingError(f"a face has no attribute {unknown[0]!r}; it has {', '.join([*CHOICES, *RANGES])}.")
    # one row of numbers a face, whatever is made of them: a face does not depend on how many there are
    rows = np.random.default_rng(seed).random((count, len(CHOICES) + len(RANGES)))
    return [replace(_face(row), **given) for row in rows]


def _face(row: Sequence[float]) -> Face:
    words = {name: _pick(options, share) for (name, options), share in zip(CHOICES.items(), row, strict=False)}
    rest = row[len(CHOICES) :]
    numbers = {
        name: float(low + (high - low) * share) for (name, (low, high)), share in zip(RANGES.items(), rest, strict=True)
    }
    return Face(**words, **numbers)


def _pick(options: dict[str, float], share: float) -> str:
    for name, weight in options.items():
        share -= weight
        if share < 0:
            return name
    return name  # rounding in the sum of the weights
