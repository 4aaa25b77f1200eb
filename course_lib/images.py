"""Pictures in and out: read any picture, scale, crop, encode and write it, and lay several on one sheet.

A picture is a numpy array, float32 (height, width, 3), RGB in [0, 1]; a `side` is the shorter side in pixels.
"""

import io
import operator
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image

from course_lib import picture_files
from course_lib.errors import PictureError, SettingError
from course_lib.picture_arrays import MAX_PIXELS, MAX_SIDE, MIN_SIDE, check, check_size

__all__ = [
    "MAX_PIXELS",
    "MAX_SIDE",
    "MIN_SIDE",
    "check",
    "check_size",
    "crop_square",
    "encode",
    "grid",
    "read",
    "resize",
    "write",
]

Source = str | os.PathLike | bytes | bytearray | BinaryIO | np.ndarray | Image.Image

_FORMATS = {"png": "PNG", "jpeg": "JPEG", "jpg": "JPEG"}


def read(source: Source, side: int | None = None, square: bool = False, name: str | None = None) -> np.ndarray:
    """Read one picture from wherever it is.

    Arguments:
        source: a path, the bytes of a file, a file object open in binary, a numpy array or tensor, or a Pillow image.
            Files: PNG, JPEG, WebP, GIF, BMP, TIFF (AVIF where Pillow can). The first frame of an animation; turned
            upright by its EXIF tag; transparency laid on white; embedded profiles converted to sRGB. Grey keeps its
            16 bits; 16-bit colour is read with 8.
        side: the shorter side of the result in pixels; the picture's own without it.
        square: cut the largest square from the middle.
        name: what the messages call the picture; its file name without it.

    Returns the picture, float32 (height, width, 3) in [0, 1].
    Raises PictureError when it cannot be read (the message names it and the cure), SettingError for a bad `side`.
    """
    if side is not None:
        side = _whole(side, "side", MIN_SIDE)
    picture = check(_array_of(source, side, name), _name_of(source, name))
    if square:
        picture = crop_square(picture)
    return picture if side is None else resize(picture, side)


def _array_of(source: Source, side: int | None, name: str | None) -> object:
    """Find out what the source is and return its pixels as an array (or the source, when it is to be one)."""
    name = _name_of(source, name)
    if isinstance(source, bytes | bytearray | memoryview):
        return picture_files.decode(bytes(source), name, side)
    if isinstance(source, str | os.PathLike) or callable(getattr(source, "read", None)):
        return picture_files.decode(picture_files.read_bytes(source, name), name, side)
    if isinstance(source, Image.Image):
        return picture_files.from_pillow(source, name)
    if hasattr(source, "__array__") or hasattr(source, "numpy") or isinstance(source, list | tuple):
        return source
    raise PictureError(
        f"{name} is {source!r}, of type {type(source).__name__}. Accepted: the path of a picture file, its bytes, an "
        "open file, an array (height, width, 3) or a Pillow image."
    )


def _name_of(source: Source, name: str | None) -> str:
    """Name the source in messages."""
    if name is not None:
        return name
    if isinstance(source, str | os.PathLike):
        return f"picture {os.fspath(source)!r}"
    return "picture"


def resize(picture: np.ndarray, size: int | tuple[int, int]) -> np.ndarray:
    """Scale a picture (h, w, 3) to a shorter side, keeping its proportions, or to exactly (height, width), in pixels.

    Lanczos's windowed sinc with three lobes, widened by the factor when scaling down so that nothing aliases, on the
    gamma-coded sRGB values as photo viewers do; its overshoot is clipped to [0, 1].

    Raises SettingError when a size is not a whole number of at least 1 or the result would be larger than MAX_SIDE or
    MAX_PIXELS; PictureError when `picture` is none.
    """
    picture = check(picture, smallest=1)
    height, width = _target(picture.shape[:2], size)
    if (height, width) == picture.shape[:2]:
        return picture
    channels = [Image.fromarray(picture[:, :, c]).resize((width, height), Image.Resampling.LANCZOS) for c in range(3)]
    return np.clip(np.stack([np.asarray(channel) for channel in channels], axis=-1), 0.0, 1.0)


