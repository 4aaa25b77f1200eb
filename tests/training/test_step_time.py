"""The clock's weights have the network's shape, keep their size from layer to layer, and a step takes some time."""

import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.models import features
from course_lib.models.cost import cost
from course_lib.training.step_time import seconds_a_step, uncalibrated


@pytest.mark.parametrize("network", ["offline", "vgg19"])
def test_the_weights_are_as_many_as_the_networks(network):
    assert uncalibrated(network).parameters == cost(network).weights


def test_features_neither_vanish_nor_explode():
    names = features.LAYERS["offline"]
    maps = features.assemble(uncalibrated("offline"), names, "average", "timed")(
        np.random.default_rng(0).random((1, 32, 32, 3), "float32")
    )
    assert all(0.005 < float(np.std(maps[name])) < 10 for name in names)


def test_a_step_takes_some_time_and_an_unknown_network_is_refused():
    content, style = np.random.default_rng(0).random((2, 32, 32, 3), "float32")
    assert 0 < seconds_a_step("offline", content, style, steps=1) < 60
    with pytest.raises(SettingError, match="network is one of"):
        seconds_a_step("resnet", content, style)
