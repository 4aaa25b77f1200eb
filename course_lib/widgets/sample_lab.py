"""The live lab of a GAN that makes pictures: samples of noise that stays the same, real ones below, and the losses."""

import time
from collections.abc import Callable

import numpy as np

from course_lib import images
from course_lib.widgets import assets
from course_lib.widgets.lab import LAB_PAGE, Lab
from course_lib.widgets.picture_easel import JPEG_QUALITY, PictureEasel

COLUMNS, REAL_ROWS, SCALE = 8, 2, 2
WEIGHTS = ("present", "averaged")


class SampleLab(Lab):
    """A lab over a session that makes samples: `training.dcgan_run.DcganRun`, or an object with its attributes.

    Those are a lab's (knobs, step, total, running, history, wants_more, run, stop, reset, and `picture`, a sheet of
    samples), `data`, the real pictures (n, side, side, 3) uint8, and `averaged`, whether the samples shown are those
    of the averaged weights.
    """

    _esm = assets.join(*LAB_PAGE, "sample_lab.js")
    _css = assets.join("theme.css", "slider.css", "lab.css", "sample_lab.css")

    def __init__(self, session, about: str = "pictures", clock: Callable[[], float] = time.monotonic):
        """Arguments: session, what is trained; about, what its samples are of ("faces"); clock, in seconds."""
        super().__init__(session, about, clock)

    def show_weights(self, averaged: bool) -> None:
        """Show samples of the averaged weights, or of the present ones; the training is not touched."""

        def show():
            self.session.averaged = bool(averaged)
            self._feed.draw()

        self._background.do(show, quiet=True)

    def _make_easel(self) -> PictureEasel:
        return _SampleEasel(self.session, f"samples of {self.about}")

    def _about_it(self) -> str:
        return (
            "When the notebook runs, a GAN trains here while you watch: its samples above, real ones below, buttons to "
            f"start, pause, step and reset, sliders ({self._sliders()}) and the losses as curves."
        )

    def _pictures(self) -> dict:
        pixels = self.session.data[: COLUMNS * REAL_ROWS] / np.float32(255)
        real = images.grid(list(pixels.repeat(SCALE, 1).repeat(SCALE, 2)), columns=COLUMNS, gap=SCALE)
        return {
            "real": images.encode(real, "jpeg", JPEG_QUALITY),
            "captions": {
                "samples": f"samples of {self.about}, made from noise that stays the same",
                "real": f"real {self.about}, for comparison",
            },
            "weights": {
                "name": "weights",
                "label": "weights shown",
                "scale": "choice",
                "value": int(self.session.averaged),
                "options": list(WEIGHTS),
                "description": "of which of the generator's weights the samples are; the training goes on as it was",
            },
        }

    def _answers(self) -> dict[str, Callable[[dict], None]]:
        return super()._answers() | {"weights": lambda message: self.show_weights(message.get("averaged"))}


class _SampleEasel(PictureEasel):
    """The sheet of samples, and whose they are."""

    def fields(self) -> dict:
        """Whether the averaged weights are shown."""
        return {"averaged": bool(self._session.averaged)}
