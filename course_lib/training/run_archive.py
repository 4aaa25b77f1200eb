"""Arrays and the story that goes with them in one file: a zip of plain arrays and JSON, nothing in it that is run.

Nothing is compressed: weights do not shrink, and a file can then never hold more than its size says.
"""

import json
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import psutil

from course_lib.errors import SettingError

STORY, PART = "story.json", ".part"
HEADER = 1024  # bytes, more than the head of a plain array has
Layout = Sequence[tuple[tuple[int, ...], str]]


def write(path: Path, story: dict, arrays: Sequence[np.ndarray]) -> None:
    """Write a file that is whole at every moment: beside its place first, on the disk for good, then moved there.

    What was there before stays as `earlier(path)`, where the file system has hard links. Raises OSError; the files are
    then as they were.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    _sweep(path)
    try:
        with beside.open("wb") as file:
            _pack(file, story, arrays)
            file.flush()
            os.fsync(file.fileno())
        _set_aside(path)
        beside.replace(path)
    except BaseException:
        _remove(beside)
        raise
    _settle(path.parent)


def read(path: Path, layout_of: Callable[[dict], Layout]) -> tuple[dict, list[np.ndarray]]:
    """The story, and the arrays if they are those that `layout_of(story)` says, by shape and dtype.

    Raises SettingError for others, and whatever zipfile, json and numpy raise for a file that is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if any(each.compress_type != zipfile.ZIP_STORED or each.file_size != each.compress_size for each in members):
            raise SettingError("something in it is compressed, which no kept run is")
        if sum(each.file_size for each in members) > path.stat().st_size:
            raise SettingError("what is in it overlaps")
        told = json.loads(archive.read(STORY))
        layout = list(layout_of(told))
        if sorted(archive.namelist()) != sorted([STORY, *map(_name, range(len(layout)))]):
            raise SettingError(f"it holds {len(members) - 1} arrays, not {len(layout)}")
        return told, [_array(archive, _name(place), *each) for place, each in enumerate(layout)]


def story(path: Path) -> dict:
    """The story alone. Raises as `read` does."""
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read(STORY))


def earlier(path: Path) -> Path:
    """Where the file lies that was written before the last one: "run.before.npz" for "run.npz"."""
    return path.with_name(f"{path.stem}.before{path.suffix}")


def _name(place: int) -> str:
    return f"state_{place}.npy"


def _pack(file, story: dict, arrays: Sequence[np.ndarray]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(STORY, json.dumps(story, default=float))
        for place, value in enumerate(arrays):
            with archive.open(_name(place), "w", force_zip64=True) as member:
                np.lib.format.write_array(member, np.asarray(value), allow_pickle=False)


def _array(archive: zipfile.ZipFile, name: str, shape: tuple[int, ...], dtype: str) -> np.ndarray:
    """One array; its size and its head are looked at before anything is read. Reading it checks its sum."""
    size = int(np.prod(shape, dtype="int64")) * np.dtype(dtype).itemsize
    if not size < archive.getinfo(name).file_size <= size + HEADER:
        raise SettingError("its weights have other shapes than this run's")
    with archive.open(name) as member:
        if np.lib.format.read_magic(member) != (1, 0):
            raise SettingError("its arrays are written in another way")
        found = np.lib.format.read_array_header_1_0(member)
        if found != (tuple(shape), False, np.dtype(dtype)):
            raise SettingError(f"its weights have other shapes than this run's: {found[0]}, not {tuple(shape)}")
        return np.frombuffer(member.read(), dtype).reshape(shape)


def _set_aside(path: Path) -> None:
    """Give the present file a second name, so that it outlives the move of the new one onto its place."""
    before = earlier(path)
    second = before.with_name(f".{before.name}.{os.getpid()}{PART}")
    try:
        second.unlink(missing_ok=True)
        os.link(path, second)
        second.replace(before)
    except OSError:  # none there yet, or a file system without hard links: the new one still comes whole
        return


def _sweep(path: Path) -> None:
    """Remove what processes left beside that were killed while they wrote."""
    for name in (path.name, earlier(path).name):
        for left in path.parent.glob(f".{name}.*{PART}"):
            owner = left.name.removeprefix(f".{name}.").removesuffix(PART)
            if owner.isdigit() and not psutil.pid_exists(int(owner)):
                _remove(left)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # a folder that cannot be written any more
        return


def _settle(folder: Path) -> None:
    """Have the folder itself on the disk for good, so that the move outlives a power cut; where that can be asked."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
