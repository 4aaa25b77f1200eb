"""images: every kind of file and array ends as the same picture; scaling, sheets and writing keep their word."""

import io
import struct
import subprocess
import sys
import tracemalloc
import zlib

import ml_dtypes
import numpy as np
import pytest
from PIL import Image, ImageCms

from course_lib import images, picture_files
from course_lib.errors import PictureError, SettingError

HEIGHT, WIDTH = 48, 64


def slopes(height: int = HEIGHT, width: int = WIDTH) -> np.ndarray:
    """Smooth uint8 RGB in which no turn, flip or swap of channels goes unseen."""
    rows, columns = np.mgrid[0:height, 0:width]
    red, green, blue = columns / (width - 1), rows / (height - 1), (rows + columns) / (height + width - 2) / 2
    return np.rint(np.stack([red, green, blue], axis=-1) * 255).astype(np.uint8)


def saved(image: Image.Image, format: str, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


@pytest.fixture
def rgb() -> np.ndarray:
    return slopes()


@pytest.fixture
def png(rgb) -> bytes:
    return saved(Image.fromarray(rgb), "PNG")


def assert_picture(picture: np.ndarray) -> None:
    assert picture.dtype == np.float32 and picture.ndim == 3 and picture.shape[2] == 3
    assert picture.flags.writeable and picture.flags.c_contiguous
    assert picture.min() >= 0.0 and picture.max() <= 1.0


# Sources


def test_every_source_gives_the_same_picture(tmp_path, rgb, png):
    path = tmp_path / "a picture.png"
    path.write_bytes(png)
    with path.open("rb") as file:
        sources = [
            path,
            str(path),
            png,
            bytearray(png),
            memoryview(png),
            file,
            io.BytesIO(png),
            rgb,
            Image.fromarray(rgb),
            Image.open(path),
        ]
        for source in sources:
            picture = images.read(source)
            assert_picture(picture)
            np.testing.assert_array_equal(picture, rgb.astype(np.float32) / 255)
    assert sources[-1].size == (WIDTH, HEIGHT), "a Pillow image that was handed in must not change"


def test_reads_an_open_file_from_where_it_stands(png):
    file = io.BytesIO(b"header" + png)
    file.seek(6)
    assert images.read(file).shape == (HEIGHT, WIDTH, 3)


def test_the_home_folder_may_be_written_as_a_tilde(tmp_path, monkeypatch, rgb):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert images.write(rgb, "~/me.png") == tmp_path / "me.png"
    assert images.read("~/me.png").shape == (HEIGHT, WIDTH, 3)


def test_a_tensor_of_any_framework_is_an_array(rgb):
    class WithArray:
        def __array__(self, dtype=None, copy=None):
            return rgb

    class WithNumpy:
        def numpy(self):
            return rgb

    for tensor in (WithArray(), WithNumpy()):
        np.testing.assert_array_equal(images.read(tensor), rgb.astype(np.float32) / 255)


def test_the_file_is_known_by_its_bytes_not_by_its_name(tmp_path, rgb):
    path = tmp_path / "really_a_jpeg.png"
    path.write_bytes(saved(Image.fromarray(rgb), "JPEG", quality=95))
    assert images.read(path).shape == (HEIGHT, WIDTH, 3)


def test_reading_imports_no_tensorflow():
    heavy = "{'tensorflow', 'keras', 'matplotlib', 'scipy', 'skimage', 'sklearn'}"
    code = f"import sys, course_lib.images, course_lib.datasets.photographs; print(*({heavy} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == ""


# Kinds of file


@pytest.mark.parametrize(
    "format, options, tolerance",
    [
        ("PNG", {}, 0),
        ("BMP", {}, 0),
        ("TIFF", {}, 0),
        ("TIFF", {"compression": "tiff_lzw"}, 0),
        ("TIFF", {"compression": "tiff_adobe_deflate"}, 0),
        ("WEBP", {"lossless": True}, 0),
        ("WEBP", {"quality": 95}, 0.04),
        ("JPEG", {"quality": 95}, 0.04),
        ("JPEG", {"quality": 95, "progressive": True}, 0.04),
    ],
)
def test_formats(rgb, format, options, tolerance):
    picture = images.read(saved(Image.fromarray(rgb), format, **options))
    assert_picture(picture)
    assert np.abs(picture - rgb / 255).max() <= tolerance + 1e-6


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr", "HSV"])
def test_modes_of_eight_bits_agree_with_their_rgb(rgb, mode):
    image = Image.fromarray(rgb)
    image = image.convert("P").convert(mode) if mode == "PA" else image.convert("RGBA" if mode == "RGBa" else mode)
    if mode == "RGBa":
        image = image.convert("RGBa")
    want = np.asarray(image.convert("RGBA").convert("RGB") if mode == "RGBa" else image.convert("RGB")) / 255
    picture = images.read(image)
    assert_picture(picture)
    np.testing.assert_allclose(picture, want, atol=1e-6)


def test_transparency_is_laid_on_white(rgb):
    alpha = np.tile(np.linspace(0, 255, WIDTH).astype(np.uint8), (HEIGHT, 1))
    part = alpha[:, :, np.newaxis] / 255
    want = rgb / 255 * part + (1 - part)
    rgba = np.dstack([rgb, alpha])
    np.testing.assert_allclose(images.read(saved(Image.fromarray(rgba), "PNG")), want, atol=1.1 / 255)
    np.testing.assert_allclose(
        images.read(saved(Image.fromarray(rgba), "WEBP", lossless=True, exact=True)), want, atol=1.1 / 255
    )
    np.testing.assert_allclose(images.read(rgba), want, atol=1e-6)
    grey = Image.fromarray(np.dstack([rgb[:, :, 0], alpha]))
    assert grey.mode == "LA"
    np.testing.assert_allclose(images.read(saved(grey, "PNG"))[:, :, 1], want[:, :, 0], atol=1.1 / 255)


def test_a_transparent_palette_entry_is_white():
    image = Image.new("P", (32, 32), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(1, (0, 0, 16, 32))
    want = {"PNG": [1, 1, 1], "GIF": [1, 1, 1]}
    for format, white in want.items():
        picture = images.read(saved(image, format, transparency=0))
        np.testing.assert_allclose(picture[0, 31], white)
        np.testing.assert_allclose(picture[0, 0], [0, 0, 1])
    several = images.read(saved(image, "PNG", transparency=bytes([128, 255])))
    np.testing.assert_allclose(several[0, 31], [1, 127 / 255, 127 / 255], atol=1.1 / 255)


def test_a_transparent_colour_of_an_opaque_mode_is_white():
    image = Image.new("RGB", (32, 32), (10, 20, 30))
    picture = images.read(saved(image, "PNG", transparency=(10, 20, 30)))
    np.testing.assert_array_equal(picture, 1)


def test_sixteen_bit_grey_is_scaled_not_cut_off():
    deep = np.linspace(0, 65535, HEIGHT * WIDTH).astype(np.uint16).reshape(HEIGHT, WIDTH)
    for format in ("PNG", "TIFF"):
        picture = images.read(saved(Image.fromarray(deep), format))
        np.testing.assert_allclose(picture[:, :, 2], deep / 65535, atol=1e-6)
    assert len(np.unique(picture)) > 256
    for mode in ("I;16B", "I;16L", "I"):
        image = Image.new(mode, (32, 32), 40_000)
        np.testing.assert_allclose(images.read(image), 40_000 / 65535, atol=1e-6)


def test_sixteen_bit_colour_is_read_to_eight_bits(rgb):
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    deep = (rgb.astype(np.uint16) * 257).astype(">u2")
    rows = b"".join(b"\0" + row.tobytes() for row in deep)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 16, 2, 0, 0, 0))
    png = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    np.testing.assert_allclose(images.read(png), rgb / 255, atol=1e-6)


