"""The generator's noise: ways through it and directions in it, on a generator whose answer is known."""

import numpy as np
import pytest

from course_lib.datasets import faces
from course_lib.errors import SettingError
from course_lib.training.latent import READ, AttributeReader, between, directions, moved

SIZE = 40


@pytest.fixture(scope="module")
def reader():
    return AttributeReader.learned(800)


@pytest.fixture
def noise():
    return np.random.default_rng(0).normal(size=(4000, SIZE)).astype("float32")


def test_the_way_begins_and_ends_where_it_should_and_turns_evenly():
    one, other = np.array([2.0, 0.0, 0.0]), np.array([0.0, 3.0, 0.0])
    way = between(one, other, [0, 0.25, 0.5, 1])
    assert np.allclose(way[[0, 3]], [one, other], atol=1e-6)
    assert np.allclose(np.linalg.norm(way, axis=1), [2, 2.25, 2.5, 3], atol=1e-5)
    assert np.allclose(np.degrees(np.arctan2(way[:, 1], way[:, 0])), [0, 22.5, 45, 90], atol=1e-4)


@pytest.mark.parametrize("factor", [1.0, -1.0, 2.0])
def test_a_way_along_one_line_is_straight(factor):
    one = np.array([1.0, 2.0])
    assert np.allclose(between(one, factor * one, 0.5), (1 + factor) / 2 * one, atol=1e-6)


def test_a_way_through_gaussian_noise_keeps_its_usual_length(noise):
    middles = np.concatenate([between(one, other, 0.5) for one, other in zip(noise[:200], noise[200:400], strict=True)])
    straight = (noise[:200] + noise[200:400]) / 2
    assert np.isclose(np.linalg.norm(middles, axis=1).mean(), np.linalg.norm(noise, axis=1).mean(), rtol=0.01)
    assert np.linalg.norm(straight, axis=1).mean() < 0.75 * SIZE**0.5


def test_the_direction_of_a_linear_attribute_is_found(noise):
    true = np.zeros(SIZE)
    true[:2] = 0.6, 0.8
    found = directions(noise, {"tall": noise @ true > 0.5})["tall"]
    assert np.isclose(np.linalg.norm(found), 1)
    assert found @ true > 0.97


def test_moving_along_a_direction_changes_the_attribute_and_keeps_the_length(noise):
    axis = np.eye(SIZE)[3]
    further = moved(noise, axis, 2.0)
    assert np.allclose(np.linalg.norm(further, axis=1), np.linalg.norm(noise, axis=1), rtol=1e-5)
    assert (further[:, 3] > noise[:, 3]).mean() > 0.99
    assert np.allclose(moved(noise, axis, 0.0), noise, atol=1e-6)


def test_an_attribute_that_hardly_ever_occurs_has_no_direction(noise):
    with pytest.raises(SettingError, match="only 3 of 4000 pictures tell 'rare' apart; 20 are needed"):
        directions(noise, {"rare": np.arange(4000) < 3})


def test_the_reader_tells_attributes_of_faces_it_never_saw(reader):
    assert set(reader.accuracy) == set(READ)
    for name, given in [("glasses", {"glasses": "round"}), ("smile", {"mouth": "smile"}), ("hat", {"hat": "cap"})]:
        assert reader.read(faces.render(100, seed=77, **given))[name].mean() > 0.85, name
    assert reader.read(faces.render(100, seed=77, glasses="none"))["glasses"].mean() < 0.05
    assert reader.read(faces.render(100, seed=77, mouth="frown"))["smile"].mean() < 0.1


def test_its_accuracy_is_that_on_faces_held_out(reader):
    described, pictures = faces.sample(400, seed=5), faces.render(400, seed=5)
    read = reader.read(pictures)
    for name, tell in READ.items():
        right = np.mean(read[name] == [tell(face) for face in described])
        assert abs(right - reader.accuracy[name]) < 0.06, name


def test_a_reader_of_too_few_faces_is_refused():
    with pytest.raises(SettingError, match="count is a whole number from 300"):
        AttributeReader.learned(50)
