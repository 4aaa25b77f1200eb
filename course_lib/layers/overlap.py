"""How often each output of a transposed convolution is painted: the count behind the checkerboard.

Odena, Dumoulin and Olah 2016, "Deconvolution and Checkerboard Artifacts" (Distill), section "Deconvolution & Overlap".
"""

import numpy as np

from course_lib import checks

LARGEST = 64


def overlap_counts(inputs: int, kernel: int, stride: int) -> np.ndarray:
    """How many of `inputs` neighbours paint each output along one axis: whole numbers, one for each output.

    There are stride * (inputs - 1) + kernel outputs. Input i paints outputs stride * i to stride * i + kernel - 1. In
    two dimensions the counts multiply (`overlap_plane`). Raises SettingError.
    """
    checks.whole("inputs", inputs, 1, 10_000)
    _checked(kernel, stride)
    counts = np.zeros(stride * (inputs - 1) + kernel, dtype=int)
    for first in range(0, stride * inputs, stride):
        counts[first : first + kernel] += 1
    return counts


def overlap_plane(inputs: int, kernel: int, stride: int) -> np.ndarray:
    """The counts in two dimensions, inputs x inputs: the products of the counts along both axes. SettingError."""
    along = overlap_counts(inputs, kernel, stride)
    return np.outer(along, along)


def phases(kernel: int, stride: int) -> np.ndarray:
    """The counts away from the border, one for each of the `stride` places p between two inputs.

    They are ceil((kernel - p) / stride): all equal exactly where the stride divides the kernel. Raises SettingError.
    """
    _checked(kernel, stride)
    return -(-(kernel - np.arange(stride)) // stride)


def unevenness(kernel: int, stride: int) -> float:
    """How far the counts of the plane are apart: largest less smallest, over their mean; 0 if even. SettingError."""
    along = phases(kernel, stride)
    return float((along.max() ** 2 - along.min() ** 2) / along.mean() ** 2)


def _checked(kernel: int, stride: int) -> None:
    checks.whole("kernel", kernel, 1, LARGEST)
    checks.whole("stride", stride, 1, LARGEST)
