from types import SimpleNamespace

import numpy as np
import psutil
import pytest

from course_lib import images
from course_lib.datasets import translation_sets
from course_lib.datasets.translation_sets import load, two_folders
from course_lib.errors import SettingError


def put(folder, count, first=0):
    """Pictures of 30 x 20, the n-th of shade first + n."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        images.write(np.full((20, 30, 3), (first + index) / 255, "float32"), folder / f"{index:03d}.png")
    return folder


def shades(pictures):
    return pictures[:, 0, 0, 0].tolist()


@pytest.fixture
def horses(tmp_path, monkeypatch):
    """horse2zebra as it would lie in the cache, put there by hand and small."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    at = translation_sets.path("horse2zebra")
    for first, (part, count) in enumerate({"trainA": 12, "trainB": 11, "testA": 10, "testB": 9}.items()):
        put(at / part, count, 50 * first)
    (at / "trainB" / "broken.png").write_bytes(b"broken")
    return at


@pytest.fixture
def own(tmp_path):
    return put(tmp_path / "apples", 20), put(tmp_path / "pears", 30, 100)


def test_a_real_set_has_both_domains_to_train_and_to_test_on_as_bytes(horses):
    found = load("horse2zebra", side=16)
    sets = [*found.train, *found.test]
    assert [pictures.shape for pictures in sets] == [(count, 16, 16, 3) for count in (12, 11, 10, 9)]
    assert [shades(pictures)[0] for pictures in sets] == [0, 50, 100, 150]
    assert all(pictures.dtype == np.uint8 for pictures in sets)
    assert found.domains == ("horse", "zebra") and list(found.skipped) == ["trainB/broken.png"]


def test_the_report_tells_numbers_memory_licence_and_what_was_skipped(horses):
    report = str(load("horse2zebra", side=256, most=9))
    for words in (
        "to train on, 9 of A (horse) and 9 of B (zebra); to test on, 9 and 9.",
        "256 x 256. They take 7 MB of memory",
        "Licence: none given; photographs from ImageNet",
        "7 more files were left out",
    ):
        assert words in report
    assert "trainB/broken.png: " in str(load("horse2zebra", side=16))


def test_two_folders_hold_out_pictures_that_are_spread_evenly(own):
    found = two_folders(*own, side=16, held_out=5)
    assert shades(found.test[0]) == [0, 4, 8, 12, 16] and shades(found.test[1]) == [100, 106, 112, 118, 124]
    for domain, whole in enumerate([range(20), range(100, 130)]):
        assert sorted(shades(found.train[domain]) + shades(found.test[domain])) == list(whole)
    assert found.domains == ("apples", "pears") and "your own" in str(found)


def test_load_takes_two_folders_as_well(own, tmp_path):
    found = load((put(tmp_path / "plums", 31), own[1]), side=16, most=29)
    assert found.domains == ("plums", "pears") and found.left_out == 3
    assert [len(pictures) for pictures in (*found.train, *found.test)] == [9, 9, 20, 20]


def test_what_two_folders_skip_is_told_by_domain(own):
    (own[1] / "notes.txt").write_text("no picture")
    assert list(two_folders(*own, side=16, held_out=5).skipped) == ["B/notes.txt"]


def test_memory_for_all_folders_is_asked_for_before_any_is_read(own, monkeypatch):
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=0))
    monkeypatch.setattr(images, "read", lambda *_, **__: pytest.fail("read"))
    with pytest.raises(SettingError, match=r"50 pictures of 256 x 256, 2 times over,.*`most`"):
        two_folders(*own)


def test_a_folder_inside_the_other_is_refused(own):
    for pair in [(own[0], own[0]), (own[0].parent, own[0]), (own[0], own[0].parent)]:
        with pytest.raises(SettingError, match="one folder lies in the other"):
            two_folders(*pair)


def test_a_home_folder_is_found(own, monkeypatch):
    monkeypatch.setenv("HOME", str(own[0].parent))
    monkeypatch.setenv("USERPROFILE", str(own[0].parent))
    assert two_folders("~/apples", "~/pears", side=16, held_out=5).domains == ("apples", "pears")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"side": 8}, "side is a whole number from 16 to 512"),
        ({"most": "all"}, "most is a whole number from 8"),
        ({"held_out": 0}, "held_out is a whole number from 1 to 1000"),
        ({"held_out": 13}, "held_out=13 leaves 7 of 20 pictures to train on; 8 is the least"),
        ({"b": "nowhere"}, "the folder '.*nowhere' is not there"),
    ],
)
def test_what_will_not_do_is_refused_in_words(own, change, says):
    with pytest.raises(SettingError, match=says):
        two_folders(**{"a": own[0], "b": own[1], "side": 16, **change})


def test_a_bad_setting_is_told_before_anything_is_fetched(tmp_path, monkeypatch):
    monkeypatch.setattr(translation_sets, "fetch", lambda name: pytest.fail("fetched"))
    with pytest.raises(SettingError, match="side"):
        load("horse2zebra", side=1000)


@pytest.mark.parametrize("source", ["horses", None, ("a", "b", "c"), 3])
def test_an_unknown_source_is_refused_with_the_known_names(source):
    with pytest.raises(SettingError, match="'horse2zebra', 'monet2photo', 'maps'"):
        load(source)


def test_a_run_of_a_cyclegan_takes_the_pictures_as_they_are(own):
    from course_lib.training.translation_settings import TranslationSettings
    from course_lib.training.translator_run import as_bytes

    pictures = two_folders(*own, side=32, held_out=5).train[0]
    assert as_bytes(pictures, TranslationSettings(), "a") is pictures
