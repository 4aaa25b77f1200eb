"""The hidden picture: found where one is hidden, not found where none is, and refusals."""

import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.metrics.hidden import LEVEL, way_back


@pytest.fixture
def scenes():
    """A: greys that differ; B: the same black square for all."""
    a = np.random.default_rng(0).integers(0, 256, (20, 8, 8, 3)).astype("float32") / 255
    return a, np.zeros_like(a)


def hide(a):
    """Black to the eye: each value in the last tenth of a step of 8 bits."""
    return 0.1 * LEVEL * a


def seek(b):
    return np.clip(b / (0.1 * LEVEL), 0, 1)


def test_what_is_hidden_comes_back_and_noise_destroys_it(scenes):
    found = way_back(hide, seek, *scenes, levels=(0, 1))
    assert found["from the fake"][0] < 0.01
    assert found["from the fake"][1] > 0.2
    assert found["from the truth"][0] == pytest.approx(scenes[0].mean(), rel=1e-3)


def test_an_honest_translator_comes_back_alike_from_fake_and_truth(scenes):
    found = way_back(lambda a: 0 * a, lambda b: b + 0.5, *scenes, levels=(0, 1))
    assert found["from the fake"] == pytest.approx(found["from the truth"])
    assert found["from the fake"][1] == pytest.approx(found["from the fake"][0], abs=0.01)


def test_what_does_not_fit_is_refused(scenes):
    with pytest.raises(SettingError, match="a and b are the same scenes"):
        way_back(hide, seek, scenes[0], scenes[1][:3])
