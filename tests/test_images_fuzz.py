"""Damaged files, odd arrays and odd settings: reading gives a picture or the library's own error, nothing else.

A few hundred fixed examples by default. COURSE_FUZZ_EXAMPLES=50000 runs that many new ones instead.
"""

import contextlib
import io
import os
import struct
import zlib

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image, ImageCms

from course_lib import images
from course_lib.errors import CourseError, PictureError, SettingError

resource = None
with contextlib.suppress(ImportError):  # not on Windows
    import resource

EXAMPLES = int(os.environ.get("COURSE_FUZZ_EXAMPLES", "0"))
fuzz = settings(
    max_examples=EXAMPLES or 400,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

MEMORY = 1_500_000_000  # bytes that reading may add: the largest picture as 8-bit RGBA, RGB and float32, and air


def seeds() -> dict[str, bytes]:
    """Small sound files of every kind that is read, with what files carry beside their pixels."""
    rng = np.random.default_rng(0)
    rgb = Image.fromarray(rng.integers(0, 256, (20, 24, 3), dtype=np.uint8))
    smooth = Image.fromarray(np.tile(np.arange(0, 240, 10, dtype=np.uint8)[np.newaxis, :, np.newaxis], (20, 1, 3)))
    rgba, palette = rgb.convert("RGBA"), smooth.convert("P")
    rgba.putalpha(smooth.convert("L"))
    deep = Image.fromarray(rng.integers(0, 65536, (20, 24), dtype=np.uint16))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif.update({0x0112: 6, 0x010F: "maker", 0x0132: "2020:01:01 00:00:00"})
    frames = {"save_all": True, "append_images": [smooth, rgb]}
    kinds = [
        (rgb, "PNG", {}),
        (rgba, "PNG", {"exif": exif, "icc_profile": profile}),
        (deep, "PNG", {}),
        (palette, "PNG", {"transparency": bytes(range(0, 250, 5))}),
        (rgb.convert("LA"), "PNG", {}),
        (rgb.convert("1"), "PNG", {}),
        (smooth, "PNG", frames),
        (smooth, "JPEG", {"exif": exif, "comment": b"hello"}),
        (rgb, "JPEG", {"progressive": True, "icc_profile": profile}),
        (rgb.convert("CMYK"), "JPEG", {}),
        (rgb.convert("L"), "JPEG", {"restart_marker_blocks": 1}),
        (smooth, "MPO", frames),
        (palette, "GIF", {"transparency": 3}),
        (rgb, "GIF", {**frames, "disposal": 2, "comment": "hello"}),
        (rgb, "BMP", {}),
        (palette, "BMP", {}),
        (rgb.convert("1"), "BMP", {}),
        (rgb, "TIFF", {"exif": exif, "icc_profile": profile}),
        (rgb, "TIFF", {"compression": "tiff_lzw"}),
        (rgb, "TIFF", {"compression": "tiff_adobe_deflate"}),
        (deep, "TIFF", {}),
        (smooth, "TIFF", frames),
        (rgb.convert("1"), "TIFF", {"compression": "group4"}),
        (rgb.convert("CMYK"), "TIFF", {"compression": "packbits"}),
        (Image.fromarray(np.asarray(smooth.convert("L"), np.float32) / 255), "TIFF", {}),
        (rgb, "WEBP", {"exif": exif, "icc_profile": profile}),
        (rgba, "WEBP", {"lossless": True}),
        (rgba, "WEBP", {}),
        (smooth, "WEBP", frames),
    ]
    files = {}
    for number, (image, format, options) in enumerate(kinds):
        file = io.BytesIO()
        image.save(file, format, **options)
        files[f"{number} {format}"] = file.getvalue()
    return files


SEEDS = seeds()
POSITIONS = st.one_of(st.integers(0, 64), st.integers(0, 1 << 20))  # headers are where the trouble is
LOUD = st.sampled_from([0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 4000, 12_000])


def flip(data: bytearray, at: int, value: int) -> None:
    data[at] ^= value % 255 + 1


def cut(data: bytearray, at: int, value: int) -> None:
    del data[at:]


def drop(data: bytearray, at: int, value: int) -> None:
    del data[at : at + value % 64]


def zero(data: bytearray, at: int, value: int) -> None:
    data[at : at + value % 64] = bytes(len(data[at : at + value % 64]))


def repeat(data: bytearray, at: int, value: int) -> None:
    data[at:at] = data[at : at + value % 256]


def splice(data: bytearray, at: int, value: int) -> None:
    other = list(SEEDS.values())[value % len(SEEDS)]
    data[at:] = other[at:]


def number(order: str, kind: str):
    """Overwrite a number of the header in this byte order."""

    def write(data: bytearray, at: int, value: int) -> None:
        size = struct.calcsize(kind)
        data[at : at + size] = struct.pack(order + kind, value % (1 << 8 * size))

    return write


MUTATIONS = [flip, flip, flip, cut, drop, zero, repeat, splice]
MUTATIONS += [number(order, kind) for order in "<>" for kind in "HI"] + [number("<", "B")]


def with_right_checksums(data: bytes) -> bytes:
    """Repair the checksums of a PNG's chunks, so that what is in them is looked at."""
    out, at = bytearray(data[:8]), 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        body = data[at + 4 : at + 8 + length]
        out += data[at : at + 4] + body + zlib.crc32(body).to_bytes(4)
        at += 12 + length
    return bytes(out)


@st.composite
def damaged_files(draw) -> bytes:
    """A sound file after one to six mutations."""
    data = bytearray(draw(st.sampled_from(list(SEEDS.values()))))
    steps = st.tuples(st.sampled_from(MUTATIONS), POSITIONS, st.one_of(LOUD, st.integers(0, 1 << 16)))
    for mutate, at, value in draw(st.lists(steps, min_size=1, max_size=6)):
        if data:
            mutate(data, at % len(data), value)
    data = bytes(data)
    return with_right_checksums(data) if data.startswith(b"\x89PNG") and draw(st.booleans()) else data


def assert_picture_or_own_error(read, *accepted: type[CourseError]) -> None:
    """Call `read`; warnings count as errors all through the tests."""
    try:
        picture = read()
    except accepted as error:
        assert len(str(error)) < 1000
        assert "\n" not in str(error)
    else:
        assert picture.dtype == np.float32 and picture.ndim == 3 and picture.shape[2] == 3
        assert picture.min() >= 0 and picture.max() <= 1
        assert max(picture.shape) <= images.MAX_SIDE and picture.shape[0] * picture.shape[1] <= images.MAX_PIXELS


@pytest.fixture(scope="module", autouse=True)
def memory():
    """All of this file's reading together stays within MEMORY, where the system tells the most that was in use."""
    before = resource and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    if resource:
        assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < MEMORY


@pytest.mark.parametrize("name", SEEDS)
def test_every_seed_is_sound(name):
    assert images.read(SEEDS[name]).shape in ((20, 24, 3), (24, 20, 3))


@fuzz
@given(damaged_files(), st.sampled_from([None, None, 16, 40]), st.booleans())
def test_a_damaged_file_gives_a_picture_or_a_picture_error(data, side, square):
    assert_picture_or_own_error(lambda: images.read(data, side=side, square=square), PictureError, SettingError)


@fuzz
@given(st.sampled_from([data[:length] for data in SEEDS.values() for length in (4, 12, 30)]), st.binary(max_size=400))
def test_a_true_start_with_noise_behind_it(start, noise):
    assert_picture_or_own_error(lambda: images.read(start + noise), PictureError)


SHAPES = st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 16, 17, 40]), max_size=5).map(tuple)
TYPES = st.one_of(arrays.scalar_dtypes(), st.sampled_from([np.dtype(kind) for kind in ("O", "U3", "V8", "u1", "f4")]))


