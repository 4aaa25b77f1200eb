"""The shape of a VGG network, the names of its layers, and its weights as plain arrays.

Simonyan and Zisserman 2014 (arXiv 1409.1556): stages of 3x3 convolutions with ReLU, a pooling by two between stages.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Architecture:
    """Stages of 3x3 convolutions: `widths` their channels, `depths` how many convolutions each has."""

    widths: tuple[int, ...]
    depths: tuple[int, ...]

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers by the papers' names, shallow to deep: relu1_1, relu1_2, relu2_1, ..."""
        return tuple(f"relu{stage}_{i}" for stage, depth in enumerate(self.depths, 1) for i in range(1, depth + 1))

    def kernel_shapes(self) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
        """Each layer's name with its kernel's shape (3, 3, c_in, c_out), shallow to deep."""
        c_in = 3
        for name in self.layers:
            c_out = self.widths[stage(name) - 1]
            yield name, (3, 3, c_in, c_out)
            c_in = c_out


@dataclass(frozen=True)
class Weights:
    """What a feature network knows: arrays by layer name, and the picture's mean colour that it subtracts.

    Attributes:
        architecture: the stages.
        kernels: layer name -> (3, 3, c_in, c_out).
        biases: layer name -> (c_out,).
        mean: (3,) RGB in [0, 1], subtracted from the picture first.
    """

    architecture: Architecture
    kernels: dict[str, np.ndarray]
    biases: dict[str, np.ndarray]
    mean: np.ndarray

    @property
    def parameters(self) -> int:
        """How many numbers the convolutions hold."""
        return sum(a.size for a in (*self.kernels.values(), *self.biases.values()))


def stage(name: str) -> int:
    """The stage of a layer: stage("relu4_2") is 4."""
    return int(name.removeprefix("relu").split("_")[0])


OFFLINE = Architecture(widths=(32, 48, 96, 128), depths=(2, 2, 2, 2))
VGG19 = Architecture(widths=(64, 128, 256, 512, 512), depths=(2, 2, 4, 4, 4))
