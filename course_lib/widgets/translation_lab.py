"""The live lab of a CycleGAN: translations both ways and back, what the judges say of them, and the truth."""

import time
from collections.abc import Callable

from course_lib.training import translation_sheet
from course_lib.widgets import assets
from course_lib.widgets.feed import Painting
from course_lib.widgets.lab import LAB_PAGE, Lab
from course_lib.widgets.picture_easel import PictureEasel

WEIGHTS, VERDICTS = ("present", "averaged"), ("the pictures", "what D says of them")
NAMES = ("A", "B")


class TranslationLab(Lab):
    """A lab over a `training.cyclegan_run.CycleGanRun`, or an object with its attributes.

    Those are a lab's (knobs, step, total, running, history, wants_more, run, stop, reset, and `picture`, the sheet of
    `training.translation_sheet`), `truth` (or None), `averaged`, whether the averaged weights are shown, and
    `verdicts`, whether the discriminators' verdicts lie over the pictures.
    """

    _esm = assets.join(*LAB_PAGE, "translation_lab.js")
    _css = assets.join("theme.css", "slider.css", "lab.css", "translation_lab.css")
    _rate = 4.0  # frames a second: a sheet costs as much as a step

    def __init__(
        self,
        session,
        about: str = "pictures",
        domains: tuple[str, str] = NAMES,
        clock: Callable[[], float] = time.monotonic,
    ):
        """Arguments: session, what is trained; about, what it translates ("summer and winter"), for its name; domains,
        what the pictures of A and of B are called; clock, in seconds.
        """
        self.domains = domains
        super().__init__(session, about, clock)

    def show_weights(self, averaged: bool) -> None:
        """Show the averaged generators, or the present ones; the training is not touched."""
        self._show("averaged", averaged)

    def show_verdicts(self, verdicts: bool) -> None:
        """Lay what the discriminators say over the pictures, or take it away; the training is not touched."""
        self._show("verdicts", verdicts)

    def _show(self, name: str, value: bool) -> None:
        def show():
            setattr(self.session, name, bool(value))
            self._feed.draw()

        self._background.do(show, quiet=True)

    def _make_easel(self) -> PictureEasel:
        return _SheetEasel(self.session, f"{self.about}: two of each, translated, brought back, and left as they are")

    def _about_it(self) -> str:
        return (
            "When the notebook runs, a CycleGAN trains here while you watch: its translations both ways, buttons to "
            f"start, pause, step and reset, sliders ({self._sliders()}) and the losses as curves."
        )

    def _pictures(self) -> dict:
        return {
            "columns": list(translation_sheet.columns(self.session.truth is not None)),
            "rows": [name for name in self.domains for _ in range(translation_sheet.EACH)],
            "weights": _choice("weights shown", WEIGHTS, self.session.averaged, "which of the generators' weights"),
            "verdicts": _choice(
                "shown", VERDICTS, self.session.verdicts, "orange looks fake to the discriminator, blue looks real"
            ),
        }

    def _answers(self) -> dict[str, Callable[[dict], None]]:
        return super()._answers() | {
            "weights": lambda message: self.show_weights(message.get("on")),
            "verdicts": lambda message: self.show_verdicts(message.get("on")),
        }


class _SheetEasel(PictureEasel):
    """The sheet, whose weights it shows, and what is left of the way to the truth."""

    def paint(self) -> Painting:
        """The sheet as it is now, and the last score that was taken."""
        painting = super().paint()
        return Painting({**painting.fields, "score": self._score()}, painting.content)

    def fields(self) -> dict:
        """What is shown."""
        return {"averaged": bool(self._session.averaged), "over": bool(self._session.verdicts)}

    def _score(self) -> str:
        truth = self._session.truth
        scored = [entry for entry in self._session.history[-100:] if "left to B" in entry]
        if truth is None or not scored:
            return ""
        last = scored[-1]
        return (
            f"Left of the way to the truth ({truth.measure}, {len(truth.pairs.a)} held-out scenes, step "
            f"{last['step']}): {last['left to B']:.0%} from A to B, {last['left to A']:.0%} from B to A."
        )


def _choice(label: str, options: tuple[str, ...], value: bool, description: str) -> dict:
    return {
        "name": label.replace(" ", "_"),
        "label": label,
        "scale": "choice",
        "value": int(value),
        "options": list(options),
        "description": description,
    }
