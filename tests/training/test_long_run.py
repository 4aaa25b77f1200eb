"""What a run without a browser leaves behind, on a run that only counts."""

import csv
from types import SimpleNamespace

import numpy as np
import pytest
import tensorflow as tf

from course_lib import images
from course_lib.errors import NotKeptWarning
from course_lib.training.event_file import EventsEvery
from course_lib.training.knobs import Knob, Knobs
from course_lib.training.long_run import HistoryEvery, SheetEvery, TellEvery, duration


@pytest.fixture
def run():
    picture = np.linspace(0, 1, 18 * 16 * 3, dtype="float32").reshape(18, 16, 3)
    return SimpleNamespace(step=0, history=[], knobs=Knobs(Knob("rate", "rate", 0.1, 0.01, 1)), picture=lambda: picture)


def go(run, callback, steps):
    """As `fit` would: a call a step."""
    callback.on_train_begin()
    for _ in range(steps):
        run.knobs.apply(run.step)
        run.step += 1
        run.history.append({"step": run.step, "loss": 1.0 / run.step})
        callback.on_train_batch_end(0)
    callback.on_train_end()


def test_lines_say_the_time_that_is_left(run):
    lines, clock = [], iter(range(0, 10_000, 60))
    tell = TellEvery(run, 2, 8, lines.append, clock=lambda: next(clock))
    go(run, tell, 5)
    assert lines == [
        "step 2 of 8: loss 0.5; about 6 min left",
        "step 4 of 8: loss 0.25; about 3 min left",
        "step 5 of 8: loss 0.2; about 2 min left",
    ]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "0 s"),
        (89, "89 s"),
        (90, "2 min"),
        (3_599, "1 h 0 min"),
        (12_000, "3 h 20 min"),
        (100_000, "1 day 3 h"),
        (190_000, "2 days 4 h"),
    ],
)
def test_durations(seconds, words):
    assert duration(seconds) == words


def test_the_history_is_a_table_of_all_readings(run, tmp_path):
    go(run, HistoryEvery(run, tmp_path / "history.csv", 2), 3)
    run.history[1]["left to B"] = 0.75
    go(run, HistoryEvery(run, tmp_path / "history.csv", 2), 1)
    with (tmp_path / "history.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["step"] for row in rows] == ["1", "2", "3", "4"]
    assert [row["left to B"] for row in rows] == ["", "0.75", "", ""]
    assert float(rows[2]["loss"]) == 1 / 3
    assert [path.name for path in tmp_path.iterdir()] == ["history.csv"]


def test_sheets_are_written_at_their_steps_and_at_the_end(run, tmp_path):
    go(run, SheetEvery(run, tmp_path / "sheets", 2), 5)
    names = sorted(path.name for path in (tmp_path / "sheets").iterdir())
    assert names == ["step-0000002.png", "step-0000004.png", "step-0000005.png"]
    assert np.abs(images.read(tmp_path / "sheets" / names[0]) - run.picture()).max() < 0.003


@pytest.mark.parametrize("make", [HistoryEvery, SheetEvery, EventsEvery])
def test_what_cannot_be_written_is_told_once_and_tried_again(run, tmp_path, make):
    """Where a folder should be there is a file, until it is removed."""
    folder = tmp_path / "folder"
    folder.touch()
    callback = make(run, folder / "inside", 1)
    with pytest.warns(NotKeptWarning, match="Training goes on") as told:
        go(run, callback, 3)
    assert len(told) == 1 and "folder" in callback.trouble and run.step == 3
    folder.unlink()
    folder.mkdir()
    go(run, callback, 1)
    assert callback.trouble == "" and (folder / "inside").exists()


def events(folder):
    """All events of a folder, by name: (step, plugin, value as numpy has it)."""
    found = {}
    for path in sorted(folder.iterdir()):
        for record in tf.data.TFRecordDataset(str(path)):
            event = tf.compat.v1.Event.FromString(record.numpy())
            for value in event.summary.value:
                plugin = value.metadata.plugin_data.plugin_name
                found.setdefault(value.tag, []).append((event.step, plugin, tf.make_ndarray(value.tensor)))
    return found


def test_the_event_file_holds_readings_turns_and_pictures(run, tmp_path):
    told = EventsEvery(run, tmp_path / "events", 2, run.picture)
    go(run, told, 2)
    run.knobs.turn("rate", 0.5)
    go(run, told, 3)
    found = events(tmp_path / "events")
    assert [(step, plugin) for step, plugin, _ in found["readings/loss"]] == [(n, "scalars") for n in range(1, 6)]
    assert [float(value) for *_, value in found["readings/loss"]] == pytest.approx([1 / n for n in range(1, 6)])
    assert [(step, float(value)) for step, _, value in found["knobs/rate"]] == [(2, 0.5)]
    step, plugin, (width, height, png) = found["picture"][-1]
    assert (step, plugin, int(width), int(height)) == (5, "images", 16, 18)
    shown = tf.io.decode_png(png).numpy() / 255
    assert np.abs(shown - run.picture()).max() < 0.003


def test_a_run_that_goes_on_writes_what_came_since_into_a_file_of_its_own(run, tmp_path):
    go(run, EventsEvery(run, tmp_path / "events", 2), 3)
    go(run, EventsEvery(run, tmp_path / "events", 2), 2)
    assert [step for step, *_ in events(tmp_path / "events")["readings/loss"]] == [1, 2, 3, 4, 5]