def test_float_tiff(rgb):
    grey = (rgb[:, :, 0] / 255).astype(np.float32)
    np.testing.assert_array_equal(images.read(saved(Image.fromarray(grey), "TIFF"))[:, :, 0], grey)
    with pytest.raises(PictureError, match="values from 0 to 3000"):
        images.read(saved(Image.fromarray(grey * 3000), "TIFF"))


def test_cmyk_jpeg(rgb):
    picture = images.read(saved(Image.fromarray(rgb).convert("CMYK"), "JPEG", quality=100))
    np.testing.assert_allclose(picture, rgb / 255, atol=0.04)


def test_an_embedded_profile_is_applied_and_a_broken_one_ignored(rgb):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = rgb / 255
    np.testing.assert_allclose(
        images.read(saved(Image.fromarray(rgb), "PNG", icc_profile=profile)), plain, atol=1.1 / 255
    )
    # Swap the matrix columns of red and green: a picture with that profile has its channels swapped.
    swapped = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    picture = images.read(saved(Image.fromarray(rgb), "PNG", icc_profile=swapped))
    np.testing.assert_allclose(picture, plain[:, :, [1, 0, 2]], atol=2.1 / 255)
    for broken in (b"nonsense", profile[:200]):
        picture = images.read(saved(Image.fromarray(rgb), "PNG", icc_profile=broken))
        np.testing.assert_allclose(picture, plain, atol=1e-6)
    cmyk = Image.fromarray(rgb).convert("CMYK")  # a profile for RGB does not fit it
    assert np.abs(images.read(saved(cmyk, "JPEG", quality=100, icc_profile=profile)) - plain).max() < 0.04


