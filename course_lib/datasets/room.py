"""Room on disk and in memory, asked for before it is spent."""

import shutil
from pathlib import Path

from course_lib.errors import DownloadError, SettingError

SPARE_DISK = 200_000_000
SPARE_MEMORY = 500_000_000


def demand_disk(folder: Path, size: int, what: str) -> None:
    """DownloadError where `size` bytes, and 200 MB to spare, do not fit on the disk of a folder, made or yet to be."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
    free = shutil.disk_usage(there).free
    if free < size + SPARE_DISK:
        raise DownloadError(
            f"{what} needs {size / 1e6:,.0f} MB on the disk of {there}, which has {free / 1e6:,.0f} MB free, and "
            f"{SPARE_DISK / 1e6:.0f} MB of them are to stay so. Make room, or set KERAS_HOME to a folder elsewhere."
        )


def demand_memory(count: int, side: int, bytes_each: int = 1, copies: int = 1) -> None:
    """SettingError where `count` pictures (side, side, 3) do not fit into the memory that is free, 500 MB to spare.

    Arguments: bytes_each, of a number: 1 for uint8, 4 for float32; copies, how many are held at a time.
    What a container may have of the machine's memory is not seen here.
    """
    import psutil

    size, free = count * side * side * 3 * bytes_each * copies, psutil.virtual_memory().available
    if size + SPARE_MEMORY > free:
        times = f", {copies} times over," if copies > 1 else ""
        raise SettingError(
            f"{count:,} pictures of {side} x {side}{times} take {size / 1e9:.1f} GB of memory, and "
            f"{free / 1e9:.1f} GB are free. Ask for fewer with `most`, for a smaller `side`, or close other programs."
        )
