"""A hand in a generator's noise: sliders for the way between two seeds and for directions; the picture follows."""

from collections.abc import Callable, Mapping

import anywidget
import numpy as np
import traitlets

from course_lib import images
from course_lib.errors import KnobError
from course_lib.widgets import assets
from course_lib.widgets.knob_slider import slider_spec

STOPS = 9
ZOOM = 4
LAST_SEED = 99
REACH = 4.0


class LatentPanel(anywidget.AnyWidget):
    """One large picture, the way that it lies on as a row of nine, and sliders.

    `values` holds where each slider stands: "from" and "to", two seeds; "way", the share of the way between them; and
    for each direction how many standard deviations to move along it. Assigning `values` moves the picture, too.
    """

    _esm = assets.join("dom.js", "slider.js", "latent_panel.js")
    _css = assets.join("theme.css", "slider.css", "lab.css", "latent_panel.css")
    scene = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        generate: Callable[[np.ndarray], np.ndarray],
        noise: Callable[[int], np.ndarray],
        directions: Mapping[str, np.ndarray],
        about: str = "picture",
        seeds: tuple[int, int] = (0, 1),
    ):
        """Arguments: generate, from noise (n, size) to pictures (n, side, side, 3) in [0, 1]; noise, from a seed to
        noise (size,); directions, each (size,); about, what a picture is of; seeds, between which two it begins.
        """
        from course_lib.training.knobs import Knob  # here: it imports Keras, which a page without a panel spares

        self._generate, self._noise, self._directions = generate, noise, dict(directions)
        self._about, self._frame = about, 0
        knobs = [
            Knob("from", "from seed", seeds[0], 0, LAST_SEED, "whole", "the noise on the left"),
            Knob("to", "to seed", seeds[1], 0, LAST_SEED, "whole", "the noise on the right"),
            Knob("way", "way", 0.5, 0, 1, "linear", "the share of the way between the two"),
        ]
        knobs += [
            Knob(name, name, 0, -REACH, REACH, "linear", "standard deviations along this direction")
            for name in self._directions
        ]
        self._knobs = {knob.name: knob for knob in knobs}
        values = {knob.name: knob.value for knob in knobs}
        scene = {
            "name": f"Latent panel: {about}",
            "strip": f"the way between the two seeds; the large {about} is the one at the slider's place",
            "knobs": [slider_spec(knob) for knob in knobs],
        }
        super().__init__(scene=scene, values=values, shown=self._pictures(values))

    def turn(self, **values: float) -> None:
        """Move sliders by their names. Raises KnobError for what is out of range, or is no slider."""
        self.values = self.values | values

    def noise(self, ways: np.ndarray | None = None) -> np.ndarray:
        """The noise where the sliders stand, or at other shares of the way: (n, size)."""
        return self._noise_at(self.values, self.values["way"] if ways is None else ways)

    @property
    def picture(self) -> np.ndarray:
        """The large picture, (side, side, 3) in [0, 1], as the generator made it."""
        return self._generate(self.noise())[0]

    @traitlets.validate("values")
    def _in_range(self, proposal) -> dict:
        unknown = set(proposal["value"]) ^ set(self._knobs)
        if unknown:
            raise KnobError(
                f"the sliders here are {', '.join(self._knobs)}; {', '.join(sorted(unknown))} does not fit."
            )
        return {name: self._knobs[name].check(value) for name, value in proposal["value"].items()}

    @traitlets.observe("values")
    def _follow(self, change) -> None:
        if change["old"]:  # not while it is being made
            self.shown = self._pictures(change["new"])

    def _noise_at(self, values: dict, ways) -> np.ndarray:
        from course_lib.training.latent import between, moved

        ends = [self._noise(int(values[end])) for end in ("from", "to")]
        noise = between(*ends, ways)
        for name, direction in self._directions.items():
            if values[name]:
                noise = moved(noise, direction, values[name])
        return noise

    def _pictures(self, values: dict) -> dict:
        ways = [values["way"], *np.linspace(0, 1, STOPS)]
        large, *row = self._generate(self._noise_at(values, ways))
        self._frame += 1
        moves = [f"{name} {values[name]:+.1f}" for name in self._directions if values[name]]
        place = f"{values['way']:.0%} of the way from seed {values['from']:g} to seed {values['to']:g}"
        return {
            "picture": images.encode(large.repeat(ZOOM, 0).repeat(ZOOM, 1), "png"),
            "strip": images.encode(images.grid(row, columns=STOPS, gap=1), "png"),
            "alt": ", ".join([f"a {self._about}, {place}", *moves]),
            "frame": self._frame,
        }

    def __repr__(self) -> str:
        """One stable line, the same in every run."""
        return f"Latent panel: {self._about}; sliders: {', '.join(self._knobs)}"

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The panel, and a sentence for readers who do not run the notebook."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        data["text/html"] = (
            f"<p><strong>Latent panel.</strong> When the notebook runs, a {self._about} follows your hand here: "
            f"sliders for {', '.join(self._knobs)}. Run this cell to use it.</p>"
        )
        return data, metadata