@pytest.mark.parametrize("format, options", [("GIF", {}), ("PNG", {}), ("WEBP", {"lossless": True}), ("TIFF", {})])
def test_the_first_frame_of_an_animation(format, options):
    frames = [Image.new("RGB", (32, 24), colour) for colour in ("red", "lime", "blue")]
    data = saved(frames[0], format, save_all=True, append_images=frames[1:], **options)
    np.testing.assert_array_equal(images.read(data), np.broadcast_to(np.float32([1, 0, 0]), (24, 32, 3)))


UPRIGHT = {  # what undoes each value of the EXIF orientation (EXIF 2.32, table 6)
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.transpose(1, 0, 2),
    6: lambda a: np.rot90(a, -1),
    7: lambda a: a[::-1, ::-1].transpose(1, 0, 2),
    8: lambda a: np.rot90(a, 1),
    9: lambda a: a,
}


@pytest.mark.parametrize("orientation", UPRIGHT)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_exif_orientation(rgb, format, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"JPEG": {"quality": 100, "subsampling": 0}, "WEBP": {"lossless": True}}.get(format, {})
    data = saved(Image.fromarray(rgb), format, exif=exif, **options)
    want = UPRIGHT[orientation](rgb / 255)
    for source in (data, Image.open(io.BytesIO(data))):
        picture = images.read(source)
        assert picture.shape == want.shape
        np.testing.assert_allclose(picture, want, atol=0.03)
    assert images.read(data, side=24).shape == ((24, 32, 3) if want.shape == (48, 64, 3) else (32, 24, 3))


