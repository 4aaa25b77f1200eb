"""What holds a translation to its picture: cycle, identity and L1, all the same mean absolute difference."""

from course_lib import runtime

runtime.quiet_tensorflow()

from keras import ops  # noqa: E402


def distance(picture, wanted, scale: int = 1):
    """The mean of |picture - wanted| over batch, pixels and channels, both (batch, h, w, c). Returns a scalar.

    Where scale is more than 1, over the means of cells of scale x scale pixels instead: finer detail is free.

    Cycle loss with F(G(a)) and a, identity loss with G(b) and b (Zhu et al. 2017, section 3.2, equation 2, and section
    5.2), pix2pix's L1 with G(a) and b (Isola et al. 2017, equation 3). For pictures in [-1, 1] it lies in [0, 2].
    """
    difference = picture - wanted
    if scale > 1:
        difference = ops.average_pool(difference, scale, padding="valid")
    return ops.mean(ops.abs(difference))
