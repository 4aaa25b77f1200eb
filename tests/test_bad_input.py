"""One table of bad input: what a person may hand in by mistake, and words of the message that each mistake gets.

A row is its name, a function of an empty folder that makes the mistake, the error, and a regular expression that the
message must match somewhere. Rows for other modules go to the end, one line each; two for a long one.
"""

import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from course_lib import colour, errors, images
from course_lib.datasets import photographs
from course_lib.errors import PictureError, SettingError

GOOD = np.full((32, 32, 3), 0.5, np.float32)
BAD_DATES = np.zeros((32, 32, 3), "datetime64[s]")


def put(folder: Path, name: str, data: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(data)
    return path


def folder(path: Path) -> Path:
    """Make a folder and return its path."""
    path.mkdir()
    return path


def file_of(image: Image.Image, format: str = "PNG", **options) -> bytes:
    """The bytes of a Pillow image's file."""
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def filled(*shape: int, value: object = 0.5, dtype: str = "float32") -> np.ndarray:
    """An array of one value."""
    return np.full(shape, value, dtype)


def closed(file: io.BytesIO) -> io.BytesIO:
    """A file object that has been closed."""
    file.close()
    return file


class GraphTensor:
    """A tensor that cannot be copied to numpy, as one under a gradient."""

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("call detach() first\nand a page of advice")


PNG, JPEG = file_of(Image.new("RGB", (40, 40), "teal")), file_of(Image.new("RGB", (40, 40), "teal"), "JPEG")
TEXTURE = Image.fromarray(np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8))
READ, PICTURE, SETTING = images.read, PictureError, SettingError  # short, for one line a row
ROWS = [
    # What is no source of a picture
    ("none", lambda at: READ(None), PICTURE, r"is None, of type NoneType\. Accepted: the path of a picture"),
    ("int", lambda at: READ(42), PICTURE, r"is 42, of type int\. Accepted: the path"),
    ("dict", lambda at: READ({"a": 1}), PICTURE, r"is \{'a': 1\}, of type dict"),
    ("list", lambda at: READ([[0, 1], [1, 0]]), PICTURE, r"is a list\. Accepted: one array.*numpy\.array"),
    ("two_pictures", lambda at: READ((GOOD, GOOD)), PICTURE, r"is a tuple.*one at a time"),
    ("graph_tensor", lambda at: READ(GraphTensor()), PICTURE, r"GraphTensor, cannot be.*\(call detach\(\) first\)"),
    ("own_name", lambda at: READ(None, name="the style"), PICTURE, r"^the style is None"),
    # Paths
    ("missing", lambda at: READ(at / "cat.png"), PICTURE, r"cat\.png' does not exist \(looked from.*spelling"),
    ("folder", lambda at: READ(at), PICTURE, r"' is a folder\. Give the path of one picture file in it\.$"),
    ("empty_path", lambda at: READ(""), PICTURE, r"picture '' is a folder\. Give"),
    ("address", lambda at: READ("https://a.org/cat.png"), PICTURE, r"is an address, not a file\. Download"),
    ("data_address", lambda at: READ("data:image/png;base64," + "A" * 999), PICTURE, r"'\.\.\. is an address"),
    ("null_in_path", lambda at: READ("cat\0.png"), PICTURE, r"is not a path that can be read"),
    ("endless_path", lambda at: READ("x" * 9999), PICTURE, r"x'\.\.\. is not a path that can be read"),
    ("device", lambda at: READ("/dev/null"), PICTURE, r"/dev/null' (is a device or a pipe|does not exist)"),
    ("no_permission", lambda at: READ(at / "locked.png"), PICTURE, r"locked\.png' may not be read by this user"),
    # Open files
    ("closed_file", lambda at: READ(closed(io.BytesIO(PNG))), PICTURE, r"cannot be read \(.*closed file.*open\(path"),
    ("text_file", lambda at: READ(io.StringIO("x")), PICTURE, r"gives str, not bytes\. Open it in binary"),
    ("read_to_end", lambda at: READ(io.BytesIO(b"")), PICTURE, r"is empty \(0 bytes\).*file\.seek\(0\)"),
    # Files that are no pictures, whatever their names say
    ("empty_file", lambda at: READ(put(at, "a.png", b"")), PICTURE, r"a\.png' is empty \(0 bytes\)\. Copy or download"),
    ("pdf", lambda at: READ(put(at, "a.png", b"%PDF-1.7")), PICTURE, r"a\.png' is a PDF document\. Accepted: PNG"),
    ("html", lambda at: READ(put(at, "a.jpg", b"\n<!DOCTYPE html>")), PICTURE, r"a\.jpg' is a web page\. .*itself"),
    ("svg", lambda at: READ(b"<?xml version='1.0'?><svg/>"), PICTURE, r"is an SVG drawing\..*Export it as PNG"),
    ("heic", lambda at: READ(b"\0\0\0\x18ftypheic"), PICTURE, r"is a HEIC photograph\..*save it as JPEG"),
    ("avif", lambda at: READ(b"\0\0\0\x18ftypavif"), PICTURE, r"is an AVIF picture\..*save it as JPEG"),
    ("jpeg_xl", lambda at: READ(b"\xff\x0a" + bytes(20)), PICTURE, r"is a JPEG XL picture"),
    ("jpeg_2000", lambda at: READ(b"\0\0\0\x0cjP  \r\n\x87\n"), PICTURE, r"is a JPEG 2000 picture"),
    ("photoshop", lambda at: READ(b"8BPS\0\x01"), PICTURE, r"is a Photoshop file\..*save it as JPEG"),
    ("video", lambda at: READ(b"\0\0\0\x18ftypisom"), PICTURE, r"is a video\..*Save one frame"),
    ("zip", lambda at: READ(b"PK\x03\x04\x14\0"), PICTURE, r"is a ZIP archive or an office document\..*Unpack"),
    ("numpy_file", lambda at: READ(b"\x93NUMPY\x01\0"), PICTURE, r"is a numpy array file\..*numpy\.load"),
    ("lfs", lambda at: READ(b"version https://git-lfs.github.com/spec/v1"), PICTURE, r"Git LFS.*git lfs pull"),
    ("text", lambda at: READ(put(at, "a.png", b"my cat")), PICTURE, r"a\.png' is text\. Accepted.*Check that the path"),
    ("noise", lambda at: READ(bytes(range(256))), PICTURE, r"is no kind of file that this course knows\. Accepted"),
    # Damaged pictures
    ("cut_png", lambda at: READ(put(at, "a.png", file_of(TEXTURE)[:-900])), PICTURE, r"a\.png' is damaged or cut"),
    (
        "cut_jpeg",
        lambda at: READ(JPEG[:-40]),
        PICTURE,
        r"cut short: it starts as JPEG, then the decoder stops: .*truncated.*Copy",
    ),
    ("cut_gif", lambda at: READ(file_of(TEXTURE, "GIF")[:-99]), PICTURE, r"cut short: it starts as GIF"),
    ("cut_webp", lambda at: READ(file_of(TEXTURE, "WEBP")[:-99]), PICTURE, r"cut short: it starts as WebP"),
    ("cut_bmp", lambda at: READ(file_of(TEXTURE, "BMP")[:-99]), PICTURE, r"cut short: it starts as BMP"),
    ("cut_tiff", lambda at: READ(file_of(TEXTURE, "TIFF")[:-99]), PICTURE, r"damaged.*it starts as TIFF"),
    ("header_only", lambda at: READ(PNG[:8]), PICTURE, r"starts as PNG, but its header makes no sense"),
    # Sizes
    ("one_pixel", lambda at: READ(file_of(Image.new("L", (1, 1)))), PICTURE, r"1 x 1 pixels.*small.*at least 16"),
    ("a_thread", lambda at: READ(file_of(Image.new("L", (400, 9)))), PICTURE, r"is 400 x 9 pixels.*too small"),
    ("wide", lambda at: READ(file_of(Image.new("1", (20_000, 20)))), PICTURE, r"20000 x 20.*too large.*at most 12,000"),
    ("bomb", lambda at: READ(file_of(Image.new("1", (11_000, 11_000)))), PICTURE, r"too large.*50 million in all"),
    ("wide_array", lambda at: READ(np.broadcast_to(0.5, (16, 10**9, 3))), PICTURE, r"1000000000 x 16.*too large"),
    ("small_pillow", lambda at: READ(Image.new("RGB", (3, 3))), PICTURE, r"is 3 x 3 pixels.*too small"),
    # Pillow images
    ("lab", lambda at: READ(Image.new("LAB", (32, 32))), PICTURE, r"has the colour mode LAB\. Accepted: RGB"),
    ("deep_int", lambda at: READ(Image.new("I", (32, 32), 70_000)), PICTURE, r"grey values beyond 16 bits"),
    (
        "cut_pillow",
        lambda at: READ(Image.open(io.BytesIO(JPEG[:-40]))),
        PICTURE,
        r"a Pillow image of mode RGB, then the",
    ),
    # Arrays
    ("no_array", lambda at: images.check(None), PICTURE, r"picture is of type NoneType, not an array"),
    ("path_to_check", lambda at: images.check("a.png", "the style"), PICTURE, r"style is of type str.*images\.read"),
    ("empty_array", lambda at: images.check(filled(0, 32, 3)), PICTURE, r"shape \(0, 32, 3\), so it is empty"),
    ("one_axis", lambda at: images.check(filled(32)), PICTURE, r"shape \(32,\), so it is 1-dimensional\. Accepted"),
    ("batch", lambda at: images.check(filled(2, 32, 32, 3)), PICTURE, r"a batch\..*pick one with batch\[0\]"),
    ("five_axes", lambda at: images.check(filled(1, 1, 32, 32, 3)), PICTURE, r"so it is 5-dimensional"),
    ("two_channels", lambda at: images.check(filled(32, 32, 2)), PICTURE, r"with 2 channels\..*keep the grey"),
    ("five_channels", lambda at: images.check(filled(32, 32, 5)), PICTURE, r"with 5 channels\..*red, green and blue"),
    ("channels_first", lambda at: images.check(filled(3, 32, 32)), PICTURE, r"come first.*moveaxis\(array, 0, -1\)"),
    ("nan", lambda at: images.check(filled(32, 32, 3, value=np.nan)), PICTURE, r"has 3072 values that are NaN"),
    ("infinite", lambda at: images.check(filled(32, 32, value=-np.inf)), PICTURE, r"NaN or infinite.*nan_to_num"),
    ("floats_to_255", lambda at: images.check(filled(32, 32, 3, value=200)), PICTURE, r"from 200 to 200.*array / 255"),
    ("minus_one", lambda at: images.check(GOOD * 2 - 1.5), PICTURE, r"from -0\.5 to -0\.5.*\(array \+ 1\) / 2"),
    ("wild_floats", lambda at: images.check(GOOD * 1e30), PICTURE, r"to 5e\+29\. Accepted.*numpy\.clip"),
    ("int64", lambda at: images.check(filled(32, 32, 3, dtype="int64", value=9)), PICTURE, r"type int64\..*astype"),
    ("uint32", lambda at: images.check(filled(32, 32, 3, dtype="uint32", value=9)), PICTURE, r"type uint32\. Accepted"),
    ("complex", lambda at: images.check(filled(32, 32, 3, dtype="complex64")), PICTURE, r"type complex64\. Accepted"),
    ("objects", lambda at: images.check(filled(32, 32, dtype="object")), PICTURE, r"values of type object\. Accepted"),
    ("strings", lambda at: images.check(filled(32, 32, dtype="U4", value="red")), PICTURE, r"values of type <U4"),
    ("dates", lambda at: images.check(BAD_DATES), PICTURE, r"values of type datetime64"),
    # Settings of images
    ("side_zero", lambda at: READ(GOOD, side=0), SETTING, r"side is 0\. Accepted: a whole number from 16 to 12,000"),
    ("side_float", lambda at: READ(GOOD, side=64.0), SETTING, r"side is 64\.0\. Accepted: a whole number"),
    ("side_true", lambda at: READ(GOOD, side=True), SETTING, r"side is True\. Accepted: a whole number"),
    ("side_text", lambda at: READ(GOOD, side="256"), SETTING, r"side is '256'\. Accepted: a whole number"),
    ("size_negative", lambda at: images.resize(GOOD, (-1, 9)), SETTING, r"height is -1\. Accepted: a whole number"),
    ("size_three", lambda at: images.resize(GOOD, (9, 9, 3)), SETTING, r"size is \(9, 9, 3\)\. Accepted: the shorter"),
    ("size_nan", lambda at: images.resize(GOOD, np.nan), SETTING, r"side is nan\. Accepted"),
    ("size_huge", lambda at: images.resize(GOOD, 12_000), SETTING, r"would make a picture of 12000 x 12000"),
    ("encode_gif", lambda at: images.encode(GOOD, "gif"), SETTING, r"format is 'gif'\. Accepted: 'png'"),
    ("quality", lambda at: images.encode(GOOD, "jpeg", 101), SETTING, r"quality is 101\. .* from 1 to 100"),
    (
        "write_nowhere",
        lambda at: images.write(GOOD, at / "no" / "a.png"),
        PICTURE,
        r"cannot write to '.*png' \(No such.*Make its folder",
    ),
    (
        "write_no_suffix",
        lambda at: images.write(GOOD, at / "a"),
        SETTING,
        r"cannot write to '.*a'\. Accepted: a path that ends",
    ),
    ("write_gif", lambda at: images.write(GOOD, at / "a.gif"), SETTING, r"ends in \.png, \.jpg or \.jpeg"),
    ("write_none", lambda at: images.write(GOOD, None), SETTING, r"cannot write to None\. Accepted: a path"),
    (
        "write_to_folder",
        lambda at: images.write(GOOD, folder(at / "a.png")),
        PICTURE,
        r"\(Is a directory\)\. Choose another place",
    ),
    ("write_under_file", lambda at: images.write(GOOD, put(at, "f", b"") / "a.png"), PICTURE, r"Make its folder first"),
    ("grid_empty", lambda at: images.grid([]), SETTING, r"grid was given no pictures"),
    ("grid_none", lambda at: images.grid(None), SETTING, r"grid was given no pictures\. Accepted: a list"),
    ("grid_second", lambda at: images.grid([GOOD, None]), PICTURE, r"^pictures\[1\] is of type NoneType"),
    ("grid_columns", lambda at: images.grid([GOOD], columns=0), SETTING, r"columns is 0\. Accepted: a whole number"),
    ("grid_gap", lambda at: images.grid([GOOD], gap=-1), SETTING, r"gap is -1\. Accepted: a whole number from 0"),
    ("grid_ground", lambda at: images.grid([GOOD], ground=255), SETTING, r"ground is 255\. Accepted: a grey from 0"),
    # Colours and photographs
    ("amount", lambda at: colour.match_colours(GOOD, GOOD, amount=2), SETTING, r"amount is 2\. Accepted: a number"),
    ("reference", lambda at: colour.match_colours(GOOD, "a.png"), PICTURE, r"reference is of type str, not an array"),
    ("content", lambda at: colour.keep_colours(GOOD, GOOD[None]), PICTURE, r"content has the shape.*, a batch"),
    ("photograph", lambda at: photographs.load("cofee"), SETTING, r"no photograph is called 'cofee'.*mean 'coffee'\?"),
    ("photograph_none", lambda at: photographs.load(None), SETTING, r"called None\. Accepted: astronaut, chelsea"),
    ("photograph_side", lambda at: photographs.load("coffee", side=8), SETTING, r"side is 8\. Accepted"),
]


