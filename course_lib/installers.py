"""What installs the course on a machine: uv or pip into .venv, apt for Debian's packages, each as its user set it up.

Nothing but the standard library is used here, and no syntax newer than Python 3.6 (see `environment`).
"""

import ast
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(SCRIPTS / ("python.exe" if os.name == "nt" else "python"))
BASE_PYTHON = getattr(sys, "_base_executable", None) or sys.executable

PIP_TO_UV = {
    "index-url": ("UV_INDEX_URL", " "),
    "extra-index-url": ("UV_EXTRA_INDEX_URL", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
    "default-timeout": ("UV_HTTP_TIMEOUT", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "client-cert": ("SSL_CLIENT_CERT", " "),
    "proxy": ("ALL_PROXY", " "),
}


class Stop(Exception):
    """The course cannot go on: the message says why, and what to type."""


def say(text):
    """Print one line at once, so that it stands before what a child process prints."""
    print("course: " + text, flush=True)


def run(command, **settings):
    """Run a command in the course's folder, its output shown; return its exit status."""
    return subprocess.call([str(word) for word in command], cwd=str(ROOT), **settings)


def works(command):
    """Tell whether a command runs to its end without an error; its output is not shown."""
    try:
        return run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def installers():
    """Yield what can install into .venv: a uv (its own, or one on PATH), then a pip (its own, or this Python's)."""
    uvs = [[uv, "pip", "install", "--python", PYTHON] for uv in (SCRIPTS / "uv", "uv")]
    pips = [[PYTHON, "-m", "pip", "install"], [BASE_PYTHON, "-m", "pip", "--python", PYTHON, "install"]]
    for kind in (uvs, pips):
        yield from itertools.islice((command for command in kind if works([*command, "--help"])), 1)


def apt_install(*packages):
    """Install Debian packages where that is allowed without asking: as root, or by a sudo that wants no password."""
    rights = [] if os.name != "nt" and os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or not works([*rights, "true"]):
        return False
    say(f"installing Debian's {' and '.join(packages)}.")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    run([*apt, "update"])
    return run([*apt, "install", "--no-install-recommends", *packages]) == 0


def install():
    """Put uv into .venv, then with it the whole lock, then the course's own library."""
    settings = installer_settings()
    with tempfile.TemporaryDirectory() as folder:
        pin = Path(folder) / "uv.txt"
        pin.write_text(locked_lines("uv"), encoding="utf-8")
        install_step("the installer uv", ["--require-hashes", "--no-deps", "-r", pin], settings)
    install_step("the packages of requirements.lock", ["--require-hashes", "-r", LOCK], settings)
    install_step("the course's own library", ["--no-deps", "--no-build-isolation", "-e", ROOT], settings)


def install_step(what, arguments, settings):
    """Install with the first installer that manages it: pip knows ways through a network that uv does not."""
    say(f"installing {what}.")
    for command in installers():
        if run([*command, *arguments], env=settings) == 0:
            return
    if shutil.disk_usage(str(ROOT)).free < 3e8:
        raise Stop("the disk is full. Make room and type the same line again.")
    raise Stop(
        f"{what} could not be installed: the installer's own last words stand above.\n"
        "If they speak of a connection, a time-out or a proxy, the package index was out of reach. Once it is there, "
        "type the same line again: what has already arrived is kept."
    )


def locked_lines(package):
    """The lines of requirements.lock that pin one package and list its hashes."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(package + "=="))
    end = next(number for number in range(start, len(lines)) if not lines[number].endswith("\\"))
    return "\n".join(lines[start : end + 1]) + "\n"


def installer_settings():
    """The environment for the installers: uv reads none of pip's settings, so the user's own are handed on to it."""
    settings = dict(os.environ, PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1")
    for name, value in pip_settings().items():
        if name in PIP_TO_UV:
            variable, separator = PIP_TO_UV[name]
            settings.setdefault(variable, separator.join(value.split()))
    if "UV_EXTRA_INDEX_URL" in settings:
        settings.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")  # as pip looks; the hashes keep it safe
    return settings


def pip_settings():
    """What pip was told in its files and variables, as {"index-url": "...", ...}; empty where there is no pip."""
    found = {}
    pip = next((pip for pip in ([PYTHON, "-m", "pip"], [BASE_PYTHON, "-m", "pip"]) if works([*pip, "--version"])), None)
    if pip:
        listed = subprocess.check_output([*pip, "config", "list"], stderr=subprocess.DEVNULL).decode("utf-8", "replace")
        entries = [line.partition("=") for line in listed.splitlines() if "=" in line]
        for scope in ("global.", "install.", ":env:."):
            mine = [(key, value) for key, _, value in entries if key.startswith(scope)]
            found.update({key[len(scope) :]: ast.literal_eval(value) for key, value in mine})
    return found
