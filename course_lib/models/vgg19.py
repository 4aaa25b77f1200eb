"""VGG-19's weights (Simonyan and Zisserman 2014) out of keras.applications, for pictures in [0, 1] RGB.

The published network takes BGR from 0 to 255, minus ImageNet's mean colour. Turning the first kernel's channels round
and multiplying it by 255 makes the same network take what this course calls a picture.
"""

from pathlib import Path

import numpy as np

from course_lib import runtime
from course_lib.datasets import downloads
from course_lib.errors import SettingError
from course_lib.models.vgg import VGG19, Weights

runtime.quiet_tensorflow()

import keras  # noqa: E402

MEAN_RGB = np.array([123.68, 116.779, 103.939], dtype="float32") / 255


def trained_weights(source: str | Path | None = None) -> Weights:
    """VGG-19's weights from ImageNet (fetched or on disk), or from a Keras weights file of the network without its top.

    Raises:
        DownloadError: ImageNet's weights are not on disk and could not be fetched.
        SettingError: there is no such file, or it does not hold VGG-19.
    """
    path = downloads.fetch("vgg19") if source in (None, "imagenet") else Path(source)
    if not path.is_file():
        raise SettingError(f'weights={str(source)!r}: no such file. Give "imagenet", "random" or a Keras weights file.')
    try:
        model = keras.applications.VGG19(include_top=False, weights=str(path))
    except Exception as cause:
        raise SettingError(f"{path} does not hold the weights of VGG-19 without its top: {cause}") from cause
    return from_keras(model)


def from_keras(model: keras.Model) -> Weights:
    """The convolutions of a `keras.applications.VGG19`, its preprocessing folded in: block4_conv2 is relu4_2."""
    kernels, biases = {}, {}
    for name in VGG19.layers:
        kernel, bias = model.get_layer(name.replace("relu", "block").replace("_", "_conv")).get_weights()
        kernels[name], biases[name] = kernel, bias
    kernels["relu1_1"] = kernels["relu1_1"][:, :, ::-1] * 255
    return Weights(VGG19, kernels, biases, MEAN_RGB)
