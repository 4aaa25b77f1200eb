"""Feature networks for losses: one interface to the small network that ships, to VGG-19, and to random weights.

A feature network is frozen: it judges pictures, it does not learn. Its layers go by the papers' names, relu1_1 to
relu4_2 (VGG-19: to relu5_4), whatever it is made of.
"""

from collections.abc import Iterable
from pathlib import Path

from course_lib import runtime
from course_lib.errors import SettingError
from course_lib.models import stored_weights
from course_lib.models.calibration import calibration_pictures
from course_lib.models.vgg import OFFLINE, VGG19, Weights, stage

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.layers.frozen_convolution import FrozenConvolution  # noqa: E402
from course_lib.models.random_features import normalised, random_weights  # noqa: E402
from course_lib.models.vgg19 import trained_weights  # noqa: E402

LAYERS = {"offline": OFFLINE.layers, "random": OFFLINE.layers, "vgg19": VGG19.layers}
POOLING = {"average": keras.layers.AveragePooling2D, "max": keras.layers.MaxPooling2D}


def build(
    network: str = "offline",
    layers: Iterable[str] | None = None,
    pooling: str = "average",
    weights: str | Path | None = None,
    seed: int = 0,
    normalise: bool = True,
) -> keras.Model:
    """A frozen feature network, computed no deeper than the deepest layer that is asked for.

    Args:
        network: "offline" (ships with the course, see data/offline_features.md), "random" (of the same shape, drawn
            anew from `seed`) or "vgg19".
        layers: names out of LAYERS[network], such as "relu4_2"; None for all of them.
        pooling: "average" (Gatys et al. 2016, section 2, for better looking pictures) or "max" (as VGG was trained).
        weights: for "vgg19" only: "imagenet" (the default), "random", or the path of a Keras weights file.
        seed: of random weights.
        normalise: scale every channel to a mean of one over ten bundled photographs ("normalised weights" in Gatys et
            al.); False leaves the features as they were trained.

    Returns:
        A keras.Model from pictures (batch, height, width, 3) RGB in [0, 1] to a dict: layer name -> features
        (batch, height', width', channels) after the ReLU, halved in height and width with each stage, rounded down.
        It has no Keras weights: its numbers are constants of the graph, and only the picture gets a gradient.

    Raises:
        SettingError: an unknown network, layer or pooling.
        DownloadError: VGG-19's trained weights are not on disk and could not be fetched.
    """
    names = checked_layers(network, layers)
    if pooling not in POOLING:
        raise SettingError(f"pooling={pooling!r} is not known: choose one of {', '.join(map(repr, POOLING))}.")
    numbers = load(network, weights, seed, until=names[-1])
    if normalise and (network, pooling) != ("offline", "average"):  # stored as they are for average pooling
        numbers = normalised(numbers, calibration_pictures(), pooling, until=names[-1])
    return assemble(numbers, names, pooling, name=f"features_{network}")


def checked_layers(network: str, layers: Iterable[str] | None) -> tuple[str, ...]:
    """The layers asked for, shallow to deep, each once. Raises SettingError with the accepted names."""
    if network not in LAYERS:
        raise SettingError(f"network={network!r} is not known: choose one of {', '.join(map(repr, LAYERS))}.")
    known = LAYERS[network]
    wanted = known if layers is None else ((layers,) if isinstance(layers, str) else tuple(layers))
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        given = ", ".join(map(repr, unknown)) or "no layer at all"
        raise SettingError(f"layers: got {given}; the {network} network has {', '.join(known)}.")
    return tuple(name for name in known if name in wanted)


def load(network: str, weights: str | Path | None = None, seed: int = 0, until: str | None = None) -> Weights:
    """The numbers behind a network's name, as they were trained, or drawn as far as the layer `until`."""
    if network != "vgg19" and weights is not None:
        raise SettingError(f'weights={weights!r}: only network="vgg19" takes weights; {network!r} has its own.')
    if network == "vgg19" and weights != "random":
        return trained_weights(weights)
    if network == "offline":
        return stored_weights.load()
    return random_weights(VGG19 if network == "vgg19" else OFFLINE, calibration_pictures(), seed, until)


def assemble(weights: Weights, layers: tuple[str, ...], pooling: str, name: str) -> keras.Model:
    """The graph: subtract the mean colour, then convolutions with ReLU, a pooling by two before each further stage."""
    pictures = keras.Input((None, None, 3), name="pictures")
    x = keras.layers.Rescaling(1.0, offset=-weights.mean, name="centre")(pictures)
    at, found = 1, {}
    for layer in weights.architecture.layers:
        if stage(layer) > at:
            at = stage(layer)
            x = POOLING[pooling](2, name=f"pool{at - 1}")(x)
        x = FrozenConvolution(weights.kernels[layer], weights.biases[layer], name=layer)(x)
        if layer in layers:
            found[layer] = x
        if layer == layers[-1]:
            break
    model = keras.Model(pictures, found, name=name)
    model.trainable = False
    return model
