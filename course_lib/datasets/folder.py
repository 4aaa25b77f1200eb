"""A folder of the learner's own pictures as a data set: the good ones, and a report of the rest."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

import numpy as np

from course_lib import checks, images
from course_lib.datasets import room
from course_lib.errors import PictureError, SettingError

LEAST = 8
MOST = 20_000
SMALLEST, LARGEST = 16, 512
KINDS = ("float32", "uint8")
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff")
LISTED = 5


@dataclass(frozen=True)
class PictureFolder:
    """What a folder gave.

    Attributes: pictures (n, side, side, 3) float32 in [0, 1] or uint8, in the order of their names; names, of the
    files, seen from the folder; labels, for each picture the place of its class in `classes`; classes, the first
    folders below, "." for files that lie in the folder itself; skipped, from a file's name to why it was not used;
    left_out, how many more files there were than were asked for.
    """

    pictures: np.ndarray = field(repr=False)
    names: tuple[str, ...] = field(repr=False)
    labels: np.ndarray = field(repr=False)
    classes: tuple[str, ...]
    skipped: dict[str, str]
    left_out: int = 0

    def __str__(self) -> str:
        """The report: how many were used, of which classes, and what was skipped and why."""
        side = self.pictures.shape[1]
        lines = [f"{len(self.pictures)} pictures used, each cut to a square and brought to {side} x {side}."]
        if len(self.classes) > 1:
            counts = np.bincount(self.labels, minlength=len(self.classes))
            parts = ", ".join(f"{name} {count}" for name, count in zip(self.classes, counts, strict=True))
            lines.append(f"{len(self.classes)} classes, by folder: {parts}.")
        else:
            lines.append("One class: there are no folders that tell kinds of pictures apart.")
        if self.left_out:
            lines.append(f"{self.left_out} more were left out: `most` asks for no more.")
        return "\n".join(lines + skipped_lines(self.skipped))


def load(path: str | os.PathLike, side: int = 32, most: int = 5000, kind: str = "float32") -> PictureFolder:
    """Read the pictures of a folder and of the folders in it, whatever their sizes.

    Each is turned upright, cut to the largest square in its middle, and scaled. Files that are no pictures, or broken,
    are skipped and told; hidden files are passed over, links to folders are not followed.

    Arguments: path, of the folder; side in pixels, 16 to 512; most, how many pictures at most, in the order of names;
    kind, of the numbers: "float32" in [0, 1], or "uint8", a quarter of the memory.
    Raises SettingError where there is no such folder, it holds fewer than 8 pictures that can be read, or they need
    more memory than is free.
    """
    checks.whole("side", side, SMALLEST, LARGEST)
    checks.whole("most", most, LEAST, MOST)
    checks.one_of("kind", kind, KINDS)
    folder = _folder(path)
    files = list(_files(folder))
    slots = min(most, _pictures_in(files))
    room.demand_memory(slots, side, np.dtype(kind).itemsize)
    pictures = np.empty((slots, side, side, 3), kind)
    names, skipped = _read_into(pictures, folder, files, most)
    _demand_enough(folder, files, names, skipped)
    kinds = [name.split("/")[0] if "/" in name else "." for name in names]
    classes = tuple(sorted(set(kinds)))
    labels = np.array([classes.index(kind) for kind in kinds])
    left_out = len(files) - len(names) - len(skipped)
    return PictureFolder(pictures[: len(names)], tuple(names), labels, classes, skipped, left_out)


def count(path: str | os.PathLike) -> int:
    """How many files of a folder are pictures by their names: the most that `load` could read. SettingError."""
    return _pictures_in(_files(_folder(path)))


def skipped_lines(skipped: dict[str, str]) -> list[str]:
    """The lines of a report that say which files were skipped and why; none where all were used."""
    if not skipped:
        return []
    lines = [f"{len(skipped)} file{'s' * (len(skipped) > 1)} skipped:"]
    lines += [f"  {name}: {why}" for name, why in list(skipped.items())[:LISTED]]
    if len(skipped) > LISTED:
        lines.append(f"  and {len(skipped) - LISTED} more, in `skipped`")
    return lines


def is_picture(file: PurePath) -> bool:
    """Whether a file is a picture by its name."""
    return file.suffix.lower() in SUFFIXES


def _pictures_in(files: Iterable[Path]) -> int:
    return sum(map(is_picture, files))


def _folder(path: str | os.PathLike) -> Path:
    folder = Path(path)
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "is not there"
        raise SettingError(f"the folder {str(path)!r} {what}. Give the path of a folder with pictures in it.")
    return folder


def _files(folder: Path) -> Iterator[Path]:
    """All files below, in the order of their names; nothing hidden, no folder behind a link."""
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(at) / name for name in sorted(files) if not name.startswith("."))


def _read_into(pictures: np.ndarray, folder: Path, files: list[Path], most: int) -> tuple[list[str], dict[str, str]]:
    """Fill pictures (n, side, side, 3) from the files in turn: the names of those used, and why others were not."""
    names, skipped = [], {}
    for file in files:
        if len(names) == most:
            break
        name = file.relative_to(folder).as_posix()
        try:
            picture = _read(file, pictures.shape[1])
        except PictureError as error:
            skipped[name] = str(error)
            continue
        pictures[len(names)] = picture if pictures.dtype == np.float32 else np.rint(picture * 255)
        names.append(name)
    return names, skipped


def _read(file: Path, side: int) -> np.ndarray:
    if not is_picture(file):
        raise PictureError(f"no picture, by its name; pictures end in {', '.join(SUFFIXES)}")
    if not file.is_file():
        raise PictureError("no file that can be read: a link to nothing, or a device")
    return images.read(file, side=side, square=True, name=file.name)


def _demand_enough(folder: Path, files: list, names: list, skipped: dict) -> None:
    if len(names) >= LEAST:
        return
    if not files:
        raise SettingError(f"the folder {folder.name!r} is empty. Put {LEAST} pictures or more into it.")
    reasons = "".join(f"\n  {name}: {why}" for name, why in list(skipped.items())[:LISTED])
    read = f"{len(names)} picture{'s' * (len(names) != 1)}"
    raise SettingError(
        f"the folder {folder.name!r} has {read} that can be read; {LEAST} is the least, hundreds are better. "
        f"{len(skipped)} of its {len(files)} files were skipped{':' if skipped else '.'}{reasons}"
    )
