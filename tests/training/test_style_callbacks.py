"""Printing and saving every so many steps."""

import numpy as np
import pytest

from course_lib import images
from course_lib.datasets import paintings, photographs
from course_lib.errors import SettingError
from course_lib.training.style_callbacks import PrintEvery, SaveEvery
from course_lib.training.style_run import StyleRun


@pytest.fixture
def run():
    content, style = photographs.load("coffee", side=32), paintings.paint("mosaic", side=32)
    return StyleRun(content, style, steps=6, scales=(1.0,), content_layers="relu1_2", style_layers="relu1_1")


def test_prints_and_saves_at_the_right_steps(run, tmp_path, capsys):
    run.run(callbacks=[PrintEvery(run, 3), SaveEvery(run, 2, tmp_path / "new")])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["step     3", "step     6"]
    assert f"style {run.history[-1]['style']:.3g}" in lines[-1]
    saved = sorted((tmp_path / "new").iterdir())
    assert [path.name for path in saved] == ["step-00002.png", "step-00004.png", "step-00006.png"]
    assert np.abs(images.read(saved[-1]) - run.picture()).max() < 0.003


@pytest.mark.parametrize("every", [0, -1, 2.5, True, "often"])
def test_a_wrong_interval_is_refused(run, every):
    with pytest.raises(SettingError, match="whole number of steps from 1"):
        PrintEvery(run, every)
