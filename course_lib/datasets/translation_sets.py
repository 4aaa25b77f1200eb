"""Pictures in two domains for a CycleGAN, ready to train on: one of the paper's sets, or two folders of one's own.

horses = translation_sets.load("horse2zebra", side=286)
mine = translation_sets.two_folders("/home/me/apples", "/home/me/pears", side=128)
CycleGanRun(*mine.train)
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from course_lib import checks
from course_lib.datasets import folder, real_sets, room
from course_lib.datasets.folder import PictureFolder
from course_lib.datasets.real_sets import REGISTRY, fetch, path
from course_lib.errors import SettingError

__all__ = ["REGISTRY", "TranslationSet", "fetch", "load", "path", "two_folders"]

COPIES = 2  # a run lays the pictures once more into TensorFlow's memory


@dataclass(frozen=True)
class TranslationSet:
    """Two domains to translate between.

    Attributes: name; domains, what A and B show; train and test, of A and of B, each (n, side, side, 3) uint8; skipped,
    from a file's name to why it was not used; left_out, how many more files there were than were asked for; licence.
    """

    name: str
    domains: tuple[str, str]
    train: tuple[np.ndarray, np.ndarray] = field(repr=False)
    test: tuple[np.ndarray, np.ndarray] = field(repr=False)
    skipped: dict[str, str] = field(repr=False)
    left_out: int
    licence: str

    def __str__(self) -> str:
        """The report: what was used, what it weighs, whose it is, and what was skipped and why."""
        (a, b), (test_a, test_b), side = self.train, self.test, self.train[0].shape[1]
        size = sum(pictures.nbytes for pictures in (a, b, test_a, test_b)) / 1e6
        lines = [
            f"{self.name}: to train on, {len(a):,} of A ({self.domains[0]}) and {len(b):,} of B ({self.domains[1]}); "
            f"to test on, {len(test_a):,} and {len(test_b):,}.",
            f"Each is cut to a square and brought to {side} x {side}. They take {size:,.0f} MB of memory, and a run "
            "as much again.",
            f"Licence: {self.licence}.",
        ]
        if self.left_out:
            lines.append(f"{self.left_out:,} more files were left out: `most` asks for no more.")
        return "\n".join(lines + folder.skipped_lines(self.skipped))


def load(source: str | tuple, side: int = 256, most: int = folder.MOST) -> TranslationSet:
    """A set of the paper by its name, fetched where it is not on disk, or two folders (a, b) as `two_folders` does.

    Arguments: side in pixels, 16 to 512, 286 to crop 256 of it as the paper does; most, how many pictures of each of
    trainA, trainB, testA and testB at most, in the order of names.
    Raises SettingError for an unknown name, a setting out of range, or pictures that need more memory than is free;
    DownloadError and ArchiveError as `fetch`.
    """
    if isinstance(source, tuple | list) and len(source) == 2:
        return two_folders(*source, side=side, most=most)
    _check(side, most)
    at, entry = fetch(source), REGISTRY[source]
    found = _read({part: at / part for part in real_sets.PARTS}, side, most)
    train_a, train_b, test_a, test_b = (each.pictures for each in found.values())
    return TranslationSet(source, entry.domains, (train_a, train_b), (test_a, test_b), *_rest(found), entry.licence)


def two_folders(
    a: str | os.PathLike, b: str | os.PathLike, side: int = 256, most: int = folder.MOST, held_out: int = 20
) -> TranslationSet:
    """One's own pictures: a folder for each domain, read as `folder.load` does.

    Arguments: side in pixels, 16 to 512; most, how many pictures of each folder at most, in the order of names;
    held_out, how many of them are kept to test on, spread evenly over that order, 1 to 1,000.
    Raises SettingError for a setting out of range, a folder that will not do, one folder inside the other, fewer than
    8 pictures that are left to train on, or pictures that need more memory than is free.
    """
    _check(side, most)
    checks.whole("held_out", held_out, 1, 1000)
    a, b = Path(a).expanduser().resolve(), Path(b).expanduser().resolve()
    if a.is_relative_to(b) or b.is_relative_to(a):
        raise SettingError(f"one folder lies in the other: {a} and {b}. Put each domain into a folder of its own.")
    found = _read({"A": a, "B": b}, side, most)
    (train_a, test_a), (train_b, test_b) = (_split(each.pictures, held_out) for each in found.values())
    names = a.name, b.name
    return TranslationSet(
        f"{names[0]} and {names[1]}", names, (train_a, train_b), (test_a, test_b), *_rest(found), "your own"
    )


def _check(side: int, most: int) -> None:
    checks.whole("side", side, folder.SMALLEST, folder.LARGEST)
    checks.whole("most", most, folder.LEAST, folder.MOST)


def _read(folders: dict[str, Path], side: int, most: int) -> dict[str, PictureFolder]:
    """Each folder's pictures as uint8, if there is memory for all of them. SettingError."""
    room.demand_memory(sum(min(most, folder.count(at)) for at in folders.values()), side, copies=COPIES)
    return {part: folder.load(at, side, most, "uint8") for part, at in folders.items()}


def _split(pictures: np.ndarray, held_out: int) -> tuple[np.ndarray, np.ndarray]:
    """The pictures to train on, and those that are held out, evenly spread. SettingError where too few are left."""
    if len(pictures) - held_out < folder.LEAST:
        raise SettingError(
            f"held_out={held_out} leaves {max(0, len(pictures) - held_out)} of {len(pictures)} pictures to train on; "
            f"{folder.LEAST} is the least. Hold out fewer, or add pictures."
        )
    kept = np.ones(len(pictures), bool)
    kept[np.arange(held_out) * len(pictures) // held_out] = False
    return pictures[kept], pictures[~kept]


def _rest(found: dict[str, PictureFolder]) -> tuple[dict[str, str], int]:
    """What was skipped in all folders, and how many files were left out."""
    skipped = {f"{part}/{name}": why for part, each in found.items() for name, why in each.skipped.items()}
    return skipped, sum(each.left_out for each in found.values())
