"""Two processes on this machine, talking to each other, learn what one process does; what does not fit is refused."""

import json
import os
import signal
import socket
import subprocess
import sys

import numpy as np
import pytest

from course_lib import images, runtime
from course_lib.datasets import folder
from course_lib.errors import SettingError
from course_lib.training import several_machines
from course_lib.training.cyclegan_run import CycleGanRun
from course_lib.training.run_file import keep
from course_lib.training.translation_settings import TranslationSettings

SMALL = {"width": 4, "blocks": 0, "judge": "pixel", "judge_width": 4, "norm": "none", "deviation": 0.1} | {
    "batch": 2,
    "pace": 2,
    "pool": 3,
}
BEGUN, ENDED = 2, 5
WORKER = """
import json
import os
import signal
import sys

from course_lib import runtime
from course_lib.errors import CourseError, SettingError
from course_lib.training import several_machines

asked = several_machines.parsed(sys.argv[2:])
strategy = runtime.machines(asked.workers.split(","), asked.index)

import numpy as np

try:
    several_machines.demand_alike(strategy, [np.ones(3), np.full(3, asked.index)])
except SettingError as error:
    told = str(error)
run = several_machines.train(strategy, asked)
np.savez(sys.argv[1], *run.state())
found = {"told": told, "replicas": strategy.num_replicas_in_sync, "history": run.history}
if asked.index == 1:
    print(json.dumps(found), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
try:
    with several_machines.together():
        several_machines.demand_alike(strategy, [])
except CourseError as error:
    found["left alone"] = str(error)
print(json.dumps(found), flush=True)
"""


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def largest_difference(one, other):
    """Of two states, each array measured by its own largest number, or 0.01."""
    return max(
        np.abs(x - y.astype("float64")).max() / max(1e-2, np.abs(x).max()) for x, y in zip(one, other, strict=True)
    )


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A run of one process, kept after 2 of its 5 steps; and two workers that go on from there."""
    place = tmp_path_factory.mktemp("machines")
    for number, name in enumerate("ab"):
        (place / name).mkdir()
        for each, picture in enumerate(np.random.default_rng(number).random((8, 32, 32, 3), "float32")):
            images.write(picture, place / name / f"{each}.png")
    alone = CycleGanRun(
        *(folder.load(place / name, 32).pictures for name in "ab"), TranslationSettings(**SMALL, steps=ENDED)
    )
    alone.run(BEGUN)
    (place / "out").mkdir()
    keep(alone, place / "out" / several_machines.KEPT)
    alone.run()

    command = [str(place / "a"), str(place / "b"), "--side", "32", "--steps", str(ENDED), "--every", "100"]
    command += ["--precision", "float32", "--out", str(place / "out")]
    command += ["--workers", ",".join(f"127.0.0.1:{port}" for port in free_ports(2))]
    command += [part for name, value in SMALL.items() for part in ("--set", f"{name}={value}")]
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(place / f"{index}.npz"), *command, "--index", str(index)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"CUDA_VISIBLE_DEVICES": ""},
        )
        for index in range(2)
    ]
    try:
        told = [worker.communicate() for worker in workers]
    finally:
        for worker in workers:
            if worker.poll() is None:
                worker.send_signal(signal.SIGKILL)
    assert [worker.returncode for worker in workers] == [0, -signal.SIGKILL], told
    states = []
    for index in range(2):
        with np.load(place / f"{index}.npz") as stored:
            states.append([stored[name] for name in stored.files])
    return alone, states, [json.loads(out.splitlines()[-1]) for out, _ in told], place / "out"


def test_two_machines_learn_what_one_learns_from_the_same_batch(trained):
    alone, (first, second), reports, _ = trained
    assert [report["replicas"] for report in reports] == [2, 2]
    assert largest_difference(first, second) == 0
    assert largest_difference(alone.state(), first) < 1e-3


def test_all_go_on_where_the_first_machine_kept_the_run(trained):
    alone, _, (first, second), _ = trained
    assert [entry["step"] for entry in first["history"]] == [2, 4, 5]
    assert [entry["step"] for entry in second["history"]] == [4, 5]
    assert first["history"][-1] == pytest.approx(alone.history[-1], rel=1e-4)


def test_the_first_machine_keeps_the_run_and_draws(trained):
    alone, (first, _), _, out = trained
    assert {path.name for path in out.iterdir()} == {
        several_machines.KEPT,
        "run.before.npz",
        f"sheet_{ENDED:07d}.png",
    }
    with np.load(out / several_machines.KEPT) as kept:
        state = [kept[f"state_{place}"] for place in range(len(first))]
    assert largest_difference(first, state) == 0
    assert images.read(out / f"sheet_{ENDED:07d}.png").shape == alone.picture().shape


def test_machines_that_hold_different_pictures_are_told(trained):
    _, _, reports, _ = trained
    assert all("the machines differ in their pictures or settings" in report["told"] for report in reports)


def test_a_machine_that_is_left_alone_says_how_to_go_on(trained):
    _, _, (first, _), _ = trained
    assert "another machine is gone" in first["left alone"]
    assert "'run.npz'" in first["left alone"]


def test_it_must_come_before_all_else(capsys):
    with pytest.raises(SettingError, match="TensorFlow is in use already"):
        runtime.machines(["127.0.0.1:1"], 0)
    assert several_machines.main(["a", "b", "--workers", "127.0.0.1:1"]) == 1
    assert "TensorFlow is in use already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("workers", "index", "message"),
    [
        (["node1"], 0, '"host:port"'),
        (["node1:12345", ":1"], 0, '"host:port"'),
        (["node1:12345"], 1, "from 0 to 0, not 1"),
        ([], 0, "TF_CONFIG"),
    ],
)
def test_workers_that_cannot_be_are_refused(monkeypatch, workers, index, message):
    monkeypatch.setattr(runtime, "_STARTED", type(runtime._STARTED)())
    monkeypatch.delenv("TF_CONFIG", raising=False)
    with pytest.raises(SettingError, match=message):
        runtime.machines(workers, index)


def test_settings_come_from_the_command_line():
    asked = several_machines.parsed(["a", "b", "--paper", "--steps", "7", "--set", "width=8", "--set", "loss=hinge"])
    settings = several_machines.settings_of(asked)
    assert (settings.width, settings.loss, settings.steps, settings.blocks) == (8, "hinge", 7, 9)
    with pytest.raises(SettingError, match="--set takes name=value"):
        several_machines.settings_of(several_machines.parsed(["a", "b", "--set", "width"]))
    with pytest.raises(SettingError, match="there is no setting 'breadth'"):
        several_machines.settings_of(several_machines.parsed(["a", "b", "--set", "breadth=3"]))
