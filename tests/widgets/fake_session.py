"""A session without a network: the attributes of a style run over a picture that fades from content to style."""

import threading
import time
from dataclasses import dataclass

import numpy as np

from course_lib.errors import KnobError


@dataclass(frozen=True)
class FakeKnob:
    name: str
    label: str
    value: float
    low: float
    high: float
    scale: str = "log"
    description: str = ""
    unit: str = ""


@dataclass(frozen=True)
class FakeTurn:
    step: int
    name: str
    value: float


class FakeKnobs:
    def __init__(self, *knobs):
        self._specs = {knob.name: knob for knob in knobs}
        self._applied = {knob.name: knob.value for knob in knobs}
        self._queue = {}
        self.longest_queue = 0
        self.turns = []

    def __iter__(self):
        return iter(self._specs.values())

    def value(self, name):
        return self._queue.get(name, self._applied[name])

    def turn(self, name, value):
        knob = self._specs.get(name)
        if knob is None or not isinstance(value, int | float) or not knob.low <= value <= knob.high:
            raise KnobError(f"{name} cannot be turned to {value}.")
        if value == self._applied[name]:
            self._queue.pop(name, None)
        else:
            self._queue[name] = value
        self.longest_queue = max(self.longest_queue, len(self._queue))

    @property
    def pending(self):
        return bool(self._queue)

    def apply(self, step):
        queue, self._queue = self._queue, {}
        self._applied |= queue
        self.turns += [FakeTurn(step, name, value) for name, value in queue.items()]

    def reset(self):
        wanted = {name: self.value(name) for name in self._specs}
        self._applied = {name: knob.value for name, knob in self._specs.items()}
        self._queue = {name: value for name, value in wanted.items() if value != self._applied[name]}
        self.turns.clear()


class FakeSession:
    """Each step takes `seconds`, and where `gate` is set (a semaphore) waits for it; it can fail at a step."""

    def __init__(self, steps=120, seconds=0.0, side=96, fail_at=None, failure=None, undrawable=False, gate=None):
        self.knobs = FakeKnobs(
            FakeKnob("alpha", "alpha: content", 1.0, 0.01, 100, description="holds the photograph's shapes"),
            FakeKnob("beta", "beta: style", 10.0, 0.01, 10_000, description="pulls towards the painting's texture"),
            FakeKnob("mix", "mix", 0.5, 0, 1, "linear", description="share of the second style"),
        )
        self.content, self.styles = _photograph(side), [_painting(side)]
        self._length, self._seconds, self._gate = steps, seconds, gate
        self.fail_at, self.failure, self.undrawable = (
            fail_at,
            failure or ValueError("the loss is not a number"),
            undrawable,
        )
        self.running = False
        self.runs_at_once = self.most_runs_at_once = 0
        self.turn_times = []
        self.resets = 0
        self.reset()

    def reset(self):
        self.resets += 1
        self.step, self.total, self.history = 0, self._length, []
        self._stopping = False
        self._share = 0.0
        self.knobs.reset()

    @property
    def wants_more(self):
        return self.knobs.pending

    def stop(self):
        self._stopping = True

    def picture(self):
        if self.undrawable:
            raise RuntimeError("no canvas")
        return ((1 - self._share) * self.content + self._share * self.styles[0]).astype("float32")

    def run(self, steps=None, callbacks=()):
        self.runs_at_once += 1
        self.most_runs_at_once = max(self.most_runs_at_once, self.runs_at_once)
        self._stopping, self.running = False, True
        if self.step >= self.total:
            self.total = self.step + 20
        end = self.total if steps is None else self.step + steps
        try:
            while self.step < min(end, self.total) and not self._stopping:
                self._one_step()
                for callback in callbacks:
                    callback.on_train_batch_end(self.step)
        finally:
            self.running = False
            self.runs_at_once -= 1

    def _one_step(self):
        if self._gate is not None:
            assert self._gate.acquire(timeout=10)
        if self._seconds:
            time.sleep(self._seconds)
        if self.step == self.fail_at:
            raise self.failure
        before = len(self.knobs.turns)
        self.knobs.apply(self.step)
        if len(self.knobs.turns) > before:
            self.turn_times.append(time.time())
            self.total = max(self.total, self.step + 20) if self.total - self.step < 20 else self.total
        beta, alpha = self.knobs.value("beta"), self.knobs.value("alpha")
        goal = beta / (beta + 10 * alpha)
        self._share += 0.08 * (goal - self._share)
        content, style = 0.01 + self._share**2, 0.01 + (1 - self._share) ** 2
        losses = {"total": alpha * content + beta * style, "content": content, "style": style, "variation": 0.02}
        self.history.append({"step": self.step, **losses})
        self.step += 1


def gate():
    return threading.Semaphore(0)


def _photograph(side):
    y, x = np.mgrid[0:side, 0:side] / side
    hill = y > 0.6 + 0.1 * np.sin(6 * x)
    sky = np.stack([0.55 + 0.2 * y, 0.7 + 0.1 * y, 0.9 - 0.1 * y], -1)
    land = np.stack([0.25 + 0.2 * x, 0.45 - 0.1 * y, 0.2 + 0 * x], -1)
    sun = ((x - 0.7) ** 2 + (y - 0.25) ** 2 < 0.012)[..., None]
    return np.where(sun, [1.0, 0.9, 0.6], np.where(hill[..., None], land, sky)).astype("float32")


def _painting(side):
    y, x = np.mgrid[0:side, 0:side] / side
    rings = 0.5 + 0.5 * np.sin(40 * np.hypot(x - 0.5, y - 0.4))
    return np.stack([0.9 * rings, 0.3 + 0.4 * rings, 0.7 - 0.5 * rings], -1).astype("float32")
