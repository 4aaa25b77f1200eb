"""Perceptual losses against closed forms, numpy and finite differences."""

import numpy as np
import pytest
import tensorflow as tf

from course_lib.losses import perceptual


@pytest.fixture
def maps():
    generator = np.random.default_rng(3)
    return generator.normal(size=(2, 1, 5, 7, 4)).astype("float32")


def test_content_loss_is_relative_to_the_variance_of_the_target(maps):
    features, target = maps
    expected = np.mean((features - target) ** 2) / np.var(target)
    assert float(perceptual.content_loss(features, target)) == pytest.approx(expected, rel=1e-5)
    assert float(perceptual.content_loss(10 * features, 10 * target)) == pytest.approx(expected, rel=1e-4)


def test_content_loss_is_0_for_equal_maps_and_1_for_the_mean(maps):
    _, target = maps
    assert float(perceptual.content_loss(target, target)) == 0
    assert float(perceptual.content_loss(np.full_like(target, target.mean()), target)) == pytest.approx(1, rel=1e-5)


def test_gatys_content_loss_is_half_the_sum_of_squares():
    features = np.zeros((1, 2, 2, 1), "float32")
    target = np.array([1, 2, 3, 4], "float32").reshape(1, 2, 2, 1)
    assert float(perceptual.gatys_content_loss(features, target)) == 15


def test_gram_matrix_against_the_definition(maps):
    features, _ = maps
    gram = np.asarray(perceptual.gram_matrix(features))
    for i in range(4):
        for j in range(4):
            assert gram[0, i, j] == pytest.approx(np.mean(features[0, :, :, i] * features[0, :, :, j]), rel=1e-4)


def test_gram_matrix_of_one_hot_maps_is_diagonal_with_the_shares():
    channel = np.random.default_rng(0).integers(0, 4, size=(1, 9, 9))
    gram = np.asarray(perceptual.gram_matrix(np.eye(4, dtype="float32")[channel]))[0]
    assert gram == pytest.approx(np.diag(np.bincount(channel.ravel(), minlength=4) / 81), abs=1e-6)


def test_gram_matrix_does_not_see_where(maps):
    features, _ = maps
    shuffled = np.random.default_rng(1).permutation(features.reshape(1, 35, 4), axis=1).reshape(features.shape)
    assert not np.allclose(shuffled, features)
    assert np.asarray(perceptual.gram_matrix(shuffled)) == pytest.approx(
        np.asarray(perceptual.gram_matrix(features)), abs=1e-5
    )


def test_a_gram_matrix_about_the_means_is_the_covariance(maps):
    flat = maps[0].reshape(35, 4)
    gram = np.asarray(perceptual.gram_matrix(maps[0], flat.mean(0)))[0]
    assert gram == pytest.approx(np.cov(flat.T, bias=True), rel=1e-4, abs=1e-6)


def test_gram_loss_is_0_for_equal_and_1_for_none(maps):
    gram = np.asarray(perceptual.gram_matrix(maps[0]))
    assert float(perceptual.gram_loss(gram, gram)) == 0
    assert float(perceptual.gram_loss(np.zeros_like(gram), gram)) == pytest.approx(1, rel=1e-5)


def test_gatys_style_layer_loss_against_the_printed_formula(maps):
    features, target = (part.reshape(35, 4).T for part in maps)
    expected = np.sum((features @ features.T - target @ target.T) ** 2) / (4 * 4**2 * 35**2)
    assert float(perceptual.gatys_style_layer_loss(*maps)) == pytest.approx(expected, rel=1e-4)


def test_gatys_style_layer_loss_is_a_mean_discrepancy_with_a_quadratic_kernel(maps):
    """Li et al. 2017: matching Gram matrices is MMD^2 with k(x, y) = (x . y)^2 between the columns of two maps."""
    x, y = (part.reshape(35, 4) for part in maps)
    mmd = np.mean((x @ x.T) ** 2) + np.mean((y @ y.T) ** 2) - 2 * np.mean((x @ y.T) ** 2)
    assert float(perceptual.gatys_style_layer_loss(*maps)) == pytest.approx(mmd / (4 * 4**2), rel=1e-4)


