import os

import numpy as np
import pytest

from course_lib import images
from course_lib.datasets import folder, room
from course_lib.errors import SettingError


def put(path, *sizes, suffix="png"):
    path.mkdir(parents=True, exist_ok=True)
    for index, (height, width) in enumerate(sizes):
        picture = np.full((height, width, 3), index / max(1, len(sizes)), "float32")
        images.write(picture, path / f"{index:03d}.{suffix}")


@pytest.fixture
def messy(tmp_path):
    """Mixed sizes, two nested classes, a broken file, a text, a hidden file, an empty one, a link that goes round."""
    put(tmp_path / "cats" / "deep", *[(40, 60), (90, 30), (64, 64), (33, 200), (50, 50), (40, 40)])
    put(tmp_path / "dogs", *[(20, 20), (300, 200), (48, 32)], suffix="jpg")
    whole = (tmp_path / "dogs" / "001.jpg").read_bytes()
    (tmp_path / "dogs" / "broken.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / ".hidden.png").write_bytes(b"x")
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "lies.png").write_text("text by the name of a picture")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.png").symlink_to(tmp_path / "nowhere.png")
    return tmp_path


def test_the_good_ones_are_used_and_the_rest_is_told(messy):
    found = folder.load(messy, side=32)
    assert found.pictures.shape == (9, 32, 32, 3) and found.pictures.dtype == np.float32
    assert found.classes == ("cats", "dogs") and found.labels.tolist() == [0] * 6 + [1] * 3
    assert set(found.skipped) == {"dogs/broken.jpg", "empty.png", "gone.png", "lies.png", "notes.txt"}
    assert found.names[0] == "cats/deep/000.png"


def test_the_report_can_be_read(messy):
    report = str(folder.load(messy))
    assert "9 pictures used" in report and "cats 6, dogs 3" in report
    assert "5 files skipped" in report and "notes.txt: no picture" in report


def test_the_middle_square_is_taken(tmp_path):
    wide = np.zeros((20, 60, 3), "float32")
    wide[:, 20:40] = 1.0
    for index in range(8):
        images.write(wide, tmp_path / f"{index}.png")
    np.testing.assert_allclose(folder.load(tmp_path, side=16).pictures, 1.0, atol=0.01)


def test_one_class_is_said_to_be_one(tmp_path):
    put(tmp_path, *[(20, 20)] * 8)
    found = folder.load(tmp_path)
    assert found.classes == (".",) and "One class" in str(found) and not found.skipped


def test_no_more_than_asked_for(tmp_path):
    put(tmp_path, *[(20, 20)] * 12)
    found = folder.load(tmp_path, most=9)
    assert len(found.pictures) == 9 and found.left_out == 3 and "3 more were left out" in str(found)


def test_a_file_after_the_last_picture_is_skipped_not_left_out(tmp_path):
    put(tmp_path, *[(20, 20)] * 8)
    (tmp_path / "zebras.txt").write_text("no picture")
    found = folder.load(tmp_path)
    assert list(found.skipped) == ["zebras.txt"] and found.left_out == 0


def test_bytes_are_the_numbers_rounded_in_a_quarter_of_the_memory(tmp_path):
    noise = np.random.default_rng(0).random((8, 40, 60, 3), "float32")
    for index, picture in enumerate(noise):
        images.write(picture, tmp_path / f"{index}.png")
    numbers, as_bytes = folder.load(tmp_path).pictures, folder.load(tmp_path, kind="uint8").pictures
    assert as_bytes.dtype == np.uint8 and as_bytes.nbytes == numbers.nbytes // 4
    np.testing.assert_array_equal(as_bytes, np.rint(numbers * 255))


def test_what_does_not_fit_into_memory_is_refused_before_it_is_read(messy, monkeypatch):
    monkeypatch.setattr(room, "SPARE_MEMORY", 1e15)
    monkeypatch.setattr(images, "read", lambda *_, **__: pytest.fail("read"))
    with pytest.raises(SettingError, match="GB are free"):
        folder.load(messy)


def test_pictures_are_counted_by_their_names(messy):
    assert folder.count(messy) == 9 + 4
    with pytest.raises(SettingError, match="is not there"):
        folder.count(messy / "nowhere")


def test_the_same_folder_gives_the_same_set(messy):
    one, other = folder.load(messy), folder.load(str(messy) + os.sep)
    np.testing.assert_array_equal(one.pictures, other.pictures)
    assert one.names == other.names


def few(path):
    put(path, *[(20, 20)] * 7)
    return path


def only_broken(path):
    for index in range(9):
        (path / f"{index}.png").write_bytes(b"broken")
    return path


def only_texts(path):
    for index in range(9):
        (path / f"{index}.txt").write_text("no picture")
    return path


def a_file(path):
    (path / "one.png").write_bytes(b"x")
    return path / "one.png"


def too_small(path):
    for index in range(9):
        from PIL import Image

        Image.new("RGB", (1, 1)).save(path / f"{index}.png")
    return path


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (only_texts, "9 of its 9 files were skipped"),
        (lambda path: path / "nowhere", "is not there"),
        (a_file, "is a file, not a folder"),
        (lambda path: path, "is empty"),
        (few, "has 7 pictures that can be read; 8 is the least"),
        (only_broken, "9 of its 9 files were skipped"),
        (too_small, "0 pictures that can be read"),
    ],
)
def test_a_folder_that_will_not_do_is_refused_in_words(tmp_path, make, says):
    with pytest.raises(SettingError, match=says):
        folder.load(make(tmp_path))


@pytest.mark.parametrize(
    "settings", [{"side": 8}, {"side": 32.0}, {"side": 1000}, {"most": 3}, {"most": "all"}, {"kind": "int"}]
)
def test_a_bad_setting_is_refused(tmp_path, settings):
    with pytest.raises(SettingError, match=next(iter(settings))):
        folder.load(few(tmp_path), **settings)
