"""What installs the course: pinned by the lock, set up as its user set up pip, and plain about a failure."""

import re
import shutil
import subprocess
import sys
from collections import namedtuple

import pytest

from course_lib import installers
from course_lib.installers import Stop

Disk = namedtuple("Disk", "free")


def test_the_lines_of_one_package_are_whole():
    lines = installers.locked_lines("uv").splitlines()
    assert re.fullmatch(r"uv==[\d.]+ \\", lines[0])
    assert len(lines) > 5
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines[1:])
    assert not lines[-1].endswith("\\")


def test_the_settings_of_pip_reach_uv(monkeypatch):
    for variable in ("UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_INDEX_STRATEGY", "SSL_CERT_FILE"):
        monkeypatch.delenv(variable, raising=False)
    own = {"index-url": "https://mirror.example/simple", "extra-index-url": "https://one.example\nhttps://two.example"}
    own |= {"find-links": "/wheels /more", "cert": "/etc/ca.pem", "quiet": "1"}
    monkeypatch.setattr(installers, "pip_settings", lambda: own)
    settings = installers.installer_settings()
    assert settings["UV_INDEX_URL"] == "https://mirror.example/simple"
    assert settings["UV_EXTRA_INDEX_URL"] == "https://one.example https://two.example"
    assert settings["UV_FIND_LINKS"] == "/wheels,/more"
    assert settings["SSL_CERT_FILE"] == "/etc/ca.pem"
    assert settings["UV_INDEX_STRATEGY"] == "unsafe-best-match"


def test_what_the_user_told_uv_wins(monkeypatch):
    monkeypatch.setenv("UV_INDEX_URL", "https://chosen.example")
    monkeypatch.setattr(installers, "pip_settings", lambda: {"index-url": "https://mirror.example"})
    assert installers.installer_settings()["UV_INDEX_URL"] == "https://chosen.example"


def test_pips_files_and_variables_are_read_the_variables_last(monkeypatch):
    listed = "global.index-url='https://file.example'\n:env:.index-url='https://env.example'\ninstall.timeout='9'\n"
    monkeypatch.setattr(installers, "works", lambda command: True)
    monkeypatch.setattr(subprocess, "check_output", lambda *words, **settings: listed.encode())
    assert installers.pip_settings() == {"index-url": "https://env.example", "timeout": "9"}


def test_no_pip_is_no_settings(monkeypatch):
    monkeypatch.setattr(installers, "works", lambda command: False)
    assert installers.pip_settings() == {}


def test_pip_is_tried_where_uv_fails(monkeypatch):
    tried = []
    monkeypatch.setattr(installers, "installers", lambda: iter([["uv"], ["pip"]]))
    monkeypatch.setattr(installers, "run", lambda command, **settings: tried.append(command) or int(command[0] == "uv"))
    installers.install_step("the packages", ["-r", "lock"], {})
    assert tried == [["uv", "-r", "lock"], ["pip", "-r", "lock"]]


@pytest.mark.parametrize(("free", "words"), [(9e9, "index was out of reach"), (1e6, "disk is full")])
def test_a_failed_installation_says_what_was_wanted_and_what_to_do(monkeypatch, free, words):
    monkeypatch.setattr(installers, "installers", lambda: iter([["uv"]]))
    monkeypatch.setattr(installers, "run", lambda command, **settings: 2)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: Disk(free))
    with pytest.raises(Stop, match=words) as stopped:
        installers.install_step("the packages", [], {})
    assert "type the same line again" in str(stopped.value)


def test_installers_are_one_uv_and_one_pip_the_environment_s_own_first(monkeypatch):
    monkeypatch.setattr(installers, "works", lambda command: True)
    uv, pip = installers.installers()
    assert uv[0] == installers.SCRIPTS / "uv"
    assert pip[:3] == [installers.PYTHON, "-m", "pip"]


def test_outer_installers_serve_an_environment_without_its_own(monkeypatch):
    own = {str(installers.PYTHON), str(installers.SCRIPTS / "uv")}
    monkeypatch.setattr(installers, "works", lambda command: str(command[0]) not in own)
    uv, pip = installers.installers()
    assert uv == ["uv", "pip", "install", "--python", installers.PYTHON]
    assert pip == [installers.BASE_PYTHON, "-m", "pip", "--python", installers.PYTHON, "install"]


def test_apt_is_left_alone_without_the_right(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(installers, "works", lambda command: False)
    monkeypatch.setattr(installers, "run", lambda command, **settings: pytest.fail("apt was called"))
    assert not installers.apt_install("chromium")


def test_a_command_that_is_missing_or_fails_does_not_work():
    assert installers.works([sys.executable, "-c", "pass"])
    assert not installers.works([sys.executable, "-c", "raise SystemExit(3)"])
    assert not installers.works(["no-such-command-of-the-course"])
