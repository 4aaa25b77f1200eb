"""Networks for image-to-image translation: ResNet and U-Net generators, patch and pixel discriminators.

Pictures are (batch, side, side, 3) in [-1, 1]; the side of a generator's input is a multiple of 4 (ResNet) or of
2^depth (U-Net), and its output is float32 in any precision. Discriminators give logits, one for each patch.
"""

from course_lib import checks, runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
from keras import layers, ops  # noqa: E402

from course_lib.models.translation_blocks import Blocks  # noqa: E402

OUTPUTS = ("plain", "residual", "concatenated")
WIDEST, DEEPEST = 256, 8
NEAR_ONE = 0.98  # atanh is infinite at 1
MOST_CHANNELS = 8  # times the width


def resnet_generator(
    width: int = 64,
    blocks: int = 9,
    output: str = "plain",
    norm: str = "instance",
    upsampling: str = "transposed",
    deviation: float = 0.02,
    seed: int = 0,
) -> keras.Model:
    """c7s1-k, d2k, d4k, R4k x blocks, u2k, uk, c7s1-3, tanh (Zhu et al. 2017, appendix 7.2; Johnson et al. 2016).

    11.378 M parameters at width 64 with 9 blocks; the paper takes 6 blocks for 128 px and 9 for 256.

    Arguments: width, k; output, one of OUTPUTS:
      "plain", as in the paper: every colour comes through the blocks;
      "residual": what is learned is added to atanh of the input, so the picture comes through unless it is changed;
      "concatenated": the input, and the features of half its size, are put beside the decoder's, no norm next to the
        picture (it would throw the picture's own colour away), and two convolutions choose from both;
    the rest as in Blocks. SettingError.
    """
    checks.whole("width", width, 1, WIDEST)
    checks.whole("blocks", blocks, 0, 32)
    checks.one_of("output", output, OUTPUTS)
    make, joined = Blocks(norm, upsampling, deviation, seed), output == "concatenated"
    outermost = "none" if joined else norm
    picture = keras.Input((None, None, 3))
    half = make.down(make.stem(picture, width, outermost), 2 * width)
    x = make.down(half, 4 * width)
    for _ in range(blocks):
        x = make.residual(x)
    x = make.up(x, 2 * width)
    x = make.up(layers.Concatenate()([x, half]) if joined else x, width, outermost)
    if joined:
        x = layers.ReLU()(make.mirrored(layers.Concatenate()([x, picture]), width, 3))
    x = make.mirrored(x, 3, 7)
    if output == "residual":
        x = layers.Add(dtype="float32")([x, ops.arctanh(NEAR_ONE * picture)])
    return keras.Model(picture, layers.Activation("tanh", dtype="float32")(x), name="resnet_generator")


def unet_generator(
    depth: int = 8, width: int = 64, norm: str = "batch", dropout: float = 0.5, deviation: float = 0.02, seed: int = 0
) -> keras.Model:
    """pix2pix's U-Net (Isola et al. 2017, appendix 6.1.1): 4x4 convolutions of stride 2 down to one pixel, transposed
    ones back, each level's features beside the decoder's; 54.414 M parameters at width 64 and depth 8, for 256 px.

    Arguments: depth, levels: the side is a multiple of 2^depth; dropout, of the decoder's three innermost levels, the
    paper's noise; the rest as in Blocks. SettingError.
    """
    checks.whole("depth", depth, 2, DEEPEST)
    checks.whole("width", width, 1, WIDEST)
    checks.number("dropout", dropout, 0, 0.9)
    make = Blocks(norm, "transposed", deviation, seed)
    biased = norm != "batch"  # batch norm has a shift of its own
    widths = [width * min(2**level, MOST_CHANNELS) for level in range(depth)]
    picture = x = keras.Input((None, None, 3))
    skips = []
    for level, channels in enumerate(widths):
        x = make.leaky(x) if level else x
        innermost = level == depth - 1
        x = layers.Conv2D(channels, 4, 2, "same", use_bias=biased, kernel_initializer=make.normal())(x)
        x = x if not level or innermost else make.normed(x)  # a norm of a single pixel would leave nothing of it
        skips.append(x)
    for level in reversed(range(depth)):
        x = layers.ReLU()(x if level == depth - 1 else layers.Concatenate()([x, skips[level]]))
        channels = widths[level - 1] if level else 3
        x = layers.Conv2DTranspose(
            channels, 4, 2, "same", use_bias=biased or not level, kernel_initializer=make.normal()
        )(x)
        x = make.normed(x) if level else x
        if dropout and depth - 4 <= level < depth - 1 and level:
            x = layers.Dropout(dropout, seed=seed + level)(x)
    return keras.Model(picture, layers.Activation("tanh", dtype="float32")(x), name="unet_generator")


