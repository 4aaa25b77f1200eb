"""Pictures in and out: read any picture, scale, crop, encode and write it, and lay several on one sheet.

A picture is a numpy array, float32 (height, width, 3), RGB in [0, 1]; a `side` is the shorter side in pixels.
"""

import io
import operator
import os
import reprlib
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image

from course_lib import picture_files
from course_lib.errors import PictureError, SettingError
from course_lib.picture_arrays import LIMITS, MAX_PIXELS, MAX_SIDE, MIN_SIDE, check, too_large

__all__ = ["MAX_PIXELS", "MAX_SIDE", "MIN_SIDE", "check", "crop_square", "encode", "grid", "read", "resize", "write"]

Source = str | os.PathLike | bytes | bytearray | BinaryIO | np.ndarray | Image.Image

_FORMATS = {"png": "PNG", "jpeg": "JPEG", "jpg": "JPEG"}


def read(source: Source, side: int | None = None, square: bool = False, name: str | None = None) -> np.ndarray:
    """Read one picture from wherever it is.

    Arguments:
        source: a path, the bytes of a file, a file object open in binary (read from where it stands), a numpy array
            or tensor (see `check`), or a Pillow image. Files: PNG, JPEG, WebP, GIF, BMP and TIFF, whatever their
            suffix. The first frame of an animation; turned upright by the EXIF tag; transparency laid on white;
            embedded colour profiles converted to sRGB. Grey keeps 16 bits; 16-bit colour is read with 8.
        side: the shorter side of the result in pixels; the picture's own without it.
        square: cut the largest square from the middle.
        name: what the messages call the picture; the file's name without it.

    Returns the picture, float32 (height, width, 3) in [0, 1].
    Raises PictureError when it cannot be read, is smaller than MIN_SIDE on its shorter side, or larger than MAX_SIDE
    on its longer side or MAX_PIXELS in all (known before its pixels are decoded); SettingError for a bad `side`.
    """
    side = None if side is None else _whole(side, "side", MIN_SIDE)
    name = _name_of(source) if name is None else name
    array, size = _array_of(source, side, name)
    picture = check(array, name)
    if square:
        picture = crop_square(picture)
    elif side is not None and size is not None:  # a file read reduced still gets the proportions of the whole
        side = _target(size, side)
    return picture if side is None else resize(picture, side)


def _array_of(source: Source, side: int | None, name: str) -> tuple[object, tuple[int, int] | None]:
    """Return the source's pixels as an array, or the source when it is to be one, and for a file its whole size."""
    if isinstance(source, bytes | bytearray | memoryview):
        return picture_files.decode(bytes(source), name, side)
    if isinstance(source, Image.Image):
        return picture_files.from_pillow(source, name), None
    if isinstance(source, str | os.PathLike) or callable(getattr(source, "read", None)):
        return picture_files.decode(picture_files.read_bytes(source, name), name, side)
    if hasattr(source, "__array__") or hasattr(source, "numpy") or isinstance(source, list | tuple):
        return source, None
    raise PictureError(
        f"{name} is {reprlib.repr(source)}, of type {type(source).__name__}. Accepted: the path of a picture file, "
        "its bytes, an open file, an array (height, width, 3) or a Pillow image."
    )


def _name_of(source: Source) -> str:
    """Name the source in messages: a path, the name of an open file, or nothing in particular."""
    path = source if isinstance(source, str | os.PathLike) else getattr(source, "name", None)
    if not isinstance(path, str | os.PathLike):
        return "picture"
    path = os.fsdecode(path)
    return f"picture {path!r}" if len(path) <= 300 else f"picture {path[:100]!r}..."


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
    planes = (Image.fromarray(np.ascontiguousarray(picture[:, :, channel])) for channel in range(3))
    scaled = [np.asarray(plane.resize((width, height), Image.Resampling.LANCZOS)) for plane in planes]
    return np.clip(np.stack(scaled, axis=-1), 0.0, 1.0)


def _target(shape: tuple[int, int], size: int | tuple[int, int]) -> tuple[int, int]:
    """Return (height, width) in pixels for a size that may be the shorter side only."""
    if isinstance(size, tuple | list):
        if len(size) != 2:
            raise SettingError(f"size is {size!r}. Accepted: the shorter side in pixels, or (height, width).")
        height, width = _whole(size[0], "height"), _whole(size[1], "width")
    else:
        scale = _whole(size, "side") / min(shape)
        height, width = (max(1, round(length * scale)) for length in shape)
    _refuse_too_large(height, width, f"size {size!r}")
    return height, width


def _refuse_too_large(height: int, width: int, what: str) -> None:
    if too_large(height, width):
        raise SettingError(
            f"{what} would make a picture of {width} x {height} pixels (width x height). Accepted: {LIMITS}: "
            "ask for a smaller one."
        )


