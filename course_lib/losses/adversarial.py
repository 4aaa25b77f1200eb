"""Adversarial losses: what a discriminator D and a generator G each make smaller, from D's logits.

Every family is a pair of pure functions, numerically safe for logits up to 1e4 either way. `real_logits` and
`fake_logits` are what D says of real samples and of G's, before any sigmoid, of any shape; each loss is a scalar, the
mean over all of them, and both are to be minimised. softplus(t) = log(1 + e^t), so -log sigmoid(t) = softplus(-t).
"""

from collections.abc import Callable
from dataclasses import dataclass

from course_lib import runtime
from course_lib.errors import SettingError

runtime.quiet_tensorflow()

from keras import ops  # noqa: E402


def minimax_discriminator(real_logits, fake_logits):
    """-E log D(x) - E log(1 - D(G(z))), with D = sigmoid(logit) (Goodfellow 2014, eq. 1, its sign turned).

    The sum of both cross-entropies, not their mean: log 4 = 1.386 where D says 1/2 to everything.
    """
    return ops.mean(ops.softplus(-real_logits)) + ops.mean(ops.softplus(fake_logits))


def minimax_generator(fake_logits):
    """E log(1 - D(G(z))) (Goodfellow 2014, eq. 1). Its gradient vanishes where D is sure: it saturates."""
    return -ops.mean(ops.softplus(fake_logits))


def non_saturating_generator(fake_logits):
    """-E log D(G(z)) (Goodfellow 2014, section 3): the same fixed point, a strong gradient where D is sure.

    log 2 = 0.693 where D says 1/2 to everything.
    """
    return ops.mean(ops.softplus(-fake_logits))


def least_squares_discriminator(real_logits, fake_logits):
    """1/2 E (D(x) - 1)^2 + 1/2 E D(G(z))^2, D the bare output (Mao 2017, eq. 9: a, b, c = 0, 1, 1)."""
    return 0.5 * ops.mean(ops.square(real_logits - 1.0)) + 0.5 * ops.mean(ops.square(fake_logits))


def least_squares_generator(fake_logits):
    """1/2 E (D(G(z)) - 1)^2 (Mao 2017, eq. 9)."""
    return 0.5 * ops.mean(ops.square(fake_logits - 1.0))


def wasserstein_discriminator(real_logits, fake_logits):
    """E D(G(z)) - E D(x): minus the gap that estimates the Wasserstein-1 distance (Arjovsky 2017, eq. 2 and 3).

    It estimates it only while D is 1-Lipschitz, which clipping, a gradient penalty or spectral normalisation sees to.
    """
    return ops.mean(fake_logits) - ops.mean(real_logits)


def wasserstein_generator(fake_logits):
    """-E D(G(z)) (Arjovsky 2017, Algorithm 1); the hinge family's generator minimises the same."""
    return -ops.mean(fake_logits)


def hinge_discriminator(real_logits, fake_logits):
    """E max(0, 1 - D(x)) + E max(0, 1 + D(G(z))) (Lim & Ye 2017; Miyato 2018, eq. 16)."""
    return ops.mean(ops.relu(1.0 - real_logits)) + ops.mean(ops.relu(1.0 + fake_logits))


@dataclass(frozen=True)
class AdversarialLoss:
    """One family: both losses, its name in settings, its label on the page, and whether D is a critic.

    A critic gives a score; other discriminators give a logit whose sigmoid is the probability "real".
    """

    name: str
    label: str
    discriminator: Callable
    generator: Callable
    critic: bool


FAMILIES: dict[str, AdversarialLoss] = {
    family.name: family
    for family in (
        AdversarialLoss("minimax", "minimax", minimax_discriminator, minimax_generator, False),
        AdversarialLoss("non_saturating", "non-saturating", minimax_discriminator, non_saturating_generator, False),
        AdversarialLoss("least_squares", "least squares", least_squares_discriminator, least_squares_generator, True),
        AdversarialLoss("wasserstein", "Wasserstein", wasserstein_discriminator, wasserstein_generator, True),
        AdversarialLoss("hinge", "hinge", hinge_discriminator, wasserstein_generator, True),
    )
}


def family(name: str) -> AdversarialLoss:
    """The family of that name. SettingError if there is none."""
    if name not in FAMILIES:
        raise SettingError(f"there is no adversarial loss {name!r}; the families are {', '.join(FAMILIES)}.")
    return FAMILIES[name]


def chosen(losses: list, place):
    """The loss at `place` (a scalar tensor) among scalars that are all at hand, so that a choice needs no retrace.

    Arguments: losses, one scalar for each family, in the order of FAMILIES. Returns a scalar.
    """
    return ops.sum(ops.one_hot(ops.cast(place, "int32"), len(losses)) * ops.stack(losses))
