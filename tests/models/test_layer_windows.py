"""Fields read off a Keras model, held against the pixels that have a gradient in that very model."""

import keras
import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.models import features
from course_lib.models.layer_windows import fields_of
from course_lib.models.receptive_field import PATCHGAN, fields
from course_lib.training.effective_field import effective_field

layers = keras.layers


def extent(model, side, unit):
    """First and last row and column whose pixels have a gradient, as half-open spans."""
    keras.utils.set_random_seed(0)
    picture = np.random.default_rng(0).random((side, side, 3), "float32")
    seen = effective_field(model, picture, unit) > 0
    return [(int(np.flatnonzero(seen.any(axis))[0]), int(np.flatnonzero(seen.any(axis))[-1]) + 1) for axis in (1, 0)]


def patchgan():
    x = start = keras.Input((None, None, 3))
    for number, window in enumerate(PATCHGAN, 1):
        x = layers.ZeroPadding2D(window.padding)(x)
        x = layers.Conv2D(4, window.kernel, window.stride, name=f"conv{number}")(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x) if number < len(PATCHGAN) else x
    return keras.Model(start, x)


def test_the_patchgan_in_keras_has_the_counted_fields():
    found = fields_of(patchgan())
    assert [found[f"conv{number}"] for number in range(1, 6)] == fields(PATCHGAN)


def test_exactly_the_counted_pixels_have_a_gradient_in_the_patchgan():
    model = patchgan()
    field = list(fields_of(model).values())[-1]
    assert extent(model, 128, (6, 5)) == [field.span(6), field.span(5)]


def mixed():
    return keras.Sequential(
        [
            keras.Input((None, None, 3)),
            layers.Conv2D(8, 3, padding="same", dilation_rate=2),
            layers.AveragePooling2D(2),
            layers.Conv2D(8, 5, strides=2, padding="same"),
            layers.Activation("tanh"),
            layers.MaxPooling2D(3, strides=1),
            layers.Conv2D(4, 2),
        ]
    )


def test_the_counted_pixels_hold_every_gradient_of_a_mixed_chain():
    model = mixed()
    field = list(fields_of(model).values())[-1]
    (top, bottom), (left, right) = extent(model, 64, (5, 6))
    for (first, end), span in (((top, bottom), field.span(5)), ((left, right), field.span(6))):
        assert span[0] <= first and end <= span[1]
        assert end - first >= field.size - 4  # the pooling of a maximum passes one of three on


@pytest.mark.parametrize("name", ["relu1_2", "relu2_2", "relu3_1"])
def test_the_feature_network_that_ships(name):
    model = features.build("offline", [name])
    field = fields_of(model)[name]
    rows, columns = extent(model, 80, (40 // field.stride, 40 // field.stride))
    assert rows == columns == field.span(40 // field.stride)


@pytest.mark.parametrize("layer", [layers.GroupNormalization(-1), layers.Flatten(), layers.Conv2D(2, (3, 5))])
def test_a_layer_without_a_square_window_is_named(layer):
    model = keras.Sequential([keras.Input((16, 16, 4)), layer])
    with pytest.raises(SettingError, match=layer.name):
        fields_of(model)