@pytest.fixture
def locked(tmp_path, monkeypatch):
    """A folder in which opening locked.png is denied; a superuser's own files cannot be locked, so it is pretended."""
    opened = Path.open

    def deny(self, *args, **kwargs):
        if self.name == "locked.png":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", deny)
    return tmp_path


@pytest.mark.parametrize("mistake, error, words", [pytest.param(*row, id=name) for name, *row in ROWS])
def test_bad_input_gets_a_helpful_message(locked, capfd, mistake, error, words):
    with pytest.raises(errors.CourseError) as caught:
        mistake(locked)
    message = str(caught.value)
    assert type(caught.value) is error
    assert re.search(words, message), message
    assert "\n" not in message and len(message) < 700
    assert message.count("picture '") <= 1 and message.count("Accepted") <= 1, "one message inside another"
    assert not re.search(r"0x[0-9a-f]{6}|Traceback|PIL\.", message), "a message for people holds no addresses"
    assert message.endswith((".", "?")) and message.count(".") >= 2, "what was given, what is accepted, what to do"
    assert caught.value.__cause__ is None and caught.value.__suppress_context__ or caught.value.__context__ is None
    assert capfd.readouterr() == ("", "")


def test_the_table_is_long_and_its_names_are_unique():
    names = [name for name, *_ in ROWS]
    assert len(names) >= 40 and len(set(names)) == len(names)
