"""What may be downloaded, and from where: each file's size, licence and checksum, and what works without it.

Nothing is fetched on import, or ever without being asked for by name.
"""

import hashlib
import os
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from course_lib import runtime
from course_lib.errors import DownloadError, SettingError

PROBE_SECONDS = 10


@dataclass(frozen=True)
class Download:
    """A file on the network.

    Attributes:
        what: in plain words.
        url: where it is.
        folder: the folder of Keras's cache that it goes into.
        size: bytes.
        md5: checksum that its publisher gives.
        licence: of the contents.
        instead: what works without it.
    """

    what: str
    url: str
    folder: str
    size: int
    md5: str
    licence: str
    instead: str

    @property
    def file(self) -> str:
        """The file's name."""
        return self.url.rsplit("/", 1)[1]


REGISTRY = {
    "vgg19": Download(
        what="VGG-19 weights trained on ImageNet",
        url="https://storage.googleapis.com/tensorflow/keras-applications/vgg19/"
        "vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5",
        folder="models",
        size=80_134_624,
        md5="253f8cb515780f3b799900260a226db6",
        licence="Visual Geometry Group, University of Oxford: Creative Commons Attribution 4.0",
        instead='network="offline", the small network that ships with the course',
    ),
    "inception": Download(
        what="InceptionV3 weights trained on ImageNet, without the top",
        url="https://storage.googleapis.com/tensorflow/keras-applications/inception_v3/"
        "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5",
        folder="models",
        size=87_910_968,
        md5="bcbd6486424b2319ff4ef7d526e38f63",
        licence="the TensorFlow authors: Apache License 2.0; converted by the Keras authors",
        instead="metrics.embedding.offline(), features of the small network that ships with the course",
    ),
}


def cache() -> Path:
    """Keras's cache: the folder KERAS_HOME, or ~/.keras."""
    return Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser()


def path(name: str) -> Path:
    """Where the download lies, or is to be put by hand: in Keras's cache.

    Raises SettingError for a name that is not registered.
    """
    entry = _entry(name)
    return cache() / entry.folder / entry.file


def fetch(name: str) -> Path:
    """The file's path, fetched first where it is not on disk: Keras shows a progress bar and checks the checksum.

    Raises SettingError for a name that is not registered, and DownloadError where the file cannot be had: it names
    the file, its address and size, the folder to put it in by hand, and what works without it.
    """
    entry, target = _entry(name), path(name)
    if target.is_file() and _md5(target) == entry.md5:
        return target
    state = "a damaged file or another one (its checksum is wrong)" if target.is_file() else "no such file"
    print(f"Fetching {entry.what}: {entry.size / 1e6:.0f} MB, once. Licence: {entry.licence}.")
    try:
        urllib.request.urlopen(entry.url, timeout=PROBE_SECONDS).close()
        return _get(entry, target)
    except Exception as cause:
        raise DownloadError(
            f"{entry.what} ({entry.size / 1e6:.0f} MB) could not be fetched ({cause}), and on disk there is {state}.\n"
            f"To put it there by hand, save\n  {entry.url}\nas\n  {target}\nWithout it, use {entry.instead}."
        ) from cause


def _get(entry: Download, target: Path) -> Path:
    runtime.quiet_tensorflow()
    import keras

    cache = {"cache_dir": str(target.parent.parent), "cache_subdir": entry.folder}
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(keras.utils.get_file(entry.file, entry.url, file_hash=entry.md5, hash_algorithm="md5", **cache))


def _md5(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "md5").hexdigest()


def _entry(name: str) -> Download:
    if name not in REGISTRY:
        raise SettingError(f"no download is called {name!r}: choose one of {', '.join(REGISTRY)}.")
    return REGISTRY[name]
