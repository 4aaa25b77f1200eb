"""The Dirac-GAN: the smallest adversarial game there is, and what steadies it (Mescheder 2018, sections 2 and 3).

All real samples are 0 and all fakes are theta. D's logit is psi * x, one slope. Both players are right at (0, 0), and
the question is whether gradient descent gets there. A state is (theta, psi), an array (2,) or any (..., 2).

Each family is written by the slopes of its losses: of D's loss by the logit of a real and of a fake sample, and of G's
loss by the logit of a fake. Least squares has D(x) = 1/2 + psi x, as its labels are 0 and 1: undecided at psi = 0.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from course_lib import checks
from course_lib.errors import SettingError

Slope = Callable[[np.ndarray], np.ndarray]
NODES = 16  # of the Gauss-Hermite rule that averages over instance noise
ORDERS = ("simultaneous", "alternating")


@dataclass(frozen=True)
class Slopes:
    """The derivatives of a family's losses by the logit: D's for a real and for a fake sample, and G's."""

    real: Slope
    fake: Slope
    generator: Slope


FAMILIES = {
    "minimax": Slopes(lambda t: -expit(-t), expit, lambda t: -expit(t)),
    "non_saturating": Slopes(lambda t: -expit(-t), expit, lambda t: -expit(-t)),
    "least_squares": Slopes(lambda t: t - 0.5, lambda t: t + 0.5, lambda t: t - 0.5),
    "wasserstein": Slopes(lambda t: -np.ones_like(t), np.ones_like, lambda t: -np.ones_like(t)),
    "hinge": Slopes(lambda t: -(t < 1.0).astype(float), lambda t: (t > -1.0).astype(float), lambda t: -np.ones_like(t)),
}


@dataclass(frozen=True)
class DiracGAN:
    """A family of losses and what steadies it; 0 switches each off.

    loss: a name of FAMILIES. r1: gamma of R1, gamma / 2 * psi^2 (Mescheder 2018, eq. 9). gradient_penalty: lambda of
    lambda * (|psi| - 1)^2 (Gulrajani 2017, eq. 3). instance_noise: standard deviation of the Gaussian noise added to
    real and fake samples (section 3). clip: |psi| is cut to it after every step.

    Raises SettingError.
    """

    loss: str = "non_saturating"
    r1: float = 0.0
    gradient_penalty: float = 0.0
    instance_noise: float = 0.0
    clip: float = 0.0

    def __post_init__(self):
        """Check every setting."""
        checks.one_of("loss", self.loss, tuple(FAMILIES))
        for name in ("r1", "gradient_penalty", "instance_noise", "clip"):
            checks.number(name, getattr(self, name), 0, 1000)

    def field(self, state: np.ndarray) -> np.ndarray:
        """Which way each player goes, minus the gradient of its own loss: (..., 2) for states (..., 2).

        Clipping is no part of it: it acts between steps. Source: Mescheder 2018, section 2.
        """
        theta, psi = np.moveaxis(np.asarray(state, float), -1, 0)[..., None]
        slopes, (noise, weight) = FAMILIES[self.loss], self._noise()
        reals, fakes = noise, theta + noise
        by_psi = (reals * slopes.real(psi * reals) + fakes * slopes.fake(psi * fakes)) @ weight
        by_theta = (psi * slopes.generator(psi * fakes)) @ weight
        return np.stack([-by_theta, -by_psi - self._penalty_slope(psi[..., 0])], axis=-1)

    def step(self, state: np.ndarray, rate: float, order: str = "simultaneous") -> np.ndarray:
        """The state after one step of gradient descent, (..., 2).

        "simultaneous": both move by the gradients at the old state. "alternating": D first, then G against the new D.
        Raises SettingError for another order.
        """
        checks.one_of("order", order, ORDERS)
        state = np.asarray(state, float)
        moved = state + rate * self.field(state)
        psi = np.clip(moved[..., 1], -self.clip, self.clip) if self.clip > 0 else moved[..., 1]
        if order == "simultaneous":
            return np.stack([moved[..., 0], psi], axis=-1)
        old = state[..., 0]
        return np.stack([old + rate * self.field(np.stack([old, psi], axis=-1))[..., 0], psi], axis=-1)

    def simulate(self, start, rate: float = 0.1, steps: int = 500, order: str = "simultaneous") -> np.ndarray:
        """The path from `start` (theta, psi), itself included: (steps + 1, 2)."""
        path = [np.asarray(start, float)]
        for _ in range(steps):
            path.append(self.step(path[-1], rate, order))
        return np.stack(path)

    def jacobian(self, state=(0.0, 0.0), width: float = 1e-5) -> np.ndarray:
        """The derivative of the field (2, 2) by central differences: row i, column j is d field_i / d state_j.

        Its eigenvalues at (0, 0) decide: with negative real parts small steps get there, with real parts of 0 they
        circle round it (Mescheder 2018, section 2). Raises SettingError with a gradient penalty, which
        has a kink at psi = 0.
        """
        if self.gradient_penalty > 0:
            raise SettingError("with a gradient penalty the field has a kink at psi = 0, and no Jacobian there.")
        shifts = width * np.eye(2)
        ahead, behind = self.field(np.asarray(state) + shifts), self.field(np.asarray(state) - shifts)
        return ((ahead - behind) / (2 * width)).T

    def _noise(self) -> tuple[np.ndarray, np.ndarray]:
        if self.instance_noise == 0:
            return np.zeros(1), np.ones(1)
        nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
        return self.instance_noise * nodes, weights / weights.sum()

    def _penalty_slope(self, psi: np.ndarray) -> np.ndarray:
        return self.r1 * psi + 2 * self.gradient_penalty * (np.abs(psi) - 1) * np.sign(psi)
