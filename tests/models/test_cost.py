"""The counted cost of feature networks against published counts and a count by hand."""

import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.models import features
from course_lib.models.cost import cost


def test_vgg19_has_the_published_number_of_weights():
    facts = cost("vgg19")
    assert facts.weights == 20_024_384 and facts.megabytes == pytest.approx(80.1, abs=0.1)


def test_multiplications_of_the_first_layers_by_hand():
    assert cost("vgg19", ["relu1_1"], side=10).multiplications == 9 * 3 * 64 * 100
    both = 9 * 3 * 64 * 100 + 9 * 64 * 64 * 100
    assert cost("vgg19", ["relu1_2"], side=10).multiplications == both
    assert cost("vgg19", ["relu1_2", "relu2_1"], side=10).multiplications == both + 9 * 64 * 128 * 25


@pytest.mark.parametrize("network", ["offline", "random"])
def test_feature_maps_are_as_large_as_the_network_makes_them(network):
    maps = features.build(network)(np.zeros((1, 48, 48, 3), "float32")).values()
    assert cost(network, side=48).map_megabytes == pytest.approx(sum(4 * np.size(m) for m in maps) / 1e6)


def test_feature_maps_of_vgg19_by_hand():
    by_hand = 4 * (64 * 100 * 2 + 128 * 25) / 1e6
    assert cost("vgg19", ["relu1_2", "relu2_1"], side=10).map_megabytes == pytest.approx(by_hand)


def test_the_offline_network_is_the_small_one():
    small, large = cost("offline", side=192), cost("vgg19", side=192)
    assert 20 * small.weights < large.weights and 10 * small.multiplications < large.multiplications
    assert cost("random").megabytes == 0


def test_an_unknown_layer_is_refused():
    with pytest.raises(SettingError, match="relu9_1"):
        cost("vgg19", ["relu9_1"])
