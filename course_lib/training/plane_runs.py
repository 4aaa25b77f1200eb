"""The session behind the playground: one run in the plane, or two side by side that take every step together."""

from collections.abc import Sequence

import numpy as np

from course_lib import runtime
from course_lib.errors import DivergedError

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.training.gan_knobs import WHO  # noqa: E402
from course_lib.training.plane_frame import PlaneCamera  # noqa: E402
from course_lib.training.plane_measures import Measures  # noqa: E402
from course_lib.training.plane_run import PlaneRun  # noqa: E402

SECOND = " B"
QUICK = 100


class PlaneRuns:
    """Trains the first run; the second, if any, does the same steps on the same thread, with the same turns.

    After every compiled call the losses of each, KL, JS and how many modes or parts are covered are one entry of
    `history`; what belongs to the second run has " B" behind its name. The knobs are the first run's. A turn of the
    knob in which both runs differ stays with the first.
    """

    def __init__(self, run: PlaneRun, pace: int = QUICK):
        """Arguments: run, the first; pace, steps a compiled call."""
        self.pace = pace
        self.running = self.replaying = False
        self.show(run)

    def show(self, first: PlaneRun, second: PlaneRun | None = None, differing: str = "", kept: bool = False) -> None:
        """Go on with other runs; never while `run` is at work.

        Arguments: second, at the same step as the first; differing, the setting in which it differs; kept, whether
        the first began from weights that an earlier run had learned, so that `reset` must draw fresh ones.
        """
        runs = [first] if second is None else [first, second]
        self.cameras = [PlaneCamera(run) for run in runs]
        measures = Measures(first.data)
        self._measures = [measures for _ in runs]
        self._readings: list[tuple[int, dict] | None] = [None for _ in runs]
        self.differing, self._kept = differing, kept
        self._copied, self._complete = len(first.knobs.turns), len(first.history)
        self.runs = runs

    def leave_second(self) -> None:
        """Go on with the first run alone."""
        self.runs, self.cameras, self.differing = self.runs[:1], self.cameras[:1], ""

    @property
    def first(self) -> PlaneRun:
        """The run whose knobs are turned."""
        return self.runs[0]

    @property
    def knobs(self):
        """The first run's knobs."""
        return self.first.knobs

    @property
    def step(self) -> int:
        """Steps done by each run."""
        return self.first.step

    @property
    def total(self) -> int:
        """The step at which the run ends."""
        return self.first.total

    @property
    def history(self) -> list[dict]:
        """One entry for each compiled call that all runs have done."""
        return self.first.history[: self._complete]

    @property
    def wants_more(self) -> bool:
        """Whether a turned knob waits for a step to act in."""
        return self.first.wants_more

    def run(self, steps: int | None = None, callbacks: Sequence[keras.callbacks.Callback] = ()) -> None:
        """Train as PlaneRun.run does; `callbacks` see the end of each call once, when every run has done it."""
        self._run(steps, callbacks, self.pace)

    def stop(self) -> None:
        """End a running `run` after the present call of every run; from any thread."""
        self.first.stop()

    def step_of(self, who: str, callbacks: Sequence[keras.callbacks.Callback] = ()) -> None:
        """One step in which "both", the "discriminator" or the "generator" learns; then the knob is as it was."""
        before = self.knobs.value("who")
        self.knobs.turn("who", WHO.index(who))
        try:
            self.run(1, callbacks)
        finally:
            self.knobs.turn("who", before)
            self.knobs.apply(self.step)

    def reset(self) -> None:
        """Back to the first weights, nothing recorded; knobs that were turned stay turned."""
        for run in self.runs:
            if self._kept:
                run.restore(PlaneRun(run.data, **run.settings.as_dict()).state())
                run.begin_here()
            run.reset()
        self._kept = False
        self._copied = self._complete = 0
        self._readings = [None for _ in self.runs]

    def measured(self, place: int) -> dict[str, float]:
        """The measures of the first (0) or second (1) run where it stands now."""
        step, reading = self.runs[place].step, self._readings[place]
        if reading is None or reading[0] != step:
            reading = (step, self._measures[place].of(self.cameras[place].points()))
            self._readings[place] = reading
        return reading[1]

    def replay(self, callbacks: Sequence[keras.callbacks.Callback] = ()) -> bool | None:
        """Take every run from its first weights through the same steps and turns to where it stands.

        Returns whether every weight is equal in the end, to the last bit; None if it was stopped on the way. Either
        way the runs then stand as before, unless a replay ended otherwise: then they stand there.
        """
        before = [_Standing(run) for run in self.runs]
        end, copied, complete = self.step, self._copied, self._complete
        for standing in before:
            standing.rewind()
        self.replaying = True
        try:
            self._run(end, callbacks, QUICK)
            arrived = self.step == end
            equal = all(standing.equals_run() for standing in before) if arrived else None
        finally:
            self.replaying, stopped = False, self.step < end
            for standing in before:
                standing.resume(weights=stopped)
            self._copied, self._complete = copied, complete
        return equal

    def _run(self, steps, callbacks, pace):
        for run in self.runs:
            run.pace = pace
        follow = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: self._follow())
        self.running = True
        try:
            self.first.run(steps, [follow, *callbacks])
        finally:
            self.running = False

    def _follow(self) -> None:
        entry = self.first.history[-1]
        entry |= self._reading(0)
        if len(self.runs) == 2:
            second = self.runs[1]
            self._second_follows(second)
            latest = {name: value for name, value in second.history[-1].items() if name != "step"}
            entry |= {name + SECOND: value for name, value in {**latest, **self._reading(1)}.items()}
        self._complete = len(self.first.history)

    def _reading(self, place: int) -> dict[str, float]:
        measured = self.measured(place)
        return {name: measured[name] for name in ("KL", "JS", "covered")}

    def _second_follows(self, second: PlaneRun) -> None:
        if not self.replaying:
            turns = self.knobs.turns
            for turn in turns[self._copied :]:
                if turn.name != self.differing:
                    second.knobs.turn(turn.name, turn.value)
            self._copied = len(turns)
        try:
            second.run(self.step - second.step)
        except DivergedError as error:
            raise DivergedError(f"in run B, {error}") from error


class _Standing:
    """Where a run stands, so that it can be taken back to its beginning and stand there again."""

    def __init__(self, run: PlaneRun):
        self.run, self.state = run, run.state()
        self.history, self.turns = run.history, list(run.knobs.turns)
        self.applied = {knob.name: run.knobs.applied(knob.name) for knob in run.knobs}
        self.wanted = {knob.name: run.knobs.value(knob.name) for knob in run.knobs}

    def rewind(self) -> None:
        run = self.run
        run.restore(run.beginning)
        run.resume([], [], {knob.name: knob.value for knob in run.knobs})
        run.knobs.replay(self.turns)

    def equals_run(self) -> bool:
        return all(map(np.array_equal, self.state, self.run.state()))

    def resume(self, weights: bool) -> None:
        """Go on from here with the history and the knobs as they were; with the weights, too, if asked."""
        if weights:
            self.run.restore(self.state)
        self.run.knobs.reset()
        self.run.resume(self.history, self.turns, self.applied)
        for name, value in self.wanted.items():
            self.run.knobs.turn(name, value)
