import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from course_lib.datasets import faces
from course_lib.errors import SettingError
from course_lib.training.dcgan_run import DcganRun
from course_lib.training.run_file import KeepEvery, keep, pick_up

SMALL = {"width": 1 / 16, "batch": 8, "pace": 2, "steps": 5000}
STEPS = 40
CHILD = """
import sys
from course_lib.datasets import faces
from course_lib.training.dcgan_run import DcganRun
from course_lib.training.run_file import KeepEvery
run = DcganRun(faces.render(40), width=1 / 16, batch=8, pace=2, steps=5000)
run.run(callbacks=[KeepEvery(run, sys.argv[1], 4)])
"""


@pytest.fixture(scope="module")
def run():
    return DcganRun(faces.render(40), **SMALL)


@pytest.fixture
def fresh(run):
    for knob in run.knobs:
        run.knobs.turn(knob.name, knob.value)
    run.reset()
    return run


def equal(one, other):
    return all(np.allclose(a, b, rtol=1e-4, atol=1e-6) for a, b in zip(one, other, strict=True))


def test_a_run_that_was_killed_ends_where_the_uncut_one_does(fresh, tmp_path):
    path = tmp_path / "run.npz"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)], env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    )
    try:
        for _ in range(12_000):
            if path.is_file() or child.poll() is not None:
                break
            time.sleep(0.05)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert child.returncode == -signal.SIGKILL and pick_up(fresh, path)
    assert fresh.step >= 4
    end = fresh.step + 6
    fresh.run(6)
    resumed = fresh.state()
    fresh.reset()
    fresh.run(end)
    assert fresh.step == end and equal(resumed, fresh.state())


def test_knobs_turns_and_history_are_kept(fresh, tmp_path):
    fresh.knobs.turn("d_rate", 1e-4)
    fresh.run(4)
    keep(fresh, tmp_path / "run.npz")
    turns, history = list(fresh.knobs.turns), list(fresh.history)
    fresh.reset()
    fresh.knobs.turn("d_rate", 8e-4)
    assert pick_up(fresh, tmp_path / "run.npz")
    assert fresh.step == 4 and fresh.history == history and fresh.knobs.turns == turns
    assert fresh.knobs.applied("d_rate") == pytest.approx(1e-4)


def test_it_is_kept_as_often_as_asked_and_at_the_end(fresh, tmp_path):
    seen = []

    class Watched(KeepEvery):
        def on_train_batch_end(self, batch, logs=None):
            super().on_train_batch_end(batch, logs)
            seen.append((self.run.step, self.kept_at))

    watched = Watched(fresh, tmp_path / "run.npz", 4)
    fresh.run(10, [watched])
    assert watched.kept_at == 10
    assert seen == [(2, 0), (4, 4), (6, 4), (8, 8), (10, 8)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run.before.npz", "run.npz"]


def test_without_a_file_nothing_is_done(fresh, tmp_path):
    assert not pick_up(fresh, tmp_path / "none.npz") and fresh.step == 0


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused_and_the_run_left_as_it_is(fresh, tmp_path, kept):
    path = tmp_path / "run.npz"
    fresh.run(2)
    keep(fresh, path)
    path.write_bytes(path.read_bytes()[: int(kept * path.stat().st_size)])
    before = fresh.state()
    with pytest.raises(SettingError, match="not a kept run"):
        pick_up(fresh, path)
    assert equal(before, fresh.state())


def test_how_often_is_checked(fresh, tmp_path):
    with pytest.raises(SettingError, match="every"):
        KeepEvery(fresh, tmp_path / "run.npz", 0)
