"""The networks that ship: they load, they are the files of the card, and they make what they were trained to make."""

import hashlib

import numpy as np
import pytest

from course_lib.datasets import plane
from course_lib.errors import SettingError
from course_lib.metrics.plane import coverage, histogram, js, truth
from course_lib.training import plane_pretrained
from course_lib.training.plane_run import PlaneRun

CARD = (plane_pretrained.FOLDER / "README.md").read_text(encoding="utf-8")


def test_there_is_one_for_every_named_distribution():
    assert set(plane_pretrained.names()) == set(plane.names())


@pytest.mark.parametrize("name", plane.names())
def test_a_file_is_the_one_of_the_card_and_small(name):
    file = plane_pretrained.FOLDER / f"{name}.npz"
    assert hashlib.sha256(file.read_bytes()).hexdigest() in CARD
    assert file.stat().st_size < 100_000
    with np.load(file, allow_pickle=False) as arrays:
        assert all(np.isfinite(arrays[key]).all() for key in arrays if key != "settings")


@pytest.mark.parametrize(("name", "modes"), [("gaussians", 3), ("ring", 8), ("grid", 25)])
def test_it_makes_the_modes(name, modes):
    run = plane_pretrained.run(name)
    found = coverage(run.fakes(4000), plane.load(name))
    assert found.modes == modes and found.good > 0.85


def test_the_spiral_is_near_the_spiral():
    run = plane_pretrained.run("spiral")
    assert js(truth(run.data), histogram(run.fakes(20_000))) < 0.1


def test_a_new_card_keeps_what_is_said_of_the_files_beside():
    rows = [line for line in CARD.splitlines() if ".npz |" in line]
    assert plane_pretrained.card(plane_pretrained.STEPS, rows, CARD) == CARD
    assert "Beside" not in plane_pretrained.card(10, rows)


def test_a_name_without_networks_is_refused():
    with pytest.raises(SettingError, match="no pre-trained networks for 'drawn'"):
        plane_pretrained.run("drawn")


def test_a_broken_file_is_told_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(plane_pretrained, "FOLDER", tmp_path)
    (tmp_path / "ring.npz").write_bytes(b"no networks")
    with pytest.raises(SettingError, match="holds no networks"):
        plane_pretrained.run("ring")


def test_what_is_saved_comes_back(tmp_path, monkeypatch):
    monkeypatch.setattr(plane_pretrained, "FOLDER", tmp_path)
    saved = PlaneRun("line", g_units=4, d_units=5, seed=3)
    plane_pretrained.save(saved, tmp_path / "line.npz")
    back = plane_pretrained.run("line")
    assert back.settings == saved.settings and back.step == 0
    assert np.array_equal(back.fakes(50), saved.fakes(50))
    assert np.array_equal(back.judge(back.sample(50)), saved.judge(back.sample(50)))
