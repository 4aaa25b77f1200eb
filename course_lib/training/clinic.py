"""The failure clinic: one compiled GAN in the plane that plays any preset, with what was noted while it played."""

from dataclasses import dataclass, fields

import numpy as np

from course_lib import runtime
from course_lib.datasets.plane import Distribution
from course_lib.errors import DivergedError
from course_lib.metrics.copying import copying
from course_lib.metrics.plane import coverage

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.training.plane_presets import CHOICES, NETWORKS, preset  # noqa: E402
from course_lib.training.plane_run import PlaneRun  # noqa: E402
from course_lib.training.plane_settings import PlaneSettings  # noqa: E402

EVERY = 100
COUNTED = 1000
HELD_OUT_SEED = 987_654_321  # far from the seeds that runs learn from


@dataclass(frozen=True)
class Chart:
    """What was noted of a run, each an array (n,) but the last two.

    steps; d_loss and g_loss; covered, the share of the modes, and good, the share of fakes near one, both 0 to 1; push,
    the median length of the push that G's loss gives to a fake; says_real, says_held_out and says_fake, D's mean
    logit or score for samples of the training data, for real samples that were held out, and for fakes; copying, as
    metrics.copying has it, at the end; diverged, whether the losses were no longer finite.
    """

    steps: np.ndarray
    d_loss: np.ndarray
    g_loss: np.ndarray
    covered: np.ndarray
    good: np.ndarray
    push: np.ndarray
    says_real: np.ndarray
    says_held_out: np.ndarray
    says_fake: np.ndarray
    copying: float
    diverged: bool = False

    @property
    def swing(self) -> float:
        """The standard deviation of D's loss over the second half."""
        return float(np.std(self.d_loss[len(self.d_loss) // 2 :]))

    @property
    def largest(self) -> float:
        """The largest loss of either network, without its sign."""
        return float(max(np.abs(self.d_loss).max(), np.abs(self.g_loss).max()))

    @property
    def gap(self) -> float:
        """How much more D says of the training data than of held-out samples, at the end."""
        return float(self.says_real[-1] - self.says_held_out[-1])

    def __str__(self) -> str:
        """The symptoms at the end, in one line."""
        return (
            f"modes {self.covered[-1]:4.0%}  good {self.good[-1]:4.0%}  D's loss {self.d_loss[-1]:8.2f}  "
            f"swing {self.swing:8.2f}  push {self.push[-1]:8.2f}"
        )


class Clinic:
    """Plays games that fail, and their cures, on networks that are compiled once."""

    def __init__(self, seed: int = 0):
        """`seed` is that of the first weights, the data's order and the noise. SettingError."""
        self.run = PlaneRun("ring", **NETWORKS, seed=seed)
        self.run.pace = EVERY

    def stage(self, name: str, steps: int | None = None, **changes) -> Chart:
        """Play the preset of that name, for its own steps or for others, or with some of its knobs changed.

        Raises SettingError and KnobError.
        """
        chosen = preset(name)
        return self.play(chosen.data, steps or chosen.steps, **chosen.settings | changes)

    def play(self, data: str | Distribution, steps: int = 3000, **knobs) -> Chart:
        """Play from the first weights; knobs that are not named stand as in PlaneSettings.

        A run whose losses are no longer finite ends there, and its chart says so. Raises SettingError and KnobError.
        """
        defaults = PlaneSettings()
        wanted = {knob.name: getattr(defaults, knob.name, 0) for knob in self.run.knobs} | knobs
        for name, value in wanted.items():
            self.run.knobs.turn(name, CHOICES[name].index(value) if value in CHOICES.get(name, ()) else value)
        self.run.learn(data)
        notes = _Notes(self.run)
        try:
            self.run.run(steps, [notes])
        except DivergedError:
            return notes.chart(diverged=True)
        return notes.chart()


class _Notes(keras.callbacks.Callback):
    """Notes a run's symptoms after each compiled call."""

    def __init__(self, run: PlaneRun):
        super().__init__()
        self.run, data = run, run.data
        whole = data.drawn_from or data
        self._real, self._held_out = data.sample(COUNTED, 1), whole.sample(COUNTED, HELD_OUT_SEED)
        self._rows: list[tuple] = []

    def on_train_batch_end(self, batch, logs=None):
        run = self.run
        fakes = run.fakes(COUNTED)
        found = coverage(fakes, run.data)
        shares = (np.nan, np.nan) if found is None else (found.modes / found.of, found.good)
        push = np.median(np.linalg.norm(run.pushes(fakes), axis=1))
        says = [run.judge(points).mean() for points in (self._real, self._held_out, fakes)]
        self._rows.append((run.step, logs["discriminator"], logs["generator"], *shares, push, *says))

    def chart(self, diverged: bool = False) -> Chart:
        """All notes together; a run that blew up in its first call has one row of nothing."""
        if not self._rows:
            self._rows.append((self.run.step, *[np.nan] * 8))
        names = [field.name for field in fields(Chart)][:-2]
        columns = np.array(self._rows, "float64").T
        copied = copying(self.run.fakes(COUNTED), self._real, self._held_out) if not diverged else np.nan
        return Chart(**dict(zip(names, columns, strict=True)), copying=copied, diverged=diverged)
