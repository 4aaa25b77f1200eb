import numpy as np
import pytest
import tensorflow as tf

from course_lib.errors import SettingError
from course_lib.training.noise import Noise


def test_the_same_number_gives_the_same_noise_compiled_or_not():
    noise = Noise("gaussian", 3, seed=4)
    compiled = tf.function(lambda number: noise.draw(50, number), jit_compile=True)
    np.testing.assert_allclose(noise.draw(50, 7), compiled(tf.constant(7)), rtol=1e-5, atol=1e-6)
    assert not np.allclose(noise.draw(50, 7), noise.draw(50, 8))
    assert not np.allclose(noise.draw(50, 7), Noise("gaussian", 3, seed=5).draw(50, 7))


def test_gaussian_and_uniform_have_their_moments():
    gaussian = Noise("gaussian", 2).draw(20_000, 0).numpy()
    uniform = Noise("uniform", 2).draw(20_000, 0).numpy()
    np.testing.assert_allclose([gaussian.mean(), gaussian.std()], [0, 1], atol=0.02)
    np.testing.assert_allclose([uniform.mean(), uniform.std()], [0, 1 / np.sqrt(3)], atol=0.02)
    assert uniform.min() >= -1 and uniform.max() < 1


def test_shares_lie_between_0_and_1():
    shares = Noise(seed=1).shares(5000, 3).numpy()
    assert shares.shape == (5000,) and shares.min() >= 0 and shares.max() < 1
    assert shares.mean() == pytest.approx(0.5, abs=0.02)


def test_other_kinds_and_sizes_are_refused():
    with pytest.raises(SettingError, match='"gaussian" or "uniform", not \'cauchy\''):
        Noise("cauchy")
    with pytest.raises(SettingError, match="1 number or more, not 0"):
        Noise(size=0)
