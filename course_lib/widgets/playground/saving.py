"""Saving what stands on the playground: for a cell, which waits for the text, and for the page, which gets a file."""

import threading
from collections.abc import Callable

from course_lib.widgets.background_run import BackgroundRun
from course_lib.widgets.handover import Handover
from course_lib.widgets.playground.stage import Stage


class Saving:
    """Takes the text on the training thread, where nothing changes meanwhile, and sends it where messages are sent."""

    def __init__(self, stage: Stage, background: BackgroundRun, send: Callable[[dict], None]):
        """Arguments: stage, what is saved; background, the training; send, takes a message for the page."""
        self._stage, self._background, self._send = stage, background, send
        self._file: dict | None = None
        self._files = Handover(self._hand_over)

    def text(self) -> str:
        """What stands there as text; waits until the present step is done."""
        done, texts = threading.Event(), []

        def take():
            try:
                texts.append(self._stage.save())
            finally:
                done.set()

        self._background.do(take, quiet=True)
        done.wait()
        return texts[0]

    def to_page(self) -> None:
        """Have the page download a file, without waiting for it."""
        self._background.do(self._take, quiet=True)

    def _take(self) -> None:
        first = self._stage.runs.first
        self._file = {"kind": "file", "name": f"{first.data.name}-step-{first.step}.json", "text": self._stage.save()}
        self._files.post()

    def _hand_over(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            self._send(file)
