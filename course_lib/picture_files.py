"""Picture files: from a path, bytes or a file object to an array of pixels, trusting nothing that the file says."""

import io
import logging
import os
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, UnidentifiedImageError

from course_lib.errors import PictureError
from course_lib.picture_arrays import LIMITS, check_size
from course_lib.picture_kinds import PICTURES, cure_for, kind_of, webp_size

MAX_BYTES = 200_000_000

_ACCEPTED = f"Accepted: {', '.join(PICTURES[:-1])} and {PICTURES[-1]}"
_AGAIN = "Copy or download it again, or open it in a photo viewer and save it as PNG."
_MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr", "HSV")  # Pillow's, of 8 bits
_DEEP_GREY = ("I", "I;16", "I;16L", "I;16B", "I;16N")
_ORIENTATION = 0x0112  # the EXIF tag, and the turn that undoes each of its values
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

logging.getLogger("PIL").addHandler(logging.NullHandler())  # what Pillow logs of a damaged file, our error says


def read_bytes(source: str | os.PathLike | io.IOBase, name: str) -> bytes:
    """Read a path or an open binary file, at most MAX_BYTES + 1 bytes. Raises PictureError, which names the file."""
    if isinstance(source, str | os.PathLike):
        return _read_path(source, name)
    try:
        data = source.read(MAX_BYTES + 1)
    except Exception as error:  # a stranger's object: it may raise anything
        raise PictureError(f"{name} cannot be read ({error}). Open the file again with open(path, 'rb').") from None
    if not isinstance(data, bytes | bytearray):
        raise PictureError(f"{name} gives {type(data).__name__}, not bytes. Open it in binary: open(path, 'rb').")
    return bytes(data)


def _read_path(source: str | os.PathLike, name: str) -> bytes:
    """Read a regular file, at most MAX_BYTES + 1 bytes."""
    if isinstance(source, str) and source.lower().startswith(("http:", "https:", "ftp:", "s3:", "data:")):
        raise PictureError(f"{name} is an address, not a file. Download the picture, then give the path of the file.")
    try:
        path = Path(os.fsdecode(source)).expanduser()
        if path.is_dir():
            raise PictureError(f"{name} is a folder. Give the path of one picture file in it.")
        if path.exists() and not path.is_file():
            raise PictureError(f"{name} is a device or a pipe, not a file. Give the path of a picture file.")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except PictureError:
        raise
    except FileNotFoundError:
        raise PictureError(
            f"{name} does not exist (looked from the folder {Path.cwd()}). Check the spelling, or give the full path."
        ) from None
    except PermissionError:
        raise PictureError(
            f"{name} may not be read by this user. Change its permissions, or copy it to a folder of your own."
        ) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PictureError(f"{name} is not a path that can be read ({reason}). Check the path.") from None


def decode(data: bytes, name: str, side: int | None = None) -> tuple[np.ndarray, tuple[int, int]]:
    """Decode the first frame of a picture file to an upright array that `picture_arrays.check` accepts.

    With `side`, the shorter side in pixels that the caller will scale to, a much larger picture comes back reduced by
    a whole factor to at least twice that. Sizes are checked before any pixel is decoded.

    Returns the array and the (height, width) that it has when nothing is reduced. Raises PictureError.
    """
    _refuse_what_is_no_picture(data, name)
    return _guarded(lambda: _decode(data, name, side), name, f"starts as {kind_of(data)}")


def from_pillow(image: Image.Image, name: str) -> np.ndarray:
    """Pixels of a Pillow image as `decode` gives them. Raises PictureError."""
    check_size(image.height, image.width, name)
    return _guarded(lambda: _pixels(_upright(image)[0], name), name, f"is a Pillow image of mode {image.mode}")


