"""Any run of the library kept on disk while it trains, so that one that was killed goes on where it was kept last.

A run's batches, noise and augmentation are functions of the step's number, so a run that was picked up ends at the
weights of one that was never cut: GAN and DCGAN, CycleGAN and pix2pix, and Gatys' method with its stages.

    run = CycleGanRun(a, b)
    pick_up(run, "run.npz")
    run.run(callbacks=[KeepEvery(run, "run.npz", 100)])
"""

import os
from pathlib import Path

import numpy as np

from course_lib.errors import CourseError, SettingError
from course_lib.training import run_archive
from course_lib.training.every import Every
from course_lib.training.knobs import Turn
from course_lib.training.standing import LastingRun, Standing

VERSION = 2
MOST_DIFFERENCES = 4


class KeepEvery(Every):
    """Keeps a run in a file every so many steps, and when training ends: `run.run(callbacks=[KeepEvery(run, path)])`.

    Attributes: kept_at, the step of the file; trouble, why the run could not be kept last time, "" where it could.
    A run whose weights are no longer finite is never kept: it ends with a DivergedError (see `LastGood`).
    """

    def __init__(self, run: LastingRun, path: str | os.PathLike, every: int = 100):
        """Arguments: run; path, of the file; every, steps, counted where a compiled call ends. SettingError."""
        super().__init__(run, every)
        self.path, self.kept_at = Path(path), run.step

    def act(self) -> None:
        """Keep the run now."""
        keep(self.run, self.path)
        self.kept_at = self.run.step


def keep(run: LastingRun, path: str | os.PathLike) -> None:
    """Write the run as it stands: weights, optimisers, knobs, turns, history, and the signature of settings and data.

    There is a whole file at every moment, the new one or the one before, and the one before stays beside it as
    "run.before.npz". CourseError where it cannot be written; DivergedError, and nothing written, for weights that are
    not finite: the run then stands at its last good ones.
    """
    standing, path = run.good.note(), Path(path)
    story = {"version": VERSION, "signature": run.signature(), **_story(standing)}
    try:
        run_archive.write(path, story, standing.state)
    except OSError as error:
        raise CourseError(
            f"the run cannot be kept in {str(path)!r}: {error.strerror}. Choose a folder that is there and has room."
        ) from error


def pick_up(run: LastingRun, path: str | os.PathLike) -> bool:
    """Set a new run of the same settings and data to where one was kept; False, and nothing done, without a file.

    SettingError where the file is damaged, or is of a run of other settings, data or knobs, which says what differs.
    The run is as it was then.
    """
    path = Path(path)
    if not path.is_file():
        return False
    before = Standing.of(run)
    try:
        story, state = run_archive.read(path, lambda story: _layout(run, story))
        _standing(run, story, state).put(run)
        if run.step != story["place"]["step"]:
            raise SettingError("its weights are of another step than it says")
    except _OtherRun as other:
        raise SettingError(
            f"{str(path)!r} is not a kept run of these settings and data: {other}. Give those that it was begun with, "
            "or another file."
        ) from None
    except Exception as cause:  # what comes from a disk can be broken in any way, and zipfile raises many kinds
        before.put(run)
        raise SettingError(f"{str(path)!r} is not a kept run, or a damaged one ({cause}). {_way_out(path)}") from cause
    return True


class _OtherRun(SettingError):
    """The file is of another run; the message says in what."""


def _story(standing: Standing) -> dict:
    """All of a standing but its arrays, as JSON values."""
    return {
        "place": standing.place,
        "history": standing.history,
        "turns": [[turn.step, turn.name, turn.value] for turn in standing.turns],
        "knobs": standing.applied,
        "waiting": standing.waiting,
    }


def _layout(run: LastingRun, story: dict) -> list[tuple[tuple[int, ...], str]]:
    """What the arrays must be; _OtherRun where the story is of another run."""
    if story["version"] != VERSION:
        raise SettingError(f"it is of version {story['version']!r} of the course's files, not {VERSION}")
    there, here = story["signature"], run.signature()
    differing = [name for name in {**here, **there} if there.get(name) != here.get(name)]
    if differing:
        told = [f"{name} is {_said(there.get(name))} there and {_said(here.get(name))} here" for name in differing]
        more = [f"and {len(told) - MOST_DIFFERENCES} more"] if len(told) > MOST_DIFFERENCES else []
        raise _OtherRun("; ".join(told[:MOST_DIFFERENCES] + more))
    return run.layout(story["place"])


def _standing(run: LastingRun, story: dict, state: list[np.ndarray]) -> Standing:
    """The kept standing, all of it checked before anything is set."""
    step, knobs = story["place"]["step"], run.knobs
    turns = [Turn(int(at), name, knobs[name].check(value)) for at, name, value in story["turns"]]
    applied = {knob.name: knob.check(story["knobs"][knob.name]) for knob in knobs}
    waiting = {name: knobs[name].check(value) for name, value in story["waiting"].items()}
    if set(story["knobs"]) != set(applied) or not all(0 <= turn.step <= step for turn in turns):
        raise SettingError("its knobs, or their turns, cannot be this run's")
    standing = Standing(story["place"], state, _history(story["history"], step), turns, applied, waiting)
    if not standing.finite:
        raise SettingError("some of its weights are not finite numbers")
    return standing


def _history(entries: list[dict], step: int) -> list[dict]:
    """A history up to that step. SettingError for what cannot be one."""
    steps = [entry["step"] for entry in entries]
    rising = all(type(each) is int for each in steps) and steps == sorted(steps) and all(0 <= n <= step for n in steps)
    numbers = all(type(value) in (int, float, type(None)) for entry in entries for value in entry.values())
    if not (rising and numbers):
        raise SettingError("its history cannot be this run's")
    return list(entries)


def _said(value) -> str:
    return "not set" if value is None else repr(value)


def _way_out(path: Path) -> str:
    before = run_archive.earlier(path)
    if before != path and before.is_file():
        return f"The one kept before it is {str(before)!r}: pick that up, or delete both to begin anew."
    return "Delete it to begin anew."
