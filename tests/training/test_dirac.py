"""The Dirac-GAN: slopes against the losses themselves, radii and eigenvalues against Mescheder 2018, and the cures."""

import numpy as np
import pytest
import tensorflow as tf
from scipy import integrate

from course_lib.errors import SettingError
from course_lib.losses import adversarial
from course_lib.training.dirac import FAMILIES, DiracGAN

STATES = np.random.default_rng(0).uniform(-1.5, 1.5, (7, 2))
START = (1.0, 1.0)


def radii(game, rate=0.1, steps=500, order="simultaneous", start=START):
    return np.hypot(*game.simulate(start, rate, steps, order).T)


def eigenvalues(**settings):
    return np.sort_complex(np.linalg.eigvals(DiracGAN(**settings).jacobian()))


def test_the_families_are_those_of_the_course():
    assert list(FAMILIES) == list(adversarial.FAMILIES)


@pytest.mark.parametrize("loss", FAMILIES)
def test_the_field_is_minus_the_gradient_of_the_courses_own_losses(loss):
    family, middle = adversarial.FAMILIES[loss], 0.5 if loss == "least_squares" else 0.0
    theta, psi = (tf.Variable(column) for column in STATES.T)
    with tf.GradientTape(persistent=True) as tape:
        real, fake = tf.zeros(len(STATES), "float64") + middle, psi * theta + middle
        d_loss = len(STATES) * family.discriminator(real, fake)
        g_loss = len(STATES) * family.generator(fake)
    expected = [-tape.gradient(g_loss, theta).numpy(), -tape.gradient(d_loss, psi).numpy()]
    np.testing.assert_allclose(DiracGAN(loss).field(STATES).T, expected, atol=1e-12)


def test_simultaneous_wasserstein_spirals_out_by_a_known_factor():
    """Each step multiplies the distance by sqrt(1 + h^2), whatever the state (Mescheder 2018, section 2)."""
    for rate in (0.01, 0.1, 0.5):
        radius = radii(DiracGAN("wasserstein"), rate, 50)
        np.testing.assert_allclose(radius[1:] / radius[:-1], np.sqrt(1 + rate**2), rtol=1e-12)


def test_alternating_wasserstein_stays_on_an_ellipse():
    """D first, then G: the map [[1 - h^2, h], [-h, 1]] keeps theta^2 - h theta psi + psi^2."""
    theta, psi = DiracGAN("wasserstein").simulate(START, 0.1, 1000, "alternating").T
    kept = theta**2 - 0.1 * theta * psi + psi**2
    np.testing.assert_allclose(kept, kept[0], rtol=1e-9)
    assert np.hypot(theta, psi).min() > 1.3


def test_small_steps_of_minimax_grow_too():
    """Its field crosses the radius at a right angle everywhere, so each step leads outward."""
    radius = radii(DiracGAN("minimax"), 0.05, 1000)
    assert (np.diff(radius) > 0).all()
    theta_psi = (DiracGAN("minimax").field(STATES) * STATES).sum(axis=1)
    np.testing.assert_allclose(theta_psi, 0, atol=1e-12)


@pytest.mark.parametrize(
    ("loss", "speed"),
    [("minimax", 0.5), ("non_saturating", 0.5), ("least_squares", 0.5), ("wasserstein", 1.0), ("hinge", 1.0)],
)
def test_without_help_the_eigenvalues_are_imaginary(loss, speed):
    """+-i f'(0) (Mescheder 2018, section 2)."""
    np.testing.assert_allclose(eigenvalues(loss=loss), [-1j * speed, 1j * speed], atol=1e-9)


@pytest.mark.parametrize("loss", FAMILIES)
@pytest.mark.parametrize("r1", [0.3, 1.0, 4.0])
def test_r1_gives_them_negative_real_parts(loss, r1):
    """-gamma / 2 +- sqrt(gamma^2 / 4 - f'(0)^2) (Mescheder 2018, section 3)."""
    found = eigenvalues(loss=loss, r1=r1)
    speed = abs(eigenvalues(loss=loss)[0])
    root = np.sqrt(complex(r1**2 / 4 - speed**2))
    np.testing.assert_allclose(found, np.sort_complex([-r1 / 2 - root, -r1 / 2 + root]), atol=1e-4)
    assert (found.real < 0).all()


@pytest.mark.parametrize("loss", ["minimax", "non_saturating"])
def test_instance_noise_gives_the_eigenvalues_of_the_paper(loss):
    """f''(0) s^2 +- sqrt(f''(0)^2 s^4 - f'(0)^2), with f'(0) = 1/2 and f''(0) = -1/4 (Mescheder 2018, section 3)."""
    bend = -0.25 * 0.7**2
    root = np.sqrt(complex(bend**2 - 0.25))
    np.testing.assert_allclose(
        eigenvalues(loss=loss, instance_noise=0.7), np.sort_complex([bend - root, bend + root]), atol=1e-8
    )


