"""The last good weights of a run, noted in memory while it trains; where it stands again when it blows up."""

import math

from course_lib.errors import DivergedError
from course_lib.training.standing import LastingRun, Standing

CALLS = 50


class LastGood:
    """Notes where a run stands when a training begins, after every 50 compiled calls, and whenever it is kept on disk.

    A note costs one copy of the state in memory and is taken only if all of it is finite, so a call whose last loss
    looks well over weights that do not is found out by the next note at the latest.
    """

    def __init__(self, run: LastingRun):
        """Argument: run, whose notes these are."""
        self._run = run
        self.forget()

    def forget(self) -> None:
        """The weights were set from outside: what was noted is of another run."""
        self._standing: Standing | None = None
        self._calls = 0

    @property
    def step(self) -> int | None:
        """The step of the last note, None where there is none."""
        return None if self._standing is None else self._standing.place["step"]

    def begin(self) -> None:
        """Before a training: note where it begins, unless there is a note."""
        if self._standing is None:
            standing = Standing.of(self._run)
            self._standing = standing if standing.finite else None

    def check(self, losses: dict[str, float]) -> None:
        """DivergedError where a loss is not finite; the run then stands where it was good last."""
        if not all(math.isfinite(value) for value in losses.values()):
            raise self._diverged("losses")

    def count(self) -> None:
        """After a call whose losses were good: note where the run stands, if it is time. DivergedError as in `note`."""
        self._calls += 1
        if self._calls >= CALLS:
            self.note()

    def note(self) -> Standing:
        """Note where the run stands, and return that.

        DivergedError where a weight is not finite; the run then stands where it was good last.
        """
        standing = Standing.of(self._run)
        if not standing.finite:
            raise self._diverged("weights")
        self._standing, self._calls = standing, 0
        return standing

    def _diverged(self, what: str) -> DivergedError:
        """Take the run back, and say so. Knobs that were turned since stay turned, for the next step."""
        run, good = self._run, self._standing
        told = f"the {what} were no longer finite numbers at step {run.step}: the run blew up."
        if good is None:
            return DivergedError(f"{told} Reset it, and {run.ADVICE}.")
        wanted = {knob.name: run.knobs.value(knob.name) for knob in run.knobs}
        good.put(run)
        for name, value in wanted.items():
            run.knobs.turn(name, value)
        self._standing, self._calls = good, 0
        return DivergedError(
            f"{told} It has the weights of step {run.step} again, the last good ones. Before it goes on, or is reset, "
            f"{run.ADVICE}."
        )
