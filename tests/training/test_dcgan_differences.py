"""The differences, tried one at a time: each changes one thing, all see as many pictures, and the file says so."""

from dataclasses import asdict

import numpy as np
import pytest

from course_lib.datasets import faces
from course_lib.errors import SettingError
from course_lib.metrics.embedding import pixels
from course_lib.metrics.kernel import kernel_distance
from course_lib.models.dcgan_layout import Layout
from course_lib.training import dcgan_differences
from course_lib.training.dcgan_differences import DIFFERENCES, Difference, altered_run
from course_lib.training.dcgan_run import DcganRun
from course_lib.training.dcgan_settings import DcganSettings

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
    runs = [altered_run(DIFFERENCES[0], pictures, **SMALL), DcganRun(pictures, **SMALL)]
    for run in runs:
        run.run(4)
    np.testing.assert_allclose(runs[0].samples(4), runs[1].samples(4), atol=1e-5)


def test_the_samples_are_those_of_the_altered_network(pictures):
    run = altered_run(Difference("", layout=Layout(relu=True)), pictures, **SMALL)
    run.run(2)
    assert "ReLU" in [type(layer).__name__ for layer in run.generator().layers]
    assert run.samples(3).shape == (3, 32, 32, 3)


class Counted:
    """A run that only counts."""

    def __init__(self, batch):
        self.settings, self.step, self.seen = DcganSettings(batch=batch), 0, []

    def run(self, steps):
        self.step += steps
        self.seen.append(self.step * self.settings.batch)

    def samples(self, count, seed):
        return np.full((count, 32, 32, 3), 0.01 * self.step, "float32")


def test_every_run_is_judged_after_as_many_pictures(pictures):
    runs = [Counted(4), Counted(8)]
    found = [dcgan_differences.measure(run, pictures, pixels(2), (16, 64)) for run in runs]
    assert [run.seen for run in runs] == [[16, 64], [16, 64]]
    assert all(len(course) == 2 for course in found)
    reference = pixels(2)(pictures)
    by_hand = kernel_distance(reference, pixels(2)(np.full_like(pictures, 0.04))).value
    assert found[0][0] == pytest.approx(by_hand, abs=0.006)


def test_the_file_says_what_was_run_and_gives_each_seeds_mean(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(dcgan_differences, "FILE", tmp_path / "deep" / "differences.json")
    with pytest.raises(SettingError, match="dcgan_differences"):
        dcgan_differences.load()
    flat = Difference("flat", "0.3", "0.2", "section 4", SMALL, Layout(slope=0.2))
    result = dcgan_differences.experiment([flat], (0, 1), (8, 16), (24, 20))
    monkeypatch.setattr(dcgan_differences, "experiment", lambda: result)
    dcgan_differences.main()
    kept = dcgan_differences.load()
    [row] = kept["rows"]
    assert (kept["pictures_seen"], kept["seeds"], row["layout"]) == ([8, 16], [0, 1], {"slope": 0.2})
    assert row["kernel_distance"] == pytest.approx([np.mean(course) for course in row["courses"]], abs=0.06)
    assert "flat" in capsys.readouterr().out
