"""Runs in the plane as a text file: settings, data, turns, and every weight, so that they go on where they stopped."""

import base64
import json
from dataclasses import dataclass

import numpy as np

from course_lib.datasets import plane
from course_lib.errors import CourseError, SettingError
from course_lib.training.knobs import Turn
from course_lib.training.plane_run import PlaneRun

KIND = "a GAN in the plane"
VERSION = 1


@dataclass(frozen=True)
class Saved:
    """What a file holds: the first run; the second one, or None, and the setting in which it differs."""

    first: PlaneRun
    second: PlaneRun | None = None
    differing: str = ""


def to_text(first: PlaneRun, second: PlaneRun | None = None, differing: str = "") -> str:
    """The run as JSON text, about 100 kB for the networks that the playground starts with.

    Arguments: second, a run beside it at the same step, and differing, the setting in which it differs.
    """
    contents = {"kind": KIND, "version": VERSION, **_contents(first)}
    if second is not None:
        contents |= {"second": _contents(second), "differing": differing}
    return json.dumps(contents)


def from_text(text: str) -> Saved:
    """The runs that `to_text` wrote, at the step at which they were written. SettingError where the text has none."""
    try:
        contents = json.loads(text)
        if contents["kind"] != KIND or contents["version"] != VERSION:
            raise SettingError("it was written by something else, or by another version of the course")
        first = _run(contents)
        if "second" not in contents:
            return Saved(first)
        second = _run(contents["second"])
        if second.step != first.step or contents["second"]["data"] != contents["data"]:
            raise SettingError("its two runs stand at different steps, or have different data")
        return Saved(first, second, str(contents["differing"]))
    except (CourseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SettingError(
            f"this file is no saved run of the playground ({error}); give one that Save wrote."
        ) from None


def _contents(run: PlaneRun) -> dict:
    return {
        "settings": run.settings.as_dict(),
        "data": run.data.as_dict(),
        "turns": [[turn.step, turn.name, turn.value] for turn in run.knobs.turns],
        "knobs": {knob.name: run.knobs.applied(knob.name) for knob in run.knobs},
        "beginning": [_encode(value) for value in run.beginning],
        "state": [_encode(value) for value in run.state()],
        "history": run.history,
    }


def _run(contents: dict) -> PlaneRun:
    run = PlaneRun(plane.from_dict(contents["data"]), **contents["settings"])
    run.restore([_decode(value) for value in contents["beginning"]])
    run.begin_here()
    run.restore([_decode(value) for value in contents["state"]])
    run.resume(contents["history"], [Turn(*turn) for turn in contents["turns"]], contents["knobs"])
    return run


def _encode(array: np.ndarray) -> dict:
    return {
        "dtype": str(array.dtype),
        "shape": list(array.shape),
        "bytes": base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii"),
    }


def _decode(value: dict) -> np.ndarray:
    if value["dtype"] not in ("float32", "int32", "int64"):
        raise SettingError(f"it holds numbers of the kind {value['dtype']!r}")
    return np.frombuffer(base64.b64decode(value["bytes"]), value["dtype"]).reshape(value["shape"])
