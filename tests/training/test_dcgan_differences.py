"""The differences, tried one at a time: each changes one thing, all see as many pictures, and the file says so."""

from dataclasses import asdict

import numpy as np
import pytest

from course_lib.datasets import faces
from course_lib.errors import SettingError
from course_lib.metrics.embedding import pixels
from course_lib.models.dcgan_layout import Layout
from course_lib.training import dcgan_differences
from course_lib.training.dcgan_differences import DIFFERENCES, AlteredRun, Difference
from course_lib.training.dcgan_run import DcganRun

SMALL = {"width": 1 / 16, "batch": 8, "pace": 2}


@pytest.fixture(scope="module")
def pictures():
    return faces.render(24)


def changes(difference):
    default = asdict(Layout())
    return [
        *({"rate" if key.endswith("rate") else key for key in difference.settings}),
        *(key for key, value in asdict(difference.layout).items() if value != default[key]),
    ]


def test_each_difference_changes_one_thing_and_the_last_all_of_the_networks():
    first, *single, last = DIFFERENCES
    assert changes(first) == []
    assert all(len(changes(difference)) == 1 for difference in single)
    assert set(changes(last)) == {"noise", *asdict(Layout())}
    assert len({difference.name for difference in DIFFERENCES}) == len(DIFFERENCES)


def test_without_a_change_it_is_the_thin_run_itself(pictures):
    runs = [AlteredRun(pictures, Layout(), **SMALL), DcganRun(pictures, **SMALL)]
    for run in runs:
        run.run(4)
    np.testing.assert_allclose(runs[0].samples(4), runs[1].samples(4), atol=1e-5)


def test_the_samples_are_those_of_the_altered_network(pictures):
    run = AlteredRun(pictures, Layout(relu=True), **SMALL)
    run.run(2)
    assert "ReLU" in [type(layer).__name__ for layer in run.generator().layers]
    assert run.samples(3).shape == (3, 32, 32, 3)


def test_every_run_sees_as_many_pictures(monkeypatch, pictures):
    seen = []
    monkeypatch.setattr(AlteredRun, "run", lambda self, steps: seen.append(steps * self.settings.batch))
    for batch in (8, 4):
        difference = Difference("", settings={**SMALL, "batch": batch})
        dcgan_differences.measure(difference, pictures, pictures, pixels(4), seed=0, pictures=64)
    assert seen == [64, 64]


def test_the_file_says_what_was_run_and_a_number_for_each_seed(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(dcgan_differences, "FILE", tmp_path / "deep" / "differences.json")
    with pytest.raises(SettingError, match="dcgan_differences"):
        dcgan_differences.load()
    few = [Difference("small", settings=SMALL), Difference("flat", "0.3", "0.2", "section 4", SMALL, Layout(slope=0.2))]
    result = dcgan_differences.experiment
    monkeypatch.setattr(dcgan_differences, "experiment", lambda: result(few, (0, 1), 16, (24, 20)))
    dcgan_differences.main()
    kept = dcgan_differences.load()
    assert (kept["pictures_seen"], kept["seeds"]) == (16, [0, 1])
    assert [row["layout"] for row in kept["rows"]] == [{}, {"slope": 0.2}]
    assert all(len(row["kernel_distance"]) == 2 and np.isfinite(row["kernel_distance"]).all() for row in kept["rows"])
    assert "flat" in capsys.readouterr().out