def _refuse_what_is_no_picture(data: bytes, name: str) -> None:
    """Judge a file by its length and first bytes."""
    if not data:
        raise PictureError(f"{name} is empty (0 bytes). {_AGAIN} An open file can be rewound with file.seek(0).")
    if len(data) > MAX_BYTES:
        raise PictureError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB. Save it as JPEG, or scale it down.")
    kind = kind_of(data)
    if kind not in PICTURES:
        raise PictureError(f"{name} is {kind}. {_ACCEPTED}. {cure_for(kind)}")


def _guarded(work: Callable, name: str, what: str) -> object:
    """Do work with Pillow, whose decoders meet damaged files with warnings and with errors of every type."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # damaged metadata beside sound pixels is no news to a learner
        try:
            return work()
        except PictureError:
            raise
        except Image.DecompressionBombError:
            raise PictureError(f"{name} is too large. Accepted: {LIMITS}: scale it down, or crop it.") from None
        except MemoryError:
            raise PictureError(f"{name} needs more memory than is free. Close other programs, or crop it.") from None
        except UnidentifiedImageError:
            raise PictureError(f"{name} is damaged: it {what}, but its header makes no sense. {_AGAIN}") from None
        except Exception as error:
            raise PictureError(
                f"{name} is damaged or cut short: it {what}, then the decoder stops: {error}. {_AGAIN}"
            ) from None


def _decode(data: bytes, name: str, side: int | None) -> tuple[np.ndarray, tuple[int, int]]:
    if size := webp_size(data):  # Pillow allocates the canvas of a WebP file while it opens it
        check_size(size[1], size[0], name)
    image = Image.open(io.BytesIO(data), formats=[kind_of(data)])
    check_size(image.height, image.width, name)
    for tag in (322, 323):  # libtiff allocates a whole tile, whatever the size of the picture
        check_size(1, getattr(image, "tag_v2", {}).get(tag, 1), f"a tile of {name}", smallest=1)
    width, height = image.size
    if side is not None and hasattr(image, "draft"):
        image.draft(None, (2 * side, 2 * side))
    image, sideways = _upright(image)
    return _pixels(image, name, side), (width, height) if sideways else (height, width)


def _upright(image: Image.Image) -> tuple[Image.Image, bool]:
    """Decode the pixels and undo the camera's turn; also tells whether that turn swapped height and width."""
    image.load()
    try:
        tag = image.getexif().get(_ORIENTATION)
        turn = _TURNS.get(tag)
    except Exception:  # damaged metadata counts as no turn
        return image, False
    return (image, False) if turn is None else (image.transpose(turn), tag >= 5)


def _pixels(image: Image.Image, name: str, side: int | None = None) -> np.ndarray:
    """Pixels of a Pillow image: float32 or uint16 (h, w), or uint8 (h, w, 3), transparency laid on white."""
    if image.mode == "F":
        return np.asarray(image)
    if image.mode in _DEEP_GREY:
        return _deep_grey(np.asarray(image), name)
    if image.mode not in _MODES:
        raise PictureError(
            f"{name} has the colour mode {image.mode}. Accepted: RGB, grey, palette and CMYK. Save it as RGB."
        )
    image = _flat_rgb(image)
    factor = min(image.size) // (2 * side) if side else 1
    return np.asarray(image.reduce(factor) if factor > 1 else image)


def _deep_grey(values: np.ndarray, name: str) -> np.ndarray:
    """Grey of 16 bits, which Pillow may hold in 32: uint16 (h, w)."""
    if values.min() < 0 or values.max() > 65535:
        raise PictureError(f"{name} has grey values beyond 16 bits. Accepted: 0 to 65535. Save it as 8 or 16-bit PNG.")
    return values.astype(np.uint16)


def _flat_rgb(image: Image.Image) -> Image.Image:
    """Convert any 8-bit mode to RGB in sRGB, transparency laid on white."""
    image = _in_srgb(image)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    return image.convert("RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    """Apply an embedded colour profile of an RGB or CMYK picture; without one, or with a broken one, do nothing."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    mode = "RGB" if image.mode == "CMYK" else image.mode
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
