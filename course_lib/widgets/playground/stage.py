"""What stands on the playground: the runs, and how they came to be; every change of them but training."""

from course_lib.datasets import plane
from course_lib.errors import SettingError
from course_lib.training import plane_file, plane_pretrained
from course_lib.training.plane_run import PlaneRun
from course_lib.training.plane_runs import PlaneRuns
from course_lib.training.plane_settings import PlaneSettings
from course_lib.widgets.playground import choices
from course_lib.widgets.playground.experiments import Experiment
from course_lib.widgets.playground.presets import Preset

PACE = 20


class Stage:
    """Puts runs on stage. Its methods build networks: they belong on the training thread, between two stretches.

    runs: the session. compare: the difference between both runs, {"name", "value", "label"}, or None.
    """

    def __init__(self, data: str | plane.Distribution = "ring", pace: int = PACE, **settings):
        """Arguments: as in `Playground`. SettingError."""
        unknown = settings.keys() - PlaneSettings.__dataclass_fields__.keys()
        if unknown:
            known = ", ".join(PlaneSettings.__dataclass_fields__)
            raise SettingError(f"there is no setting {sorted(unknown)[0]!r}; there are {known}, and pace.")
        self.runs = PlaneRuns(PlaneRun(data, **settings), choices.accepted("pace", pace))
        self.compare: dict | None = None
        self.pretrained_on = False
        self.preset_name: str | None = None
        self.experiment_name: str | None = None

    def settings(self) -> dict:
        """What the page shows as chosen."""
        run = self.runs.first
        chosen = {name: getattr(run.settings, name) for name in choices.CHOICES if name != "pace"}
        return chosen | {
            "data": run.data.name,
            "pace": self.runs.pace,
            "pretrained": self.pretrained_on,
            "compare": self.compare,
            "preset": self.preset_name,
            "experiment": self.experiment_name,
        }

    def labels(self) -> list[str]:
        """A label for each run."""
        if self.compare is None:
            return [self.runs.first.data.label]
        name, label = self.compare["name"], self.compare["label"]
        runs = zip("AB", self.runs.runs, strict=False)
        return [f"{letter}: {label} {self._value(run, name)}" for letter, run in runs]

    def choose(self, data: plane.Distribution) -> None:
        """Other data: new networks of the same kind, knobs as they stand; pre-trained ones if those were on."""
        self._forget()
        if self.pretrained_on and data.name in plane_pretrained.names():
            self._put(plane_pretrained.run(data.name))
            return
        self.pretrained_on = False
        self._put(PlaneRun(data, **self._now()))

    def set(self, name: str, value) -> None:
        """Another setting; weights are kept where shapes agree, but for another seed."""
        if name == "pace":
            self.runs.pace = value
            return
        self._forget()
        self.pretrained_on = False
        changed = self._now() | {name: value}
        if name == "seed":
            self._put(PlaneRun(self.runs.first.data, **changed))
        else:
            self._put(self.runs.first.rebuilt(**changed), kept=True)

    def preset(self, preset: Preset) -> None:
        """The data and settings of a preset, from the start."""
        self.compare, self.pretrained_on = None, False
        self._put(PlaneRun(preset.data, **preset.settings))
        self.preset_name, self.experiment_name = preset.name, None

    def experiment(self, experiment: Experiment) -> None:
        """The stage that an experiment begins with."""
        self.compare, self.pretrained_on = None, experiment.pretrained
        if experiment.pretrained:
            self._put(plane_pretrained.run(experiment.data))
        else:
            self._put(PlaneRun(experiment.data, **experiment.settings))
        self.runs.pace = experiment.pace
        self.preset_name, self.experiment_name = None, experiment.name
        if experiment.compare:
            self.beside(*experiment.compare)

    def pretrained(self, on: bool) -> None:
        """Networks that have learned these data already, or fresh ones with the same settings."""
        run = plane_pretrained.run(self.runs.first.data.name) if on else None
        self._forget()
        self.pretrained_on = on
        self._put(run or PlaneRun(self.runs.first.data, **self._now()))

    def beside(self, name: str, value) -> None:
        """A second run beside the first, one setting different; both begin anew."""
        self.compare = self._difference(name, value)
        self.runs.reset()
        first = self.runs.first
        self.runs.show(first, self._second(first), name)

    def alone(self) -> None:
        """The first run alone; it goes on from where it stands."""
        self.compare = None
        self.runs.leave_second()

    def load(self, text: str) -> None:
        """A run that was saved, or both of two. SettingError where the text is none."""
        saved = plane_file.from_text(text)
        compare = None
        if saved.second is not None:
            compare = self._difference(saved.differing, self._setting(saved.second, saved.differing))
        self.compare, self.pretrained_on = compare, False
        self._forget()
        self.runs.show(saved.first, saved.second, saved.differing)

    def save(self) -> str:
        """What stands there as text: the run, or both."""
        return plane_file.to_text(*self.runs.runs, differing=self.runs.differing)

    def _put(self, run: PlaneRun, kept: bool = False) -> None:
        name = self.compare["name"] if self.compare else ""
        self.runs.show(run, self._second(run) if self.compare else None, name, kept)

    def _second(self, first: PlaneRun) -> PlaneRun:
        name, value = self.compare["name"], self.compare["value"]
        if name == "seed":
            return PlaneRun(first.data, **{**self._now(first), "seed": value})
        return first.rebuilt(**{name: value})

    def _difference(self, name: str, value) -> dict:
        label = next(one["label"] for one in choices.comparisons(self.runs.knobs) if one["name"] == name)
        return {"name": name, "value": value, "label": label}

    def _setting(self, run: PlaneRun, name: str):
        """A setting of a run, or where its knob stands. SettingError for what no two runs may differ in."""
        turned = name in {knob.name for knob in run.knobs}
        value = run.knobs.value(name) if turned else getattr(run.settings, name, None)
        return choices.as_setting(run.knobs, name, value)

    def _now(self, run: PlaneRun | None = None) -> dict:
        """The settings of a run with its knobs, as they stand, for their starts."""
        run = run or self.runs.first
        knobs = run.knobs
        turned = [knob.name for knob in knobs if knob.name != "who"]
        values = {name: choices.as_setting(knobs, name, knobs.value(name)) for name in turned}
        return run.settings.as_dict() | values

    def _forget(self) -> None:
        """What stands there now is a preset or an experiment no longer."""
        self.preset_name = self.experiment_name = None

    def _value(self, run: PlaneRun, name: str):
        names = {knob.name: knob for knob in run.knobs}
        if name not in names:
            return getattr(run.settings, name)
        number = run.knobs.value(name)
        return names[name].options[int(number)] if names[name].options else f"{number:g}"
