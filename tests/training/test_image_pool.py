"""The pool of fakes: what goes in, what comes out, how often."""

import numpy as np
import pytest
import tensorflow as tf

from course_lib.training.image_pool import LARGEST, ImagePool


def numbered(number):
    return tf.fill((1, 4, 4, 3), float(number))


def given_back(pool, count, size, first=0):
    return [int(pool.exchange(numbered(n), size, (7, n))[0, 0, 0, 0]) for n in range(first, first + count)]


def test_while_it_fills_each_fake_comes_back_itself():
    assert given_back(ImagePool(4), LARGEST, 50) == list(range(LARGEST))


def test_full_it_gives_an_earlier_fake_half_the_time_and_each_at_most_once():
    pool = ImagePool(4)
    given_back(pool, LARGEST, 50)
    given = given_back(pool, 1000, 50, first=LARGEST)
    fresh = [n for n, got in enumerate(given, LARGEST) if n == got]
    earlier = [got for n, got in enumerate(given, LARGEST) if n != got]
    assert len(fresh) == pytest.approx(500, abs=60)
    assert len(set(earlier)) == len(earlier)
    assert all(got < n for n, got in enumerate(given, LARGEST) if n != got)


def test_a_pool_of_none_gives_every_fake_itself_even_when_it_was_full():
    pool = ImagePool(4)
    given_back(pool, 60, 50)
    assert given_back(pool, 20, 0, first=100) == list(range(100, 120))


def test_a_pool_turned_smaller_uses_its_first_places_only():
    pool = ImagePool(4)
    given_back(pool, LARGEST, 50)
    given = given_back(pool, 200, 5, first=100)
    assert {got for got in given if got < LARGEST} <= set(range(5))


def test_every_fake_of_a_batch_is_exchanged_by_itself():
    pool = ImagePool(4)
    for n in range(100):
        batch = pool.exchange(tf.concat([numbered(2 * n), numbered(2 * n + 1)], 0), 50, (3, n))
    assert batch.shape == (2, 4, 4, 3)
    assert len(np.unique(pool.pictures.numpy()[:, 0, 0, 0])) == LARGEST
