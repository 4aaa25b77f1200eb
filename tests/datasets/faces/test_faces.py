"""Drawn faces: as many distinct ones as are asked for, each attribute seen where it belongs."""

from dataclasses import replace

import numpy as np
import pytest

from course_lib.datasets import faces
from course_lib.errors import SettingError


def changed(one, other):
    """Where two faces differ, as (top, bottom, left, right) in 32nds of the picture."""
    a, b = faces.draw(one, 128), faces.draw(other, 128)
    rows, columns = np.nonzero(np.abs(a - b).max(axis=2) > 0.02)
    return rows.min() / 4, rows.max() / 4, columns.min() / 4, columns.max() / 4


def test_thousands_are_distinct_and_all_are_pictures():
    pictures = faces.render(2000)
    assert pictures.shape == (2000, 32, 32, 3) and pictures.dtype == np.float32
    assert pictures.min() >= 0 and pictures.max() <= 1
    assert len(np.unique(np.round(pictures * 255).reshape(2000, -1), axis=0)) == 2000


def test_a_seed_gives_the_same_faces_however_many_and_another_gives_others():
    assert np.array_equal(faces.render(5), faces.render(12)[:5])
    assert np.array_equal(faces.render(5, seed=3), faces.render(5, seed=3))
    assert faces.sample(12)[:5] == faces.sample(5) and not np.array_equal(faces.render(5), faces.render(5, seed=1))


def test_what_is_given_is_so_and_the_rest_stays():
    plain, round_glasses = faces.sample(40, glasses="none"), faces.sample(40, glasses="round")
    assert [replace(face, glasses="round") for face in plain] == round_glasses
    assert all(face.smiling for face in faces.sample(30, mouth="grin"))
    assert not any(face.smiling for face in faces.sample(30, mouth="frown"))


def test_every_value_comes_up_about_as_often_as_it_should():
    described = faces.sample(8000, seed=7)
    for name, options in faces.CHOICES.items():
        assert sum(options.values()) == pytest.approx(1)
        for value, share in options.items():
            found = np.mean([getattr(face, name) == value for face in described])
            assert found == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / 8000)), (name, value)
    for name, (low, high) in faces.RANGES.items():
        values = [getattr(face, name) for face in described]
        assert low <= min(values) < low + 0.01 * (high - low) and high - 0.01 * (high - low) < max(values) <= high


@pytest.mark.parametrize(
    ("attribute", "value", "top", "bottom"),
    [
        ("mouth", "frown", 19, 26),
        ("eyes", "wide", 13, 19),
        ("brows", "angry", 10, 14),
        ("glasses", "round", 12, 21),
        ("hat", "beanie", 0, 14),
        ("hair", "mohawk", 1, 12),
        ("cheeks", "rosy", 18, 23),
        ("skin", "blue", 7, 28),
    ],
)
def test_an_attribute_changes_its_own_part_of_the_face(attribute, value, top, bottom):
    found = changed(faces.Face(), replace(faces.Face(), **{attribute: value}))
    assert top <= found[0] <= found[1] <= bottom


@pytest.mark.parametrize("name", list(faces.CHOICES))
def test_no_two_values_of_an_attribute_look_alike(name):
    shown = {"hair": "short", "hat": "cap"} if name in ("hair_colour", "hat_colour") else {}
    pictures = [faces.draw(faces.Face(**shown, **{name: value})) for value in faces.CHOICES[name]]
    apart = [np.abs(a - b).max() for i, a in enumerate(pictures) for b in pictures[:i]]
    assert min(apart) > 0.07


def test_numbers_move_turn_and_scale_the_head():
    def middle(face):
        dark = np.argwhere(faces.draw(face, 128).sum(axis=2) < 1.2)
        return dark.mean(axis=0)

    still = middle(faces.Face(mouth="open"))
    assert middle(faces.Face(mouth="open", x=0.8))[1] - still[1] == pytest.approx(3.2, abs=0.4)
    assert middle(faces.Face(mouth="open", y=0.5))[0] - still[0] == pytest.approx(2.0, abs=0.4)
    mouths = [np.argwhere(faces.draw(faces.Face(mouth="open", tilt=t), 128)[80:].sum(axis=2) < 1.2) for t in (-10, 10)]
    assert mouths[0][:, 1].mean() > 64 > mouths[1][:, 1].mean()  # the chin of a head tilted to the right is on the left
    assert faces.draw(faces.Face(tone=1)).mean() > faces.draw(faces.Face(tone=-1)).mean() + 0.02


@pytest.mark.parametrize("side", [16, 32, 48, 64, 128, 256])
def test_it_is_the_same_face_at_every_size(side):
    large, small = faces.render(4, 256, seed=2), faces.render(4, side, seed=2)
    factor = 256 // side if 256 % side == 0 else None
    if factor:
        reduced = large.reshape(4, side, factor, side, factor, 3).mean(axis=(2, 4))
        assert np.abs(reduced - small).mean() < 0.03
    assert small.shape == (4, side, side, 3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: faces.render(0), "count is a whole number from 1 to 1000000, not 0"),
        (lambda: faces.render(2.0), "count is a whole number"),
        (lambda: faces.render(3, side=8), "side is a whole number from 16 to 256, not 8"),
        (lambda: faces.render(3, seed=-1), "seed is a whole number"),
        (lambda: faces.render(3, nose="long"), "no attribute 'nose'; it has skin, ground"),
        (lambda: faces.render(3, mouth="smirk"), "mouth is one of 'smile'.*'smirk' is none of them"),
        (lambda: faces.Face(tilt=40.0), "tilt is a number from -10 to 10, not 40"),
        (lambda: faces.draw(faces.Face(), 1000), "side is a whole number from 16 to 256"),
    ],
)
def test_what_cannot_be_drawn_is_said(call, message):
    with pytest.raises(SettingError, match=message):
        call()