@pytest.mark.parametrize("loss", ["minimax", "least_squares"])
def test_instance_noise_is_the_average_over_a_gaussian(loss):
    """The field against adaptive quadrature of the same average."""
    sigma, (theta, psi), slopes = 0.6, (0.8, -1.1), FAMILIES[loss]

    def average(function):
        weighted = lambda n: float(function(np.array(n))) * np.exp(-(n**2) / (2 * sigma**2))  # noqa: E731
        return integrate.quad(weighted, -8 * sigma, 8 * sigma)[0] / (sigma * np.sqrt(2 * np.pi))

    by_theta = average(lambda n: psi * slopes.generator(psi * (theta + n)))
    by_psi = average(lambda n: n * slopes.real(psi * n) + (theta + n) * slopes.fake(psi * (theta + n)))
    field = DiracGAN(loss, instance_noise=sigma).field([theta, psi])
    np.testing.assert_allclose(field, [-by_theta, -by_psi], rtol=1e-6)


@pytest.mark.parametrize("loss", FAMILIES)
@pytest.mark.parametrize("order", ["simultaneous", "alternating"])
def test_r1_converges_from_afar(loss, order):
    assert radii(DiracGAN(loss, r1=1.0), 0.1, 500, order)[-1] < 1e-4


@pytest.mark.parametrize("loss", ["minimax", "non_saturating"])
def test_instance_noise_converges(loss):
    assert radii(DiracGAN(loss, instance_noise=1.0), 0.1, 1000)[-1] < 1e-4


def test_instance_noise_does_nothing_for_wasserstein():
    """Its losses are straight lines in the logit: their average over noise is themselves (f'' = 0)."""
    np.testing.assert_allclose(radii(DiracGAN("wasserstein", instance_noise=1.0)), radii(DiracGAN("wasserstein")))


@pytest.mark.parametrize("loss", ["minimax", "non_saturating", "wasserstein"])
def test_the_gradient_penalty_does_not_converge(loss):
    """It pulls |psi| to 1, where the fake is still pushed (Mescheder 2018, section 3)."""
    game = DiracGAN(loss, gradient_penalty=1.0)
    assert radii(game, 0.01, 20_000)[-5000:].max() > 0.3
    np.testing.assert_allclose(DiracGAN("wasserstein", gradient_penalty=2.0).field([0.0, 1.5]), [1.5, -2.0])


def test_clipping_holds_the_slope_and_does_not_converge():
    """It circles in a band round the middle (Mescheder 2018, section 3)."""
    path = DiracGAN("wasserstein", clip=0.3).simulate(START, 0.1, 2000)
    assert np.abs(path[1:, 1]).max() == pytest.approx(0.3)
    assert np.hypot(*path[-500:].T).min() > 0.05


def test_a_path_begins_at_its_start_and_takes_single_steps():
    game = DiracGAN("hinge", r1=0.5)
    path = game.simulate(START, 0.2, 3, "alternating")
    assert path.shape == (4, 2)
    np.testing.assert_array_equal(path[0], START)
    np.testing.assert_array_equal(path[2], game.step(path[1], 0.2, "alternating"))


def test_alternating_updates_the_discriminator_first():
    stepped = DiracGAN("wasserstein").step([1.0, 0.0], 0.5, "alternating")
    np.testing.assert_allclose(stepped, [1.0 + 0.5 * -0.5, -0.5])
    np.testing.assert_allclose(DiracGAN("wasserstein").step([1.0, 0.0], 0.5), [1.0, -0.5])


def test_a_grid_of_states_has_a_grid_of_arrows():
    states = np.stack(np.meshgrid(np.linspace(-1, 1, 3), np.linspace(-1, 1, 4)), axis=-1)
    for settings in ({}, {"instance_noise": 0.5}, {"r1": 1.0}):
        field = DiracGAN("minimax", **settings).field(states)
        assert field.shape == (4, 3, 2)
        np.testing.assert_allclose(field[1, 2], DiracGAN("minimax", **settings).field(states[1, 2]))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: DiracGAN("mean"), "loss is one of"),
        (lambda: DiracGAN(r1=-1), "r1 is a number from 0"),
        (lambda: DiracGAN(clip=float("nan")), "clip is a number"),
        (lambda: DiracGAN().step([1, 1], 0.1, "random"), "order is one of"),
        (lambda: DiracGAN(gradient_penalty=1.0).jacobian(), "kink"),
    ],
)
def test_nonsense_is_refused_in_words(call, words):
    with pytest.raises(SettingError, match=words):
        call()
