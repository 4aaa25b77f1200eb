import numpy as np
import pytest

from course_lib.datasets import digits
from course_lib.errors import SettingError


def test_all_digits_are_there_in_the_files_order():
    from sklearn.datasets import load_digits

    pictures, labels = digits.load()
    assert pictures.shape == (1797, 32, 32, 3) and pictures.dtype == np.float32
    assert pictures.min() >= 0 and pictures.max() <= 1
    np.testing.assert_array_equal(labels, load_digits().target)
    np.testing.assert_array_equal(pictures[..., 0], pictures[..., 2])


def test_scaling_keeps_how_bright_a_digit_is():
    from sklearn.datasets import load_digits

    pictures, _ = digits.load(16)
    np.testing.assert_allclose(pictures.mean((1, 2, 3)), load_digits().images.mean((1, 2)) / 16, atol=0.02)


def test_what_comes_is_a_copy():
    digits.load()[0][:] = 0
    assert digits.load()[0].max() > 0


@pytest.mark.parametrize("side", [8, 65, "32"])
def test_a_bad_side_is_refused(side):
    with pytest.raises(SettingError, match="side"):
        digits.load(side)
