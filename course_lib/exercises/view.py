"""How outcomes, hints and solutions look: calm HTML in a notebook, the same words as plain text anywhere else."""

import base64
import html
import io
import re
from dataclasses import dataclass

from course_lib.exercises.outcome import Outcome, Status

# A mark and a word go with every colour, so that nothing is told by colour alone.
_LOOKS = {
    Status.CORRECT: ("✓", "#2a8a5b"),
    Status.NOT_YET: ("↻", "#b7791f"),
    Status.NOT_ATTEMPTED: ("○", "#7a7f87"),
}
_NOTE = ("✎", "#3b6ea8")


@dataclass(frozen=True, repr=False)
class Card:
    """A heading and a few short paragraphs, shown as HTML or as text.

    In `body`, a blank line separates paragraphs, a paragraph indented by four spaces is shown as it stands (code,
    numbers), `backticks` mark code. `status` chooses the mark and the colour of the edge; None is a plain note.
    """

    heading: str
    body: str
    status: Status | None = None

    def __repr__(self) -> str:
        """The same words as plain text."""
        return f"{self.heading}. {self.body}".rstrip()

    def _repr_html_(self) -> str:
        mark, colour = mark_of(self.status)
        heading = (
            f'<strong><span aria-hidden="true" style="color: {colour};">{mark}</span> {inline(self.heading)}.</strong>'
        )
        first, *rest = paragraphs(self.body) or [""]
        if first.startswith("    "):
            first, rest = "", [first, *rest]
        blocks = [f'<p style="margin: 0;">{heading} {inline(first)}</p>', *map(_block, rest)]
        frame = f"border-left: 4px solid {colour}; padding: 6px 14px; margin: 8px 0; max-width: 50em; line-height: 1.5;"
        return f'<div style="{frame}">{"".join(blocks)}</div>'


@dataclass(frozen=True, repr=False)
class Code:
    """Python code under a heading: highlighted by the notebook's own theme, plain text elsewhere."""

    heading: str
    source: str

    def __repr__(self) -> str:
        """The heading and the code as plain text."""
        return f"{self.heading}:\n\n{self.source}"

    def _repr_markdown_(self) -> str:
        return f"**{self.heading}:**\n\n```python\n{self.source}\n```"


def outcome_card(outcome: Outcome) -> Card:
    """The card of an outcome."""
    return Card(outcome.status.value, outcome.message, outcome.status)


def mark_of(status: Status | None) -> tuple[str, str]:
    """The mark and the colour (CSS) that go with a status."""
    return _LOOKS.get(status, _NOTE)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, split at blank lines."""
    return [part for part in re.split(r"\n\s*\n", text) if part.strip()]


def inline(text: str) -> str:
    """HTML of one paragraph: everything escaped, `backticks` as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text.strip(), quote=False))


def _block(text: str) -> str:
    if text.startswith("    "):
        return f'<pre style="margin: 6px 0;">{html.escape(text, quote=False)}</pre>'
    return f'<p style="margin: 6px 0 0 0;">{inline(text)}</p>'


def show(item: object) -> None:
    """Display a card, code or picture in a notebook; print its text where there is none."""
    from IPython.display import display

    display(item)


@dataclass(frozen=True, repr=False)
class Drawing:
    """A matplotlib figure as a PNG, and `alt`: the same in words, for screen readers and where no picture is shown."""

    png: bytes
    alt: str

    @classmethod
    def of(cls, figure, alt: str) -> "Drawing":
        """Draw `figure` (a matplotlib.figure.Figure) and keep the bytes."""
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=110, facecolor="white")
        return cls(buffer.getvalue(), alt)

    def __repr__(self) -> str:
        """The picture in words."""
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {"text/plain": self.alt, "image/png": base64.b64encode(self.png).decode()}
        return data, {"image/png": {"alt": self.alt}}
