"""Feature networks that see a picture with mirrored edges, so that optimised pictures grow no frame."""

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402

from course_lib.errors import SettingError  # noqa: E402
from course_lib.layers.reflection_padding import ReflectionPadding2D  # noqa: E402


def with_mirrored_edges(extractor: keras.Model, margin: int) -> keras.Model:
    """The same features of a picture whose edges are mirrored by `margin` pixels, cropped back to the picture.

    A convolution pads with zeros, a colour of its own: layer upon layer the edge of a picture looks unlike its middle,
    and an optimiser paints a frame to make up for it. Here the zeros meet only mirrored pixels.

    Arguments: extractor, from (batch, h, w, 3) to a dict of features halved with each stage of their name (relu3_1 is
    of stage 3); margin, a multiple of 2^(deepest stage - 1). Returns a model of the same input and the same shapes.
    """
    strides = {name: 2 ** (int(name[4]) - 1) for name in extractor.output_names}
    if margin % max(strides.values()):
        raise SettingError(
            f"a margin of {margin} is no multiple of {max(strides.values())}, the deepest layer's stride."
        )
    pictures = keras.Input((None, None, 3), name="pictures")
    features = extractor(ReflectionPadding2D(margin)(pictures))
    cropped = {name: keras.layers.Cropping2D(margin // stride)(features[name]) for name, stride in strides.items()}
    return keras.Model(pictures, cropped, name=f"{extractor.name}_mirrored")
