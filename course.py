"""Set up and run the course with nothing but Python: `python3 course.py lab`, or test, prove, notebooks, bench, lock.

The first run builds .venv from requirements.lock; later runs find it built and start at once.
"""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

from course_lib.environment import become, ready_python
from course_lib.installers import LOCK, PYTHON, ROOT, VENV, Stop, apt_install, installer_settings, run, say, works

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
BROWSER_PACKAGES = ["chromium", "libatomic1"]
BROWSER_FILES = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
]
SEVERAL = ["-n", "logical", "--maxprocesses", "4", "--dist"]  # processes: 4 hold some 6 GB, and more gain little
STRICT = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout", "300", "--nbval-sanitize-with"]
STRICT += [ROOT / "tests" / "notebooks" / "sanitize.cfg"]
LAB = [
    "--ServerApp.ip=localhost",
    f"--ServerApp.root_dir={ROOT}",
    "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb",
    "--LabApp.extension_manager=readonly",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
]
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"checkForUpdates": False, "fetchNews": "false"}}


def lab(python, options):
    """Open JupyterLab on the first lesson: for this machine alone, with its token, asking nothing of any other."""
    prefix = VENV if python == PYTHON else Path(sys.prefix)
    overrides = prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.d" / "course.json"
    if not overrides.is_file():
        overrides.parent.mkdir(parents=True, exist_ok=True)
        overrides.write_text(json.dumps(NO_NEWS), encoding="utf-8")
    if not can_open_browser():
        say("no browser can be opened from here: open the address that JupyterLab prints below in one of yours.")
    say("starting JupyterLab; Ctrl-C twice ends it.")
    given = {option.split("=")[0] for option in options}
    settings = [setting for setting in lab_settings() if setting.split("=")[0] not in given]
    become([python, "-m", "jupyterlab", *settings, *options])


def lab_settings():
    """The options of JupyterLab here: those of every machine, and what this one needs besides."""
    settings = list(LAB)
    if os.name != "nt" and os.geteuid() == 0:
        settings.append("--ServerApp.allow_root=True")
    if not can_open_browser():
        settings.append("--ServerApp.open_browser=False")
    if "JUPYTER_TOKEN" not in os.environ:
        settings.append("--Application.log_level=WARN")  # leaves the address, which is printed with a fresh token only
    return settings


def can_open_browser():
    """Tell whether a browser opened here would be seen by whoever typed the command."""
    if os.environ.get("SSH_CONNECTION"):
        return False
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def find_browser():
    """The path of a Chromium or Chrome for the browser tests, None where there is none."""
    on_path = [shutil.which(name) for name in BROWSERS]
    return next((path for path in [*on_path, *BROWSER_FILES] if path and Path(path).is_file()), None)


def can_drive_browser(python):
    """Tell whether there is a browser for the tests, and whether their driver starts (it needs libatomic)."""
    return find_browser() is not None and works([python, "-m", "playwright", "--version"])


def test(python, options):
    """Run every check: the code's style, the library, the pages in a browser, each cell of each notebook."""
    if not can_drive_browser(python):
        apt_install(*BROWSER_PACKAGES)
    lessons = sorted((ROOT / "notebooks").rglob("*.ipynb"))
    checks = [
        ("style: ruff check", ["ruff", "check", "."]),
        ("style: ruff format", ["ruff", "format", "--check", "."]),
        ("library: pytest", ["pytest", "tests", "--ignore=tests/browser", *SEVERAL, "worksteal", *options]),
        # a process of its own: the browser's driver keeps an event loop running, in which the others cannot have theirs
        ("pages: pytest", ["pytest", "tests/browser", *options]),
        (
            f"{len(lessons)} notebooks, strict: pytest --nbval",
            ["pytest", *SEVERAL, "loadfile", *STRICT, *(lessons or ["notebooks"])],
        ),
    ]
    outcomes = [(what, run([python, "-m", *command]) == 0) for what, command in checks]
    outcomes.append(("a browser to try the pages in", can_drive_browser(python)))
    for what, passed in outcomes:
        say(("passed  " if passed else "FAILED  ") + what)
    if not outcomes[-1][1]:
        say("for the browser type: sudo apt-get install " + " ".join(BROWSER_PACKAGES))
    return 0 if all(passed for _, passed in outcomes) else 1


def prove(python, options):
    """Run in full what the tests sample: a training that is killed 50 times against one that never was."""
    return run([python, "-m", "tests.training.kills", "--kills", "50", *options])


def notebooks(python, options):
    """Run the notebooks from top to bottom and write them back with their outputs, in their normal form."""
    return run([python, "-m", "tests.notebooks.execute", *options])


def bench(python, options):
    """Measure the library beside its rivals, each benchmark in one run of its own, and print the ratios."""
    programs = [path for path in sorted((ROOT / "tests" / "benchmarks").glob("*.py")) if is_program(path)]
    return max(run([python, path, *options]) for path in programs)


def is_program(path):
    """Tell whether a Python file is there to be run."""
    return "__main__" in path.read_text(encoding="utf-8")


def lock(python, options):
    """Write requirements.lock anew from pyproject.toml, one file for every supported Python and system."""
    compile_lock = ["uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--universal", "--generate-hashes"]
    compile_lock += ["--quiet", "--custom-compile-command", "make lock", "--output-file", LOCK]
    return run([python, "-m", *compile_lock, *options], env=installer_settings())


COMMANDS = {"lab": lab, "test": test, "prove": prove, "notebooks": notebooks, "bench": bench, "lock": lock}


def main():
    """Read the command line, see to the environment, and do what was asked."""
    parser = argparse.ArgumentParser(
        prog="course.py",
        description=__doc__,
        epilog="\n".join(f"{name:10} {command.__doc__}" for name, command in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("command", choices=list(COMMANDS), metavar="|".join(COMMANDS))
    parser.add_argument("--here", action="store_true", help="use the Python that runs this, as it is, and no .venv")
    chosen, options = parser.parse_known_args()
    os.environ.pop("PYTHONPATH", None)
    if chosen.here:
        os.environ["PYTHONPATH"] = str(ROOT)
    try:
        python = sys.executable if chosen.here else ready_python()
        return COMMANDS[chosen.command](python, options)
    except Stop as reason:
        print(f"\ncourse: {reason}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\ncourse: stopped. The same line goes on from here.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
