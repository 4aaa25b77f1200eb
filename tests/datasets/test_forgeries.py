"""Each forgery has the one fault that it is named for, and no other."""

import numpy as np
import pytest

from course_lib.datasets import faces, forgeries
from course_lib.datasets.faces.face import CHOICES, SKINS
from course_lib.errors import PictureError, SettingError

PICTURES = faces.render(24, 16, seed=1)
TRAINING = faces.render(12, 16, seed=2)


def test_all_kinds_are_the_faces_themselves():
    assert forgeries.few_kinds(50, 10, seed=3) == faces.sample(50, seed=3)
    np.testing.assert_array_equal(forgeries.drawn(forgeries.few_kinds(3, 10), 16), faces.render(3, 16))


def test_with_one_kind_fewer_only_faces_of_that_kind_change():
    for kinds in range(1, 10):
        more, fewer = forgeries.few_kinds(200, kinds + 1), forgeries.few_kinds(200, kinds)
        changed = [a.skin for a, b in zip(more, fewer, strict=True) if a != b]
        assert set(changed) == {SKINS[kinds]}
        assert {face.skin for face in fewer} <= set(SKINS[:kinds])


def test_the_kinds_that_are_left_keep_their_proportions():
    counts = 4000
    found = [face.skin for face in forgeries.few_kinds(counts, 4, seed=5)]
    shares = np.array([CHOICES["skin"][skin] for skin in SKINS[:4]])
    wanted = shares / shares.sum()
    got = np.array([found.count(skin) for skin in SKINS[:4]]) / counts
    np.testing.assert_allclose(got, wanted, atol=4 * np.sqrt(0.25 / counts))


def test_noise_has_its_deviation_and_stays_in_range():
    grey = np.full((20, 16, 16, 3), 0.5, "float32")
    made = forgeries.noisy(grey, 0.05, seed=1)
    assert (made - grey).std() == pytest.approx(0.05, rel=0.02)
    assert made.dtype == np.float32
    bright = forgeries.noisy(np.ones_like(grey), 0.2)
    assert bright.max() == 1 and bright.min() >= 0
    np.testing.assert_array_equal(forgeries.noisy(PICTURES, 0.0), PICTURES)


def test_a_tint_multiplies_each_colour():
    np.testing.assert_allclose(forgeries.tinted(PICTURES, (1.0, 0.5, 0.25)), PICTURES * [1, 0.5, 0.25], rtol=1e-6)


def test_a_shift_moves_columns_and_repeats_the_edge():
    right, left = forgeries.shifted(PICTURES, 2), forgeries.shifted(PICTURES, -1)
    np.testing.assert_array_equal(right[:, :, 2:], PICTURES[:, :, :-2])
    np.testing.assert_array_equal(right[:, :, 0], PICTURES[:, :, 0])
    np.testing.assert_array_equal(left[:, :, :-1], PICTURES[:, :, 1:])
    np.testing.assert_array_equal(forgeries.shifted(PICTURES, 0), PICTURES)


def test_copies_are_training_pictures_and_the_rest_stays():
    made = forgeries.copied(PICTURES, TRAINING, 0.25)
    np.testing.assert_array_equal(made[:18], PICTURES[:18])
    np.testing.assert_array_equal(made[18:], TRAINING[:6])
    np.testing.assert_array_equal(forgeries.copied(PICTURES, TRAINING, 0.0), PICTURES)


def test_a_mixture_keeps_mean_and_covariance_and_no_picture():
    pale = 0.45 + 0.1 * PICTURES  # so that nothing is cut
    made = forgeries.mixed(pale, seed=3)
    flat, mixed = (pictures.reshape(len(pale), -1).astype("float64") for pictures in (pale, made))
    np.testing.assert_allclose(mixed.mean(0), flat.mean(0), atol=1e-6)
    np.testing.assert_allclose(np.cov(mixed.T), np.cov(flat.T), atol=1e-8)
    assert np.abs(mixed[:, None] - flat[None]).max(-1).min() > 0.005
    assert forgeries.mixed(PICTURES).min() >= 0 and forgeries.mixed(PICTURES).max() <= 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: forgeries.few_kinds(5, 0), "kinds is a whole number from 1 to 10"),
        (lambda: forgeries.noisy(PICTURES, -0.1), "deviation is a number from 0 to 1"),
        (lambda: forgeries.tinted(PICTURES, (1.0, 1.0)), "three, for red, green and blue"),
        (lambda: forgeries.tinted(PICTURES, (1.0, 1.0, 2.0)), "blue is a number from 0 to 1"),
        (lambda: forgeries.shifted(PICTURES, 16), "right is a whole number from -15 to 15"),
        (lambda: forgeries.copied(PICTURES, TRAINING, 0.8), "19 copies need as many training pictures; there are 12"),
        (lambda: forgeries.copied(PICTURES, TRAINING, 1.2), "share is a number from 0 to 1"),
        (lambda: forgeries.mixed(PICTURES[:2]), "At least three"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(call, says):
    with pytest.raises(SettingError, match=says):
        call()


def test_two_sizes_make_no_set():
    with pytest.raises(PictureError, match="one size"):
        forgeries.copied(PICTURES, faces.render(3, 24), 0.1)
