"""A folder of the learner's own pictures as a data set: the good ones, and a report of the rest."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from course_lib import checks, images
from course_lib.errors import PictureError, SettingError

LEAST = 8
MOST = 20_000
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff")
LISTED = 5


@dataclass(frozen=True)
class PictureFolder:
    """What a folder gave.

    Attributes: pictures (n, side, side, 3) float32 in [0, 1], in the order of their names; names, of the files, seen
    from the folder; labels, for each picture the place of its class in `classes`; classes, the first folders below,
    "." for files that lie in the folder itself; skipped, from a file's name to why it was not used; left_out, how many
    more files there were than were asked for.
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
        if self.skipped:
            lines.append(f"{len(self.skipped)} file{'s' * (len(self.skipped) > 1)} skipped:")
            lines += [f"  {name}: {why}" for name, why in list(self.skipped.items())[:LISTED]]
        if len(self.skipped) > LISTED:
            lines.append(f"  and {len(self.skipped) - LISTED} more, in `skipped`")
        return "\n".join(lines)


def load(path: str | os.PathLike, side: int = 32, most: int = 5000) -> PictureFolder:
    """Read the pictures of a folder and of the folders in it, whatever their sizes.

    Each is turned upright, cut to the largest square in its middle, and scaled. Files that are no pictures, or broken,
    are skipped and told; hidden files are passed over, links to folders are not followed.

    Arguments: path, of the folder; side in pixels, 16 to 256; most, how many pictures at most, in the order of names.
    Raises SettingError where there is no such folder, or it holds fewer than 8 pictures that can be read.
    """
    checks.whole("side", side, 16, 256)
    checks.whole("most", most, LEAST, MOST)
    folder = Path(path)
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "is not there"
        raise SettingError(f"the folder {str(path)!r} {what}. Give the path of a folder with pictures in it.")
    files = list(_files(folder))
    pictures, names, skipped = [], [], {}
    for file in files:
        name = file.relative_to(folder).as_posix()
        try:
            pictures.append(_read(file, side))
            names.append(name)
        except PictureError as error:
            skipped[name] = str(error)
        if len(pictures) == most:
            break
    _demand_enough(folder, files, pictures, skipped)
    kinds = [name.split("/")[0] if "/" in name else "." for name in names]
    classes = tuple(sorted(set(kinds)))
    labels = np.array([classes.index(kind) for kind in kinds])
    return PictureFolder(
        np.stack(pictures), tuple(names), labels, classes, skipped, len(files) - len(pictures) - len(skipped)
    )


def _files(folder: Path) -> Iterator[Path]:
    """All files below, in the order of their names; nothing hidden, no folder behind a link."""
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(at) / name for name in sorted(files) if not name.startswith("."))


def _read(file: Path, side: int) -> np.ndarray:
    if file.suffix.lower() not in SUFFIXES:
        raise PictureError(f"no picture, by its name; pictures end in {', '.join(SUFFIXES)}")
    if not file.is_file():
        raise PictureError("no file that can be read: a link to nothing, or a device")
    return images.read(file, side=side, square=True, name=file.name)


def _demand_enough(folder: Path, files: list, pictures: list, skipped: dict) -> None:
    if len(pictures) >= LEAST:
        return
    if not files:
        raise SettingError(f"the folder {folder.name!r} is empty. Put {LEAST} pictures or more into it.")
    reasons = "".join(f"\n  {name}: {why}" for name, why in list(skipped.items())[:LISTED])
    read = f"{len(pictures)} picture{'s' * (len(pictures) != 1)}"
    raise SettingError(
        f"the folder {folder.name!r} has {read} that can be read; {LEAST} is the least, hundreds are better. "
        f"{len(skipped)} of its {len(files)} files were skipped{':' if skipped else '.'}{reasons}"
    )
