"""Counts of overlaps, held against a transposed convolution of ones by a kernel of ones."""

import keras
import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.layers.overlap import overlap_counts, overlap_plane, phases, unevenness

SHAPES = [(3, 2), (4, 2), (5, 2), (2, 2), (2, 3), (5, 3), (6, 3), (1, 1), (7, 4)]


@pytest.mark.parametrize(("kernel", "stride"), SHAPES)
def test_they_are_a_transposed_convolution_of_ones(kernel, stride):
    ones = np.ones((1, 6, 6, 1), "float32")
    painted = keras.ops.conv_transpose(ones, np.ones((kernel, kernel, 1, 1), "float32"), stride, "valid")
    np.testing.assert_array_equal(
        np.asarray(painted)[0, : stride * 5 + kernel, : stride * 5 + kernel, 0], overlap_plane(6, kernel, stride)
    )


@pytest.mark.parametrize(("kernel", "stride"), SHAPES)
def test_away_from_the_border_they_repeat_in_phases(kernel, stride):
    counts = overlap_counts(20, kernel, stride)
    assert counts.sum() == 20 * kernel
    start = 10 * stride
    np.testing.assert_array_equal(counts[start : start + stride], phases(kernel, stride))


@pytest.mark.parametrize(("kernel", "stride"), SHAPES)
def test_they_are_even_exactly_where_the_stride_divides_the_kernel(kernel, stride):
    assert (unevenness(kernel, stride) == 0) == (kernel % stride == 0)


def test_known_unevenness():
    assert unevenness(3, 2) == pytest.approx((4 - 1) / 1.5**2)
    assert unevenness(5, 2) == pytest.approx((9 - 4) / 2.5**2)


@pytest.mark.parametrize("arguments", [(0, 3, 2), (4, 0, 2), (4, 3, 0), (4, 3.0, 2)])
def test_what_is_no_size_is_refused(arguments):
    with pytest.raises(SettingError, match="whole number"):
        overlap_counts(*arguments)
