"""The command that trains on two folders: stopped, gone on with, and wrongly asked."""

import csv
import signal

import numpy as np
import pytest

from course_lib import images
from course_lib.training import long_run, train_translation
from course_lib.training.run_file import pick_up
from course_lib.training.train_translation import DONE, STOPPED, WRONG, main
from tests.training.test_long_run import events

TINY = ["--held-out", "2", "--side", "32", "--width", "4", "--set", "blocks=1", "--set", "pace=5", "--keep-every", "10"]


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    random, found = np.random.default_rng(0), []
    for name in "ab":
        found.append(tmp_path_factory.mktemp(name))
        for number in range(10):
            images.write(random.random((36, 32, 3)).astype("float32"), found[-1] / f"{number}.png")
    return [str(path) for path in found]


def test_stopped_by_a_hand_it_goes_on_by_the_same_command(folders, tmp_path, monkeypatch, capsys):
    out = tmp_path / "run"
    command = [*folders, "--out", str(out), *TINY, "--steps", "30", "--tell-every", "5", "--sheet-every", "20"]
    command.append("--tensorboard")
    told = long_run.TellEvery.act

    def stop_at_15(self):
        told(self)
        if self.run.step == 15:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(long_run.TellEvery, "act", stop_at_15)
    before = signal.getsignal(signal.SIGINT)
    assert main(command) == STOPPED
    said = capsys.readouterr().out
    assert "step 15 of 30: adversarial" in said and "to train on, 8 of A" in said
    assert "stopped at step 15 of 30, kept in" in said and "The same command again goes on" in said
    assert signal.getsignal(signal.SIGINT) is before

    monkeypatch.undo()
    assert main(command) == DONE
    said = capsys.readouterr().out
    assert "going on from step 15" in said and "done: 30 steps" in said and "left" in said
    with (out / "history.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["step"]) for row in rows] == [5, 10, 15, 20, 25, 30]
    cycle = [(step, float(value)) for step, _, value in events(out / "events")["readings/cycle"]]
    assert cycle == [(int(row["step"]), pytest.approx(float(row["cycle"]))) for row in rows]
    assert [path.name for path in sorted((out / "sheets").iterdir())] == [
        "step-0000015.png",
        "step-0000030.png",
    ]

    assert main(command) == DONE
    assert "at its end already" in capsys.readouterr().out
    given = train_translation._parser().parse_args(command)
    run = train_translation.CycleGanRun(*train_translation.read(given), train_translation.settings_of(given))
    assert pick_up(run, out / "run.npz") and run.step == 30
    capsys.readouterr()
    assert main([*command, "--width", "8"]) == WRONG
    assert "width is 4 there and 8 here" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--width", "0"], "width is a whole number from 1"),
        (["--set", "colour=red"], "--set takes settings of TranslationSettings"),
        (["--set", "generator=vgg"], "generator is one of"),
        (["--side", "33"], "the side is a multiple of 4"),
        (["--set", "crop=40"], "crop=40 cannot be cut out of pictures of 32 pixels"),
    ],
)
def test_what_is_wrongly_asked_is_told(folders, tmp_path, more, told, capsys):
    assert main([*folders, "--out", str(tmp_path / "run"), "--held-out", "2", "--side", "32", *more]) == WRONG
    assert told in capsys.readouterr().err and not (tmp_path / "run").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path, capsys):
    assert main([str(tmp_path / "none"), str(tmp_path / "nor"), "--out", str(tmp_path / "run")]) == WRONG
    assert "is not there" in capsys.readouterr().err


def test_a_third_folder_is_told(folders, tmp_path, capsys):
    assert main([*folders, "a third", "--out", str(tmp_path / "run")]) == WRONG
    assert "two folders, or one set's name, not 3" in capsys.readouterr().err


def test_a_set_that_is_none_is_told(tmp_path, capsys):
    assert main(["horse2unicorn", "--out", str(tmp_path / "run")]) == WRONG
    assert "horse2zebra" in capsys.readouterr().err


def test_the_paper_s_settings_and_changes_to_them():
    given = train_translation._parser().parse_args(["a", "b", "--out", "o", "--paper", "--set", "lambda_cycle=7"])
    settings = train_translation.settings_of(given)
    assert (settings.width, settings.blocks, settings.decay_from, settings.lambda_cycle) == (64, 9, 0.5, 7)
