import dataclasses
import hashlib
import io
from pathlib import Path

import pytest

from course_lib.datasets import downloads
from course_lib.errors import DownloadError, SettingError

CONTENTS = b"weights" * 100


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A registered download of 700 bytes, and an empty cache of its own."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    md5 = hashlib.md5(CONTENTS, usedforsecurity=False).hexdigest()
    entry = dataclasses.replace(downloads.REGISTRY["vgg19"], url="http://example.org/small.h5", size=700, md5=md5)
    monkeypatch.setitem(downloads.REGISTRY, "small", entry)
    return entry


def offline(monkeypatch):
    def refuse(*_, **__):
        raise OSError("no route to host")

    monkeypatch.setattr("urllib.request.urlopen", refuse)


def online(monkeypatch, contents):
    def retrieve(url, target, reporthook=None):
        Path(target).write_bytes(contents)

    monkeypatch.setattr("urllib.request.urlopen", lambda *_, **__: io.BytesIO())
    monkeypatch.setattr("keras.src.utils.file_utils.urlretrieve", retrieve)


def test_a_file_put_there_by_hand_needs_no_network(small, monkeypatch, capsys):
    offline(monkeypatch)
    target = downloads.path("small")
    target.parent.mkdir(parents=True)
    target.write_bytes(CONTENTS)
    assert downloads.fetch("small") == target
    assert capsys.readouterr().out == ""


def test_a_fetched_file_lies_where_path_says_and_its_size_and_licence_are_told_first(small, monkeypatch, capsys):
    online(monkeypatch, CONTENTS)
    assert downloads.fetch("small") == downloads.path("small")
    assert downloads.path("small").read_bytes() == CONTENTS
    assert small.licence in capsys.readouterr().out


@pytest.mark.parametrize("arrived", [b"", CONTENTS[:-1]])
def test_a_broken_download_is_an_error_of_ours(small, monkeypatch, arrived):
    online(monkeypatch, arrived)
    with pytest.raises(DownloadError, match="could not be fetched"):
        downloads.fetch("small")


def test_offline_the_error_tells_file_place_size_and_what_works_instead(small, monkeypatch):
    offline(monkeypatch)
    with pytest.raises(DownloadError) as caught:
        downloads.fetch("small")
    words = str(caught.value)
    for part in (
        small.what,
        small.url,
        str(downloads.path("small")),
        "no such file",
        small.instead,
        "no route to host",
    ):
        assert part in words


def test_a_damaged_file_offline_is_called_damaged(small, monkeypatch):
    offline(monkeypatch)
    downloads.path("small").parent.mkdir(parents=True)
    downloads.path("small").write_bytes(b"half of it")
    with pytest.raises(DownloadError, match="damaged"):
        downloads.fetch("small")


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(SettingError, match="vgg19"):
        downloads.path("vgg16")


def test_keras_uses_the_same_address_and_checksum():
    from keras.src.applications import vgg19

    source = Path(vgg19.__file__).read_text()
    entry = downloads.REGISTRY["vgg19"]
    assert entry.url == vgg19.WEIGHTS_PATH_NO_TOP and entry.md5 in source
