"""What the playground shows: the plane of each run, packed as a few kilobytes of numbers."""

from collections.abc import Callable

import numpy as np

from course_lib.training.plane_frame import LAYERS, Frame, PlaneCamera
from course_lib.training.plane_runs import SECOND, PlaneRuns
from course_lib.widgets.feed import Painting
from course_lib.widgets.playground.slow_motion import SlowMotion

BUFFERS = ("reals", "fakes", "heat", "manifold", "pushes", "noise")


class PlaneEasel:
    """Paints one panel a run; real points and noise, which seldom change, are sent only to a page that lacks them.

    layers: what is shown beside the points, of `plane_frame.LAYERS`; what is hidden is not computed. slow: set while it
    is slow motion, whose frames stand in for those of the first run.
    """

    def __init__(self, runs: PlaneRuns, labels: Callable[[], list[str]], more: Callable[[], dict]):
        """Arguments: labels, one for each run; more, further fields of every message."""
        self._runs, self._labels, self._more = runs, labels, more
        self.layers = set(LAYERS)
        self.slow: SlowMotion | None = None
        self._page_has: list[PlaneCamera | None] = []

    def paint(self) -> Painting:
        """The plane of each run as it stands, or as the part of slow motion shows it."""
        cameras = list(self._runs.cameras)
        frames = [camera.frame(self.layers) for camera in cameras]
        if self.slow is not None and self.slow.frame is not None:
            frames[0] = self.slow.frame
        panels = [self._panel(place, frame) for place, frame in enumerate(frames)]
        fields = {"panels": panels, "coverage": panels[0]["coverage"], "alt": self._alt(panels)}
        return Painting(fields, list(zip(cameras, frames, strict=True)))

    def pack(self, painting: Painting) -> tuple[dict, list[bytes]]:
        """The panels again, each with the places of its buffers, and the buffers."""
        panels, buffers = [], []
        for place, (camera, frame) in enumerate(painting.content):
            known = place < len(self._page_has) and self._page_has[place] is camera
            places = dict.fromkeys(BUFFERS)
            for name, array in _arrays(camera, frame, self.layers, known).items():
                places[name] = len(buffers)
                buffers.append(np.ascontiguousarray(array).tobytes())
            panels.append(painting.fields["panels"][place] | {"buffers": places})
        self._page_has = [camera for camera, _frame in painting.content]
        return {"panels": panels}, buffers

    def page_is_new(self) -> None:
        """Send real points and noise again."""
        self._page_has = []

    def fields(self) -> dict:
        """The settings, and the part of slow motion."""
        return {"slow": self.slow.as_dict() if self.slow is not None else None, **self._more()}

    def _panel(self, place: int, frame: Frame) -> dict:
        measured = self._runs.measured(place)
        covered = {name: measured[name] for name in ("of", "good", "unit")} | {"modes": measured["covered"]}
        return {
            "label": self._labels()[place],
            "kind": frame.kind,
            "range": list(frame.range),
            "middle": frame.middle,
            "manifold": list(self._runs.cameras[place].cells),
            "means": {"real": frame.means[0], "fake": frame.means[1]},
            "losses": self._losses(SECOND if place else ""),
            "coverage": covered,
            "KL": measured["KL"],
            "JS": measured["JS"],
            "buffers": dict.fromkeys(BUFFERS),
        }

    def _losses(self, mark: str) -> dict | None:
        history = self._runs.history
        if not history:
            return None
        return {name: history[-1].get(name + mark) for name in ("discriminator", "generator", "penalty")}

    def _alt(self, panels: list[dict]) -> str:
        told = " ".join(f"{panel['label']}: {_sentence(panel)}" for panel in panels)
        return f"The plane at step {self._runs.step}. {told}"


def _sentence(panel: dict) -> str:
    covered, means = panel["coverage"], panel["means"]
    near = f"{covered['good']:.0%} of them near one"
    fakes = f"the fakes cover {covered['modes']} of {covered['of']} {covered['unit']}, {near}, JS {panel['JS']:.2f}."
    judged = "gives a score of" if panel["kind"] == "score" else "says"
    return f"{fakes} D {judged} {means['real']:.2f} to real points and {means['fake']:.2f} to fakes, on average."


def _arrays(camera: PlaneCamera, frame: Frame, layers: set[str], known: bool) -> dict[str, np.ndarray]:
    """What a page must be sent, in the order of BUFFERS."""
    seldom = {} if known else {"reals": camera.reals, "noise": camera.noise}
    often = {"fakes": frame.fakes} | {name: getattr(frame, name) for name in LAYERS if name in layers}
    found = seldom | often
    return {name: found[name] for name in BUFFERS if found.get(name) is not None}