def _target(shape: tuple[int, int], size: int | tuple[int, int]) -> tuple[int, int]:
    """Return (height, width) in pixels for a size that may be the shorter side only."""
    if isinstance(size, tuple | list):
        if len(size) != 2:
            raise SettingError(f"size is {size!r}. Accepted: the shorter side in pixels, or (height, width).")
        height, width = _whole(size[0], "height"), _whole(size[1], "width")
    else:
        scale = _whole(size, "side") / min(shape)
        height, width = (max(1, round(length * scale)) for length in shape)
    if max(height, width) > MAX_SIDE or height * width > MAX_PIXELS:
        raise SettingError(
            f"size {size!r} would make a picture of {width} x {height} pixels (width x height). Accepted: at most "
            f"{MAX_SIDE:,} pixels a side and {MAX_PIXELS // 1_000_000} million in all: ask for less."
        )
    return height, width


def _whole(value: object, name: str, low: int = 1, high: int = MAX_SIDE) -> int:
    """Return a setting as an int in [low, high]; True and 3.0 are none."""
    try:
        number = None if isinstance(value, bool | np.bool_) else operator.index(value)
    except TypeError:
        number = None
    if number is None or not low <= number <= high:
        raise SettingError(f"{name} is {value!r}. Accepted: a whole number from {low} to {high:,}, such as 256.")
    return number


def crop_square(picture: np.ndarray) -> np.ndarray:
    """Cut the largest square (side, side, 3) from the middle of a picture (h, w, 3)."""
    picture = check(picture, smallest=1)
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return picture[top : top + side, left : left + side].copy()


def encode(picture: np.ndarray, format: str = "png", quality: int = 90) -> bytes:
    """Encode a picture (h, w, 3) with 8 bits a channel, as the bytes of a "png" or a "jpeg" of quality 1 to 100.

    Raises SettingError for another format or quality, PictureError when `picture` is none.
    """
    if not isinstance(format, str) or format.lower() not in _FORMATS:
        raise SettingError(f"format is {format!r}. Accepted: 'png' (exact) and 'jpeg' (small).")
    quality = _whole(quality, "quality", 1, 100)
    picture = check(picture, smallest=1)
    pixels = np.rint(picture * 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, _FORMATS[format.lower()], quality=quality)
    return file.getvalue()


def write(picture: np.ndarray, path: str | os.PathLike, quality: int = 90) -> Path:
    """Write a picture (h, w, 3) to a .png, .jpg or .jpeg file, whole or not at all, and return its path.

    Raises SettingError for another suffix, PictureError when the file cannot be written.
    """
    path = Path(path).expanduser()
    if path.suffix.lower().lstrip(".") not in _FORMATS:
        raise SettingError(f"cannot write {str(path)!r}. Accepted suffixes: .png, .jpg and .jpeg.")
    data = encode(picture, path.suffix[1:], quality)
    part = path.with_name(f".{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        cure = "Make the folder first" if not path.parent.is_dir() else "Choose another place or name"
        raise PictureError(f"cannot write {str(path)!r} ({error.strerror}). {cure}.") from None
    return path


def grid(pictures: Sequence[np.ndarray], columns: int | None = None, gap: int = 4, ground: float = 0.95) -> np.ndarray:
    """Lay pictures (h, w, 3) of any sizes on one sheet, row by row, each in the middle of a cell of the largest size.

    Arguments:
        columns: cells in a row; as many as there are pictures, up to 4, without it.
        gap: pixels between cells and around the sheet.
        ground: grey of the sheet in [0, 1]; 1 is white.

    Returns one picture. Raises SettingError for a bad setting or no pictures, PictureError for a bad picture.
    """
    pictures = [check(picture, f"picture {i}", smallest=1) for i, picture in enumerate(pictures)]
    if not pictures:
        raise SettingError("grid was given no pictures. Accepted: a list of at least one.")
    columns = min(4, len(pictures)) if columns is None else _whole(columns, "columns")
    gap = _whole(gap, "gap", 0, 1000)
    rows = -(-len(pictures) // columns)
    height, width = (max(picture.shape[axis] for picture in pictures) for axis in (0, 1))
    shape = rows * (height + gap) + gap, columns * (width + gap) + gap
    check_size(*shape, "the sheet", 1)
    sheet = np.full((*shape, 3), ground, np.float32)
    for i, picture in enumerate(pictures):
        row, column = divmod(i, columns)
        top = gap + row * (height + gap) + (height - picture.shape[0]) // 2
        left = gap + column * (width + gap) + (width - picture.shape[1]) // 2
        sheet[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return sheet
