"""What every widget with a training in it has: buttons and sliders on its page, methods in its cell, one thread."""

import html
import time
from collections.abc import Callable

import anywidget
import traitlets

from course_lib.errors import CourseError
from course_lib.widgets.background_run import BackgroundRun
from course_lib.widgets.feed import Easel, Feed
from course_lib.widgets.pacer import FRAMES_A_SECOND


class LiveWidget(anywidget.AnyWidget):
    """Start, Pause, Step, Reset and knobs over a session that trains on a thread of its own.

    After "Run All" it stands paused. In a cell, `run(steps)` trains and waits. A subclass says what the page builds
    itself from (`_scene`), how it is called (`_name`), what it is (`_about_it`), and what else its page may ask.
    """

    scene = traitlets.Dict().tag(sync=True)
    _background: BackgroundRun | None = None

    def __init__(
        self,
        session,
        easel: Easel,
        clock: Callable[[], float] = time.monotonic,
        rate: float = FRAMES_A_SECOND,
        ahead: int = 1,
    ):
        """Arguments: session, what is trained; easel, what is shown of it; clock, in seconds; rate, frames a second;
        ahead, frames that may be under way to the page.
        """
        self.session = session
        self._background = BackgroundRun(session, self._callbacks, self._on_change)
        self._feed = Feed(self._background, self.send, easel, clock, rate, ahead)
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
        """The sentence that the page shows on where it stands."""
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
        if self._background is not None:  # None in one whose arguments were refused
            self._background.close()
        super().close()

    def __repr__(self) -> str:
        """One stable line, the same in every run."""
        return f"{self._name()}, at step {self.session.step} of {self.session.total}; sliders: {self._sliders()}"

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The widget, with a sentence for readers who do not run the notebook."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        data["text/html"] = (
            f"<p><strong>{html.escape(self._name())}.</strong> {html.escape(self._about_it())} "
            "Run this cell to use it.</p>"
        )
        return data, metadata

    def _sliders(self) -> str:
        return ", ".join(knob.label for knob in self.session.knobs)

    def _name(self) -> str:
        raise NotImplementedError

    def _about_it(self) -> str:
        raise NotImplementedError

    def _scene(self) -> dict:
        raise NotImplementedError

    def _answers(self) -> dict[str, Callable[[dict], None]]:
        """For each kind of message from the page, what answers it; it may raise a CourseError, which is told."""
        return {
            "start": lambda message: self.start(),
            "pause": lambda message: self.pause(),
            "step": lambda message: self.step(),
            "reset": lambda message: self.reset(),
            "turn": lambda message: self.turn(message.get("name"), message.get("value")),
            "hello": lambda message: self._feed.tell_all(),
            "ping": lambda message: self._feed.tell(),
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

    def _on_message(self, _widget, message, _buffers) -> None:
        """A message from the page: {"kind": "start" | "pause" | ..., ...}; others are passed over."""
        if not (isinstance(message, dict) and isinstance(message.get("kind"), str)):
            return
        if message["kind"] == "ack":
            self._feed.pacer.acknowledge(message.get("frame"))
            return
        self._feed.pacer.page_answered()
        answer = self._answers().get(message["kind"])
        if answer is None:
            return
        try:
            answer(message)
        except CourseError as error:
            self._feed.tell(str(error))
