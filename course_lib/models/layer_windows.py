"""Reading the windows of a Keras model's layers, so that its receptive fields can be counted."""

from course_lib import runtime
from course_lib.errors import SettingError
from course_lib.models.receptive_field import Field, Window

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.layers.frozen_convolution import FrozenConvolution  # noqa: E402

_POINTWISE = (
    keras.layers.InputLayer,
    keras.layers.Activation,
    keras.layers.ReLU,
    keras.layers.LeakyReLU,
    keras.layers.Dropout,
    keras.layers.Rescaling,
    keras.layers.BatchNormalization,  # in use, not in training, where its statistics see the whole batch
)
_POOLING = (keras.layers.MaxPooling2D, keras.layers.AveragePooling2D)


def fields_of(model: keras.Model) -> dict[str, Field]:
    """The receptive field of each layer of a chain, by the layer's name, shallow to deep.

    Convolutions, poolings, zero padding and pointwise layers are known, square ones only. "same" padding is counted
    as it is for pictures whose sides are multiples of all strides. SettingError names a layer that is not known, one
    that looks at the whole picture among them.
    """
    found, field = {}, Field()
    for layer in model.layers:
        field = field.through(window_of(layer))
        found[layer.name] = field
    return found


def window_of(layer: keras.Layer) -> Window:
    """One layer's window. SettingError where it has none that is known."""
    if isinstance(layer, _POINTWISE):
        return Window(1)
    if isinstance(layer, FrozenConvolution):
        kernel = layer.kernel.shape[0]
        return Window(kernel, 1, (kernel - 1) // 2)
    if type(layer) is keras.layers.Conv2D:
        kernel = (_square(layer, layer.kernel_size) - 1) * _square(layer, layer.dilation_rate) + 1
        return _padded(kernel, _square(layer, layer.strides), layer.padding)
    if isinstance(layer, _POOLING):
        return _padded(_square(layer, layer.pool_size), _square(layer, layer.strides), layer.padding)
    if isinstance(layer, keras.layers.ZeroPadding2D):
        return Window(1, 1, _square(layer, [margin for side in layer.padding for margin in side]))
    raise SettingError(
        f"{layer.name} is a {type(layer).__name__}: no window is known for it. A normalisation over the picture, for "
        "one, lets every unit see all of it."
    )


def _padded(kernel: int, stride: int, padding: str) -> Window:
    return Window(kernel, stride, max(kernel - stride, 0) // 2 if padding == "same" else 0)


def _square(layer: keras.Layer, sizes) -> int:
    if len(set(sizes)) != 1:
        raise SettingError(f"{layer.name} is not square: {tuple(sizes)}. Fields are counted for square windows only.")
    return int(sizes[0])
