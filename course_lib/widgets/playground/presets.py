"""Presets: games that are worth a look. First two that go well, then those that fail on purpose, each with its cure."""

from dataclasses import asdict, dataclass, field

from course_lib.errors import SettingError
from course_lib.training import plane_presets

CURED = "_cured"


@dataclass(frozen=True)
class Preset:
    """Data and settings with a name.

    what: on what happens, and where to see it. fails: whether the point is that it fails. cure: the name of the preset
    that mends it, if it fails.
    """

    name: str
    label: str
    what: str
    data: str
    settings: dict = field(default_factory=dict)
    fails: bool = False
    cure: str = ""

    def as_dict(self) -> dict:
        """What the page lists."""
        return {name: value for name, value in asdict(self).items() if name not in ("data", "settings")}


def _failing(preset: plane_presets.Preset) -> Preset:
    what = f"{preset.sentence} {preset.symptom}"
    settings = plane_presets.NETWORKS | preset.settings
    return Preset(preset.name, preset.label, what, preset.data, settings, True, preset.name + CURED)


def _cured(preset: plane_presets.Preset) -> Preset:
    settings = plane_presets.NETWORKS | preset.settings | dict(preset.cure)
    return Preset(preset.name + CURED, f"{preset.label}, cured", preset.remedy, preset.data, settings)


GOING_WELL = (
    Preset(
        "balanced",
        "a game in balance",
        "Both networks learn at the same pace, with a little R1 on D. All eight modes are there after 2,000 steps.",
        "ring",
        {"r1": 0.1},
    ),
    Preset(
        "large_networks",
        "larger networks on the grid",
        "Three layers of 64 units in each network, and a little R1 on D. All 25 modes are there after 10,000 steps.",
        "grid",
        {"g_units": 64, "d_units": 64, "g_layers": 3, "d_layers": 3, "r1": 0.05},
    ),
)
PRESETS = {
    preset.name: preset
    for preset in (
        *GOING_WELL,
        *(make(preset) for preset in plane_presets.PRESETS.values() for make in (_failing, _cured)),
    )
}


def load(name) -> Preset:
    """The preset of that name. SettingError if there is none."""
    if not isinstance(name, str) or name not in PRESETS:
        raise SettingError(f"there is no preset {name!r}; there are {', '.join(PRESETS)}.")
    return PRESETS[name]
