"""The commands of course.py: a JupyterLab that keeps to its machine, and a test run in which nothing passes unseen."""

import json
import os
import sys

import pytest

import course
from course_lib.installers import Stop


@pytest.fixture
def checks(monkeypatch, tmp_path):
    """The checks that `test` would run, with one notebook, a browser, and every check passing unless named here."""
    ran, failing = [], set()
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "00_start_here.ipynb").touch()
    monkeypatch.setattr(course, "ROOT", tmp_path)
    monkeypatch.setattr(course, "can_drive_browser", lambda python: True)
    monkeypatch.setattr(course, "run", lambda command: ran.append(command) or int(bool(failing & {*map(str, command)})))
    return ran, failing


def test_every_check_runs_and_a_clean_run_passes(checks):
    assert course.test("python", []) == 0
    assert [command[2] for command in checks[0]] == ["ruff", "ruff", "pytest", "pytest", "pytest"]
    assert checks[0][-1][-1] == course.ROOT / "notebooks" / "00_start_here.ipynb"


@pytest.mark.parametrize("part", ["check", "format", "--ignore=tests/browser", "tests/browser", "--nbval"])
def test_one_failure_fails_the_whole_and_hides_no_other(checks, capsys, part):
    ran, failing = checks
    failing.add(part)
    assert course.test("python", []) == 1
    assert len(ran) == 5
    assert capsys.readouterr().out.count("FAILED") == 1


def test_a_missing_browser_is_installed_or_fails(checks, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(course, "can_drive_browser", lambda python: False)
    monkeypatch.setattr(course, "apt_install", lambda *packages: asked.append(packages))
    assert course.test("python", []) == 1
    assert asked == [("chromium", "libatomic1")]
    *_, failed, cure = capsys.readouterr().out.splitlines()
    assert "FAILED  a browser" in failed
    assert cure.endswith("type: sudo apt-get install chromium libatomic1")


@pytest.mark.parametrize(("browser", "driver"), [(None, True), ("/usr/bin/chromium", False)])
def test_a_browser_needs_its_driver(monkeypatch, browser, driver):
    monkeypatch.setattr(course, "find_browser", lambda: browser)
    monkeypatch.setattr(course, "works", lambda command: driver)
    assert not course.can_drive_browser("python")


def test_no_notebook_is_not_a_pass(checks):
    (course.ROOT / "notebooks" / "00_start_here.ipynb").unlink()
    course.test("python", [])
    assert checks[0][-1][-1] == "notebooks"


def test_every_benchmark_runs_and_one_that_fails_is_told(checks):
    ran, failing = checks
    folder = course.ROOT / "tests" / "benchmarks"
    folder.mkdir(parents=True)
    for name, text in {"one": "__main__", "rivals": "", "two": "__main__"}.items():
        (folder / f"{name}.py").write_text(text)
    assert course.bench("python", ["--rounds", "3"]) == 0
    assert [[command[1].stem, *command[2:]] for command in ran] == [["one", "--rounds", "3"], ["two", "--rounds", "3"]]
    failing.add(str(folder / "one.py"))
    assert course.bench("python", []) == 1


def test_the_lab_is_for_this_machine_and_asks_nothing_of_another(monkeypatch):
    monkeypatch.delenv("JUPYTER_TOKEN", raising=False)
    settings = dict(setting.lstrip("-").split("=", 1) for setting in course.lab_settings())
    assert settings["ServerApp.ip"] == "localhost"
    assert settings["LabApp.news_url"] == "None"
    assert settings["LabApp.check_for_updates_class"] == "jupyterlab.NeverCheckForUpdate"
    assert settings["LabApp.extension_manager"] == "readonly"
    assert settings["LabApp.default_url"].endswith("00_start_here.ipynb")
    assert not any("token" in name or "password" in name for name in settings)


def test_the_address_is_printed_whoever_chose_the_token(monkeypatch):
    monkeypatch.delenv("JUPYTER_TOKEN", raising=False)
    assert "--Application.log_level=WARN" in course.lab_settings()
    monkeypatch.setenv("JUPYTER_TOKEN", "mine")
    assert "--Application.log_level=WARN" not in course.lab_settings()


def test_an_option_of_the_user_s_takes_the_place_of_ours(monkeypatch, tmp_path):
    started = []
    monkeypatch.setattr(course, "become", started.append)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    course.lab("some python", ["--ServerApp.ip=0.0.0.0", "--port", "9000"])
    assert [word for word in started[0] if "ServerApp.ip" in word] == ["--ServerApp.ip=0.0.0.0"]
    assert started[0][:3] == ["some python", "-m", "jupyterlab"]
    assert started[0][-2:] == ["--port", "9000"]
    [overrides] = tmp_path.rglob("course.json")
    assert json.loads(overrides.read_text()) == course.NO_NEWS


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="these always have a screen")
@pytest.mark.parametrize(
    ("screen", "ssh", "opens"), [(":0", None, True), (":0", "10.0.0.1 22", False), (None, None, False)]
)
def test_a_browser_is_opened_only_where_someone_would_see_it(monkeypatch, screen, ssh, opens):
    for name, value in {"DISPLAY": screen, "SSH_CONNECTION": ssh, "WAYLAND_DISPLAY": None}.items():
        monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
    assert course.can_open_browser() == opens
    assert ("--ServerApp.open_browser=False" in course.lab_settings()) != opens


def test_root_may_run_it(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert "--ServerApp.allow_root=True" in course.lab_settings()
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert "--ServerApp.allow_root=True" not in course.lab_settings()


@pytest.mark.parametrize("raised", [Stop("The disk is full."), KeyboardInterrupt()])
def test_what_stops_the_script_is_a_sentence_and_a_failure(monkeypatch, capsys, raised):
    def stop():
        raise raised

    monkeypatch.setattr(course, "ready_python", stop)
    monkeypatch.setattr(sys, "argv", ["course.py", "lab"])
    assert course.main() == 1
    message = capsys.readouterr().err
    assert "course: " in message and "Traceback" not in message


def test_here_uses_the_python_that_runs_it_and_builds_nothing(monkeypatch):
    used = []
    monkeypatch.setattr(course, "ready_python", lambda: pytest.fail("an environment was built"))
    monkeypatch.setitem(course.COMMANDS, "bench", lambda python, options: used.append((python, options)))
    monkeypatch.setattr(sys, "argv", ["course.py", "bench", "--here", "--side", "64"])
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    course.main()
    assert used == [(sys.executable, ["--side", "64"])]
    assert os.environ["PYTHONPATH"] == str(course.ROOT)
