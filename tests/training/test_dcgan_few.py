"""Two runs on few pictures, watched: what is noted is what the run says at that step, and only the switch differs."""

import numpy as np
import pytest

from course_lib.datasets import faces
from course_lib.errors import SettingError
from course_lib.training import dcgan_few
from course_lib.training.dcgan_run import DcganRun

SMALL = {"width": 1 / 16, "batch": 8, "pace": 2}


def test_what_is_noted_is_what_the_run_says_at_that_step():
    learned, held_out = faces.render(16), faces.render(20, seed=7)
    run = DcganRun(learned, **SMALL)
    noted = dcgan_few.watch(run, learned, held_out, [2, 4])
    assert run.step == 4 and all(len(column) == 2 for column in noted.values())
    assert noted["says_learned"][-1] == pytest.approx(run.judge(learned).mean(), abs=0.01)
    assert noted["says_held_out"][-1] == pytest.approx(run.judge(held_out).mean(), abs=0.01)
    assert noted["says_fakes"][-1] == pytest.approx(run.judge(run.samples(20, 1)).mean(), abs=0.01)


def test_the_file_holds_both_runs(monkeypatch, tmp_path):
    monkeypatch.setattr(dcgan_few, "FILE", tmp_path / "deep" / "few.json")
    with pytest.raises(SettingError, match="dcgan_few"):
        dcgan_few.load()
    result = dcgan_few.experiment([2], 16, 20, **SMALL)
    monkeypatch.setattr(dcgan_few, "experiment", lambda: result)
    dcgan_few.main()
    kept = dcgan_few.load()
    assert kept == result and kept["pictures"] == 16
    one, other = kept["runs"].values()
    assert np.isfinite([*one["kernel_distance"], *other["kernel_distance"]]).all()
    assert one != other
