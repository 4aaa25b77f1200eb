"""The course's environment: .venv built from requirements.lock by whatever this machine has, and found again later.

Nothing but the standard library is used here, and no syntax newer than Python 3.6, so that a machine that cannot run
the course is told so in a sentence.
"""

import contextlib
import hashlib
import os
import platform
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from course_lib.installers import (
    BASE_PYTHON,
    LOCK,
    PYTHON,
    ROOT,
    VENV,
    Stop,
    apt_install,
    install,
    installers,
    say,
    works,
)

STAMP = VENV / "course-stamp.txt"
SUPPORTED = [(3, 11), (3, 12), (3, 13)]
NEEDED_GB = 4


def become(command):
    """Hand the terminal over to a command for good: Ctrl-C is then its own to answer."""
    words = [str(word) for word in command]
    if os.name != "nt":
        os.execvp(words[0], words)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.call(words))


def ready_python():
    """Return the Python of .venv, after building .venv or bringing it up to date where the lock wants it otherwise."""
    if stamp() != wanted_stamp():
        use_supported_python()
        with alone():
            if stamp() != wanted_stamp():
                build()
    return PYTHON


def wanted_stamp():
    """What .venv has to be: its place and Python on the first line, the files that decide its content on the second."""
    files = [LOCK, ROOT / "pyproject.toml", ROOT / "course_lib" / "installers.py"]
    content = hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
    return [f"{VENV} Python {dotted(version_of([PYTHON]))}", content]


def stamp():
    """What .venv was last built to be; empty where that was never said."""
    return STAMP.read_text(encoding="utf-8").splitlines() if STAMP.is_file() else []


def version_of(command):
    """Return (3, 11) for a Python of that version which runs, (0, 0) for one that does not."""
    question = "import sys; print(sys.version_info[0], sys.version_info[1])"
    try:
        answer = subprocess.check_output([*command, "-c", question], stderr=subprocess.DEVNULL)
        major, minor = answer.split()
        return int(major), int(minor)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 0, 0


def dotted(version):
    """Write (3, 11) as 3.11."""
    return ".".join(str(number) for number in version)


def use_supported_python():
    """Go on under a Python that the lock has builds for: this one, or else one that is on PATH."""
    mine = sys.version_info[:2]
    if mine in SUPPORTED:
        return
    for version in SUPPORTED:
        for command in (["python" + dotted(version)], ["py", "-" + dotted(version)]):
            if version_of(command) == version:
                become([*command, *sys.argv])
    raise Stop(
        f"this is Python {dotted(mine)}, too {'old' if mine < SUPPORTED[0] else 'new'}: the course runs on 3.11, 3.12 "
        "and 3.13 (TensorFlow has no build for others), and none of these is on PATH.\n"
        f"Install one, then type: python3.12 course.py {' '.join(sys.argv[1:])}"
    )


@contextlib.contextmanager
def alone():
    """Let one set-up work in this folder at a time (where the system has file locks)."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    folder = os.open(str(ROOT), os.O_RDONLY)
    try:
        if not locked(fcntl, folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            say("another set-up is at work in this folder; waiting for it.")
            locked(fcntl, folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def locked(fcntl, folder, how):
    """Take the lock; False where another has it, or where the file system knows no locks."""
    try:
        fcntl.flock(folder, how)
    except OSError:
        return False
    return True


def build():
    """Make .venv what the lock says. Until that is done its stamp says `unfinished`, and the next run starts afresh."""
    version = version_of([PYTHON])
    if version not in SUPPORTED or stamp()[:1] not in ([], wanted_stamp()[:1]):
        check_machine()
        say("building .venv, once: it takes some minutes and 3 GB.")
        clear()
        make_venv()
    else:
        say("bringing .venv up to date with requirements.lock.")
    STAMP.write_text("unfinished\n", encoding="utf-8")
    install()
    STAMP.write_text("\n".join(wanted_stamp()) + "\n", encoding="utf-8")


def check_machine():
    """Stop before the download where it could not end well: no build of TensorFlow, or no room for it."""
    if sys.platform == "darwin" and platform.machine() == "x86_64":
        raise Stop(
            "TensorFlow 2.21 has no build for Intel Macs, nor for an Intel Python on Apple silicon.\n"
            "On Apple silicon install an arm64 Python; an Intel Mac can run the course in a Linux container."
        )
    cache = Path(os.environ.get("UV_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or Path.home())
    for place in (ROOT, cache):
        free = shutil.disk_usage(str(place)).free / 1e9 if place.is_dir() else NEEDED_GB
        if free < NEEDED_GB:
            raise Stop(
                f"the disk of {place} has {free:.1f} GB free, and the set-up needs {NEEDED_GB} GB.\n"
                "Make room, or copy this folder to a larger disk, and type the same line again."
            )


def clear():
    """Begin .venv anew, marked as unfinished."""
    try:
        if VENV.exists():
            shutil.rmtree(str(VENV))
        VENV.mkdir()
    except OSError as error:
        raise Stop(f"{VENV} could not be cleared ({error}). Close what uses it, delete it, and try again.") from None
    STAMP.write_text("unfinished\n", encoding="utf-8")


def make_venv():
    """Make an empty .venv in the first way that this machine allows; stop where none leads to an installer."""
    ways = [
        [BASE_PYTHON, "-m", "venv", VENV],
        ["uv", "venv", "--allow-existing", "--python", BASE_PYTHON, VENV],
        [BASE_PYTHON, "-m", "venv", "--without-pip", VENV],
    ]
    package = f"python{dotted(sys.version_info[:2])}-venv"
    for _attempt in range(2):
        if any(works(way) and any(installers()) for way in ways):
            return
        if not apt_install(package):
            break
    raise Stop(
        "this Python cannot make a virtual environment with an installer in it (it has no ensurepip, no pip, no uv).\n"
        f"On Debian or Ubuntu type: sudo apt-get install {package}\nand then the same line as before."
    )
