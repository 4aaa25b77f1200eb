"""The playground: a GAN in the plane that trains while a hand turns everything about it."""

import time
from collections.abc import Callable
from pathlib import Path

from course_lib import checks
from course_lib.datasets import plane
from course_lib.errors import KnobError, SettingError
from course_lib.training.gan_knobs import WHO
from course_lib.training.plane_frame import LAYERS
from course_lib.widgets import assets
from course_lib.widgets.background_run import Phase
from course_lib.widgets.live_widget import LiveWidget
from course_lib.widgets.playground import choices, experiments, page, presets, scene
from course_lib.widgets.playground.answers import answers
from course_lib.widgets.playground.plane_easel import PlaneEasel
from course_lib.widgets.playground.saving import Saving
from course_lib.widgets.playground.slow_motion import SlowMotion
from course_lib.widgets.playground.stage import PACE, Stage
from course_lib.widgets.playground.wishes import Wishes

FRAMES_A_SECOND = 30.0
FRAMES_UNDER_WAY = 4
LONGEST_WAIT_S = 0.25


class Playground(LiveWidget):
    """A generator and a discriminator that play against each other in the plane, with everything to turn and to see.

    Its methods do what its buttons do, without waiting for it; `run`, `save` and `join` wait. After "Run All" it stands
    paused. While a page watches, each picture shows `pace` more steps; in a cell, `run(steps)` trains at full speed.
    """

    _esm = assets.join(*page.SCRIPTS)
    _css = assets.join(*page.STYLES)

    def __init__(
        self,
        data: str | plane.Distribution = "ring",
        preset: str | None = None,
        compare: dict | None = None,
        pace: int = PACE,
        clock: Callable[[], float] = time.monotonic,
        **settings,
    ):
        """Arguments: data, a name of `datasets.plane` or a distribution; preset, a name of `presets`, which brings its
        own data and settings; compare, {name: value}, what is different in a second run beside the first; pace, steps a
        frame: 1, 5, 20, 100 or 500; clock, in seconds; settings, those of `PlaneSettings`.

        Raises SettingError, which says what is accepted.
        """
        chosen = presets.load(preset) if preset is not None else None
        self._stage = Stage(data, pace, **settings) if chosen is None else Stage(chosen.data, pace, **chosen.settings)
        self._stage.preset_name = preset
        if compare is not None:
            self._stage.beside(*self._difference(*_only(compare)))
        self._clock, self._began = clock, clock()
        self._easel = PlaneEasel(self._stage.runs, self._stage.labels, lambda: {"settings": self._stage.settings()})
        self._wishes, self._advancing = Wishes(), False
        self._refused: SettingError | None = None
        super().__init__(self._stage.runs, self._easel, clock, FRAMES_A_SECOND, FRAMES_UNDER_WAY)
        self._saving = Saving(self._stage, self._background, self.send)

    @property
    def error(self) -> Exception | None:
        """What stopped the training, or could not be done, if anything since the last start."""
        return self._background.error or self._refused

    def start(self) -> None:
        """Train to the end of the run, without waiting for it; slow motion ends."""
        self._easel.slow = None
        super().start()

    def step(self, who: str = "both") -> None:
        """Train one step in which "both", the "discriminator" or the "generator" learns. SettingError for others."""
        checks.one_of("who", who, WHO)
        self._clear()
        if self._background.phase is not Phase.RUNNING:
            self._anew_in_slow_motion()
            self._background.do(lambda: self.session.step_of(who, self._callbacks()), "Training.")

    def reset(self) -> None:
        """Back to the first weights, without waiting for it; knobs that were turned stay turned."""
        self._anew_in_slow_motion()
        super().reset()

    def turn(self, name: str, value: float) -> None:
        """Turn a knob, as its slider does. Raises KnobError."""
        if self.session.replaying:
            raise KnobError("a replay takes its turns from the record; turn knobs when it is over.")
        super().turn(name, value)

    def run(self, steps: int | None = None) -> None:
        """Train for `steps`, or to the end, at full speed, and return when it is done. Raises what training raises."""
        self._easel.slow = None
        super().run(steps)

    def set(self, name: str, value) -> None:
        """Change a setting of the networks or of the run: `choices.CHOICES` says which there are. SettingError."""
        value = choices.accepted(name, value)
        self._wish(f"set {name}", lambda: self._stage.set(name, value))

    def choose(self, data: str | plane.Distribution) -> None:
        """Learn other data, from the start. SettingError for a name that is unknown."""
        chosen = plane.load(data) if isinstance(data, str) else data
        self._wish("data", lambda: self._stage.choose(chosen))

    def draw(self, strokes: list, brush: float = 0.04) -> None:
        """Learn a drawing, from the start: strokes of points (x, y), see `datasets.plane.drawn`. SettingError."""
        self.choose(plane.drawn(strokes, brush))

    def preset(self, name: str) -> None:
        """Put a preset on stage. SettingError for a name that is unknown."""
        chosen = presets.load(name)
        self._wish("stage", lambda: self._stage.preset(chosen), instead_of_all=True)

    def experiment(self, name: str) -> None:
        """Put the beginning of a guided experiment on stage. SettingError for a name that is unknown."""
        chosen = experiments.load(name)
        self._wish("stage", lambda: self._stage.experiment(chosen), instead_of_all=True)

    def pretrained(self, on: bool) -> None:
        """Networks that have learned the data already, or fresh ones. SettingError."""
        checks.yes_or_no("pretrained", on)
        self._wish("pretrained", lambda: self._stage.pretrained(on))

    def compare(self, name: str | None = None, value=None) -> None:
        """A second run beside the first, in which the knob or setting `name` is different; without a name, no more.

        Both begin anew. SettingError, KnobError.
        """
        if name is None:
            self._wish("compare", self._stage.alone)
        else:
            difference = self._difference(name, value)
            self._wish("compare", lambda: self._stage.beside(*difference))

    def replay(self) -> None:
        """Do the run again from its first weights, turns included, and say whether it ended with equal weights."""
        self._anew_in_slow_motion()
        self._background.do(self._replay, "Replaying the run from its start.", anew=True)

    def slow(self, on: bool) -> None:
        """Slow motion: `slow_step` goes through the parts of a step one by one."""
        checks.yes_or_no("slow", on)
        if on and self._easel.slow is None:
            self.pause()
            self._easel.slow = SlowMotion(self.session)
            self.slow_step()
        elif not on:
            self._easel.slow = None
            self._feed.on_change()

    def slow_step(self) -> None:
        """The next part of the step in slow motion; nothing while it is off, or the part before is on its way."""
        if self._easel.slow is not None and not self._advancing:
            self._advancing = True
            self._background.do(self._advance, quiet=True)

    def show(self, **layers: bool) -> None:
        """Show or hide layers: heat, manifold, pushes; what is hidden is not computed. SettingError for others."""
        for name, shown in layers.items():
            checks.yes_or_no(checks.one_of("a layer", name, LAYERS), shown)
        self._easel.layers = {name for name in LAYERS if layers.get(name, name in self._easel.layers)}
        self._feed.on_change()

    def save(self, path: str | Path | None = None) -> str:
        """What stands there, one run or both, as text for `load`; written to `path`, too, where one is given."""
        text = self._saving.text()
        if path is not None:
            Path(path).write_text(text, encoding="utf-8")
        return text

    def load(self, text: str) -> None:
        """Put what was saved on stage, where it stood. What is no saved run is told, and raised by `check`."""
        self._wish("stage", lambda: self._stage.load(text), instead_of_all=True)

    def _wish(self, key: str, act: Callable[[], None], instead_of_all: bool = False) -> None:
        """Have a change of the stage made on the training thread."""
        self._clear()
        if self._wishes.add(key, act, instead_of_all):
            self._background.do(self._grant, "Building the networks.", anew=True)

    def _grant(self) -> None:
        self._refused = self._wishes.grant()
        if self._refused is not None:
            self._background.reason = str(self._refused)
        self._anew_in_slow_motion()
        self._feed.draw()

    def _advance(self) -> None:
        self._advancing = False
        if self._easel.slow is not None:
            self._easel.slow.advance()

    def _anew_in_slow_motion(self) -> None:
        if self._easel.slow is not None:
            self._easel.slow = SlowMotion(self.session)

    def _replay(self) -> None:
        equal = self.session.replay(self._callbacks())
        self._background.reason = {
            None: "the replay was stopped, and all stands as before",
            True: f"the replay of {self.session.step} steps ended with the same weights, to the last bit",
            False: f"the replay of {self.session.step} steps ended with other weights",
        }[equal]

    def _difference(self, name, value) -> tuple:
        return name, choices.as_setting(self._stage.runs.knobs, name, value)

    def _clear(self) -> None:
        super()._clear()
        self._refused = None

    def _on_step(self) -> None:
        needed = self._clock() - self._began
        super()._on_step()
        if not (self._feed.unwatched or self.session.replaying or self._background.halting):
            self._feed.pacer.wait(LONGEST_WAIT_S, needed)
        self._began = self._clock()

    def _name(self) -> str:
        return f"GAN playground: {self.session.first.data.label}"

    def _about_it(self) -> str:
        return (
            "When the notebook runs, a generator learns here while you watch: the plane with real points and fakes, "
            "the discriminator's judgement as colours, buttons to start, pause, step and reset, data to choose or "
            f"to draw, sliders ({self._sliders()}), presets, guided experiments, and the losses as curves."
        )

    def _scene(self) -> dict:
        """What the page builds itself from; all that changes later comes in messages."""
        return scene.of(self._name(), self._stage, self._feed.update())

    def _answers(self) -> dict[str, Callable[[dict], None]]:
        return super()._answers() | answers(self) | {"save": lambda m: self._saving.to_page()}


def _only(compare) -> tuple:
    if not isinstance(compare, dict) or len(compare) != 1:
        raise SettingError(f"compare names one setting and its other value, as {{'d_rate': 0.01}}; not {compare!r}.")
    return next(iter(compare.items()))
