"""Perceptual losses: how far a picture is from another one's content, and from another one's style.

Every function is pure, takes tensors, and states its normalisation, because a ratio such as beta / alpha means
nothing without it. Feature maps are (batch, height, width, channels), pictures (batch, height, width, 3) in [0, 1].
"""

from collections.abc import Mapping

from course_lib import runtime

runtime.quiet_tensorflow()

from keras import ops  # noqa: E402

from course_lib.layers.gram import gram  # noqa: E402
from course_lib.layers.variation import variation  # noqa: E402

TINY = 1e-8


def content_loss(features, target):
    """Mean squared difference of two feature maps, in units of the target's variance.

    L_content = mean((F - P)^2) / var(P), over all axes. 0 for equal maps; about 1 where F is the mean of P everywhere;
    about 2 for a map of the same statistics that has nothing to do with P. Gatys 2016, eq. 1, has the sum instead.

    Arguments: features F and target P, both (batch, height, width, channels). Returns a scalar.
    """
    return ops.mean(ops.square(features - target)) / (ops.var(target) + TINY)


def gatys_content_loss(features, target):
    """Half the sum of squared differences: 1/2 sum (F - P)^2 (Gatys 2016, eq. 1). Returns a scalar."""
    return 0.5 * ops.sum(ops.square(features - target))


def gram_matrix(features, centre=None):
    """Mean product of every pair of channels: G = F^T F / (height * width), with F of shape (height * width, channels).

    Where the features lie in the picture is summed away; which features fire together is kept (Gatys 2016, eq. 3,
    there without the division). With a `centre`, F - centre stands for F: features behind a ReLU are all positive, so
    that most of a plain Gram matrix says only how bright each channel is; counted from the style's own means it says
    what goes with what (Novak & Nikulin 2016, "activation shift").

    Arguments: features (batch, height, width, channels); centre (channels,) or None. Returns (batch, channels,
    channels).
    """
    return gram(features, centre)


def gram_loss(gram, target):
    """Squared distance of two Gram matrices relative to the target's size: |G - A|^2 / |A|^2 (Frobenius norms).

    0 for equal matrices, 1 for G = 0, whatever the number of channels. Arguments: (batch, channels, channels).
    Returns a scalar, the mean over the batch.
    """
    distance = ops.sum(ops.square(gram - target), axis=(1, 2))
    return ops.mean(distance / (ops.sum(ops.square(target), axis=(1, 2)) + TINY))


def gatys_style_layer_loss(features, target):
    """One layer's style loss as printed: sum (G - A)^2 / (4 N^2 M^2) (Gatys 2016, eq. 4).

    G and A are the unnormalised Gram matrices, N the number of channels, M the number of positions, the same for both.
    Arguments: two feature maps (batch, height, width, channels) of one shape. Returns a scalar.
    """
    _, height, width, channels = ops.shape(features)
    positions = height * width
    difference = (gram_matrix(features) - gram_matrix(target)) * positions
    return ops.sum(ops.square(difference)) / (4.0 * channels**2 * positions**2)


def style_loss(grams: Mapping, targets: Mapping, weights: Mapping | None = None):
    """Weighted mean of `gram_loss` over layers (Gatys 2016, eq. 5; equal weights w_l by default).

    Arguments: dicts from layer name to Gram matrices (batch, channels, channels); weights from layer name to number.
    Returns a scalar.
    """
    weights = weights or dict.fromkeys(targets, 1.0)
    total = sum(weights[name] * gram_loss(grams[name], targets[name]) for name in targets)
    return total / sum(weights[name] for name in targets)


def total_variation(picture):
    """Mean squared step between neighbouring pixels, down plus across, times 100 (so that a photograph is near 1).

    0 for a flat picture; 100 for a step of 1 between all neighbours in one direction (Mahendran & Vedaldi 2015, eq. 4,
    with beta = 2). Arguments: (batch, height, width, channels). Returns a scalar.
    """
    return 100.0 * variation(picture)


def colour_statistics(picture):
    """Mean (batch, 3), covariance (batch, 3, 3) and per-channel third moment (batch, 3) of the pixels' colours."""
    batch, height, width, channels = ops.shape(picture)
    flat = ops.reshape(picture, (batch, height * width, channels))
    mean = ops.mean(flat, axis=1)
    centred = flat - mean[:, None, :]
    covariance = ops.matmul(ops.transpose(centred, (0, 2, 1)), centred) / ops.cast(height * width, flat.dtype)
    return mean, covariance, ops.mean(centred**3, axis=1)


def colour_statistics_loss(statistics, target):
    """Distance of two triples of `colour_statistics`, each part relative to the target's spread of colour.

    (|m - m'|^2 / tr C') + (|C - C'|^2 / |C'|^2) + (|s - s'|^2 / (tr C')^3): the Gram idea applied to bare pixels, which
    sets the palette that deep features are blind to. Returns a scalar.
    """
    (mean, covariance, skew), (mean_t, covariance_t, skew_t) = statistics, target
    spread = ops.trace(covariance_t, axis1=1, axis2=2) + TINY
    of_means = ops.sum(ops.square(mean - mean_t), axis=1) / spread
    of_covariances = ops.sum(ops.square(covariance - covariance_t), axis=(1, 2)) / (
        ops.sum(ops.square(covariance_t), axis=(1, 2)) + TINY
    )
    of_skews = ops.sum(ops.square(skew - skew_t), axis=1) / spread**3
    return ops.mean(of_means + of_covariances + of_skews)


def total_loss(content, style, alpha, beta, variation=0.0, variation_weight=0.0):
    """L_total = alpha L_content + beta L_style (+ weight x total variation): Gatys 2016, eq. 7."""
    return alpha * content + beta * style + variation_weight * variation
