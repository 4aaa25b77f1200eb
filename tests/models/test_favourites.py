"""Favourite windows, against pictures whose loudest place is known."""

import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.models.favourites import favourites, window
from course_lib.models.receptive_field import Field

FIELD = Field(size=4, stride=2, start=-1)


def counted(rows, columns):
    """A picture whose pixels are numbered, so that a patch says where it comes from."""
    return np.arange(rows * columns, dtype="float32").reshape(rows, columns, 1).repeat(3, axis=2)


def lit(shape, *places):
    answers = np.zeros(shape)
    for strength, (row, column) in enumerate(places, 1):
        answers[row, column] = strength
    return answers


def test_a_window_is_what_the_field_says():
    picture = counted(12, 16)
    assert np.array_equal(window(picture, FIELD, 2, 3), picture[3:7, 5:9])
    assert np.array_equal(window(picture, FIELD, 0, 0), picture[0:3, 0:3])


def test_the_loudest_come_first_and_one_of_each_picture():
    pictures = [counted(12, 16), 1000 + counted(12, 16), 2000 + counted(12, 16)]
    maps = [lit((6, 8), (2, 3), (3, 3)), 5 * lit((6, 8), (1, 1)), lit((6, 8), (4, 6))]
    found = favourites(pictures, maps, FIELD, count=2)
    assert len(found) == 2
    assert np.array_equal(found[0], pictures[1][1:5, 1:5])
    assert np.array_equal(found[1], pictures[0][5:9, 5:9])


def test_a_window_over_the_border_is_passed_over():
    picture = counted(12, 16)
    [found] = favourites([picture], [lit((6, 8), (2, 3), (0, 0), (5, 7))], FIELD)
    assert np.array_equal(found, picture[3:7, 5:9])
    assert favourites([counted(3, 3)], [np.ones((2, 2))], FIELD) == []


def test_pictures_and_maps_are_as_many():
    with pytest.raises(SettingError, match="1 pictures and 0 maps"):
        favourites([counted(12, 12)], [], FIELD)
    with pytest.raises(SettingError, match="count"):
        favourites([counted(12, 12)], [np.ones((6, 6))], FIELD, count=0)
