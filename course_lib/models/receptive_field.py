"""Receptive fields: which pixels of a picture one unit of a chain of layers can see, counted from the layers' shapes.

Araujo, Norris and Sim 2019, "Computing Receptive Fields of Convolutional Neural Networks" (Distill), equations 1 to 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from course_lib import checks
from course_lib.errors import SettingError

LARGEST = 10_000


@dataclass(frozen=True)
class Window:
    """What one convolution or pooling looks at: kernel, stride, and padding before the first pixel, all in pixels.

    Square, and the same along both axes. A dilated kernel counts with its gaps: dilation * (kernel - 1) + 1.
    Raises SettingError for a size that no layer has.
    """

    kernel: int
    stride: int = 1
    padding: int = 0

    def __post_init__(self):
        """Refuse what is no window."""
        checks.whole("kernel", self.kernel, 1, LARGEST)
        checks.whole("stride", self.stride, 1, LARGEST)
        checks.whole("padding", self.padding, 0, LARGEST)


@dataclass(frozen=True)
class Field:
    """What the units of a layer see along one axis of the picture, in pixels.

    Attributes: size, of one unit's window; stride, from one unit's window to the next one's; start, the first pixel
    of unit 0's window, negative where that begins in the padding.
    """

    size: int = 1
    stride: int = 1
    start: int = 0

    def through(self, window: Window) -> "Field":
        """The field after one more layer: r + (k - 1) j, j s, and the start p j pixels earlier."""
        return Field(
            self.size + (window.kernel - 1) * self.stride,
            self.stride * window.stride,
            self.start - window.padding * self.stride,
        )

    def span(self, unit: int) -> tuple[int, int]:
        """The first pixel of a unit's window and the one after its last; either may lie outside the picture."""
        first = self.start + unit * self.stride
        return first, first + self.size

    def unit_at(self, pixel: float) -> int:
        """The unit whose window is centred nearest to a pixel; it may lie outside the layer."""
        return round((pixel - self.start - (self.size - 1) / 2) / self.stride)


# Isola et al. 2017, appendix 6.1.2 (C64-C128-C256-C512 and the last layer), with the released code's padding of 1.
PATCHGAN = (Window(4, 2, 1), Window(4, 2, 1), Window(4, 2, 1), Window(4, 1, 1), Window(4, 1, 1))


def fields(windows: Sequence[Window]) -> list[Field]:
    """The receptive field after each layer, first to last."""
    found, field = [], Field()
    for window in windows:
        field = field.through(window)
        found.append(field)
    return found


def counted_back(windows: Sequence[Window]) -> list[int]:
    """How many units one output sees of each layer's input, from the last layer back to the picture: r = s (r - 1) + k.

    The last number is the size that `fields` ends with.
    """
    seen, sizes = 1, []
    for window in reversed(windows):
        seen = window.stride * (seen - 1) + window.kernel
        sizes.append(seen)
    return sizes


def outputs(windows: Sequence[Window], pixels: int) -> int:
    """How many units the last layer has along an axis of `pixels`, padded alike on both sides.

    SettingError where the picture is too small for a layer.
    """
    length = pixels
    for window in windows:
        padded = length + 2 * window.padding
        if padded < window.kernel:
            raise SettingError(f"{pixels} pixels are too few: a layer with a kernel of {window.kernel} gets {padded}.")
        length = (padded - window.kernel) // window.stride + 1
    return length
