import shutil
from types import SimpleNamespace

import psutil
import pytest

from course_lib.datasets import room
from course_lib.errors import DownloadError, SettingError


def test_a_disk_that_is_too_full_is_said_to_be_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=1_200_000_000))
    room.demand_disk(tmp_path, 1_000_000_000, "maps")
    with pytest.raises(DownloadError, match=r"maps needs 1,001 MB .* has 1,200 MB free.*KERAS_HOME"):
        room.demand_disk(tmp_path, 1_001_000_000, "maps")


def test_the_disk_of_a_folder_yet_to_be_made_is_that_of_the_first_one_above_it(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: asked.append(folder) or SimpleNamespace(free=10**12))
    room.demand_disk(tmp_path / "a" / "b", 1, "maps")
    assert asked == [tmp_path]


def test_pictures_that_do_not_fit_into_memory_are_refused_with_what_helps(monkeypatch):
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=2_000_000_000))
    room.demand_memory(7_000, 256)
    with pytest.raises(SettingError, match=r"7,000 pictures of 256 x 256 take 5.5 GB.* 2.0 GB are free.*`most`"):
        room.demand_memory(7_000, 256, bytes_each=4)
    with pytest.raises(SettingError, match="2 times over, take 2.8 GB"):
        room.demand_memory(7_000, 256, copies=2)
