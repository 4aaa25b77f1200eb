"""The live lab: a picture that trains while a hand turns its knobs."""

import html
import re
import time
from collections.abc import Callable

import anywidget
import traitlets

from course_lib import images
from course_lib.errors import CourseError
from course_lib.widgets import assets
from course_lib.widgets.background_run import BackgroundRun
from course_lib.widgets.feed import JPEG_QUALITY, Feed
from course_lib.widgets.knob_slider import slider_spec

THUMBNAIL_SIDE = 160


class Lab(anywidget.AnyWidget):
    """Start, Pause, Step, Reset; sliders; the picture beside its photograph and style; the losses as curves.

    It shows any session: `training.style_run.StyleRun`, or an object with its attributes (knobs, step, total, running,
    history, content, styles, wants_more, run, stop, reset, picture). Training happens on a thread of its own, so the
    cell ends at once and the kernel stays free. A knob turned while it runs acts at the next step; before the start,
    or paused, it waits for the next step; after the end it begins a short new stretch.

    After "Run All" the lab stands paused. In a cell, `run(steps)` trains and waits.
    """

    _esm = assets.join("dom.js", "slider.js", "wipe.js", "curves.js", "lab.js")
    _css = assets.join("theme.css", "slider.css", "wipe.css", "lab.css")
    scene = traitlets.Dict().tag(sync=True)

    def __init__(self, session, about: str = "", clock: Callable[[], float] = time.monotonic):
        """Arguments: session, what is trained; about, what the picture shows ("the cat in the style of waves"), for
        its alternative text, the lab's name and the file that is saved; clock, in seconds.
        """
        self.session, self.about = session, about
        self._background = BackgroundRun(session, self._callbacks, self._on_change)
        self._feed = Feed(self._background, self.send, about, clock)
        self._feed.draw()
        super().__init__(scene=self._scene())
        self.on_msg(self._on_message)

    @property
    def error(self) -> Exception | None:
        """What stopped the training, if anything did since the last start."""
        return self._background.error

    @property
    def drawing_error(self) -> Exception | None:
        """What kept the picture from being drawn, if anything did since the last start."""
        return self._feed.drawing_error

    @property
    def status(self) -> str:
        """The sentence that the lab shows on where it stands."""
        return self._feed.status()

    def check(self) -> None:
        """Raise what stopped the training or failed in drawing since the last start; nothing if all went well."""
        for error in (self.error, self.drawing_error):
            if error is not None:
                raise error

    def start(self) -> None:
        """Train to the end of the run, without waiting for it."""
        self._clear()
        self._background.start()

    def pause(self) -> None:
        """Stop after the present step, without waiting for it."""
        self._background.pause()

    def step(self) -> None:
        """Train one step, without waiting for it."""
        self._clear()
        self._background.step()

    def reset(self) -> None:
        """Back to the start, without waiting for it; knobs that were turned stay turned."""
        self._clear()
        self._background.reset()

    def turn(self, name: str, value: float) -> None:
        """Turn a knob, as its slider does. Raises KnobError."""
        self._background.turn(name, value)
        self._feed.tell()

    def run(self, steps: int | None = None) -> None:
        """Train for `steps`, or to the end, and return when it is done. Raises what training raises."""
        self._clear()
        self._feed.unwatched = True
        try:
            self._background.run(steps)
        finally:
            self._feed.unwatched = False
            self._feed.pacer.page_answered()

    def join(self, timeout: float | None = None) -> None:
        """Wait until the training thread has ended, at most `timeout` seconds."""
        self._background.join(timeout)

    def close(self) -> None:
        """End the training and the page's side for good."""
        self._background.close()
        super().close()

    def __repr__(self) -> str:
        """One stable line, the same in every run."""
        sliders = ", ".join(knob.label for knob in self.session.knobs)
        return f"{self._name()}, at step {self.session.step} of {self.session.total}; sliders: {sliders}"

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The lab, with a sentence for readers who do not run the notebook."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        sliders = ", ".join(html.escape(knob.label) for knob in self.session.knobs)
        data["text/html"] = (
            f"<p><strong>{html.escape(self._name())}.</strong> When the notebook runs, a picture trains here while you "
            f"watch: buttons to start, pause, step and reset, sliders ({sliders}) and the losses as curves. "
            "Run this cell to use it.</p>"
        )
        return data, metadata

    def _name(self) -> str:
        return f"Live lab: {self.about}" if self.about else "Live lab"

    def _scene(self) -> dict:
        """What the page builds itself from; all that changes later comes in messages."""
        styles = self.session.styles
        names = ["style"] if len(styles) == 1 else [f"style {n}" for n in range(1, len(styles) + 1)]
        return {
            "name": self._name(),
            "knobs": [slider_spec(knob) for knob in self.session.knobs],
            "content": images.encode(self.session.content, "jpeg", JPEG_QUALITY),
            "styles": [
                {"name": name, "jpeg": images.encode(_thumbnail(style), "jpeg", JPEG_QUALITY)}
                for name, style in zip(names, styles, strict=True)
            ],
            "picture": self._feed.jpeg(),
            "state": self._feed.update(),
        }

    def _callbacks(self) -> list:
        from course_lib.widgets.live_view import LiveView  # here: it imports Keras, which a page without a run spares

        return [LiveView(self._on_step, self._feed.on_failure)]

    def _on_step(self) -> None:
        self._background.obey()
        self._feed.on_step()

    def _on_change(self) -> None:
        self._feed.on_change()

    def _clear(self) -> None:
        self._feed.drawing_error = None
        self._feed.pacer.page_answered()

    def _on_message(self, _widget, message: dict, _buffers) -> None:
        """A message from the page: {"kind": "start" | "pause" | ..., ...}."""
        kind = message.get("kind")
        if kind == "ack":
            self._feed.pacer.acknowledge(message.get("frame"))
            return
        self._feed.pacer.page_answered()
        try:
            if kind == "turn":
                self.turn(message.get("name"), message.get("value"))
            elif kind in ("start", "pause", "step", "reset"):
                getattr(self, kind)()
            elif kind == "hello":
                self._feed.tell_all()
            elif kind == "ping":
                self._feed.tell()
            elif kind == "save":
                self._save()
        except CourseError as error:
            self._feed.tell(str(error))

    def _save(self) -> None:
        picture = self._feed.picture()
        if picture is None:
            self._feed.tell("There is no picture to save yet.")
            return
        name = re.sub(r"[^a-z0-9]+", "-", (self.about or "picture").lower()).strip("-")
        self.send({"kind": "png", "name": f"{name}-step-{self.session.step}.png"}, [images.encode(picture, "png")])


def _thumbnail(picture):
    return images.resize(picture, THUMBNAIL_SIDE) if min(picture.shape[:2]) > THUMBNAIL_SIDE else picture
