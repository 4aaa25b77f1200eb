"""One file from the first of its mirrors that has it: gone on with where it broke off, believed only when checked."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from course_lib.datasets import room, transfer
from course_lib.datasets.transfer import TransferError, length
from course_lib.errors import DownloadError

WORTH_ANOTHER_TRY = 1_000_000


@dataclass(frozen=True)
class RemoteFile:
    """A file on the network.

    Attributes: what, in plain words; mirrors, its addresses, the best first; size in bytes; sha256, as published, or
    None where none is; licence, of the contents; by_hand, what else may be put on disk; instead, what works without it.
    """

    what: str
    mirrors: tuple[str, ...]
    size: int
    sha256: str | None
    licence: str
    instead: str
    by_hand: str = ""


def fetch(file: RemoteFile, target: Path) -> Path:
    """The path `target` with the file in it, fetched where it is not there or is another one.

    The mirrors are tried in turn. What came of a broken download lies beside the target, as NAME.part, and the next
    mirror or the next call goes on with it.
    Raises DownloadError where the disk has no room for it, or no mirror gives it: each with its reason, where to put
    the file by hand, and what works without it.
    """
    if is_whole(file, target):
        return target
    part = target.with_name(target.name + ".part")
    room.demand_disk(target.parent, max(0, file.size - length(part)), file.what)
    print(f"Fetching {file.what}: {_mb(file.size)}, once. Licence: {file.licence}.")
    reasons = {}
    for address in file.mirrors:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _bring(file, address, part)
            return part.replace(target)
        except (TransferError, OSError) as error:
            reasons[address] = str(error)
    raise DownloadError(_failure(file, target, part, reasons))


def is_whole(file: RemoteFile, path: Path) -> bool:
    """Whether the file lies there, of the right size, and with the right checksum where one is known."""
    return length(path) == file.size and file.sha256 in (None, _sha256(path))


def _bring(file: RemoteFile, address: str, part: Path) -> None:
    """The whole file from one address, which is asked again for as long as it brings something. TransferError."""
    begun = length(part)
    while (have := length(part)) < file.size:
        try:
            transfer.go_on(address, part, file.size, _Percent(file.size))
        except TransferError:
            if length(part) - have < WORTH_ANOTHER_TRY:
                raise
    if not is_whole(file, part):
        part.unlink()
        if not begun:
            raise TransferError("its checksum is not the published one: a damaged file, or another one. It was deleted")
        _bring(file, address, part)  # the fault may have been in what lay there before


class _Percent:
    """A line that counts to 100 %."""

    def __init__(self, size: int):
        self.size, self.shown = size, None

    def __call__(self, have: int) -> None:
        percent = min(100, 100 * have // self.size)
        if percent != self.shown:
            print(f"\r{percent:3d} % of {_mb(self.size)}", end="\n" if percent == 100 else "", flush=True)
            self.shown = percent


def _failure(file: RemoteFile, target: Path, part: Path, reasons: dict[str, str]) -> str:
    lines = [f"{file.what} ({_mb(file.size)}) could not be fetched:"]
    lines += [f"  {address}\n    {reason}" for address, reason in reasons.items()]
    if target.exists():
        lines.append(f"{target} is a damaged file or another one: its size or its checksum is wrong.")
    if length(part):
        lines.append(f"{length(part):,} of {file.size:,} bytes are kept; the next try goes on from there.")
    lines.append(f"To put it there by hand, save it as\n  {target}")
    if file.by_hand:
        lines.append(file.by_hand)
    return "\n".join([*lines, f"Without it, use {file.instead}."])


def _mb(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
