"""The generators that ship: that they are what their card says, and as good."""

import hashlib

import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.training import dcgan_weights


@pytest.fixture(scope="module", autouse=True)
def data_drawn_once():
    """All faces are drawn once for this file."""
    recipes, drawn = dict(dcgan_weights.RECIPES), {}

    def once(make):
        return lambda: drawn.setdefault(make, make())

    with pytest.MonkeyPatch.context() as patch:
        for name, recipe in recipes.items():
            patch.setitem(
                dcgan_weights.RECIPES, name, dcgan_weights.Recipe(once(recipe.data), recipe.steps, recipe.settings)
            )
        yield


def test_every_recipe_ships():
    assert dcgan_weights.names() == list(dcgan_weights.RECIPES) == list(dcgan_weights.cards())


@pytest.mark.parametrize("name", dcgan_weights.RECIPES)
def test_a_file_is_the_one_that_its_card_tells_of(name):
    card, file = dcgan_weights.cards()[name], dcgan_weights.FOLDER / f"{name}.npz"
    assert card["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert card["steps"] == dcgan_weights.RECIPES[name].steps
    assert file.stat().st_size < 3_100_000


@pytest.mark.parametrize("name", dcgan_weights.RECIPES)
def test_samples_score_as_noted_and_beat_the_yardsticks(name, tell):
    noted, found = dcgan_weights.cards()[name]["kernel_distance"], dcgan_weights.measured(name)
    tell(f"{name}: kernel distance " + ", ".join(f"{of} {value:g}" for of, value in found.items()))
    assert found == pytest.approx(noted, abs=0.02, rel=0.02)
    assert found["real"] < found["samples"] < found["mean picture"]
    assert found["samples"] < found["blurred"]


def test_samples_are_pictures_and_the_same_for_the_same_seed():
    generator = dcgan_weights.load("faces-thin")
    one, same, other = (generator.samples(6, seed) for seed in (1, 1, 2))
    assert one.shape == (6, 32, 32, 3) and one.min() >= 0 and one.max() <= 1
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)


def test_a_name_that_is_none_is_refused():
    with pytest.raises(SettingError, match="'faces-thin'"):
        dcgan_weights.load("faces")


def test_a_missing_or_damaged_file_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(dcgan_weights, "FOLDER", tmp_path)
    with pytest.raises(SettingError, match="is missing"):
        dcgan_weights.load("faces-thin")
    (tmp_path / "faces-thin.npz").write_bytes(b"damaged")
    with pytest.raises(SettingError, match="does not hold"):
        dcgan_weights.load("faces-thin")
