"""From pictures to rows of numbers: what a measure of generators looks at, and the name to give beside each value.

A distance between sets of pictures is a distance between what an embedding says of them. Values of two embeddings are
two quantities: they cannot be compared, and each must be named with its embedding.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from course_lib import checks, images
from course_lib.datasets import downloads
from course_lib.errors import PictureError, SettingError

BATCH = 128
SLACK = 1e-3  # how far a picture may lie outside [0, 1] by rounding
INCEPTION_SIDE, INCEPTION_WIDTH = 299, 2048
INCEPTION_NAME = "Keras Inception, 2048-d, not comparable with published values"


@dataclass(frozen=True)
class Embedding:
    """Features of pictures: `embedding(pictures)` gives (n, width) float32.

    Attributes:
        name: says what the numbers are; print it beside every value that is made of them.
        batch_features: from a batch (b, h, w, 3) float32 in [0, 1] to its features (b, width).
    """

    name: str
    batch_features: Callable[[np.ndarray], np.ndarray]

    def __call__(self, pictures: np.ndarray | Sequence[np.ndarray]) -> np.ndarray:
        """The features (n, width) float32 of pictures (n, h, w, 3) RGB in [0, 1]. Raises PictureError, SettingError."""
        pictures = checked_pictures(pictures)
        batches = (pictures[start : start + BATCH] for start in range(0, len(pictures), BATCH))
        return np.concatenate([np.asarray(self.batch_features(batch), np.float32) for batch in batches])


def checked_pictures(pictures: np.ndarray | Sequence[np.ndarray]) -> np.ndarray:
    """A set of pictures of one size as (n, h, w, 3) float32 in [0, 1].

    Raises PictureError for other shapes, mixed sizes, whole numbers from 0 to 255, values outside, NaN, or no picture.
    """
    try:
        array = np.asarray(pictures)
    except ValueError as cause:
        raise PictureError(
            "The pictures of a set have one size; these differ. images.resize makes them equal."
        ) from cause
    if array.ndim != 4 or array.shape[3] != 3 or 0 in array.shape:
        raise PictureError(
            f"A set of pictures is an array (n, height, width, 3) with n of at least 1, not {array.shape}."
        )
    if array.dtype.kind != "f":
        raise PictureError(f"Pictures are floats from 0 to 1, not {array.dtype}. Divide 8-bit pictures by 255.")
    if not (array.min() >= -SLACK and array.max() <= 1 + SLACK):  # NaN fails too
        raise PictureError(f"Pictures lie from 0 to 1; these go from {array.min():.3g} to {array.max():.3g}.")
    return np.clip(array, 0, 1).astype(np.float32)


def pixels(side: int | None = None) -> Embedding:
    """The pixels themselves as features, shrunk to `side` pixels first where it is given: (side * side * 3) numbers.

    Raises SettingError for a side that is not a whole number from 1 to 512.
    """
    if side is None:
        return Embedding("pixels", lambda batch: batch.reshape(len(batch), -1))
    checks.whole("side", side, 1, 512)
    return Embedding(f"pixels at {side} px", lambda batch: _resized(batch, side).reshape(len(batch), -1))


@lru_cache(maxsize=8)
def offline(layer: str = "relu3_2", grid: int = 1) -> Embedding:
    """Mean activations of one layer of the feature network that ships, over the picture or over grid x grid cells.

    A layer of c channels gives grid * grid * c numbers. Raises SettingError for a layer that is unknown, or a grid
    that is not 1, 2 or 4; the embedding raises it where the layer's map cannot be cut into such cells.
    """
    from course_lib.models import features  # here: it imports Keras, and the metrics on arrays need none

    if not isinstance(layer, str):
        raise SettingError(f"layer is one name, such as 'relu3_2', not {layer!r}.")
    [layer] = features.checked_layers("offline", layer)
    if isinstance(grid, bool) or grid not in (1, 2, 4):
        raise SettingError(f"grid={grid!r} is not known: choose 1 (the mean of the whole picture), 2 or 4.")
    network = features.build("offline", [layer])
    width = grid * grid * network.output[layer].shape[-1]
    where = "" if grid == 1 else f" in {grid} x {grid} cells"
    return Embedding(
        f"offline {layer} means{where}, {width}-d", lambda batch: _cells(np.asarray(network(batch)[layer]), grid)
    )


@lru_cache(maxsize=2)
def inception(weights: str | Path | None = None) -> Embedding:
    """The 2048 means of the last pooling of keras.applications' InceptionV3, on pictures scaled to 299 x 299.

    These weights, this way of scaling and these sample counts are not those of published FID or KID values, which use
    another Inception network: never compare with those (Parmar 2022). The name says so.

    Args:
        weights: None or "imagenet" for the trained ones, fetched or on disk; "random"; or a Keras weights file.

    Raises:
        DownloadError: the trained weights are not on disk and could not be fetched. It says where to put them.
        SettingError: there is no such file, or it does not hold InceptionV3.
    """
    path = None if weights == "random" else _inception_file(weights)
    from course_lib import runtime

    runtime.quiet_tensorflow()
    import keras

    network = keras.applications.InceptionV3(
        include_top=False, weights=None, pooling="avg", input_shape=(INCEPTION_SIDE, INCEPTION_SIDE, 3)
    )
    if path is not None:
        try:
            network.load_weights(path)
        except Exception as cause:
            raise SettingError(f"{path} does not hold the weights of InceptionV3 without its top: {cause}") from cause
    return Embedding(
        f"random Inception, {INCEPTION_WIDTH}-d" if path is None else INCEPTION_NAME,
        lambda batch: np.asarray(network(_resized(batch, INCEPTION_SIDE) * 2 - 1, training=False)),
    )


def _inception_file(weights: str | Path | None) -> Path:
    path = downloads.fetch("inception") if weights in (None, "imagenet") else Path(weights)
    if not path.is_file():
        raise SettingError(
            f'weights={str(weights)!r}: no such file. Give "imagenet", "random" or a Keras weights file.'
        )
    return path


def _resized(batch: np.ndarray, side: int) -> np.ndarray:
    return np.stack([images.resize(picture, (side, side)) for picture in batch])


def _cells(maps: np.ndarray, grid: int) -> np.ndarray:
    """Means of feature maps (b, h, w, c) over grid x grid cells: (b, grid * grid * c)."""
    count, height, width, channels = maps.shape
    if height % grid or width % grid:
        raise SettingError(
            f"A feature map of {height} x {width} places cannot be cut into {grid} x {grid} equal cells."
        )
    cells = maps.reshape(count, grid, height // grid, grid, width // grid, channels).mean(axis=(2, 4))
    return cells.reshape(count, -1)