@fuzz
@given(TYPES, SHAPES, st.binary(min_size=16, max_size=16))
def test_an_odd_array_gives_a_picture_or_a_picture_error(dtype, shape, noise):
    size = int(np.prod(shape))
    if dtype.kind == "O":
        array = np.full(shape, noise, dtype=object)
    else:
        array = np.frombuffer(noise * (1 + size * dtype.itemsize // 16), dtype, count=size).reshape(shape)
    assert_picture_or_own_error(lambda: images.read(array), PictureError)


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.integers(-5, 300),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=8),
    st.binary(max_size=8),
    st.lists(st.integers(-3, 70), max_size=3),
    st.tuples(st.integers(-3, 70), st.integers(-3, 70)),
    st.just(np.zeros(3)),
    st.just(np.float32(3)),
    st.just(...),
)
PICTURE = np.full((20, 24, 3), 0.5, np.float32)


@fuzz
@given(ANYTHING, ANYTHING)
@example(2**63, None)
def test_an_odd_setting_gives_a_picture_or_an_own_error(first, second):
    for read in (
        lambda: images.resize(PICTURE, first),
        lambda: images.resize(PICTURE, (first, second)),
        lambda: images.read(PICTURE, side=first),
        lambda: images.read(first),
        lambda: images.check(first),
        lambda: images.crop_square(first),
        lambda: images.grid([PICTURE] * 3, columns=first),
        lambda: images.grid([PICTURE] * 3, gap=first, ground=second),
        lambda: images.grid(first),
        lambda: images.read(images.encode(PICTURE, "jpeg", quality=first)),
        lambda: images.read(images.encode(PICTURE, first)),
    ):
        assert_picture_or_own_error(read, PictureError, SettingError)
