"""photographs: every name loads without importing the package that it lies in, and says whose it is."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from skimage import data

from course_lib.datasets import photographs
from course_lib.errors import PictureError, SettingError


def test_there_are_enough_and_they_are_named_plainly():
    assert len(photographs.NAMES) >= 15
    assert {"astronaut", "chelsea", "coffee", "rocket", "hubble", "retina", "ihc", "china", "flower"} <= set(
        photographs.NAMES
    )
    assert {"motorcycle_left", "motorcycle_right", "brick", "grass", "gravel"} <= set(photographs.NAMES)
    assert all(re.fullmatch("[a-z_]+", name) for name in photographs.NAMES)


@pytest.mark.parametrize("name", photographs.NAMES)
def test_every_photograph_loads_and_has_a_credit(name):
    picture = photographs.load(name, side=64)
    assert picture.dtype == np.float32 and min(picture.shape[:2]) == 64 and picture.shape[2] == 3
    assert picture.min() >= 0 and picture.max() <= 1 and picture.std() > 0.05
    assert photographs.load(name, side=64, square=True).shape == (64, 64, 3)
    credit = photographs.credit(name)
    assert all((credit.title, credit.author, credit.licence, credit.source))
    assert credit.title in str(credit) and credit.licence in str(credit) and "\n" not in str(credit)


def test_the_pictures_are_those_of_the_packages():
    for name, caller in {
        "chelsea": data.chelsea,
        "coffee": data.coffee,
        "hubble": data.hubble_deep_field,
    }.items():
        np.testing.assert_allclose(photographs.load(name), caller() / 255, atol=1.5 / 255)


def test_the_stereo_pair_is_a_pair():
    left, right = photographs.load("motorcycle_left"), photographs.load("motorcycle_right")
    assert left.shape == right.shape
    assert 0.02 < np.abs(left - right).mean() < 0.3


def test_attribution_names_what_scikit_learn_states():
    package = Path(importlib.util.find_spec("sklearn").submodule_search_locations[0])
    readme = (package / "datasets/images/README.txt").read_text()
    for name in ("china", "flower"):
        credit = photographs.credit(name)
        url = next(part for part in credit.source.split(",")[0].split() if part.startswith("https"))
        assert url.rstrip("/") in readme
        assert (
            "creativecommons.org/licenses/by/2.0/" in credit.licence
            and "creativecommons.org/licenses/by/2.0/" in readme
        )


def test_licences_are_those_that_scikit_image_states():
    for name, states in {
        "astronaut": (data.astronaut, "public domain"),
        "chelsea": (data.chelsea, "CC0 by the photographer (Stefan van der Walt)"),
        "coffee": (data.coffee, "CC0 by the photographer (Rachel Michetti)"),
        "camera": (data.camera, "CC0 by the photographer (Lav Varshney)"),
        "rocket": (data.rocket, "released in the public domain"),
        "hubble": (data.hubble_deep_field, "public domain"),
        "retina": (data.retina, "CC0 1.0 Universal"),
        "ihc": (data.immunohistochemistry, "No known copyright restrictions"),
        "coins": (data.coins, "No known copyright restrictions"),
        "brick": (data.brick, "Creative Commons CC0 License"),
        "grass": (data.grass, "Creative Commons CC0 License"),
        "gravel": (data.gravel, "Creative Commons CC0 License"),
    }.items():
        caller, words = states
        text = " ".join(caller.__doc__.split())
        assert words in text
        licence = photographs.credit(name).licence.lower()
        assert "cc0" in licence if "CC0" in words else licence in words.lower() or "public domain" in licence


def test_the_table_of_credits_has_a_row_for_each():
    lines = photographs.credits_table(["china", "chelsea"]).splitlines()
    assert len(lines) == 4 and all(line.count("|") == 6 for line in lines)
    assert "`china`" in lines[2] and "danielbuechele" in lines[2] and "Stefan van der Walt" in lines[3]
    assert len(photographs.credits_table().splitlines()) == 2 + len(photographs.NAMES)


def test_no_package_is_imported_to_find_a_file():
    code = (
        "import sys\nfrom course_lib.datasets import photographs as p\n"
        "for name in ('coffee', 'china', 'hopper'): p.load(name, side=32)\n"
        "print(*({'skimage', 'sklearn', 'matplotlib', 'scipy', 'tensorflow'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == ""


def test_an_unknown_name_lists_the_names_and_suggests_the_closest():
    with pytest.raises(SettingError, match=r"no photograph is called 'astronuat'.*chelsea.*Did you mean 'astronaut'\?"):
        photographs.load("astronuat")
    with pytest.raises(SettingError, match="images.read"):
        photographs.credit("me.jpg")


def test_a_package_without_its_file_says_so(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(PictureError, match="'china' is part of scikit-learn.*china.jpg is not installed"):
        photographs.load("china")
