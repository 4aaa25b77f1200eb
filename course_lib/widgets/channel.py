"""A round trip from the kernel to the page and back: the channel on which every slider depends."""

import secrets
from pathlib import Path

import anywidget
import traitlets

WAITING = (
    "The kernel has not heard from this page. Sliders will not work yet. Run this cell again; if that does not help, "
    "save the notebook, reload the page in the browser, and choose Run > Run All Cells. If this sentence stays, "
    "the page was opened in a viewer that runs no widgets: open it in JupyterLab by the course's own command."
)


class ChannelCheck(anywidget.AnyWidget):
    """One line that says whether page and kernel hear each other, and if not, what to do."""

    _esm = Path(__file__).with_name("channel.js")
    call = traitlets.Unicode().tag(sync=True)
    answer = traitlets.Unicode().tag(sync=True)
    heard = traitlets.Bool(False).tag(sync=True)
    waiting = traitlets.Unicode(WAITING).tag(sync=True)

    def __init__(self):
        """Make up a word that only a page that answers can know."""
        super().__init__(call=secrets.token_hex(8))

    @traitlets.observe("answer")
    def _on_answer(self, change) -> None:
        self.heard = change["new"] == self.call

    def __repr__(self) -> str:
        """What stands in a notebook that is read without being run."""
        return "The widget channel: run this cell in JupyterLab to check it."

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The line, and a sentence for readers who do not run the notebook."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        data["text/html"] = f"<p>{self!r}</p>"
        return data, metadata
