"""The pictures of a zip archive, unpacked without trusting it: nothing outside the folder, no bomb, no half a set.

The archive is judged by its table of contents before a byte is written. What is then read of a file is never more than
the table says: Python's zipfile stops there, and its checksum tells that something was wrong.
"""

import re
import secrets
import shutil
import stat
import time
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from course_lib.datasets import room
from course_lib.datasets.folder import is_picture
from course_lib.errors import ArchiveError

MOST_ENTRIES = 100_000
MOST_BYTES = 10_000_000_000
MOST_RATIO = 50  # photographs are packed already; what grows further than this is no set of pictures
ABANDONED_SECONDS = (
    3600  # no set takes so long to unpack; a folder that is as old was left by a process that was killed
)
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
NOT_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f]')  # Windows has no such file names; Flickr's times have colons


def unpack(archive: Path, target: Path, folders: Sequence[str] = ()) -> Path:
    """Make a folder of the pictures in a zip archive, and return it: whole or not at all.

    A single folder around everything is left away. Hidden files and what is no picture by its name are passed over;
    characters that not every system has in file names become "_".

    Arguments: target, not there yet; folders, that have to be in it.
    Raises ArchiveError where the archive is damaged, encrypted, lacks a folder, would write outside of the target, has
    links in it, or would grow beyond 100,000 files, 10 GB or 50 times its size. DownloadError for a disk without room.
    """
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.unpacking")
    try:
        with zipfile.ZipFile(archive) as opened:
            _judge(opened.infolist(), archive)
            pictures = _pictures(opened.infolist(), archive, folders)
            room.demand_disk(target.parent, sum(info.file_size for info in pictures.values()), f"unpacking {archive}")
            _clear_abandoned(target)
            for path, info in pictures.items():
                _write(opened, info, fresh / path)
        return fresh.rename(target)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise _refusal(archive, f"is damaged: {str(error) or 'it ends too early'}") from None
    except OSError as error:
        raise ArchiveError(f"{archive} could not be unpacked to {target}: {error}.") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _judge(entries: Sequence[zipfile.ZipInfo], archive: Path) -> None:
    """ArchiveError for a table of contents that no set of pictures has."""
    if len(entries) > MOST_ENTRIES:
        raise _refusal(archive, f"has {len(entries):,} files in it; {MOST_ENTRIES:,} is the most")
    for info in entries:
        if why := _fault(info):
            raise _refusal(archive, f"has {info.filename[:100]!r} in it, {why}")
    size, packed = sum(info.file_size for info in entries), archive.stat().st_size
    if size > MOST_BYTES:
        raise _refusal(archive, f"would grow to {size / 1e9:,.1f} GB; {MOST_BYTES / 1e9:g} GB is the most")
    if size > MOST_RATIO * packed:
        raise _refusal(archive, f"would grow to {size / packed:,.0f} times its size; {MOST_RATIO} times is the most")


def _fault(info: zipfile.ZipInfo) -> str | None:
    """Why an entry is not to be unpacked, or None."""
    name, kind = info.filename.replace("\\", "/"), stat.S_IFMT(info.external_attr >> 16)
    if name.startswith("/") or re.match("[A-Za-z]:", name):
        return "an absolute path"
    if ".." in name.split("/"):
        return "a path that leads out of the folder"
    if kind == stat.S_IFLNK:
        return "a link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "neither a file nor a folder"
    if info.flag_bits & 1:
        return "which is encrypted"
    if info.header_offset < 0:
        return "which would begin before the archive does: it is damaged"
    if info.compress_type not in METHODS:
        return "packed by a method other than deflate"
    return None


def _pictures(
    entries: Sequence[zipfile.ZipInfo], archive: Path, folders: Sequence[str]
) -> dict[PurePosixPath, zipfile.ZipInfo]:
    """The entries that are pictures, by the path that each gets in the target. ArchiveError."""
    named = [(PurePosixPath(NOT_IN_NAMES.sub("_", info.filename.replace("\\", "/"))), info) for info in entries]
    named = [(path, info) for path, info in named if is_picture(path) and not info.is_dir() and not _hidden(path)]
    tops = {path.parts[0] for path, _ in named}
    if len(tops) == 1 and all(len(path.parts) > 1 for path, _ in named) and not tops & set(folders):
        named = [(PurePosixPath(*path.parts[1:]), info) for path, info in named]
    pictures = dict(named)
    if len(pictures) < len(named):
        raise _refusal(archive, "has two files of one name in it")
    lacking = set(folders) - {path.parts[0] for path in pictures if len(path.parts) > 1}
    if lacking or not pictures:
        raise _refusal(archive, f"has no pictures{' in ' if lacking else ''}{', '.join(sorted(lacking))}")
    return pictures


def _clear_abandoned(target: Path) -> None:
    for folder in target.parent.glob(f".{target.name}.*.unpacking"):
        if time.time() - folder.stat().st_mtime > ABANDONED_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _hidden(path: PurePosixPath) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


def _write(opened: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with opened.open(info) as source, path.open("xb") as file:
        shutil.copyfileobj(source, file)


def _refusal(archive: Path, why: str) -> ArchiveError:
    return ArchiveError(
        f"{archive} {why}. Nothing was unpacked. It is no set of pictures as its publisher made it: delete it and "
        "fetch it again, from a source that you trust."
    )
