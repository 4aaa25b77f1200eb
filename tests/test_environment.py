"""What the set-up says on machines that cannot run the course, and when it builds, mends or leaves .venv alone."""

import platform
import shutil
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from course_lib import environment, installers
from course_lib.installers import Stop

Disk = namedtuple("Disk", "free")


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """A folder of its own for .venv, whose Python exists in name, and a list of what would have been done."""
    done = []
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "course-stamp.txt")
    monkeypatch.setattr(environment, "version_of", lambda command: (3, 12) if "made" in done else (0, 0))
    monkeypatch.setattr(environment, "make_venv", lambda: done.append("made"))
    monkeypatch.setattr(environment, "install", lambda: done.append("installed"))
    monkeypatch.setattr(environment, "check_machine", lambda: done.append("checked"))
    monkeypatch.setattr(sys, "version_info", (3, 12, 1))
    return done


def test_the_first_run_builds_and_the_second_does_nothing(workshop):
    environment.ready_python()
    assert workshop == ["checked", "made", "installed"]
    environment.ready_python()
    assert workshop == ["checked", "made", "installed"]


def test_a_changed_lock_is_installed_into_the_environment_that_is_there(workshop, tmp_path, monkeypatch):
    environment.ready_python()
    changed = tmp_path / "requirements.lock"
    changed.write_text("six==1.17.0\n")
    monkeypatch.setattr(environment, "LOCK", changed)
    environment.ready_python()
    assert workshop == ["checked", "made", "installed", "installed"]


def test_an_environment_made_by_hand_is_taken_over(workshop):
    environment.VENV.mkdir()
    (environment.VENV / "mine.txt").write_text("mine")
    workshop.append("made")
    environment.ready_python()
    assert workshop == ["made", "installed"]
    assert (environment.VENV / "mine.txt").is_file()


def test_an_interrupted_installation_is_not_taken_for_a_whole_one(workshop, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.ready_python()
    half = environment.VENV / "half.py"
    half.touch()
    monkeypatch.setattr(environment, "install", lambda: workshop.append("installed"))
    environment.ready_python()
    assert workshop == ["checked", "made", "checked", "made", "installed"]
    assert not half.exists()


@pytest.mark.parametrize("other", ["/elsewhere/.venv Python 3.12", "{venv} Python 3.11"])
def test_a_moved_folder_or_another_python_is_built_anew(workshop, other):
    environment.ready_python()
    environment.STAMP.write_text(other.format(venv=environment.VENV) + "\nabc\n")
    environment.ready_python()
    assert workshop == ["checked", "made", "installed"] * 2


@pytest.mark.parametrize(
    ("version", "word"), [((3, 6, 15), "too old"), ((3, 10, 2), "too old"), ((3, 14, 0), "too new")]
)
def test_a_python_that_cannot_run_it_is_told_what_to_install(monkeypatch, version, word):
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(sys, "argv", ["course.py", "lab"])
    monkeypatch.setattr(environment, "version_of", lambda command: (0, 0))
    with pytest.raises(Stop, match=f"{version[0]}.{version[1]}, {word}.*3.11, 3.12 and 3.13") as stopped:
        environment.use_supported_python()
    assert "python3.12 course.py lab" in str(stopped.value)


def test_another_python_on_path_takes_over_with_the_same_words(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    monkeypatch.setattr(sys, "argv", ["course.py", "lab"])
    monkeypatch.setattr(environment, "version_of", lambda command: (3, 13) if command == ["python3.13"] else (0, 0))
    taken_over = []
    monkeypatch.setattr(environment, "become", lambda command: taken_over.append(command) or sys.exit(0))
    with pytest.raises(SystemExit):
        environment.use_supported_python()
    assert taken_over == [["python3.13", "course.py", "lab"]]


def test_a_short_disk_is_told_the_need_before_anything_is_fetched(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: Disk(free=1.26e9))
    with pytest.raises(Stop, match=r"1\.3 GB free, and the set-up needs 4 GB"):
        environment.check_machine()


def test_an_intel_mac_is_told_that_there_is_no_build(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    with pytest.raises(Stop, match="no build for Intel Macs"):
        environment.check_machine()


def test_a_machine_that_can_make_no_environment_is_told_the_line_to_type(monkeypatch):
    monkeypatch.setattr(environment, "works", lambda command: False)
    monkeypatch.setattr(environment, "apt_install", lambda package: False)
    monkeypatch.setattr(sys, "version_info", (3, 11, 2))
    with pytest.raises(Stop, match=r"sudo apt-get install python3\.11-venv"):
        environment.make_venv()


def test_apt_mends_a_python_without_ensurepip(monkeypatch):
    installed = []
    monkeypatch.setattr(environment, "works", lambda command: bool(installed) and "venv" in command)
    monkeypatch.setattr(environment, "installers", lambda: iter([["pip"]] if installed else []))
    monkeypatch.setattr(environment, "apt_install", lambda package: installed.append(package) or True)
    environment.make_venv()
    assert len(installed) == 1


def test_version_of_real_and_missing_pythons(tmp_path):
    assert environment.version_of([sys.executable]) == sys.version_info[:2]
    assert environment.version_of([str(tmp_path / "python")]) == (0, 0)
    assert environment.version_of([sys.executable, "--no-such-option"]) == (0, 0)


@pytest.mark.parametrize("module", [environment, installers])
def test_the_set_up_needs_only_the_standard_library_and_old_syntax(module):
    import ast

    tree = ast.parse(Path(module.__file__).read_text(), feature_version=(3, 7))
    imported = {node.names[0].name for node in ast.walk(tree) if isinstance(node, ast.Import)}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} - set(sys.stdlib_module_names) <= {"course_lib"}
