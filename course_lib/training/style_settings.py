"""The settings of a run of style transfer: what is chosen before it starts (knobs turn while it runs)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from course_lib import checks
from course_lib.errors import SettingError

STARTS = ("content", "style", "noise", "patches", "picture")
OPTIMIZERS = ("adam", "lbfgs")
COLOURS = ("style", "luminance", "palette")
CONTENT_LAYERS = {"offline": ("relu3_2",), "random": ("relu3_2",), "vgg19": ("relu4_2",)}
STYLE_LAYERS = {
    "offline": (
        "pixels",
        *(f"relu{stage}_{layer}" for stage in (1, 2, 3, 4) for layer in (1, 2)),
    ),
    "vgg19": tuple(f"relu{stage}_1" for stage in (1, 2, 3, 4, 5)),
}
MARGINS = {"offline": 8, "random": 8, "vgg19": 16}
STYLE_LAYERS["random"] = STYLE_LAYERS["offline"]
# steps, rate, beta and scales by start: a start made of patches has its detail already and is only finished
PRESETS = {"patches": (40, 0.01, 10.0, (1.0,)), "picture": (60, 0.02, 10.0, (1.0,))}
PRESET = (120, 0.04, 10.0, (0.5, 1.0))


@dataclass(frozen=True)
class StyleSettings:
    """How a picture is to be made. `None` stands for the default of the start or of the network.

    start: "content", "style", "noise", "patches" (see models.style_swap) or "picture" (given to the run).
    network, pooling, weights: as models.features.build takes them. content_layers: names. style_layers: names, or a
    mapping from name to weight; "pixels" is the colours themselves. style_scale: size of the style's strokes, 1 = as
    the style picture has them at the content's size. scales: the stages, coarse to fine, as shares of the full size.
    steps: of all stages together. optimizer: "adam" or "lbfgs"; chunk: iterations that L-BFGS takes in one step.
    alpha, beta, tv, rate: where the knobs start. strength: content strength of the patch start. colours: "style", or
    the content's own, kept by "luminance" (only brightness is restyled) or "palette" (the style is recoloured first).
    normalised_gradients: each layer pulls with the same force. smooth_gradients: fine grain held back.
    centred: Gram matrices about the style's own means (losses.perceptual.gram_matrix), or plain, as printed.
    margin: pixels mirrored at the edges before features are taken, a multiple of 16 (VGG-19) or 8.
    seed: of noise and patches.

    Raises SettingError, which names the setting, what was given and what is accepted.
    """

    start: str = "content"
    network: str = "offline"
    pooling: str = "average"
    weights: str | None = None
    content_layers: tuple[str, ...] | None = None
    style_layers: Mapping[str, float] | tuple[str, ...] | None = None
    style_scale: float = 1.0
    scales: tuple[float, ...] | None = None
    steps: int | None = None
    optimizer: str = "adam"
    chunk: int = 10
    alpha: float = 1.0
    beta: float | None = None
    tv: float = 0.1
    rate: float | None = None
    strength: float = 1.0
    colours: str = "style"
    normalised_gradients: bool = False
    smooth_gradients: bool = True
    centred: bool = True
    margin: int | None = None
    seed: int = 0
    layer_weights: dict[str, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        """Check every setting and fill the defaults in."""
        checks.one_of("start", self.start, STARTS)
        checks.one_of("network", self.network, tuple(CONTENT_LAYERS))
        checks.one_of("optimizer", self.optimizer, OPTIMIZERS)
        checks.one_of("colours", self.colours, COLOURS)
        steps, rate, beta, scales = PRESETS.get(self.start, PRESET)
        self._default(steps=steps, rate=rate, beta=beta, scales=scales)
        self._default(content_layers=CONTENT_LAYERS[self.network], style_layers=STYLE_LAYERS[self.network])
        self._default(margin=MARGINS[self.network])
        checks.whole("steps", self.steps, 1, 100_000)
        checks.whole("margin", self.margin, 0, 64)
        checks.whole("chunk", self.chunk, 1, 1000)
        checks.whole("seed", self.seed, 0, 2**32 - 1)
        checks.number("style_scale", self.style_scale, 0.1, 4.0)
        checks.number("strength", self.strength, 0.0, 10.0)
        object.__setattr__(self, "scales", self._checked_scales())
        object.__setattr__(self, "content_layers", self._checked_names("content_layers"))
        object.__setattr__(self, "layer_weights", self._checked_weights())

    def as_dict(self) -> dict:
        """The settings as plain JSON values, from which `StyleSettings(**values)` makes them again."""
        values = {item.name: getattr(self, item.name) for item in fields(self) if item.init}
        values["style_layers"] = dict(self.layer_weights)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}

    def _default(self, **values):
        for name, value in values.items():
            if getattr(self, name) is None:
                object.__setattr__(self, name, value)

    def _checked_scales(self) -> tuple[float, ...]:
        try:
            scales = tuple(float(scale) for scale in self.scales)
        except (TypeError, ValueError):
            scales = ()
        rising = all(a < b for a, b in zip(scales, scales[1:], strict=False))
        if not scales or not rising or scales[0] < 0.1 or scales[-1] != 1.0:
            raise SettingError(f"scales are rising numbers from 0.1 up, the last one 1, not {self.scales!r}.")
        if len(scales) > self.steps:
            raise SettingError(f"{len(scales)} scales need at least as many steps, not {self.steps}.")
        return scales

    def _checked_names(self, setting) -> tuple[str, ...]:
        names = getattr(self, setting)
        names = (names,) if isinstance(names, str) else tuple(names)
        if not names or not all(isinstance(name, str) for name in names):
            raise SettingError(f"{setting} are one or more names such as 'relu3_2', not {getattr(self, setting)!r}.")
        return names

    def _checked_weights(self) -> dict[str, float]:
        given = self.style_layers
        weights = dict(given) if isinstance(given, Mapping) else dict.fromkeys(self._checked_names("style_layers"), 1.0)
        good = all(isinstance(weight, int | float) and weight >= 0 for weight in weights.values())
        if not weights or not good or not sum(weights.values()) > 0:
            raise SettingError(f"style_layers maps names to weights from 0 up, not all 0; given was {given!r}.")
        return {name: float(weight) for name, weight in weights.items()}
