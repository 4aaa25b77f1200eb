"""What may be chosen in the playground beside its knobs: each choice as the page draws it."""

from course_lib import checks
from course_lib.errors import SettingError
from course_lib.losses.adversarial import FAMILIES
from course_lib.training.gan_knobs import OPTIMISERS
from course_lib.widgets.knob_slider import slider_spec

GROUPS = {
    "loss": ("loss", "who"),
    "discriminator": ("d_rate", "d_steps", "d_optimizer"),
    "generator": ("g_rate", "g_steps", "g_optimizer"),
    "penalties": ("gradient_penalty", "r1", "clip"),
}
CHOICES = {
    "noise": {
        "label": "noise",
        "group": "generator",
        "options": [["gaussian", "Gaussian"], ["uniform", "uniform"]],
        "description": "where the generator's input comes from",
    },
    "noise_size": {
        "label": "numbers of noise",
        "group": "generator",
        "options": [[1, "1 number"], [2, "2 numbers"]],
        "description": "from one number G can only make a thread",
    },
    "g_layers": {
        "label": "G: hidden layers",
        "group": "generator",
        "low": 1,
        "high": 4,
        "description": "more let G bend its sheet more sharply",
    },
    "g_units": {
        "label": "G: units a layer",
        "group": "generator",
        "low": 1,
        "high": 256,
        "description": "more let G make finer shapes",
    },
    "d_layers": {
        "label": "D: hidden layers",
        "group": "discriminator",
        "low": 1,
        "high": 4,
        "description": "more let D draw sharper borders",
    },
    "d_units": {
        "label": "D: units a layer",
        "group": "discriminator",
        "low": 1,
        "high": 256,
        "description": "more let D see finer shapes",
    },
    "spectral": {
        "label": "spectral normalisation of D",
        "group": "discriminator",
        "options": [[False, "off"], [True, "on"]],
        "description": "keeps D's slope in bounds, layer by layer",
    },
    "batch": {
        "label": "samples a batch",
        "group": "run",
        "low": 2,
        "high": 1024,
        "description": "more make each step truer and slower",
    },
    "seed": {
        "label": "seed",
        "group": "run",
        "low": 0,
        "high": 2**31 - 1,
        "description": "another number draws other weights, data and noise",
    },
    "pace": {
        "label": "steps a frame",
        "group": "run",
        "options": [[1, "1"], [5, "5"], [20, "20"], [100, "100"], [500, "500"]],
        "description": "how much is trained between two pictures",
    },
}
COMPARED_SETTINGS = ("spectral", "noise_size", "g_layers", "g_units", "d_layers", "d_units", "batch", "seed")


def knob_specs(knobs) -> list[dict]:
    """The sliders, each with its group."""
    group_of = {name: group for group, names in GROUPS.items() for name in names}
    return [slider_spec(knob) | {"group": group_of[knob.name]} for knob in knobs]


def comparisons(knobs) -> list[dict]:
    """In what two runs may differ: every knob but who learns, and the settings of the networks."""
    of_knobs = [spec for spec in knob_specs(knobs) if spec["name"] != "who"]
    return of_knobs + [{"name": name, **CHOICES[name]} for name in COMPARED_SETTINGS]


def accepted(name, value):
    """The value of a choice, as the page sent it. SettingError where there is no such choice or option."""
    if not isinstance(name, str) or name not in CHOICES:
        raise SettingError(f"there is no setting {name!r} here; there are {', '.join(CHOICES)}.")
    choice = CHOICES[name]
    for option, _label in choice.get("options", ()):
        if option == value and isinstance(value, bool) == isinstance(option, bool):
            return option
    if "options" in choice:
        offered = ", ".join(str(option) for option, _label in choice["options"])
        raise SettingError(f"{choice['label']} is one of {offered}; {value!r} is none of them.")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not choice["low"] <= value <= choice["high"]:
        raise SettingError(
            f"{choice['label']} is a whole number from {choice['low']} to {choice['high']}, not {value!r}."
        )
    return value


def as_setting(knobs, name, value):
    """A difference between two runs as a setting of PlaneSettings: a choice's number becomes the option's name.

    Raises SettingError, KnobError for a knob's value outside its range.
    """
    names = {knob.name for knob in knobs} - {"who"}
    if not isinstance(name, str) or name not in names:
        if name not in COMPARED_SETTINGS:
            known = ", ".join([*sorted(names), *COMPARED_SETTINGS])
            raise SettingError(f"two runs may differ in {known}; not in {name!r}.")
        return accepted(name, value)
    options = {"loss": tuple(FAMILIES), "d_optimizer": OPTIMISERS, "g_optimizer": OPTIMISERS}.get(name)
    if options and isinstance(value, str):
        return checks.one_of(name, value, options)
    number = knobs[name].check(value)
    if options:
        return options[int(number)]
    return int(number) if knobs[name].scale == "whole" else number
