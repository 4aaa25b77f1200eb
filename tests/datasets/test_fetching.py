import dataclasses
import hashlib
import shutil
from types import SimpleNamespace

import numpy as np
import pytest

from course_lib.datasets import fetching, transfer
from course_lib.datasets.fetching import RemoteFile, fetch
from course_lib.errors import DownloadError

CONTENTS = np.random.default_rng(0).bytes(1000)


@pytest.fixture
def server(server):
    """The loopback server with the file in it."""
    server.files["set.zip"] = CONTENTS
    return server


def file(server, *behaviours, **changes):
    mirrors = tuple(server.address(f"/{behaviour}/set.zip") for behaviour in behaviours)
    whole = RemoteFile("the set", mirrors, 1000, hashlib.sha256(CONTENTS).hexdigest(), "none given", "worlds")
    return dataclasses.replace(whole, **changes)


def part_of(target, contents):
    """Lay what a broken download left beside the target."""
    target.with_name(target.name + ".part").write_bytes(contents)
    return target


def failure(file, target):
    """The message of a fetch that fails."""
    with pytest.raises(DownloadError) as caught:
        fetch(file, target)
    return str(caught.value)


@pytest.mark.parametrize("behaviour", ["whole", "moved", "unsized"])
def test_the_file_is_fetched_once_and_its_size_and_licence_are_told(server, tmp_path, capsys, behaviour):
    target = tmp_path / "made" / "set.zip"
    assert fetch(file(server, behaviour), target) == target and target.read_bytes() == CONTENTS
    told = capsys.readouterr().out
    assert "the set: 0 MB, once. Licence: none given." in told and "100 % of" in told
    asked = len(server.asked)
    fetch(file(server, behaviour), target)
    assert len(server.asked) == asked and capsys.readouterr().out == ""
    assert [path.name for path in target.parent.iterdir()] == ["set.zip"]


def test_a_file_put_there_by_hand_needs_no_network(tmp_path):
    (tmp_path / "set.zip").write_bytes(CONTENTS)
    nowhere = RemoteFile("the set", (), 1000, hashlib.sha256(CONTENTS).hexdigest(), "", "worlds")
    assert fetch(nowhere, tmp_path / "set.zip").read_bytes() == CONTENTS


def test_a_broken_download_is_gone_on_with_where_it_broke_off(server, tmp_path):
    target = part_of(tmp_path / "set.zip", CONTENTS[:400])
    assert fetch(file(server, "whole"), target).read_bytes() == CONTENTS
    assert server.asked == [("/whole/set.zip", "bytes=400-")]


def test_a_part_that_is_whole_already_needs_no_network(server, tmp_path):
    assert fetch(file(server, "failing"), part_of(tmp_path / "set.zip", CONTENTS)).read_bytes() == CONTENTS
    assert server.asked == []


def test_a_connection_that_breaks_is_asked_again_for_as_long_as_it_brings_something(server, tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "WORTH_ANOTHER_TRY", 100)
    assert fetch(file(server, "breaking"), tmp_path / "set.zip").read_bytes() == CONTENTS
    assert [start for _, start in server.asked] == [None] + [f"bytes={start}-" for start in range(100, 1000, 100)]


def test_one_that_breaks_and_brings_too_little_is_given_up_and_what_came_is_kept(server, tmp_path):
    message = failure(file(server, "breaking"), tmp_path / "set.zip")
    assert "broke off at 100 of 1,000 bytes" in message and "100 of 1,000 bytes are kept; the next try" in message
    assert (tmp_path / "set.zip.part").read_bytes() == CONTENTS[:100]


def test_the_next_mirror_goes_on_where_the_last_one_broke_off(server, tmp_path):
    fetch(file(server, "breaking", "whole"), tmp_path / "set.zip")
    assert server.asked == [("/breaking/set.zip", None), ("/whole/set.zip", "bytes=100-")]


