"""What a feature network costs, counted from its shape: no weights are needed for that."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from course_lib.models import features
from course_lib.models.vgg import OFFLINE, VGG19, stage

FILE_BYTES = {"offline": 2, "random": 0, "vgg19": 4}  # a number in the file that is read, if there is one


@dataclass(frozen=True)
class Cost:
    """Attributes: weights, how many numbers; megabytes (1e6 bytes) of the file; multiplications of one forward pass;
    map_megabytes, the feature maps in float32, all of which the way back to the pixels needs.
    """

    weights: int
    megabytes: float
    multiplications: int
    map_megabytes: float


def cost(network: str, layers: Iterable[str] | None = None, side: int = 192) -> Cost:
    """The cost of one square picture of `side` pixels, up to the deepest of `layers` (all by default).

    A step of style transfer costs about twice these multiplications: once forward, and once back to the pixels.
    Raises SettingError for an unknown network or layer.
    """
    deepest = features.checked_layers(network, layers)[-1]
    architecture = VGG19 if network == "vgg19" else OFFLINE
    weights = multiplications = numbers = 0
    for name, shape in architecture.kernel_shapes():
        size = side // 2 ** (stage(name) - 1)
        weights += int(np.prod(shape)) + shape[-1]
        multiplications += int(np.prod(shape)) * size * size
        numbers += shape[-1] * size * size
        if name == deepest:
            break
    whole = sum(int(np.prod(shape)) + shape[-1] for _, shape in architecture.kernel_shapes())
    return Cost(weights, whole * FILE_BYTES[network] / 1e6, multiplications, 4 * numbers / 1e6)
