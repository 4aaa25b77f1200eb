"""A run of style transfer: stages from coarse to fine, knobs, history and replay; what a live lab drives."""

from collections.abc import Sequence

import numpy as np

from course_lib import images, runtime
from course_lib.colour import keep_colours
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.models import features  # noqa: E402
from course_lib.models.mirrored import with_mirrored_edges  # noqa: E402
from course_lib.training import style_inputs  # noqa: E402
from course_lib.training.knobs import Turn  # noqa: E402
from course_lib.training.last_good import LastGood  # noqa: E402
from course_lib.training.lbfgs import LBFGSStyleTransfer  # noqa: E402
from course_lib.training.records import RunRecord, fingerprint  # noqa: E402
from course_lib.training.style import StyleTransfer  # noqa: E402
from course_lib.training.style_knobs import make_knobs  # noqa: E402
from course_lib.training.style_settings import StyleSettings  # noqa: E402
from course_lib.training.style_stages import Stages  # noqa: E402

EXTRA_STEPS = 40


class StyleRun:
    """Gatys' method from a start to a picture, with knobs that turn on the way.

    A run has one stage for each scale. The learning rate falls to a tenth within a stage. A knob turned near the end of
    the run, or after it, moves the end: a short new stretch begins from the present picture with the rate warm again.
    It is a `standing.LastingRun`: `run_file` keeps it on disk, and `good` notes its last good picture.
    """

    ADVICE = "turn the learning rate or the weights down"

    def __init__(self, content, styles, mask=None, picture=None, **settings):
        """Arguments: content, a picture; styles, one picture or several; mask (height, width) in [0, 1], where the
        style goes; picture, the start where start="picture"; the rest as in StyleSettings.

        Raises PictureError and SettingError.
        """
        if picture is not None:
            settings.setdefault("start", "picture")
        self.settings = StyleSettings(**settings)
        self.content = images.check(content, "content")
        self.styles = style_inputs.checked_styles(styles)
        self._mask = style_inputs.checked_mask(mask, self.content.shape[:2])
        self._given = style_inputs.checked_start(picture, self.settings.start, self.content.shape[:2])
        self.knobs = make_knobs(self.settings, len(self.styles))
        wanted = [*self.settings.content_layers, *(n for n in self.settings.layer_weights if n != "pixels")]
        extractor = features.build(
            self.settings.network, sorted(set(wanted)), self.settings.pooling, self.settings.weights
        )
        self._extractor = with_mirrored_edges(extractor, self.settings.margin) if self.settings.margin else extractor
        self.good = LastGood(self)
        self._stages = Stages(self.settings, self.content.shape)
        self._first = style_inputs.starting_picture(self.settings, self.content, self.styles, self._given)
        self.reset()

    def reset(self) -> None:
        """Back to the start, nothing recorded; knobs that were turned stay turned."""
        self.step = 0
        self.running = False
        self._stopping = False
        self.history: list[dict] = []
        self.knobs.reset()
        self._ends = self._stages.ends()
        self._model: StyleTransfer | None = None
        self._stage = -1
        self._warm_from = 0
        self._final = self._first
        self.good.forget()

    @property
    def total(self) -> int:
        """The step at which the present run ends."""
        return self._ends[-1]

    @property
    def wants_more(self) -> bool:
        """Whether a turned knob waits for a step to act in."""
        return self.knobs.pending

    def picture(self) -> np.ndarray:
        """The picture as it stands, (height, width, 3) in [0, 1], at the full size whatever the stage."""
        if self._model is not None:
            self._final = keras.ops.convert_to_numpy(self._model.seen())[0]
        shown = images.resize(self._final, self.content.shape[:2])
        return keep_colours(shown, self.content) if self.settings.colours == "luminance" else shown

    def state(self) -> list[np.ndarray]:
        """The picture of the present stage (1, height, width, 3), and what Adam remembers; before the first step the
        start alone. L-BFGS remembers nothing from one step to the next.
        """
        return [self._first] if self._model is None else [variable.numpy() for variable in self._variables()]

    def restore(self, state: Sequence[np.ndarray]) -> None:
        """Set the picture and the optimiser to what `state` returned in this stage."""
        for variable, value in zip(self._variables(), () if self._model is None else state, strict=True):
            variable.assign(value)
        self.good.forget()

    def signature(self) -> dict:
        """The settings and digests of the pictures: what decides every number of the run."""
        pictures = {"content": (self.content,), "styles": self.styles, "mask": self._mask, "picture": self._given}
        shown = {
            name: fingerprint(*(given if isinstance(given, (tuple, list)) else (given,)))
            for name, given in pictures.items()
            if given is not None
        }
        return {"kind": type(self).__name__, **self.settings.as_dict(), **shown}

    def place(self) -> dict:
        """Its step; the stage, -1 before the first step; where each stage ends; and since when the rate falls."""
        return {"step": self.step, "stage": self._stage, "ends": list(self._ends), "warm_from": self._warm_from}

    def layout(self, place: dict) -> list[tuple[tuple[int, ...], str]]:
        """Shape and dtype of each array of `state()` at a place. SettingError for what is no place of this run."""
        return self._stages.layout(place)

    def go_to(self, place: dict) -> None:
        """Build the stage of that place, if it is another one."""
        self.step, self._ends, self._warm_from = place["step"], list(place["ends"]), place["warm_from"]
        if place["stage"] != self._stage:
            self._stage = place["stage"]
            self._model = None if self._stage < 0 else self._build(self._stage)
            self._final = self._first

    def resume(self, history: list[dict], turns: Sequence[Turn], values: dict[str, float]) -> None:
        """Go on as a run that has come this far: its history, its turns, and its knobs as they stood. KnobError."""
        self.history = list(history)
        self.knobs.resume(turns, values)
        self.good.forget()

    def stop(self) -> None:
        """End a running `run` after the present step; from any thread."""
        self._stopping = True
        if self._model is not None:
            self._model.stop_training = True

    def run(self, steps: int | None = None, callbacks: Sequence[keras.callbacks.Callback] = ()) -> None:
        """Train for `steps`, or to the end; at the end already, for a short new stretch. Blocks.

        Raises DivergedError if a loss or a pixel is no longer finite; the last good picture is there again then.
        """
        self._stopping, self.running = False, True
        try:
            self.good.begin()
            if self.step >= self.total:
                self._extend()
            stop_at = None if steps is None else self.step + steps
            while not self._stopping and self.step < min(self.total, stop_at or self.total):
                self._fit(min(self._enter_stage(), stop_at or self.total) - self.step, callbacks)
        finally:
            self.running = False

    def record(self) -> RunRecord:
        """All that it takes to run this run again."""
        return RunRecord(self.settings.as_dict(), self._fingerprint(), tuple(self.knobs.turns), self.step)

    @classmethod
    def replay(cls, record: RunRecord, content, styles, mask=None, picture=None) -> "StyleRun":
        """Run a recorded run again, turns included. SettingError if the pictures are not the recorded ones."""
        run = cls(content, styles, mask, picture, **record.settings)
        if run._fingerprint() != record.pictures:
            raise SettingError("this record was made with other pictures (or another size); give the same ones.")
        run.knobs.replay(record.turns)
        while run.step < record.steps:
            run.run(record.steps - run.step)
        return run

    def _fit(self, steps, callbacks):
        numbers = tf.data.Dataset.range(self.step, self.step + steps)
        self._model.fit(numbers, verbose=0, shuffle=False, callbacks=[_Driver(self), *callbacks])

    def _enter_stage(self) -> int:
        stage = next(index for index, end in enumerate(self._ends) if self.step < end)
        if stage != self._stage:
            self._model = self._build(stage)
            self._stage, self._warm_from = stage, self.step
        return self._ends[stage]

    def _build(self, stage: int) -> StyleTransfer:
        shape = self._stages.size(stage)
        options = {"chunk": self.settings.chunk} if self.settings.optimizer == "lbfgs" else {}
        model = (LBFGSStyleTransfer if options else StyleTransfer)(
            self._extractor,
            images.resize(self.content, shape),
            style_inputs.targets(self.settings, self.content, self.styles, min(shape)),
            images.resize(self._picture_at_rest(), shape),
            self.knobs,
            self.settings.content_layers,
            self.settings.layer_weights,
            None if self._mask is None else style_inputs.resized_mask(self._mask, shape),
            self.settings.normalised_gradients,
            self.settings.smooth_gradients,
            self.settings.centred,
            **options,
        )
        # a mean over many pixels leaves each a gradient near 1e-6, which Keras's epsilon of 1e-7 would brake
        optimizer = None if options else keras.optimizers.Adam(self.settings.rate, epsilon=1e-12)
        model.compile(optimizer=optimizer, run_eagerly=bool(options))
        return model

    def _variables(self) -> list[keras.Variable]:
        """The picture of the present stage, and its optimiser's variables; none before the first step."""
        if self._model is None:
            return []
        return [self._model.picture, *(self._model.optimizer.variables if self._model.optimizer else ())]

    def _picture_at_rest(self) -> np.ndarray:
        """The picture of the stage before, or the start."""
        if self._model is not None:
            self._final = self._model.picture.numpy()[0]
        return self._final

    def _rate(self) -> float:
        end = self._ends[self._stage]
        share = (self.step - self._warm_from) / max(1, end - self._warm_from)
        return float(self.knobs.variable("rate").value) * 10.0**-share

    def _extend(self):
        self._warm_from, self._ends[-1] = self.step, self.step + EXTRA_STEPS

    def _before_step(self):
        turns = self.knobs.apply(self.step)
        late = self._stage == len(self._ends) - 1 and self.total - self.step < EXTRA_STEPS
        if turns and late and self.step > 0:
            self._extend()
        if self.settings.optimizer == "adam":
            self._model.optimizer.learning_rate = self._rate()

    def _after_step(self, losses):
        losses = {name: float(value) for name, value in losses.items()}
        self.good.check(losses)
        self.history.append({"step": self.step, **losses})
        self.step += 1
        self.good.count()
        if self._stopping:
            self._model.stop_training = True

    def _fingerprint(self) -> str:
        extras = [extra for extra in (self._mask, self._given) if extra is not None]
        return fingerprint(self.content, *self.styles, *extras)


class _Driver(keras.callbacks.Callback):
    """Between two steps: knobs and rate before, history after."""

    def __init__(self, run: StyleRun):
        super().__init__()
        self.run = run

    def on_train_batch_begin(self, batch, logs=None):
        self.run._before_step()

    def on_train_batch_end(self, batch, logs=None):
        self.run._after_step(logs)