def test_a_part_that_is_longer_than_the_file_is_thrown_away(server, tmp_path):
    assert fetch(file(server, "whole"), part_of(tmp_path / "set.zip", b"x" * 1001)).read_bytes() == CONTENTS
    assert server.asked == [("/whole/set.zip", None)]


@pytest.mark.parametrize("kept", [400, 1000])
def test_a_damaged_part_is_found_out_and_fetched_anew(server, tmp_path, kept):
    assert fetch(file(server, "whole"), part_of(tmp_path / "set.zip", b"x" * kept)).read_bytes() == CONTENTS
    assert server.asked[-1] == ("/whole/set.zip", None)


def test_a_wrong_checksum_is_told_and_the_file_deleted(server, tmp_path):
    message = failure(file(server, "whole", sha256="0" * 64), tmp_path / "set.zip")
    assert "its checksum is not the published one" in message and "It was deleted" in message
    assert list(tmp_path.iterdir()) == []


def test_a_mirror_with_another_file_does_not_spoil_the_next_one(server, tmp_path):
    server.files["other.zip"] = CONTENTS[::-1]
    mirrors = server.address("/whole/other.zip"), server.address("/whole/set.zip")
    assert fetch(file(server, mirrors=mirrors), tmp_path / "set.zip").read_bytes() == CONTENTS


def test_without_a_published_checksum_the_size_decides(server, tmp_path):
    assert fetch(file(server, "whole", sha256=None), tmp_path / "set.zip").read_bytes() == CONTENTS


@pytest.mark.parametrize("behaviour", ["failing", "login", "silent"])
def test_a_mirror_that_does_not_give_the_file_is_passed_over(server, tmp_path, monkeypatch, behaviour):
    monkeypatch.setattr(transfer, "ANSWER_SECONDS", 0.2)
    assert fetch(file(server, behaviour, "whole"), tmp_path / "set.zip").read_bytes() == CONTENTS
    assert len(server.asked) == 2


def test_a_file_that_is_not_there_is_told_with_every_address_and_all_that_helps(server, tmp_path):
    server.files.clear()
    missing = file(server, "whole", "moved", by_hand="Or unpack it.")
    message = failure(missing, tmp_path / "set.zip")
    for part in ("the set (0 MB) could not be fetched", *missing.mirrors, "HTTP 404, there is no such file"):
        assert part in message
    assert f"save it as\n  {tmp_path / 'set.zip'}\nOr unpack it.\nWithout it, use worlds." in message
    assert message.count("HTTP 404") == 2


def test_a_wrong_file_at_the_place_is_called_so_and_left_there_until_the_right_one_has_come(server, tmp_path):
    target = tmp_path / "set.zip"
    target.write_bytes(b"another")
    assert "is a damaged file or another one" in failure(file(server, "failing"), target)
    assert target.read_bytes() == b"another"
    assert fetch(file(server, "whole"), target).read_bytes() == CONTENTS


def test_a_disk_without_room_is_told_before_the_server_is_asked(server, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1))
    assert "Make room" in failure(file(server, "whole"), tmp_path / "set.zip")
    assert server.asked == []


def test_an_interrupt_leaves_a_part_to_go_on_with(server, tmp_path, monkeypatch):
    class Interrupted(transfer.http.client.HTTPResponse):
        def read1(self, n=-1):
            if getattr(self, "given", False):
                raise KeyboardInterrupt
            self.given = True
            return super().read1(300)

    with monkeypatch.context() as patched:
        patched.setattr(transfer.http.client.HTTPConnection, "response_class", Interrupted)
        with pytest.raises(KeyboardInterrupt):
            fetch(file(server, "whole"), tmp_path / "set.zip")
    assert (tmp_path / "set.zip.part").read_bytes() == CONTENTS[:300]
    assert fetch(file(server, "whole"), tmp_path / "set.zip").read_bytes() == CONTENTS