def patch_discriminator(
    n_layers: int = 3,
    width: int = 64,
    norm: str = "instance",
    channels: int = 3,
    small_head: bool = False,
    deviation: float = 0.02,
    seed: int = 0,
) -> keras.Model:
    """PatchGAN: Ck (no norm), C2k, C4k, ... each of stride 2, then C8k and the logits of stride 1 (Isola et al. 2017,
    section 3.2.2 and appendix 6.1.2; Zhu et al. 2017, section 4). LeakyReLU of slope 0.2, all kernels 4x4, padding 1.

    At n_layers 3 a logit sees 70x70 pixels, and at width 64 it has 2.765 M parameters; 256 px give 30x30 logits.

    Arguments: n_layers, layers of stride 2, 1 to 5; channels of the input, 6 for a picture beside its condition;
    small_head, whether a second head on the first two layers judges patches of 22x22: the model then returns a list,
    the large patches' logits and the small ones'; the rest as in Blocks. SettingError.
    """
    checks.whole("n_layers", n_layers, 2 if small_head else 1, 5)
    checks.whole("width", width, 1, WIDEST)
    make = Blocks(norm, "transposed", deviation, seed)
    picture = keras.Input((None, None, channels))
    x = make.leaky(make.convolution(picture, width, 4, 2))
    small = None
    for layer in range(1, n_layers + 1):
        stride = 2 if layer < n_layers else 1
        x = _judging(make, x, width * min(2**layer, MOST_CHANNELS), stride)
        if layer == 1 and small_head:
            small = make.convolution(layers.ZeroPadding2D(1)(x), 1, 4, padding="valid")
    logits = make.convolution(layers.ZeroPadding2D(1)(x), 1, 4, padding="valid")
    return keras.Model(picture, [logits, small] if small_head else logits, name="patch_discriminator")


def pixel_discriminator(
    width: int = 64, norm: str = "instance", channels: int = 3, deviation: float = 0.02, seed: int = 0
) -> keras.Model:
    """A judge of single pixels: C1x1-k, C1x1-2k, 1x1 logits (Isola et al. 2017, appendix 6.1.2): colour and no more.

    Arguments: as in `patch_discriminator`. SettingError.
    """
    checks.whole("width", width, 1, WIDEST)
    make = Blocks(norm, "transposed", deviation, seed)
    picture = keras.Input((None, None, channels))
    x = make.leaky(make.convolution(picture, width, 1))
    x = make.leaky(make.normed(make.convolution(x, 2 * width, 1)))
    return keras.Model(picture, make.convolution(x, 1, 1), name="pixel_discriminator")


def _judging(make: Blocks, x, channels: int, stride: int):
    """Ck: a 4x4 convolution padded by 1, norm, LeakyReLU."""
    biased = make.norm != "batch"
    if stride == 1:
        x = layers.ZeroPadding2D(1)(x)
    x = layers.Conv2D(
        channels, 4, stride, "same" if stride == 2 else "valid", use_bias=biased, kernel_initializer=make.normal()
    )(x)
    return make.leaky(make.normed(x))
