"""Squares cut out at random: whole ones, everywhere, alike for one number and seed."""

import numpy as np
import tensorflow as tf

from course_lib.datasets.worlds import WORLDS
from course_lib.training.cyclegan_run import CycleGanRun
from course_lib.training.picture_batches import cropped
from course_lib.training.pix2pix_run import Pix2pixRun

SMALL = {"width": 4, "blocks": 1, "judge_width": 4, "crop": 32}
# each pixel holds its own row and column
PLACES = np.stack(np.meshgrid(np.arange(8.0), np.arange(8.0), indexing="ij"), -1)


def corners(number, seed=0, side=6):
    squares = cropped(tf.constant(np.stack([PLACES] * 3)), side, tf.constant(number), seed).numpy()
    found = squares[:, 0, 0].astype(int)
    for square, (row, column) in zip(squares, found, strict=True):
        np.testing.assert_array_equal(square, PLACES[row : row + side, column : column + side])
    return [tuple(corner) for corner in found.tolist()]


def test_squares_lie_everywhere_each_at_a_place_of_its_own():
    found = [corner for number in range(60) for corner in corners(number)]
    assert set(found) == {(row, column) for row in range(3) for column in range(3)}
    assert max(found.count(corner) for corner in set(found)) < 40


def test_the_same_number_and_seed_cut_the_same():
    assert corners(5) == corners(5)
    assert [corners(n) for n in range(9)] != [corners(n, seed=1) for n in range(9)]


def test_a_cyclegan_reads_and_shows_squares_of_larger_pictures():
    data = WORLDS["seasons"].unpaired(6, side=64)
    run = CycleGanRun(data.a, data.b, **SMALL, batch=2)
    a, b = run.gan.real([tf.constant(domain) for domain in run.data], tf.constant(3))
    assert a.shape == b.shape == (2, 32, 32, 3)
    run.run(2)
    assert np.isfinite(run.history[-1]["cycle"])
    assert run.shown_pictures()[0][0].shape[1:] == (32, 32, 3) and run.picture().ndim == 3


def test_pairs_are_cut_at_the_same_place():
    pairs = WORLDS["seasons"].pairs(6)
    run = Pix2pixRun(pairs.a, pairs.a, **SMALL, batch=3)
    for number in range(3):
        a, b = run.gan.real([tf.constant(domain) for domain in run.data], tf.constant(number))
        np.testing.assert_array_equal(a, b)
