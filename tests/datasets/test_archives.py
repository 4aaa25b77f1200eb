import os
import shutil
import stat
import zipfile
from types import SimpleNamespace

import numpy as np
import pytest

from course_lib.datasets import archives
from course_lib.errors import ArchiveError, DownloadError

PIXELS = np.random.default_rng(0).bytes(300)
SET = {f"set/{part}/{index}.jpg": PIXELS for part in ("trainA", "trainB") for index in range(2)}


def packed(tmp_path, entries, method=zipfile.ZIP_STORED):
    """A zip of entries, from a name or a ZipInfo to its bytes, in a folder of its own."""
    path = tmp_path / "in" / "set.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w", method) as opened:
        for name, contents in entries.items():
            opened.writestr(name, contents)
    return path


def inside(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def entry(name, mode=0):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def refused(tmp_path, archive, says, error=ArchiveError):
    """The archive is refused in these words, and nothing at all is written, inside the target or outside."""
    before = inside(tmp_path)
    with pytest.raises(error, match=says):
        archives.unpack(archive, tmp_path / "out" / "set", ("trainA", "trainB"))
    assert inside(tmp_path) == before and not (tmp_path / "out" / "set").exists()


def test_the_pictures_come_to_lie_in_the_target_without_the_folder_around_them(tmp_path):
    target = archives.unpack(packed(tmp_path, SET), tmp_path / "out" / "horses", ("trainA", "trainB"))
    assert target == tmp_path / "out" / "horses"
    assert inside(target) == {"trainA/0.jpg", "trainA/1.jpg", "trainB/0.jpg", "trainB/1.jpg"}
    assert (target / "trainB" / "1.jpg").read_bytes() == PIXELS
    assert [path.name for path in target.parent.iterdir()] == ["horses"]


def test_without_a_folder_around_them_all_folders_stay(tmp_path):
    bare = {name.removeprefix("set/"): contents for name, contents in SET.items()}
    assert "trainA/0.jpg" in inside(archives.unpack(packed(tmp_path, bare), tmp_path / "set"))


def test_a_folder_that_is_asked_for_is_not_taken_for_the_one_around_everything(tmp_path):
    lone = packed(tmp_path, {"trainA/0.jpg": PIXELS})
    assert inside(archives.unpack(lone, tmp_path / "set", ("trainA",))) == {"trainA/0.jpg"}


def test_what_is_no_picture_is_passed_over(tmp_path):
    junk = {"set/": b"", "set/.DS_Store": b"x", "__MACOSX/set/trainA/._0.jpg": b"x", "set/read.me": b"x"}
    hidden = {"set/trainA/.0.jpg": b"x", "set/trainA/run.exe": b"x", "set/trainA/folder.jpg/": b""}
    target = archives.unpack(packed(tmp_path, SET | junk | hidden), tmp_path / "set")
    assert inside(target) == {name.removeprefix("set/") for name in SET}


def test_times_in_names_become_names_that_every_system_has(tmp_path):
    times = packed(tmp_path, SET | {"set/trainA/2014-08-01 17:41:55.jpg": PIXELS})
    assert "trainA/2014-08-01 17_41_55.jpg" in inside(archives.unpack(times, tmp_path / "set"))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../evil.jpg", "leads out of the folder"),
        ("set/trainA/../../../evil.jpg", "leads out of the folder"),
        ("set\\..\\..\\evil.jpg", "leads out of the folder"),
        ("../evil.txt", "leads out of the folder"),
        ("/tmp/evil.jpg", "an absolute path"),
        ("\\\\server\\evil.jpg", "an absolute path"),
        ("C:\\evil.jpg", "an absolute path"),
        ("c:evil.jpg", "an absolute path"),
        (entry("set/trainA/link.jpg", stat.S_IFLNK | 0o777), "a link"),
        (entry("set/trainA/pipe.jpg", stat.S_IFIFO | 0o666), "neither a file nor a folder"),
        (entry("set/trainA/device.jpg", stat.S_IFCHR | 0o666), "neither a file nor a folder"),
    ],
)
def test_an_entry_that_would_leave_the_folder_refuses_the_whole_archive(tmp_path, name, says):
    refused(tmp_path, packed(tmp_path, SET | {name: b"/etc/passwd"}), says)


def test_a_bomb_is_told_by_its_growth(tmp_path):
    bomb = packed(tmp_path, SET | {"set/trainA/bomb.jpg": bytes(10_000_000)}, zipfile.ZIP_DEFLATED)
    refused(tmp_path, bomb, r"would grow to [\d,]+ times its size; 50 times is the most")


