import dataclasses
import hashlib
import io
import re
import zipfile

import numpy as np
import pytest
from PIL import Image

from course_lib.datasets import real_sets, room
from course_lib.errors import ArchiveError, DownloadError, SettingError


def picture(shade):
    file = io.BytesIO()
    Image.fromarray(np.full((20, 30, 3), shade, np.uint8)).save(file, "PNG")
    return file.getvalue()


def archive(extra=(), parts=real_sets.PARTS):
    """A small set as the publishers pack theirs; every part has a shade of its own."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for shade, part in enumerate(parts):
            for index in range(9):
                opened.writestr(f"cat2dog/{part}/{index}.png", picture(40 * shade + index))
        for name, contents in dict(extra).items():
            opened.writestr(name, contents)
    return file.getvalue()


@pytest.fixture
def server(server, tmp_path, monkeypatch):
    """The loopback server as the only mirror, and an empty cache."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(real_sets, "MIRRORS", (server.address("/whole/"),))
    return server


def publish(server, monkeypatch, contents):
    """Register the archive as cat2dog, and put it on the server."""
    server.files["cat2dog.zip"] = contents
    entry = real_sets.RealSet(("cat", "dog"), len(contents), "none given", hashlib.sha256(contents).hexdigest())
    monkeypatch.setitem(real_sets.REGISTRY, "cat2dog", entry)
    return entry


def in_cache(tmp_path):
    return sorted(path.name for path in (tmp_path / "datasets").iterdir())


@pytest.mark.parametrize("name", real_sets.REGISTRY)
def test_each_entry_is_whole(name):
    entry = real_sets.REGISTRY[name]
    assert re.fullmatch("[0-9a-f]{64}", entry.sha256) and 30e6 < entry.size < 1.5e9
    assert entry.licence.startswith("none given") and len(set(entry.domains)) == 2


def test_no_checksum_was_entered_twice():
    assert len({entry.sha256 for entry in real_sets.REGISTRY.values()}) == len(real_sets.REGISTRY)


def test_a_set_comes_by_its_name_once_and_its_archive_does_not_stay(server, tmp_path, monkeypatch, capsys):
    publish(server, monkeypatch, archive())
    folder = real_sets.fetch("cat2dog")
    assert folder == real_sets.path("cat2dog") == tmp_path / "datasets" / "cat2dog"
    assert sorted(path.name for path in folder.iterdir()) == sorted(real_sets.PARTS)
    assert in_cache(tmp_path) == ["cat2dog"]
    assert "cat2dog, pictures of cat and dog: 0 MB, once. Licence: none given." in capsys.readouterr().out
    assert real_sets.fetch("cat2dog") == folder and len(server.asked) == 1


def test_a_folder_put_there_by_hand_is_taken_as_it_is(server, tmp_path, monkeypatch):
    publish(server, monkeypatch, archive())
    for part in real_sets.PARTS:
        (real_sets.path("cat2dog") / part).mkdir(parents=True)
    assert real_sets.fetch("cat2dog") == real_sets.path("cat2dog") and not server.asked


def test_half_a_set_put_there_by_hand_is_told_and_left_alone(server, tmp_path, monkeypatch):
    publish(server, monkeypatch, archive())
    (real_sets.path("cat2dog") / "trainA").mkdir(parents=True)
    with pytest.raises(DownloadError, match="cat2dog is there, and lacks trainB, testA, testB: .*delete the folder"):
        real_sets.fetch("cat2dog")
    assert (real_sets.path("cat2dog") / "trainA").is_dir() and not server.asked


def test_an_archive_put_there_by_hand_needs_no_network(server, tmp_path, monkeypatch):
    publish(server, monkeypatch, archive())
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "cat2dog.zip").write_bytes(archive())
    assert (real_sets.fetch("cat2dog") / "testB" / "8.png").read_bytes() == picture(128) and not server.asked


def test_without_the_file_the_message_tells_both_ways_by_hand_and_what_works_instead(server, tmp_path, monkeypatch):
    publish(server, monkeypatch, archive())
    server.files.clear()
    with pytest.raises(DownloadError) as caught:
        real_sets.fetch("cat2dog")
    folder = tmp_path / "datasets" / "cat2dog"
    for words in ("HTTP 404", f"{folder}.zip", str(folder / "trainA"), 'WORLDS["savanna"]', "two_folders(a, b)"):
        assert words in str(caught.value)


def test_the_addresses_are_the_mirrors_with_the_name(server, tmp_path, monkeypatch):
    entry = publish(server, monkeypatch, archive())
    monkeypatch.setattr(real_sets, "MIRRORS", (server.address("/failing/"), server.address("/moved/")))
    real_sets.fetch("cat2dog")
    assert [path for path, _ in server.asked] == ["/failing/cat2dog.zip", "/moved/cat2dog.zip", "/whole/cat2dog.zip"]
    assert dataclasses.asdict(entry)["sha256"] == hashlib.sha256(archive()).hexdigest()


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (archive({"../evil.png": picture(0)}), "a path that leads out of the folder"),
        (archive({"cat2dog/trainA/bomb.png": bytes(5_000_000)}), "times its size; 50 times is the most"),
        (archive(parts=("trainA", "trainB", "testA")), "has no pictures in testB"),
        (b"x" * 1000, "is damaged: File is not a zip file"),
    ],
)
def test_an_archive_that_is_not_to_be_trusted_is_refused_also_with_the_right_checksum(
    server, tmp_path, monkeypatch, contents, says
):
    publish(server, monkeypatch, contents)
    with pytest.raises(ArchiveError, match=says):
        real_sets.fetch("cat2dog")
    assert in_cache(tmp_path) == ["cat2dog.zip"] and not (tmp_path / "evil.png").exists()


def test_room_is_asked_for_the_archive_and_its_pictures_at_once(server, monkeypatch):
    entry = publish(server, monkeypatch, archive())
    asked = []
    monkeypatch.setattr(room, "demand_disk", lambda folder, size, what: asked.append(size))
    real_sets.fetch("cat2dog")
    assert asked[0] == 2 * entry.size


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(SettingError, match="'horse2zebra'.*'cityscapes' is none of them"):
        real_sets.fetch("cityscapes")
