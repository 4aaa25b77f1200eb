"""The live lab: a picture that trains while a hand turns its knobs."""

import re
import time
from collections.abc import Callable

from course_lib import images
from course_lib.widgets import assets
from course_lib.widgets.knob_slider import slider_spec
from course_lib.widgets.live_widget import LiveWidget
from course_lib.widgets.pacer import FRAMES_A_SECOND
from course_lib.widgets.picture_easel import JPEG_QUALITY, PictureEasel

THUMBNAIL_SIDE = 160
LAB_PAGE = ("dom.js", "slider.js", "curves.js", "transport.js", "courier.js", "lab_page.js")


class Lab(LiveWidget):
    """Start, Pause, Step, Reset; sliders; the picture beside its photograph and style; the losses as curves.

    It shows any session: `training.style_run.StyleRun`, or an object with its attributes (knobs, step, total, running,
    history, content, styles, wants_more, run, stop, reset, picture). Training happens on a thread of its own, so the
    cell ends at once and the kernel stays free. A knob turned while it runs acts at the next step; before the start,
    or paused, it waits for the next step; after the end it begins a short new stretch.

    After "Run All" the lab stands paused. In a cell, `run(steps)` trains and waits.
    """

    _esm = assets.join(*LAB_PAGE, "wipe.js", "lab.js")
    _css = assets.join("theme.css", "slider.css", "wipe.css", "lab.css")
    _rate = FRAMES_A_SECOND

    def __init__(self, session, about: str = "", clock: Callable[[], float] = time.monotonic):
        """Arguments: session, what is trained; about, what the picture shows ("the cat in the style of waves"), for
        its alternative text, the lab's name and the file that is saved; clock, in seconds.
        """
        self.about, self.session = about, session
        self._easel = self._make_easel()
        super().__init__(session, self._easel, clock, self._rate)

    def _make_easel(self):
        """What paints the picture of this lab."""
        return PictureEasel(self.session, self.about)

    def _name(self) -> str:
        return f"Live lab: {self.about}" if self.about else "Live lab"

    def _about_it(self) -> str:
        return (
            "When the notebook runs, a picture trains here while you watch: buttons to start, pause, step and reset, "
            f"sliders ({self._sliders()}) and the losses as curves."
        )

    def _scene(self) -> dict:
        """What the page builds itself from; all that changes later comes in messages."""
        return {
            "name": self._name(),
            "knobs": [slider_spec(knob) for knob in self.session.knobs],
            "picture": self._easel.jpeg,
            "state": self._feed.update(),
            **self._pictures(),
        }

    def _pictures(self) -> dict:
        """What stands beside the picture and stays as it is."""
        styles = self.session.styles
        names = ["style"] if len(styles) == 1 else [f"style {n}" for n in range(1, len(styles) + 1)]
        return {
            "content": images.encode(self.session.content, "jpeg", JPEG_QUALITY),
            "styles": [
                {"name": name, "jpeg": images.encode(_thumbnail(style), "jpeg", JPEG_QUALITY)}
                for name, style in zip(names, styles, strict=True)
            ],
        }

    def _answers(self) -> dict[str, Callable[[dict], None]]:
        return super()._answers() | {"save": lambda message: self._save()}

    def _save(self) -> None:
        picture = self._easel.picture
        if picture is None:
            self._feed.tell("There is no picture to save yet.")
            return
        name = re.sub(r"[^a-z0-9]+", "-", (self.about or "picture").lower()).strip("-")
        self.send({"kind": "png", "name": f"{name}-step-{self.session.step}.png"}, [images.encode(picture, "png")])


def _thumbnail(picture):
    return images.resize(picture, THUMBNAIL_SIDE) if min(picture.shape[:2]) > THUMBNAIL_SIDE else picture
