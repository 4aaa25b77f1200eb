"""Train a CycleGAN on two folders of pictures, or on a set of the paper, for hours or days, without a browser.

    python -m course_lib.training.train_translation A_FOLDER B_FOLDER --out RUN_FOLDER
    python -m course_lib.training.train_translation horse2zebra --out RUN_FOLDER --paper

keeps the run in RUN_FOLDER while it trains: run.npz (all of it), history.csv, sheets/ of pictures, and, with
--tensorboard, events/. The same command again goes on where the run was kept last, whatever ended it. Ctrl-C ends it
after the present call and keeps it. In a notebook: `CycleGanRun(a, b, settings)`, then `run_file.pick_up(run, path)`.

--tensorboard needs nothing more; to look at the curves, in any environment: pip install tensorboard, then
tensorboard --logdir RUN_FOLDER/events.
"""

import argparse
import json
import signal
import sys
import warnings
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from course_lib import runtime
from course_lib.datasets import translation_sets
from course_lib.errors import CourseError, DivergedError, NotKeptWarning, SettingError

runtime.quiet_tensorflow()

from course_lib.training.cyclegan_run import CycleGanRun  # noqa: E402
from course_lib.training.event_file import EventsEvery  # noqa: E402
from course_lib.training.long_run import HistoryEvery, SheetEvery, TellEvery  # noqa: E402
from course_lib.training.run_file import KeepEvery, pick_up  # noqa: E402
from course_lib.training.translation_settings import PAPER, TranslationSettings  # noqa: E402

DONE, FAILED, WRONG, STOPPED = 0, 1, 2, 130  # exit statuses
SMALL, LARGE = 64, 286  # pixels; the paper cuts 256 out of 286


def read(given: argparse.Namespace) -> tuple[np.ndarray, np.ndarray]:
    """The pictures to train on, (n, side, side, 3) and (m, side, side, 3) uint8; prints what was used and skipped.

    SettingError, DownloadError.
    """
    side = given.side or (LARGE if given.paper else SMALL)
    if len(given.pictures) == 1:
        found = translation_sets.load(given.pictures[0], side)
    elif len(given.pictures) == 2:
        found = translation_sets.two_folders(*given.pictures, side=side, held_out=given.held_out)
    else:
        raise SettingError(f"give two folders, or one set's name, not {len(given.pictures)} of them.")
    print(found, flush=True)
    return found.train


def main(arguments: Sequence[str] | None = None) -> int:
    """Train as the command line says. Returns the exit status: 0 done, 1 failed, 2 wrongly asked, 130 stopped."""
    given = _parser().parse_args(arguments)
    try:
        run = CycleGanRun(*read(given), settings_of(given))
        given.out.mkdir(parents=True, exist_ok=True)
        path = given.out / "run.npz"
        if pick_up(run, path):
            _say(f"going on from step {run.step}, as kept in {path}")
    except (CourseError, OSError) as error:
        print(error, file=sys.stderr)
        return WRONG
    return train(run, given)


def train(run: CycleGanRun, given: argparse.Namespace) -> int:
    """Train to the end, or to a Ctrl-C. Returns the exit status."""
    end, path = run.settings.steps, given.out / "run.npz"
    if run.step >= end:
        _say(f"the run is at its end already, at step {run.step}; for more, give --steps a larger number.")
        return DONE
    keeper = KeepEvery(run, path, given.keep_every)
    callbacks = [
        *_events(run, given),  # before the run is kept, so that a killed one goes on with no gap in its curves
        keeper,
        HistoryEvery(run, given.out / "history.csv", given.keep_every),
        SheetEvery(run, given.out / "sheets", given.sheet_every),
        TellEvery(run, given.tell_every, end, _say),
    ]
    try:
        with _signals(run), _plain_warnings():
            run.run(end - run.step, callbacks)
    except DivergedError as error:
        held = f"{path} holds the run at step {keeper.kept_at}. " if path.is_file() else ""
        _say(f"{error}\n{held}To begin with other settings, give another --out.")
        return FAILED
    return _ended(run, keeper, end)


def _events(run: CycleGanRun, given: argparse.Namespace) -> list[EventsEvery]:
    return [EventsEvery(run, given.out / "events", given.keep_every, run.picture)] * given.tensorboard


def settings_of(given: argparse.Namespace) -> TranslationSettings:
    """The settings that the command line asks for. SettingError."""
    base = PAPER if given.paper else TranslationSettings(pace=10)
    changes = {name: getattr(given, name) for name in ("steps", "batch", "seed") if getattr(given, name) is not None}
    if given.width is not None:
        changes |= {"width": given.width, "judge_width": given.width}
    try:
        return base.with_(**changes, **dict(_setting(each) for each in given.set))
    except TypeError as error:
        raise SettingError(f"--set takes settings of TranslationSettings, each once: {error}") from None


def _setting(text: str) -> tuple[str, object]:
    name, _, value = text.partition("=")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m course_lib.training.train_translation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "pictures", nargs="+", help="a folder of each kind, read with all folders below; or a set's name, fetched once"
    )
    parser.add_argument("--held-out", type=int, default=20, help="pictures of a folder that are not trained on (20)")
    parser.add_argument("--out", type=Path, required=True, help="the folder in which the run is kept")
    parser.add_argument("--steps", type=int, help="of the whole run (2,000; with --paper 260,000)")
    parser.add_argument("--side", type=int, help="of the pictures in pixels (64; with --paper 286, to cut out 256)")
    parser.add_argument("--batch", type=int, help="pictures of either kind a step (1)")
    parser.add_argument("--width", type=int, help="channels of every network's first layer (16; with --paper 64)")
    parser.add_argument("--seed", type=int, help="of weights and of the order of the pictures (0)")
    parser.add_argument("--paper", action="store_true", help="networks, losses and schedule of Zhu et al. 2017")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="any of TranslationSettings")
    parser.add_argument("--keep-every", type=int, default=200, help="steps between two files of the run (200)")
    parser.add_argument("--sheet-every", type=int, default=500, help="steps between two sheets of pictures (500)")
    parser.add_argument("--tell-every", type=int, default=50, help="steps between two lines of readings (50)")
    parser.add_argument("--tensorboard", action="store_true", help="write events that TensorBoard shows")
    return parser


def _ended(run: CycleGanRun, keeper: KeepEvery, end: int) -> int:
    """Say how it ended."""
    if keeper.trouble:
        _say(f"at step {run.step} of {end}, but not kept: {keeper.trouble}")
        return FAILED
    if run.step < end:
        _say(f"stopped at step {run.step} of {end}, kept in {keeper.path}. The same command again goes on from there.")
        return STOPPED
    _say(f"done: {end} steps, kept in {keeper.path}.")
    return DONE


@contextmanager
def _signals(run: CycleGanRun):
    """Meanwhile the first Ctrl-C, or a request to end, stops the run after its call; the second ends it at once."""

    def stop(number, frame):
        _say("stopping after the present call; once more ends it at once, and loses what was not kept.")
        for each, handler in before.items():
            signal.signal(each, handler)
        run.stop()

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def _plain_warnings():
    """Meanwhile what could not be written is told in one line, each time that it begins."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", NotKeptWarning)
        shown = warnings.showwarning

        def show(message, category, *where):
            if issubclass(category, NotKeptWarning):
                _say(str(message))
            else:
                shown(message, category, *where)

        warnings.showwarning = show
        yield


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
