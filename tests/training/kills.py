"""A tiny CycleGAN that is killed again and again while it trains, and what each kill costs.

    python -m tests.training.kills --kills 50

prints a table: a kill a line, the step at which it came, the step that was kept, and the steps lost between. At the
end the run must equal one that was never cut. Two kills of three come at a random moment, the third while a file is
written.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from course_lib.training import run_archive

EVERY = 10
A_KILL = 40  # steps at most that a process does before it is killed
ROOT = Path(__file__).parents[2]
SETTINGS = {"PYTHONPATH": str(ROOT), "TF_NUM_INTRAOP_THREADS": "1"}  # one thread: the same sums in the same order
TURNS = ((15, "lambda_cycle", 8.0), (33, "g_rate", 2e-4), (71, "pool", 2.0))


@dataclass(frozen=True)
class Kill:
    """One kill. began: the step at which that process picked the run up; reached: its last whole step; kept: the step
    of the file that was there after the kill; writing: whether a file was being written.
    """

    began: int
    reached: int
    kept: int
    writing: bool

    @property
    def lost(self) -> int:
        """Steps that must be done again."""
        return self.reached - self.kept

    def __str__(self) -> str:
        """A line of the table."""
        when = "while it wrote" if self.writing else ""
        return f"{self.began:8} {self.reached:8} {self.kept:8} {self.lost:8}  {when}".rstrip()


HEAD = f"{'began':>8} {'reached':>8} {'kept':>8} {'lost':>8}"


def train(path: Path, steps: int) -> None:
    """What each process does: pick the run up, say each step, train to the end."""
    from course_lib import runtime

    runtime.quiet_tensorflow()
    import keras

    from course_lib.training.knobs import Turn
    from course_lib.training.run_file import KeepEvery, pick_up
    from tests.training.lasting_runs import cyclegan

    run = cyclegan(steps=steps, decay_from=0.5)
    run.knobs.replay([Turn(*turn) for turn in TURNS])
    pick_up(run, path)
    print("began", run.step, flush=True)
    tell = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: print("step", run.step, flush=True))
    if run.step < steps:
        run.run(steps - run.step, [tell, KeepEvery(run, path, EVERY)])
    print("done", flush=True)


class Child:
    """A process that trains, and what it has said."""

    def __init__(self, path: Path, steps: int):
        """Start it."""
        command = [sys.executable, "-m", "tests.training.kills", "--train", str(path), "--steps", str(steps)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **SETTINGS}, stdout=subprocess.PIPE, text=True
        )
        self.began = self.reached = 0
        self.trains = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            if not line.endswith("\n"):
                break  # a kill cuts a line short
            word, _, number = line.partition(" ")
            if word == "began":
                self.began = self.reached = int(number)
            elif word == "step":
                self.reached = int(number)
                self.trains.set()
        self.trains.set()

    def kill(self) -> None:
        """End it by signal 9, and hear out what it had said."""
        self.process.send_signal(signal.SIGKILL)
        self.finish()

    def finish(self) -> int:
        """Wait for its end; its exit status."""
        status = self.process.wait()
        self._reader.join()
        self.process.stdout.close()
        return status


def kill_once(path: Path, steps: int, chance: random.Random, writing: bool) -> Kill:
    """Start a process, kill it after a random number of its steps, and see what is left."""
    child = Child(path, steps)
    child.trains.wait()
    after = child.began + chance.randrange(1, A_KILL)
    beside = path.with_name(f".{path.name}.{child.process.pid}{run_archive.PART}")
    while child.process.poll() is None and child.reached < after:
        time.sleep(0.0005)
    time.sleep(chance.random() * 0.02)
    while writing and child.process.poll() is None and not beside.exists():
        continue
    if child.process.poll() is not None:
        raise RuntimeError("the process ended before it was killed; see what it says above")
    child.kill()
    return Kill(child.began, child.reached, kept_step(path), beside.exists())


def kept_step(path: Path) -> int:
    """The step of a kept run, every array of it read; 0 where nothing was kept yet. Raises what a damaged one does."""
    if not path.is_file():
        return 0
    with np.load(path) as stored:
        for name in stored.files:
            stored[name]
    return run_archive.story(path)["place"]["step"]


def kill(path: Path, kills: int, seed: int = 0, say=print) -> list[Kill]:
    """Kill a run so often, then let it end. Leaves the ended run in `path`. RuntimeError where a process fails."""
    chance, steps, found = random.Random(seed), steps_for(kills), []
    say(HEAD)
    for number in range(kills):
        found.append(kill_once(path, steps, chance, writing=number % 3 == 2))
        say(str(found[-1]))
    whole(path, steps)
    return found


def whole(path: Path, steps: int) -> None:
    """Train from where the file is to the end, uncut. RuntimeError where that fails."""
    if Child(path, steps).finish() != 0:
        raise RuntimeError("the process that was to train to the end failed; see what it says above")


def steps_for(kills: int) -> int:
    """So many steps that no process can end before it is killed."""
    return (A_KILL + 2 * EVERY) * kills + 2 * EVERY


def differences(one: Path, other: Path) -> tuple[float, bool]:
    """The largest difference of a weight between two kept runs, and whether history and turns are the same."""
    with np.load(one) as first, np.load(other) as second:
        arrays = [name for name in first.files if name != run_archive.STORY]
        largest = max(float(np.abs(first[name].astype("float64") - second[name]).max()) for name in arrays)
    mine, its = run_archive.story(one), run_archive.story(other)
    alike = len(mine["history"]) == len(its["history"]) and mine["turns"] == its["turns"]
    values = [np.array([list(entry.values()) for entry in story["history"]]) for story in (mine, its)]
    return largest, alike and bool(np.allclose(*values, rtol=1e-4, atol=1e-6))


def summary(kills: list[Kill], largest: float, alike: bool) -> str:
    """All kills in two sentences."""
    lost, writing = [each.lost for each in kills], sum(each.writing for each in kills)
    return (
        f"{len(kills)} kills, {writing} while a file was written; kept every {EVERY} steps; "
        f"lost {sum(lost) / len(lost):.1f} steps each, {max(lost)} at most. "
        f"Against the uncut run of {steps_for(len(kills))} steps: largest difference of a weight {largest:.1g}, "
        f"history and turns {'the same' if alike else 'NOT the same'}."
    )


def main() -> None:
    """Kill a run as often as asked, and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--train", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--steps", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.train:
        return train(given.train, given.steps)
    with tempfile.TemporaryDirectory() as folder:
        cut, uncut = Path(folder) / "cut.npz", Path(folder) / "uncut.npz"
        kills = kill(cut, given.kills, given.seed)
        whole(uncut, steps_for(given.kills))
        largest, alike = differences(cut, uncut)
    print(summary(kills, largest, alike))
    return None


if __name__ == "__main__":
    main()
