"""What a picture is: float32 (height, width, 3), RGB, in [0, 1]. Every array that a person hands in is checked here."""

import numpy as np

from course_lib.errors import PictureError

MIN_SIDE = 16  # pixels: below this the deepest layer of a feature network has nothing left to look at
MAX_SIDE = 12_000  # pixels
MAX_PIXELS = 50_000_000  # 600 MB as float32 RGB
LIMITS = f"at most {MAX_SIDE:,} pixels a side and {MAX_PIXELS // 1_000_000} million in all"  # for messages

_ROUNDING = 1e-3  # what half precision and interpolation may overshoot [0, 1] by; clipped without a word
_ACCEPTED = "Accepted: (height, width), (height, width, 1), (height, width, 3) or (height, width, 4)"


def check(array: object, name: str = "picture", smallest: int = MIN_SIDE) -> np.ndarray:
    """Validate an array and return it as a picture, float32 (height, width, 3) in [0, 1], always a new array.

    Arguments:
        array: grey (h, w) or (h, w, 1), RGB (h, w, 3) or RGBA (h, w, 4, laid on white); bool, uint8, uint16 or a
            float type in [0, 1]. Anything that numpy can turn into an array will do: tensors of any framework.
        name: what the messages call it.
        smallest: the least shorter side in pixels.

    Raises PictureError when the kind, shape, size or range of values is not a picture's.
    """
    array = _as_array(array, name)
    array = _with_channels(array, name)
    check_size(*array.shape[:2], name, smallest)
    return _on_white(_in_unit_range(array, name))


def check_size(height: int, width: int, name: str = "picture", smallest: int = MIN_SIDE) -> None:
    """Raise PictureError unless a picture of this height and width (pixels) is within the course's limits."""
    if min(height, width) < smallest:
        raise PictureError(
            f"{name} is {width} x {height} pixels (width x height), too small. The shorter side must be at least "
            f"{smallest} pixels: take a larger version of the picture."
        )
    if too_large(height, width):
        raise PictureError(
            f"{name} is {width} x {height} pixels (width x height), too large. Accepted: {LIMITS}: "
            "scale it down in any photo viewer, or crop it."
        )


def too_large(height: int, width: int) -> bool:
    """Whether a picture of this height and width (pixels) is beyond MAX_SIDE or MAX_PIXELS."""
    return max(height, width) > MAX_SIDE or height * width > MAX_PIXELS


def _as_array(array: object, name: str) -> np.ndarray:
    """Turn an array or tensor into a numpy array, refusing what only looks like one."""
    if isinstance(array, list | tuple):
        raise PictureError(
            f"{name} is a {type(array).__name__}. Accepted: one array (height, width, 3): call numpy.array on it, "
            "or hand over its pictures one at a time."
        )
    if not hasattr(array, "__array__") and not callable(getattr(array, "numpy", None)):
        raise PictureError(
            f"{name} is of type {type(array).__name__}, not an array. Accepted: a numpy array or a tensor "
            "(height, width, 3); images.read takes files as well."
        )
    try:
        found = np.asarray(array if hasattr(array, "__array__") else array.numpy())
    except Exception as error:  # another library's object: it may raise anything
        reason = str(error).partition("\n")[0]
        raise PictureError(
            f"{name}, of type {type(array).__name__}, cannot be turned into a numpy array ({reason}). "
            "Hand over a plain numpy array: detach a tensor and copy it to the CPU first."
        ) from None
    return found.astype(np.float32) if found.dtype.name == "bfloat16" else found


def _with_channels(array: np.ndarray, name: str) -> np.ndarray:
    """Return the array with a channel axis of 1, 3 or 4 at its end."""
    shape = array.shape
    given = f"{name} has the shape {shape}"
    if array.ndim == 4:
        raise PictureError(f"{given}, a batch. {_ACCEPTED}, one picture: pick one with batch[0].")
    if array.ndim not in (2, 3):
        raise PictureError(f"{given}, so it is {array.ndim}-dimensional. {_ACCEPTED}.")
    if array.size == 0:
        raise PictureError(
            f"{given}, so it is empty. {_ACCEPTED}, with at least one pixel: check the slice it is from."
        )
    if array.ndim == 2:
        return array[:, :, np.newaxis]
    if shape[2] not in (1, 3, 4):
        if shape[0] in (1, 3, 4):
            cure = "The channels seem to come first: move them last with numpy.moveaxis(array, 0, -1)."
        elif shape[2] == 2:
            cure = "If these are grey and alpha, keep the grey: array[:, :, 0]."
        else:
            cure = "Keep the three that are red, green and blue: array[:, :, :3]."
        raise PictureError(f"{given}, with {shape[2]} channels. {_ACCEPTED}. {cure}")
    return array


def _in_unit_range(array: np.ndarray, name: str) -> np.ndarray:
    """Scale whole numbers by their type's largest value and check that floats lie in [0, 1]; returns float32."""
    kind = array.dtype
    if kind == np.bool_:
        return array.astype(np.float32)
    if kind.kind == "u" and kind.itemsize <= 2:
        scaled = array.astype(np.float32)
        scaled /= np.iinfo(kind).max
        return scaled
    if kind.kind != "f":
        raise PictureError(
            f"{name} has values of type {kind}. Accepted: uint8 (0 to 255), uint16 (0 to 65535), bool, or floats in "
            "[0, 1]: for whole numbers from 0 to 255 use array.astype('uint8')."
        )
    low, high = float(array.min()), float(array.max())
    if not (np.isfinite(low) and np.isfinite(high)):
        bad = int(np.size(array) - np.count_nonzero(np.isfinite(array)))
        raise PictureError(
            f"{name} has {bad} values that are NaN or infinite. Accepted: floats in [0, 1]: look for a division by "
            "zero or a diverged training before it, or replace them with numpy.nan_to_num."
        )
    if low < -_ROUNDING or high > 1 + _ROUNDING:
        raise PictureError(f"{name} has values from {low:.4g} to {high:.4g}. {_range_cure(low, high)}")
    pixels = array.astype(np.float32)
    return np.clip(pixels, 0.0, 1.0, out=pixels)


def _range_cure(low: float, high: float) -> str:
    """Guess from the range of floats where they come from, and say what brings them into [0, 1]."""
    if -1.001 <= low < 0 and high <= 1.001:
        return "Accepted: floats in [0, 1]: for a network's range of [-1, 1] use (array + 1) / 2."
    if low >= 0 and high <= 255.5:
        return "Accepted: floats in [0, 1]: if 255 is white, use array / 255."
    return "Accepted: floats in [0, 1]: scale them, or cut them off with numpy.clip(array, 0, 1)."


def _on_white(array: np.ndarray) -> np.ndarray:
    """Lay RGBA (straight alpha) on white and repeat grey three times: float32 (h, w, 3)."""
    channels = array.shape[2]
    if channels == 1:
        return np.repeat(array, 3, axis=2)
    if channels == 4:
        alpha = array[:, :, 3:]
        return array[:, :, :3] * alpha + (1.0 - alpha)
    return np.ascontiguousarray(array)