def test_style_loss_is_the_weighted_mean_over_layers(maps):
    grams = {"a": np.asarray(perceptual.gram_matrix(maps[0])), "b": np.asarray(perceptual.gram_matrix(maps[1]))}
    targets = {"a": grams["b"], "b": grams["a"]}
    a, b = (float(perceptual.gram_loss(grams[name], targets[name])) for name in "ab")
    assert float(perceptual.style_loss(grams, targets)) == pytest.approx((a + b) / 2, rel=1e-5)
    assert float(perceptual.style_loss(grams, targets, {"a": 3, "b": 1})) == pytest.approx((3 * a + b) / 4, rel=1e-5)


def test_total_variation_of_flat_step_and_ramp():
    flat = np.full((1, 4, 6, 3), 0.3, "float32")
    stripes = np.tile(np.array([0, 1], "float32")[None, None, :, None], (1, 4, 3, 3))
    ramp = np.tile(np.linspace(0, 1, 6, dtype="float32")[None, None, :, None], (1, 4, 1, 3))
    assert float(perceptual.total_variation(flat)) == 0
    assert float(perceptual.total_variation(stripes)) == pytest.approx(100)
    assert float(perceptual.total_variation(ramp)) == pytest.approx(100 * 0.2**2, rel=1e-5)


def test_colour_statistics_against_numpy():
    pixels = np.random.default_rng(5).uniform(size=(1, 6, 8, 3)).astype("float32")
    mean, covariance, skew = (np.asarray(part) for part in perceptual.colour_statistics(pixels))
    flat = pixels.reshape(-1, 3).astype("float64")
    assert mean[0] == pytest.approx(flat.mean(0), rel=1e-5)
    assert covariance[0] == pytest.approx(np.cov(flat.T, bias=True), rel=1e-4)
    assert skew[0] == pytest.approx(((flat - flat.mean(0)) ** 3).mean(0), abs=1e-6)


def test_colour_statistics_loss_sees_a_shift_and_a_scale():
    pixels = np.random.default_rng(5).uniform(size=(1, 6, 8, 3)).astype("float32")
    target = perceptual.colour_statistics(pixels)
    spread = np.trace(np.cov(pixels.reshape(-1, 3).T, bias=True))
    shifted = perceptual.colour_statistics_loss(perceptual.colour_statistics(pixels + 0.1), target)
    assert float(perceptual.colour_statistics_loss(target, target)) == 0
    assert float(shifted) == pytest.approx(3 * 0.1**2 / spread, rel=1e-3)


def test_total_loss_is_the_weighted_sum():
    assert perceptual.total_loss(2.0, 3.0, alpha=5.0, beta=7.0, variation=11.0, variation_weight=13.0) == 174


LOSSES = {
    "content": lambda x, y: perceptual.content_loss(x, y),
    "gatys content": lambda x, y: perceptual.gatys_content_loss(x, y),
    "gram": lambda x, y: perceptual.gram_loss(perceptual.gram_matrix(x), perceptual.gram_matrix(y)),
    "gatys style": lambda x, y: perceptual.gatys_style_layer_loss(x, y),
    "variation": lambda x, y: perceptual.total_variation(x),
    "colours": lambda x, y: perceptual.colour_statistics_loss(
        perceptual.colour_statistics(x), perceptual.colour_statistics(y)
    ),
}


@pytest.mark.parametrize("name", LOSSES)
def test_gradients_against_finite_differences(name):
    generator = np.random.default_rng(7)
    point, target, way = generator.uniform(size=(3, 1, 4, 5, 3))
    loss = LOSSES[name]
    with tf.GradientTape() as tape:
        x = tf.constant(point)
        tape.watch(x)
        value = loss(x, tf.constant(target))
    slope = np.sum(tape.gradient(value, x).numpy() * way)
    step = 1e-5
    ends = [float(loss(tf.constant(point + sign * step * way), tf.constant(target))) for sign in (1, -1)]
    assert slope == pytest.approx((ends[0] - ends[1]) / (2 * step), rel=1e-4)