def _whole(value: object, name: str, low: int = 1, high: int = MAX_SIDE) -> int:
    """Return a setting as an int in [low, high]; True and 3.0 are none."""
    try:
        number = None if isinstance(value, bool | np.bool_) else operator.index(value)
    except TypeError:
        number = None
    if number is None or not low <= number <= high:
        raise SettingError(f"{name} is {reprlib.repr(value)}. Accepted: a whole number from {low} to {high:,}.")
    return number


def crop_square(picture: np.ndarray) -> np.ndarray:
    """Cut the largest square (side, side, 3) from the middle of a picture (h, w, 3). Raises PictureError."""
    picture = check(picture, smallest=1)
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return picture[top : top + side, left : left + side].copy()


def encode(picture: np.ndarray, format: str = "png", quality: int = 90) -> bytes:
    """Encode a picture (h, w, 3) with 8 bits a channel, as the bytes of a "png" or of a "jpeg" of quality 1 to 100.

    Raises SettingError for another format or quality, PictureError when `picture` is none.
    """
    if not isinstance(format, str) or format.lower() not in _FORMATS:
        raise SettingError(f"format is {reprlib.repr(format)}. Accepted: 'png' (exact) and 'jpeg' (small).")
    quality = _whole(quality, "quality", 1, 100)
    pixels = np.rint(check(picture, smallest=1) * 255).astype(np.uint8)
    file = io.BytesIO()
    # No chroma subsampling: it smears the edges of saturated strokes.
    Image.fromarray(pixels).save(file, _FORMATS[format.lower()], quality=quality, subsampling=0)
    return file.getvalue()


def write(picture: np.ndarray, path: str | os.PathLike, quality: int = 90) -> Path:
    """Write a picture (h, w, 3) to a .png, .jpg or .jpeg file, whole or not at all, and return its path.

    Raises SettingError for another suffix, PictureError when the file cannot be written or `picture` is none.
    """
    target = Path(os.fsdecode(path)) if isinstance(path, str | os.PathLike) else Path()
    shown = repr(str(target)) if target.name else reprlib.repr(path)
    if target.suffix.lower().lstrip(".") not in _FORMATS:
        raise SettingError(f"cannot write to {shown}. Accepted: a path that ends in .png, .jpg or .jpeg.")
    data = encode(picture, target.suffix[1:], quality)
    try:
        return _replace(target.expanduser(), data)
    except (OSError, ValueError, RuntimeError) as error:
        cure = "Choose another place or name" if target.parent.is_dir() else "Make its folder first, or choose another"
        reason = getattr(error, "strerror", None) or error
        raise PictureError(f"cannot write to {shown} ({reason}). {cure}.") from None


def _replace(path: Path, data: bytes) -> Path:
    """Write beside the file, then rename: a reader sees the old file or the new one, never half of one."""
    part = path.with_name(f".{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(data)
        return part.replace(path)
    except BaseException:
        if part.is_file():
            part.unlink()
        raise


def grid(pictures: Iterable[np.ndarray], columns: int | None = None, gap: int = 4, ground: float = 0.95) -> np.ndarray:
    """Lay pictures (h, w, 3) of any sizes on one sheet, row by row, each in the middle of a cell of the largest size.

    Arguments:
        columns: cells in a row; as many as there are pictures, up to 4, without it.
        gap: pixels between cells and around the sheet.
        ground: grey of the sheet in [0, 1]; 1 is white.

    Returns one picture. Raises SettingError for a bad setting or no pictures, PictureError for a bad picture.
    """
    if not isinstance(pictures, Iterable) or not len(pictures := list(pictures)):
        raise SettingError("grid was given no pictures. Accepted: a list of at least one.")
    if isinstance(ground, bool) or not isinstance(ground, int | float) or not 0 <= ground <= 1:
        raise SettingError(f"ground is {ground!r}. Accepted: a grey from 0 (black) to 1 (white).")
    pictures = [check(picture, f"pictures[{i}]", smallest=1) for i, picture in enumerate(pictures)]
    columns = min(4, len(pictures)) if columns is None else _whole(columns, "columns")
    gap = _whole(gap, "gap", 0, 1000)
    height, width = (max(picture.shape[axis] for picture in pictures) for axis in (0, 1))
    rows = -(-len(pictures) // columns)
    sheet_height, sheet_width = rows * (height + gap) + gap, columns * (width + gap) + gap
    _refuse_too_large(sheet_height, sheet_width, f"a grid of {rows} x {columns}")
    sheet = np.full((sheet_height, sheet_width, 3), ground, np.float32)
    for i, picture in enumerate(pictures):
        row, column = divmod(i, columns)
        top = gap + row * (height + gap) + (height - picture.shape[0]) // 2
        left = gap + column * (width + gap) + (width - picture.shape[1]) // 2
        sheet[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return sheet
