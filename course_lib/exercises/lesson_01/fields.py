"""Receptive fields: how deep one has to go without strides, and the count for any chain of layers."""

from course_lib.exercises.function import Function
from course_lib.exercises.problem import Property, Trap
from course_lib.exercises.reading import brief
from course_lib.exercises.value import Value
from course_lib.models.receptive_field import PATCHGAN, Window, fields

PATCHGAN_KERNELS = [window.kernel for window in PATCHGAN]
PATCHGAN_STRIDES = [window.stride for window in PATCHGAN]


def _field(kernels, strides) -> int:
    return fields([Window(int(k), int(s)) for k, s in zip(kernels, strides, strict=True)])[-1].size


def _late(kernels, strides) -> int:
    """The wrong order: each layer's own stride counts for its own kernel already."""
    size = jump = 1
    for kernel, stride in zip(kernels, strides, strict=True):
        jump *= stride
        size += (kernel - 1) * jump
    return size


def _plus_kernel(kernels, strides) -> int:
    size = jump = 1
    for kernel, stride in zip(kernels, strides, strict=True):
        size += kernel * jump
        jump *= stride
    return size


def _product(numbers) -> int:
    found = 1
    for number in numbers:
        found *= number
    return found


def _own_stride(kernels, strides) -> int:
    return 1 + sum((k - 1) * s for k, s in zip(kernels, strides, strict=True))


def _not_one_layer(function) -> str | None:
    got = float(function([5], [3]))
    return None if got == 5 else f"For one layer with a kernel of 5 and a stride of 3 it gave {brief(got)}."


field_depth = Value(
    title="How deep without strides?",
    statement="""
        **A field of 70 pixels.** A plain stack has 3x3 convolutions with stride 1, and nothing else. How many of them
        does a unit need above it before it sees 70 pixels across, or more?
    """,
    starter="layers = ...",
    solution_code="layers = 35  # 1 + 2 * 35 = 71, and 34 layers see 69",
    hints=(
        "The first layer sees 3 pixels. How many more does the second one see: 3, or 2?",
        "Each layer adds one pixel on either side: n layers see 1 + 2 n.",
    ),
    praise=("35 layers see 71 pixels. The next exercise has five layers that see 70: strides make the difference."),
    answers=("layers",),
    right=35.0,
    traps=(
        Trap(34.0, "34 layers see 1 + 2 * 34 = 69 pixels: one pixel is missing."),
        Trap(70.0, "Each layer adds a pixel on either side, so two in all."),
        Trap(23.0, "That is as if each layer added three pixels. Two neighbours' windows of 3 overlap."),
        Trap(24.0, "That is as if each layer added three pixels. Two neighbours' windows of 3 overlap."),
        Trap(5.0, "The PatchGAN does it with five, and with strides. Here every stride is 1."),
        Trap(4.0, "That is as if each layer made the field three times as large. It adds two pixels."),
        Trap(36.0, "35 layers see 1 + 2 * 35 = 71 already."),
    ),
    tolerance=0.005,
)

receptive_field = Function(
    title="The receptive field of any chain",
    statement=r"""
        **Write the count.** `kernels` and `strides` are two lists, one number for each layer, the layer nearest to the
        picture first. Return how many pixels across one unit of the last layer sees. The discriminator of pix2pix and
        CycleGAN has kernels 4, 4, 4, 4, 4 and strides 2, 2, 2, 1, 1: what does your function say of it?
    """,
    starter="""
        def receptive_field(kernels, strides):
            return ...
    """,
    solution_code="""
        def receptive_field(kernels, strides):
            size, jump = 1, 1
            for kernel, stride in zip(kernels, strides):
                size = size + (kernel - 1) * jump
                jump = jump * stride
            return size
    """,
    hints=(
        "Begin with `size = jump = 1`; `for kernel, stride in zip(kernels, strides):` goes through the layers.",
        "Two lines in the loop, one for each formula. Which of them has to come first?",
        "`size` takes the jump of the layers *before*: change `size` first, then `jump`.",
    ),
    praise=(
        "70 for that discriminator. The stride of the last layer does not count: it says how far apart the units' "
        "windows are, not how large they are."
    ),
    answers=("receptive_field",),
    arguments=("kernels", "strides"),
    cases=[([3, 3], [2, 1]), (PATCHGAN_KERNELS, PATCHGAN_STRIDES), ([7, 3, 5, 2], [2, 1, 3, 2]), ([5], [3])],
    reference=_field,
    properties=[Property("one layer sees its own kernel", _not_one_layer)],
    traps=[
        Trap(
            _late,
            "You let a layer's own stride widen its own kernel: `size` takes the jump of the layers before. Change "
            "`size` first, then `jump`.",
        ),
        Trap(
            lambda k, s: 1 + sum(n - 1 for n in k),
            "That is right for strides of 1. After a stride of 2, neighbours in a map are two pixels apart.",
        ),
        Trap(lambda k, s: sum(k), "Windows of neighbouring units overlap: a kernel of k adds k - 1 steps, not k."),
        Trap(lambda k, s: _product(k), "Fields do not multiply: a layer adds its steps to what is seen already."),
        Trap(lambda k, s: _product(s), "That is the jump, how far apart two units' windows are. How large are they?"),
        Trap(_plus_kernel, "A kernel of k reaches over k - 1 steps, not k."),
        Trap(
            _own_stride,
            "You multiplied each kernel's steps by its own stride. It is the product of all the strides before it.",
        ),
        Trap(lambda k, s: k[-1], "That is what the last layer sees of the map before it. How much picture is that?"),
    ],
)
