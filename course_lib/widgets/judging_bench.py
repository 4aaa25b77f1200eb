"""A generator whose faults are under the hand: its pictures, and what each score says of them."""

import html
from dataclasses import asdict

import anywidget
import numpy as np
import traitlets

from course_lib import images
from course_lib.datasets.faces.face import SKINS
from course_lib.errors import CourseError, KnobError
from course_lib.metrics.bench import BLURS, FEWEST, MOST, NOISES, Bench, Faults
from course_lib.training.knobs import Knob
from course_lib.widgets import assets
from course_lib.widgets.knob_slider import slider_spec
from course_lib.widgets.score_bars import bars

SHOWN, COLUMNS, LARGER = 40, 8, 2
FRAME = 3  # pixels of dark edge around a copy
GREY = 0.15
JPEG_QUALITY = 88
NAME = "Judging bench"
KNOBS = (
    Knob("kinds", "kinds of skin", len(SKINS), 1, len(SKINS), "whole", "turned down, kinds are dropped", "of 10"),
    Knob("blur", "blur", 0, 0, len(BLURS) - 1, "whole", "how soft each picture is", "half pixels"),
    Knob("noise", "noise", 0, 0, len(NOISES) - 1, "whole", "grain in each picture", f"of {len(NOISES) - 1}"),
    Knob("copies", "copies", 0, 0, 100, "whole", "share of training pictures, shown in dark frames", "%"),
    Knob("count", "N", MOST, FEWEST, MOST, "whole", "how many pictures are judged against as many real ones"),
)


class JudgingBench(anywidget.AnyWidget):
    """Sliders for the faults of a generator, a sheet of its pictures, and a bar for each score.

    `turn(kinds=3)` does in a cell what a hand does on the page. `check()` raises what went wrong, if anything did.
    """

    _esm = assets.join("dom.js", "slider.js", "courier.js", "judging_bench.js")
    _css = assets.join("theme.css", "slider.css", "judging_bench.css")
    scene = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    sheet = traitlets.Bytes().tag(sync=True)

    def __init__(self, bench: Bench | None = None):
        """Arguments: bench, what is judged; without it, faces and the offline features (some seconds of work)."""
        self.bench = Bench() if bench is None else bench
        self.error: Exception | None = None
        self.faults = Faults()
        super().__init__(
            scene={"name": NAME, "knobs": [slider_spec(knob) for knob in KNOBS], "features": self.bench.embedding.name},
            **self._judged(self.faults),
        )
        self.on_msg(self._on_message)

    @property
    def score(self):
        """The scores as they stand: a `metrics.judgement.Judgement`."""
        return self.bench.judge(self.faults)

    def turn(self, **values: float) -> None:
        """Turn knobs by their names: kinds, blur, noise, copies, count. Raises KnobError."""
        known = {knob.name: knob for knob in KNOBS}
        for name in values:
            if name not in known:
                raise KnobError(f"there is no knob {name!r} here; the knobs are {', '.join(known)}.")
        wanted = {name: int(known[name].check(value)) for name, value in values.items()}
        faults = Faults(**asdict(self.faults) | wanted)
        judged = self._judged(faults)
        self.faults = faults
        with self.hold_sync():
            self.state, self.sheet = judged["state"], judged["sheet"]

    def check(self) -> None:
        """Raise what went wrong under the hand, if anything did."""
        if self.error is not None:
            raise self.error

    def still(self) -> np.ndarray:
        """The sheet of pictures as it stands: (height, width, 3) in [0, 1]."""
        return self._sheet(self.faults)

    def _sheet(self, faults: Faults) -> np.ndarray:
        pictures, copies = self.bench.pictures(faults, SHOWN)
        larger = pictures.repeat(LARGER, axis=1).repeat(LARGER, axis=2)
        return images.grid(np.where(copies[:, None, None, None], _framed(larger), larger), COLUMNS)

    def _judged(self, faults: Faults) -> dict:
        """The two traits that the page shows, for these faults."""
        row, yardstick = self.bench.judge(faults), self.bench.yardstick(faults.count)
        alt = "The generator's pictures: " + ", ".join(f"{knob.label} {getattr(faults, knob.name)}" for knob in KNOBS)
        told = [asdict(bar) for bar in bars(row, yardstick)]
        state = {"values": asdict(faults), "bars": told, "alt": alt}
        return {"state": state, "sheet": images.encode(self._sheet(faults), "jpeg", JPEG_QUALITY)}

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
            self.error, said = error, f"The scores could not be computed ({type(error).__name__}: {error})."
        self.send({"kind": "judged", "said": said})

    def __repr__(self) -> str:
        """One stable line, the same in every run."""
        return f"{NAME}; sliders: {', '.join(knob.label for knob in KNOBS)}; features: {self.bench.embedding.name}"

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The widget, with a sentence for readers who do not run the notebook."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        sliders = ", ".join(knob.label for knob in KNOBS)
        data["text/html"] = (
            f"<p><strong>{NAME}.</strong> When the notebook runs, a sheet of a generator's pictures stands here, "
            f"sliders for its faults ({html.escape(sliders)}), and a bar for each score, which follows the hand. "
            "Run this cell to use it.</p>"
        )
        return data, metadata


def _framed(pictures: np.ndarray) -> np.ndarray:
    """Pictures (n, h, w, 3) with a dark edge."""
    framed = np.full_like(pictures, GREY)
    framed[:, FRAME:-FRAME, FRAME:-FRAME] = pictures[:, FRAME:-FRAME, FRAME:-FRAME]
    return framed