def test_damaged_exif_counts_as_none(rgb):
    data = saved(Image.fromarray(rgb), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff\0\0\0\0", quality=95)
    assert images.read(data).shape == (HEIGHT, WIDTH, 3)


# Arrays


@pytest.mark.parametrize(
    "dtype", [np.uint8, np.uint16, np.dtype(">u2"), np.float16, np.float32, np.float64, np.longdouble]
)
def test_arrays_of_every_accepted_type(rgb, dtype):
    dtype = np.dtype(dtype)
    unit = rgb / 255
    array = (unit * np.iinfo(dtype).max if dtype.kind == "u" else unit).astype(dtype)
    picture = images.check(array)
    assert_picture(picture)
    np.testing.assert_allclose(picture, unit, atol=1e-3 if dtype == np.float16 else 1 / 255)


def test_bool_grey_and_rgba_arrays(rgb):
    grey = rgb[:, :, 0]
    for array in (grey, grey[:, :, np.newaxis]):
        np.testing.assert_allclose(images.check(array), np.repeat(grey[:, :, np.newaxis] / 255, 3, axis=2), atol=1e-6)
    np.testing.assert_array_equal(images.check(grey > 100)[:, :, 1], (grey > 100).astype(np.float32))
    opaque = np.dstack([rgb, np.full_like(grey, 255)])
    np.testing.assert_allclose(images.check(opaque), rgb / 255, atol=1e-6)


def test_bfloat16_arrays(rgb):
    picture = images.check((rgb / 255).astype(ml_dtypes.bfloat16))
    np.testing.assert_allclose(picture, rgb / 255, atol=1 / 256)


def test_rounding_beyond_the_range_is_clipped_and_the_array_left_alone():
    array = np.full((16, 16, 3), 1.0005, np.float32)
    array[0, 0] = -0.0005
    kept = array.copy()
    picture = images.check(array)
    assert picture.max() == 1 and picture.min() == 0
    np.testing.assert_array_equal(array, kept)


def test_check_returns_a_new_array(rgb):
    array = rgb.astype(np.float32) / 255
    picture = images.check(array)
    picture[:] = 0
    assert array.max() == 1


def test_the_smallest_side_can_be_lowered():
    with pytest.raises(PictureError, match="at least 16"):
        images.check(np.zeros((15, 40, 3)))
    assert images.check(np.zeros((1, 2, 3)), smallest=1).shape == (1, 2, 3)


# Sizes are limited before memory is spent


LARGEST = {"PNG": 2**31 - 1, "BMP": 2**31 - 1, "GIF": 65_535, "WEBP": 16_384, "JPEG": 65_535}  # that a header can say
HUGE = [(20_000, 20), (16_000, 20), (11_000, 11_000), (10_000, 5_001), (300_000, 300_000)]


def with_size(format: str, width: int, height: int) -> bytes:
    """A small file whose header says that it is of this size."""
    options = {"lossless": True} if format == "WEBP" else {}
    data = bytearray(saved(Image.new("RGB", (64, 64)), format, **options))
    if format == "PNG":
        data[16:24] = width.to_bytes(4) + height.to_bytes(4)
        data[29:33] = zlib.crc32(data[12:29]).to_bytes(4)
    elif format == "BMP":
        data[18:26] = width.to_bytes(4, "little") + height.to_bytes(4, "little")
    elif format == "GIF":
        data[6:10] = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    elif format == "WEBP":
        assert data[12:16] == b"VP8L"
        data[21:25] = ((width - 1) | (height - 1) << 14).to_bytes(4, "little")
    else:
        start = data.index(b"\xff\xc0")
        data[start + 5 : start + 9] = height.to_bytes(2) + width.to_bytes(2)
    return bytes(data)


@pytest.mark.parametrize("format, size", [(f, size) for f in LARGEST for size in HUGE if max(size) <= LARGEST[f]])
def test_huge_headers_are_refused_before_decoding(format, size):
    data = with_size(format, *size)
    tracemalloc.start()
    try:
        with pytest.raises(PictureError, match="too large"):
            images.read(data)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_decompression_bomb_is_refused():
    bomb = saved(Image.new("1", (14_000, 14_000)), "PNG")
    assert len(bomb) < 100_000
    with pytest.raises(PictureError, match="'bomb.png'.*too large"):
        images.read(bomb, name="picture 'bomb.png'")


def test_a_huge_tile_of_a_small_picture_is_refused():
    tags = {256: 64, 257: 64, 258: 8, 259: 8, 262: 1, 277: 1, 322: 64, 323: 1 << 30, 324: 8, 325: 8}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    data = b"II*\0" + struct.pack("<I", 16) + zlib.compress(b"")[:8] + struct.pack("<H", len(tags)) + entries + bytes(4)
    with pytest.raises(PictureError, match="a tile of picture is 1073741824"):
        images.read(data)


def test_a_file_of_too_many_bytes_is_refused(monkeypatch, tmp_path, png):
    monkeypatch.setattr(picture_files, "MAX_BYTES", len(png) - 1)
    path = tmp_path / "long.png"
    path.write_bytes(png)
    for source in (path, png, io.BytesIO(png)):
        with pytest.raises(PictureError, match="larger than 0 MB"):
            images.read(source)


# Cheap truncation


@pytest.mark.parametrize(
    "format, options",
    [
        ("PNG", {}),
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("GIF", {}),
        ("BMP", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_a_file_cut_anywhere_is_refused_or_still_whole(rgb, format, options):
    data = saved(Image.fromarray(rgb).resize((40, 40)), format, **options)
    whole = {side: images.read(data, side=side) for side in (None, 16)}  # a JPEG is decoded at half its size for 16
    refused = 0
    for length in range(0, len(data), max(1, len(data) // 150)):
        for side in whole:
            try:
                picture = images.read(data[:length], side=side)
            except PictureError:
                refused += 1
            else:
                np.testing.assert_array_equal(picture, whole[side])
    assert refused > 100


# Scaling and cropping


def test_read_scales_and_crops(png):
    assert images.read(png, side=24).shape == (24, 32, 3)
    assert images.read(png, side=24, square=True).shape == (24, 24, 3)
    assert images.read(png, square=True).shape == (48, 48, 3)
    assert images.read(png, side=96).shape == (96, 128, 3)


@pytest.mark.parametrize("size", [(1111, 1113), (1113, 1111), (999, 1501)])
def test_a_reduced_decode_has_the_shape_and_look_of_the_plain_way(size):
    image = Image.fromarray(slopes(*size))
    for format in ("JPEG", "PNG"):
        data = saved(image, format)
        fast, plain = images.read(data, side=64), images.resize(images.read(data), 64)
        assert fast.shape == plain.shape
        assert np.abs(fast - plain).max() < 0.02


def test_a_jpeg_is_decoded_at_an_eighth_when_little_is_asked(monkeypatch):
    data = saved(Image.fromarray(slopes(1600, 1600)), "JPEG")
    array, size = picture_files.decode(data, "picture", side=100)
    assert size == (1600, 1600) and array.shape == (200, 200, 3)
    assert picture_files.decode(data, "picture", side=101)[0].shape == (400, 400, 3)


def test_resize_keeps_proportions_constants_and_means(rgb):
    picture = images.check(rgb)
    assert images.resize(picture, 12).shape == (12, 16, 3)
    assert images.resize(picture, (20, 30)).shape == (20, 30, 3)
    assert images.resize(picture, [20, 30]).shape == (20, 30, 3)
    assert images.resize(picture, np.int64(12)).shape == (12, 16, 3)
    np.testing.assert_array_equal(images.resize(picture, 48), picture)
    np.testing.assert_allclose(images.resize(np.full((40, 40, 3), 0.3), (13, 27)), 0.3, atol=1e-6)
    np.testing.assert_allclose(images.resize(picture, 12).mean((0, 1)), picture.mean((0, 1)), atol=2e-3)


def test_resize_does_not_alias():
    checks = np.indices((128, 128)).sum(axis=0) % 2  # the finest pattern there is; its mean is grey
    small = images.resize(np.repeat(checks[:, :, np.newaxis].astype(np.float32), 3, axis=2), 32)
    np.testing.assert_allclose(small[2:-2, 2:-2], 0.5, atol=0.02)


def test_resize_clips_its_overshoot():
    edge = np.zeros((32, 32, 3), np.float32)
    edge[:, 16:] = 1
    large = images.resize(edge, 128)
    assert large.min() == 0 and large.max() == 1
    assert_picture(large)


def test_crop_square_takes_the_middle(rgb):
    np.testing.assert_allclose(images.crop_square(rgb), rgb[:, 8:56] / 255, atol=1e-6)
    np.testing.assert_allclose(
        images.crop_square(rgb.transpose(1, 0, 2)), rgb.transpose(1, 0, 2)[8:56] / 255, atol=1e-6
    )


# Encoding and writing


def test_encode_png_is_exact_and_jpeg_close(rgb):
    data = images.encode(rgb)
    assert data.startswith(b"\x89PNG")
    np.testing.assert_array_equal(images.read(data), images.check(rgb))
    small = images.encode(rgb, "jpeg", quality=95)
    assert small.startswith(b"\xff\xd8")
    assert np.abs(images.read(small) - rgb / 255).max() < 0.04
    assert len(images.encode(rgb, "jpeg", quality=10)) < len(small)


def test_encode_rounds_to_the_nearest_step():
    picture = np.full((16, 16, 3), 0.6 / 255, np.float32)
    np.testing.assert_allclose(images.read(images.encode(picture)), 1 / 255, atol=1e-7)


def test_write_and_read_back(tmp_path, rgb):
    for suffix in (".png", ".PNG", ".jpg", ".jpeg"):
        path = images.write(rgb, tmp_path / f"out{suffix}")
        assert path == tmp_path / f"out{suffix}"
        assert np.abs(images.read(path) - rgb / 255).max() < 0.04
    images.write(1 - rgb / 255, str(tmp_path / "out.png"))
    np.testing.assert_allclose(images.read(tmp_path / "out.png"), 1 - rgb / 255, atol=1e-6)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.PNG", "out.jpeg", "out.jpg", "out.png"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, rgb):
    path = images.write(rgb, tmp_path / "out.png")
    before = path.read_bytes()

    def fail(self, data):
        self.open("wb").close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", fail)
    with pytest.raises(PictureError, match="No space left.*Choose another place"):
        images.write(1 - rgb / 255, path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["out.png"]


# Sheets


def test_grid_lays_pictures_in_rows_on_a_light_ground():
    red, tall = np.zeros((16, 16, 3)), np.ones((20, 10, 3))
    red[:, :, 0] = 1
    sheet = images.grid([red, tall, red], columns=2, gap=3, ground=0.9)
    assert_picture(sheet)
    assert sheet.shape == (3 + 2 * (20 + 3), 3 + 2 * (16 + 3), 3)
    np.testing.assert_array_equal(sheet[5:21, 3:19], red)
    np.testing.assert_array_equal(sheet[3:23, 25:35], tall)
    np.testing.assert_array_equal(sheet[28:44, 3:19], red)
    covered = 2 * 16 * 16 + 20 * 10
    assert np.isclose(sheet, 0.9).all(axis=2).sum() == sheet.shape[0] * sheet.shape[1] - covered


def test_grid_takes_a_batch_and_chooses_columns():
    batch = np.zeros((6, 8, 8, 3), np.float32)
    assert images.grid(batch, gap=0).shape == (16, 32, 3)
    assert images.grid(batch[:2], gap=0).shape == (8, 16, 3)
    with pytest.raises(SettingError, match="a grid of 1 x 1000"):
        images.grid([np.zeros((16, 16, 3))] * 1000, columns=1000)
