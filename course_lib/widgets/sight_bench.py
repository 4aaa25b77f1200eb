"""What a network sees, under the hand: a picture and its changes, one channel of one layer, and two judges."""

import html
from dataclasses import asdict

import anywidget
import numpy as np
import traitlets

from course_lib import images
from course_lib.datasets import photographs
from course_lib.errors import CourseError, KnobError
from course_lib.metrics.two_judges import COARSEST, FARTHEST, WIDEST, Change, TwoJudges, Verdict
from course_lib.models.receptive_field import Field
from course_lib.training.knobs import Knob
from course_lib.widgets import assets
from course_lib.widgets.knob_slider import slider_spec
from course_lib.widgets.sight_figures import glow

SIDE, SHOWN = 160, 320
JPEG_QUALITY = 88
NAME = "Sight bench"
CHANNELS = 32
CHANGES = (
    Knob("shift", "shift", 0, 0, FARTHEST, "whole", "to the right", "px"),
    Knob("blur", "blur", 0.0, 0.0, WIDEST, "linear", "a Gaussian's deviation", "px"),
    Knob("grain", "grain", 0.0, 0.0, COARSEST, "linear", "the noise's deviation"),
    Knob("dark", "darkness", 0.0, 0.0, 1.0, "linear", "share of the light taken away"),
    Knob("fade", "another photograph", 0.0, 0.0, 1.0, "linear", "its share"),
)


class SightBench(anywidget.AnyWidget):
    """Sliders that change a photograph, a channel's map of it, the windows of the layers, and two distances as bars.

    `turn(shift=3, layer="relu3_1", channel=5)` does in a cell what a hand does on the page. `check()` raises what went
    wrong, if anything did.
    """

    _esm = assets.join("dom.js", "slider.js", "courier.js", "sight_windows.js", "sight_bench.js")
    _css = assets.join("theme.css", "slider.css", "sight_bench.css")
    scene = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    picture = traitlets.Bytes().tag(sync=True)
    map = traitlets.Bytes().tag(sync=True)

    def __init__(self, judges: TwoJudges | None = None, fields: dict[str, Field] | None = None):
        """Arguments: judges, with their picture; fields, of the network's layers. Without them a cat, a cup of coffee
        to be faded in, and the offline network.
        """
        if judges is None:
            judges, fields = _cat()
        self.judges, self.fields = judges, fields
        self.layers = tuple(judges.features(judges.picture))
        self.error: Exception | None = None
        self.change = Change()
        self.seen = {"layer": 0, "channel": 0}
        first = self.layers[0]
        self.knobs = (
            Knob.choice(
                "layer", "layer", self.layers, first, "whose answers are shown and whose window is drawn thick"
            ),
            Knob("channel", "channel", 0, 0, CHANNELS - 1, "whole", f"of the layer's first {CHANNELS}"),
            *CHANGES,
        )
        self._far = judges.judge(judges.other)
        super().__init__(
            scene={
                "name": NAME,
                "knobs": [slider_spec(knob) for knob in self.knobs],
                "size": list(judges.picture.shape[:2]),
                "fields": [asdict(self.fields[name]) | {"name": name} for name in self.layers],
            },
            **self._looked(self.change, self.seen),
        )
        self.on_msg(self._on_message)

    @property
    def verdict(self) -> Verdict:
        """What the judges say of the picture as it stands."""
        return self.judges.judge(self.judges.changed(self.change))

    def turn(self, **values: float | str) -> None:
        """Turn knobs by name: layer (its name or place), channel, shift, blur, grain, dark, fade. Raises KnobError."""
        known = {knob.name: knob for knob in self.knobs}
        for name, value in values.items():
            if name not in known:
                raise KnobError(f"there is no knob {name!r} here; the knobs are {', '.join(known)}.")
            if name == "layer" and value in self.layers:
                value = self.layers.index(value)
            number = known[name].check(value)
            values[name] = int(number) if known[name].scale in ("whole", "choice") else number
        seen = {name: values.pop(name, before) for name, before in self.seen.items()}
        change = Change(**asdict(self.change) | values)
        looked = self._looked(change, seen)
        self.change, self.seen = change, seen
        with self.hold_sync():
            for name, value in looked.items():
                setattr(self, name, value)

    def check(self) -> None:
        """Raise what went wrong under the hand, if anything did."""
        if self.error is not None:
            raise self.error

    def _looked(self, change: Change, seen: dict) -> dict:
        """The traits that the page shows."""
        picture = self.judges.changed(change)
        features = self.judges.features(picture)
        layer, verdict = self.layers[seen["layer"]], self.judges.judge(picture, features)
        answers = features[layer][..., seen["channel"] % features[layer].shape[-1]]
        told = ", ".join(f"{knob.label} {getattr(change, knob.name):g}" for knob in CHANGES)
        state = {
            "values": asdict(change) | seen,
            "layer": layer,
            "bars": [
                _bar("pixels", verdict.pixels, self._far.pixels),
                _bar("features, all layers", verdict.features, self._far.features),
                _bar(f"features, {layer}", verdict.layers[layer], self._far.layers[layer]),
            ],
            "alt": f"The photograph: {told}",
            "map_alt": f"Channel {seen['channel']} of {layer}: {answers.shape[0]} x {answers.shape[1]} answers",
        }
        shown = {"picture": images.resize(picture, SHOWN), "map": glow(answers, SHOWN)}
        return {"state": state} | {
            name: images.encode(np.clip(p, 0, 1), "jpeg", JPEG_QUALITY) for name, p in shown.items()
        }

    def _on_message(self, _widget, message, _buffers) -> None:
        """A hand's turn, {"kind": "turn", "values": {name: value, ...}}; answered, so that the next may come."""
        if not (isinstance(message, dict) and message.get("kind") == "turn"):
            return
        said = ""
        try:
            self.turn(**dict(message.get("values") or {}))
        except (CourseError, TypeError, ValueError) as error:
            said = str(error)
        except Exception as error:
            self.error, said = error, f"The picture could not be judged ({type(error).__name__}: {error})."
        self.send({"kind": "judged", "said": said})

    def __repr__(self) -> str:
        """One stable line, the same in every run."""
        return f"{NAME}; layers: {', '.join(self.layers)}; sliders: {', '.join(knob.label for knob in self.knobs[1:])}"

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The widget, with a sentence for readers who do not run the notebook."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        sliders = ", ".join(knob.label for knob in CHANGES)
        data["text/html"] = (
            f"<p><strong>{NAME}.</strong> When the notebook runs, a photograph stands here beside what one channel of "
            f"a network sees of it, with sliders for its changes ({html.escape(sliders)}), the windows of all layers "
            "under a click, and two distances as bars, which follow the hand. Run this cell to use it.</p>"
        )
        return data, metadata


def _bar(name: str, value: float, far: float) -> dict:
    """A bar that is full where the picture is half as far again as another photograph, which has a mark."""
    full = 1.5 * max(far, 1e-9)
    return {"name": name, "text": f"{value:.3f}", "share": min(1.0, value / full), "mark": far / full}


def _cat() -> tuple[TwoJudges, dict[str, Field]]:
    """A photograph, another one, and the network that ships."""
    from course_lib.models import features
    from course_lib.models.layer_windows import fields_of

    network = features.build("offline")
    cat, coffee = (photographs.load(name, side=SIDE, square=True) for name in ("chelsea", "coffee"))
    return TwoJudges(cat, coffee, network), fields_of(network)
