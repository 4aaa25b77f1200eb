"""Presets: settings that are worth a look, the failing ones among them."""

from dataclasses import asdict, dataclass, field

from course_lib.errors import SettingError


@dataclass(frozen=True)
class Preset:
    """Data and settings with a name.

    what: one sentence on what happens. fails: whether the point is that it fails. cure: the preset that mends it.
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


PRESETS = {
    preset.name: preset
    for preset in (Preset("balanced", "a game in balance", "Both networks learn at the same pace.", "ring"),)
}


def all_of_them() -> list[Preset]:
    """The presets in the order of the page."""
    return list(PRESETS.values())


def load(name) -> Preset:
    """The preset of that name. SettingError if there is none."""
    if not isinstance(name, str) or name not in PRESETS:
        raise SettingError(f"there is no preset {name!r}; there are {', '.join(PRESETS)}.")
    return PRESETS[name]