def test_a_bomb_is_told_by_its_size(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    refused(tmp_path, packed(tmp_path, SET), "would grow to 0.0 GB; 1e-06 GB is the most")


def test_a_bomb_of_overlapping_files_is_told_by_its_growth(tmp_path):
    """Many entries of the table point at one and the same file (D. Fifield, A better zip bomb, 2019)."""
    archive = packed(tmp_path, {"set/trainA/0.jpg": bytes(100_000)}, zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(archive, "a") as opened:
        first = opened.infolist()[0]
        for index in range(1, 100):
            info = zipfile.ZipInfo(f"set/trainB/{index}.jpg")
            for field in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(info, field, getattr(first, field))
            opened.filelist.append(info)
        opened._didModify = True
    refused(tmp_path, archive, "times its size")


def test_a_file_that_is_larger_than_the_table_says_is_refused_and_never_written_whole(tmp_path):
    archive = packed(tmp_path, SET | {"set/trainA/liar.jpg": bytes(3000)}, zipfile.ZIP_DEFLATED)
    told = (3000).to_bytes(4, "little")
    archive.write_bytes(archive.read_bytes().replace(told, (30).to_bytes(4, "little")))
    refused(tmp_path, archive, "is damaged: Bad CRC-32")


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 3)
    refused(tmp_path, packed(tmp_path, SET), "has 4 files in it; 3 is the most")


def test_an_encrypted_archive_is_told_to_be_one(tmp_path):
    archive = packed(tmp_path, SET)
    contents = bytearray(archive.read_bytes())
    contents[contents.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(contents)
    refused(tmp_path, archive, "'set/trainA/0.jpg' in it, which is encrypted")


def test_another_method_of_packing_is_refused(tmp_path):
    refused(tmp_path, packed(tmp_path, SET, zipfile.ZIP_LZMA), "other than deflate")


def flipped(contents):
    place = contents.index(PIXELS) + 7
    return contents[:place] + bytes([contents[place] ^ 1]) + contents[place + 1 :]


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda contents: b"", "File is not a zip file"),
        (lambda contents: b"<html>not here</html>", "File is not a zip file"),
        (lambda contents: contents[:-100], "is damaged"),
        (lambda contents: contents[200:], "is damaged"),
        (flipped, "is damaged: Bad CRC-32"),
    ],
)
def test_a_damaged_archive_is_told_to_be_one(tmp_path, damage, says):
    archive = packed(tmp_path, SET)
    archive.write_bytes(damage(archive.read_bytes()))
    refused(tmp_path, archive, says)


def test_damage_in_the_middle_of_a_packed_file_is_told(tmp_path):
    archive = packed(tmp_path, SET | {"set/trainB/long.jpg": PIXELS * 20}, zipfile.ZIP_DEFLATED)
    contents = bytearray(archive.read_bytes())
    place = contents.index(b"long.jpg") + 20
    contents[place : place + 200] = bytes(200)
    archive.write_bytes(contents)
    refused(tmp_path, archive, "is damaged")


def test_a_name_that_is_no_text_is_damage(tmp_path):
    archive = packed(tmp_path, SET | {"set/trainA/\u00e4.jpg": PIXELS})
    archive.write_bytes(archive.read_bytes().replace("\u00e4".encode(), b"\xff\xff"))
    refused(tmp_path, archive, "is damaged: .*utf-8")


def test_two_files_of_one_name_are_refused(tmp_path):
    refused(tmp_path, packed(tmp_path, SET | {"set/trainA/a:.jpg": b"1", "set/trainA/a?.jpg": b"2"}), "of one name")


def test_a_set_that_lacks_a_folder_is_refused(tmp_path):
    half = {name: contents for name, contents in SET.items() if "trainA" in name}
    refused(tmp_path, packed(tmp_path, half), "has no pictures in trainB")


def test_a_set_without_pictures_is_refused(tmp_path):
    with pytest.raises(ArchiveError, match="has no pictures"):
        archives.unpack(packed(tmp_path, {"read.me": b"x"}), tmp_path / "set")


def test_a_disk_without_room_is_told_before_anything_is_written(tmp_path, monkeypatch):
    archive = packed(tmp_path, SET)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1))
    refused(tmp_path, archive, "Make room", DownloadError)


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_unpacking_that_is_cut_leaves_nothing(tmp_path, monkeypatch, fault):
    def cut(source, file):
        file.write(source.read(10))
        raise fault

    monkeypatch.setattr(shutil, "copyfileobj", cut)
    wanted = KeyboardInterrupt if isinstance(fault, KeyboardInterrupt) else ArchiveError
    refused(tmp_path, packed(tmp_path, SET), None if wanted is KeyboardInterrupt else "No space left", wanted)


def test_what_a_killed_unpacking_left_is_cleared_and_one_at_work_is_not(tmp_path):
    killed, at_work = tmp_path / ".set.1.unpacking", tmp_path / ".set.2.unpacking"
    for folder in (killed, at_work):
        (folder / "trainA").mkdir(parents=True)
    os.utime(killed, (0, 0))
    archives.unpack(packed(tmp_path, SET), tmp_path / "set")
    assert not killed.exists() and at_work.exists()


def test_a_folder_that_came_in_between_is_left_as_it_is(tmp_path):
    archive = packed(tmp_path, SET)
    put = tmp_path / "set" / "trainA" / "mine.jpg"
    put.parent.mkdir(parents=True)
    put.write_bytes(b"mine")
    with pytest.raises(ArchiveError, match="could not be unpacked to"):
        archives.unpack(archive, tmp_path / "set")
    assert inside(tmp_path) == {"set/trainA/mine.jpg", "in/set.zip"}
