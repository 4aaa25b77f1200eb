"""One tiny run of every kind that trains, for the tests that hold for all of them."""

from collections.abc import Callable

import numpy as np

from course_lib.datasets import faces, paintings, photographs
from course_lib.training.cyclegan_run import CycleGanRun
from course_lib.training.dcgan_run import DcganRun
from course_lib.training.pix2pix_run import Pix2pixRun
from course_lib.training.plane_run import PlaneRun
from course_lib.training.style_run import StyleRun

LAYERS = {"content_layers": ("relu1_2",), "style_layers": ("pixels", "relu1_1")}
NETWORKS = {
    "width": 4,
    "blocks": 1,
    "judge_width": 4,
    "judge_layers": 1,
    "small_head": False,
    "pool": 3,
    "decay_from": 0.5,
    "steps": 60,
}


def pictures(seed: int, count: int = 10) -> np.ndarray:
    """Small pictures of noise, (count, 32, 32, 3) uint8."""
    return np.random.default_rng(seed).integers(0, 256, (count, 32, 32, 3), dtype="uint8")


def plane(**changes):
    return PlaneRun("ring", **{"g_units": 4, "d_units": 4, "batch": 8, "steps": 60, **changes})


def dcgan(**changes):
    return DcganRun(faces.render(12), **{"width": 1 / 16, "batch": 4, "pace": 1, "steps": 60, **changes})


def cyclegan(**changes):
    return CycleGanRun(pictures(1), pictures(2, 7), **{**NETWORKS, **changes})


def pix2pix(**changes):
    return Pix2pixRun(pictures(1), pictures(2), **{**NETWORKS, **changes})


def style(**changes):
    content, painting = photographs.load("chelsea", side=32, square=True), paintings.paint("mosaic", side=32)
    return StyleRun(content, painting, **{**LAYERS, "steps": 12, "scales": (0.5, 1.0), "start": "noise", **changes})


def lbfgs(**changes):
    return style(**{"optimizer": "lbfgs", "chunk": 3, **changes})


KINDS: dict[str, Callable] = {
    "plane": plane,
    "dcgan": dcgan,
    "cyclegan": cyclegan,
    "pix2pix": pix2pix,
    "style": style,
    "lbfgs": lbfgs,
}
PACES = {"plane": 2, "dcgan": 2, "cyclegan": 2, "pix2pix": 2}
TURNED = {"plane": "d_rate", "dcgan": "d_rate", "cyclegan": "lambda_cycle", "pix2pix": "lambda_l1"}


def make(kind: str, **changes):
    """A new run of that kind, a few steps a call where it has calls of several."""
    run = KINDS[kind](**changes)
    if kind in PACES:
        run.pace = PACES[kind]
    return run


def turned(kind: str) -> str:
    """A knob of that kind of run."""
    return TURNED.get(kind, "beta")


def spoil(run) -> None:
    """Put a NaN into the weights, as a run that blows up has them."""
    state = run.state()
    place = max(range(len(state)), key=lambda n: (state[n].ndim > 1, n < 4))
    good = run.good
    keep = good._standing
    state[place] = np.full_like(state[place], np.nan)
    run.restore(state)
    good._standing = keep


def assert_same(one, other) -> None:
    """Both runs stand at the same step, with the same history, turns, knobs and weights within rounding."""
    assert one.step == other.step and one.knobs.turns == other.knobs.turns
    assert [knob["step"] for knob in one.history] == [knob["step"] for knob in other.history]
    for mine, its in zip(one.history, other.history, strict=True):
        np.testing.assert_allclose(list(mine.values()), list(its.values()), rtol=1e-4, atol=1e-6)
    for knob in one.knobs:
        assert one.knobs.value(knob.name) == other.knobs.value(knob.name)
    for mine, its in zip(one.state(), other.state(), strict=True):
        np.testing.assert_allclose(mine, its, rtol=1e-3, atol=1e-6)
