"""Picture files: from a path, bytes or a file object to an array of pixels, trusting nothing that the file says."""

import io
import logging
import os
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, features

from course_lib.errors import PictureError
from course_lib.picture_arrays import check_size
from course_lib.picture_kinds import cure_for, kind_of, webp_size

MAX_BYTES = 200_000_000
ACCEPTED = "Accepted: PNG, JPEG, WebP, GIF, BMP and TIFF" + (", AVIF" if features.check("avif") else "")

_FORMATS = ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"] + (["AVIF"] if features.check("avif") else [])
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

logging.getLogger("PIL").addHandler(logging.NullHandler())  # damaged tags are our errors' business, not stderr's


def read_bytes(source: str | os.PathLike | io.IOBase, name: str) -> bytes:
    """Read a path or an open binary file whole, at most MAX_BYTES. Raises PictureError, which names the file."""
    if isinstance(source, str | os.PathLike):
        return _read_path(source, name)
    try:
        data = source.read(MAX_BYTES + 1)
    except Exception as error:  # a stranger's object: it may raise anything
        raise PictureError(f"{name} cannot be read: {error}. Open the file again with open(path, 'rb').") from None
    if not isinstance(data, bytes | bytearray):
        raise PictureError(f"{name} gives {type(data).__name__} instead of bytes. Open it in binary: open(path, 'rb').")
    return bytes(data)


def _read_path(source: str | os.PathLike, name: str) -> bytes:
    """Read a regular file of at most MAX_BYTES."""
    if isinstance(source, str) and source.split("://")[0].lower() in ("http", "https", "ftp", "s3", "data"):
        raise PictureError(f"{name} is an address, not a file. Download the picture, then give the path of the file.")
    try:
        path = Path(os.fsdecode(source)).expanduser()
        if path.is_dir():
            raise PictureError(f"{name} is a folder. Give the path of one picture file in it.")
        if path.exists() and not path.is_file():
            raise PictureError(f"{name} is a device or a pipe, not a file. Give the path of a picture file.")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PictureError(
            f"{name} does not exist (looked from the folder {Path.cwd()}). Check the spelling, or give the full path."
        ) from None
    except PermissionError:
        raise PictureError(
            f"{name} may not be read by this user. Change its permissions, or copy it to your own folder."
        ) from None
    except (OSError, ValueError, RuntimeError) as error:
        raise PictureError(f"{name} is not a path that can be read ({error}). Check the path.") from None


def decode(data: bytes, name: str, side: int | None = None) -> np.ndarray:
    """Decode the first frame of a picture file to an upright array that `picture_arrays.check` accepts.

    With `side`, the shorter side in pixels that the caller will scale to, a larger picture may come back reduced by a
    whole factor to not less than twice that. Sizes are checked before any pixel is decoded. Raises PictureError.
    """
    _refuse_what_is_no_picture(data, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # damaged metadata beside sound pixels is no news to a learner
        try:
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            check_size(image.height, image.width, name)
            return _pixels(image, side)
        except PictureError:
            raise
        except Image.DecompressionBombError:
            raise PictureError(
                f"{name} says that it is larger than 178 million pixels. Scale it down, or crop it."
            ) from None
        except MemoryError:
            raise PictureError(f"{name} needs more memory than there is. Scale it down, or crop it.") from None
        except Exception as error:  # decoders meet damaged files with errors of every type
            raise PictureError(
                f"{name} is damaged or cut short: it starts as {kind_of(data)} but cannot be decoded ({error}). "
                "Copy or download it again, or open it in a photo viewer and save it as PNG."
            ) from None


def from_pillow(image: Image.Image, name: str) -> np.ndarray:
    """Pixels of a Pillow image as `decode` gives them. Raises PictureError."""
    check_size(image.height, image.width, name)
    try:
        return _pixels(image)
    except Exception as error:  # a lazily opened image meets its damaged file only here
        raise PictureError(
            f"{name}, a Pillow image of mode {image.mode}, cannot be read ({error}). Open its file again, and hand "
            "over the path instead."
        ) from None


def _refuse_what_is_no_picture(data: bytes, name: str) -> None:
    if not data:
        raise PictureError(
            f"{name} is empty (0 bytes). Copy or download it again; rewind an open file with file.seek(0)."
        )
    if len(data) > MAX_BYTES:
        raise PictureError(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB. Save it as JPEG or PNG, or scale it down."
        )
    kind = kind_of(data)
    if kind.upper() not in _FORMATS:
        raise PictureError(f"{name} is {kind}. {ACCEPTED}. {cure_for(kind)}")
    if size := webp_size(data):  # Pillow allocates the canvas of a WebP file while it opens it
        check_size(size[1], size[0], name)


def _pixels(image: Image.Image, side: int | None = None) -> np.ndarray:
    """Pixels of a Pillow image, upright: float32 or uint16 (h, w), or uint8 (h, w, 3), transparency laid on white."""
    if side is not None and image.format == "JPEG":
        image.draft(None, (2 * side, 2 * side))
    image.load()
    image = _upright(image)
    if image.mode == "F":
        return np.asarray(image)
    if image.mode == "I" or image.mode.startswith("I;16"):
        return _deep_grey(image)
    image = _flat_rgb(image)
    factor = min(image.size) // (2 * side) if side else 1
    return np.asarray(image.reduce(factor) if factor > 1 else image)


def _upright(image: Image.Image) -> Image.Image:
    """Undo the camera's turn; damaged metadata counts as none."""
    try:
        turn = _TURNS.get(image.getexif().get(_ORIENTATION))
    except Exception:
        turn = None
    return image if turn is None else image.transpose(turn)


def _deep_grey(image: Image.Image) -> np.ndarray:
    """Grey pixels of more than 8 bits: uint16 (h, w)."""
    values = np.asarray(image)
    if values.dtype.kind == "u":
        return values
    if values.min() < 0 or values.max() > 65535:
        raise PictureError("values beyond 16 bits")
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
