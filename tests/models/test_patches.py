"""The layers of a style swap against Keras's convolutions, brute force and closed forms."""

import keras
import numpy as np
import pytest

from course_lib.models.patches import (
    Descriptors,
    im2col,
    principal_components,
    transposed_convolution,
    winner_take_all,
)

SIZE, STRIDE = 5, 2


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def picture(rng):
    return rng.random((17, 21, 3), dtype=np.float32)


def _descriptors(rng, count):
    return Descriptors(rng.normal(size=(count, 6)).astype(np.float32), rng.normal(size=(count, 2)).astype(np.float32))


def _distances(queries, keys, trust):
    look = ((queries.look[:, None] - keys.look[None]) ** 2).sum(axis=-1)
    return look + trust[:, None] * ((queries.guide[:, None] - keys.guide[None]) ** 2).sum(axis=-1)


def test_unfolding_and_a_product_are_a_convolution(picture, rng):
    filters = rng.normal(size=(SIZE, SIZE, 3, 4)).astype(np.float32)
    ours = im2col(picture, SIZE, STRIDE) @ filters.reshape(-1, 4)
    theirs = keras.ops.convert_to_numpy(keras.ops.conv(picture[None], filters, STRIDE, "valid"))[0]
    np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_pasting_winners_is_a_transposed_convolution_of_their_one_hot_map(rng):
    """Style swap as in the paper: winners one-hot, style patches as filters, divided by how often a pixel was hit."""
    filters, winners = rng.random((7, SIZE * SIZE * 3), dtype=np.float32), rng.integers(7, size=(6, 8))
    ours = transposed_convolution(filters[winners], np.ones((6, 8), np.float32), np.ones((SIZE, SIZE)), STRIDE)
    one_hot = keras.ops.one_hot(winners[None], 7)
    kernel = np.moveaxis(filters.reshape(7, SIZE, SIZE, 3), 0, -1)
    pasted = keras.ops.conv_transpose(one_hot, kernel, STRIDE, "valid")
    hits = keras.ops.conv_transpose(one_hot, np.ones_like(kernel), STRIDE, "valid")
    np.testing.assert_allclose(ours, keras.ops.convert_to_numpy(pasted / hits)[0], atol=1e-5)


def test_a_pictures_own_patches_vote_for_the_picture(picture, rng):
    patches = im2col(picture, SIZE, STRIDE)
    weights = rng.uniform(0.1, 1, patches.shape[:2]).astype(np.float32)
    window = rng.uniform(0.1, 1, (SIZE, SIZE)).astype(np.float32)
    np.testing.assert_allclose(transposed_convolution(patches, weights, window, STRIDE), picture, atol=1e-5)


def test_a_heavy_vote_decides_where_patches_overlap():
    patches = np.stack([np.zeros((1, 9)), np.ones((1, 9))], axis=1).astype(np.float32)
    votes = transposed_convolution(patches, np.array([[3.0, 1.0]], np.float32), np.ones((3, 3), np.float32), 1)
    np.testing.assert_allclose(votes[:, :, 0], np.broadcast_to([0, 0.25, 0.25, 1], (3, 4)))


def test_the_winner_is_the_nearest_where_nobody_is_drawn_in(rng):
    """An overwhelming modesty makes the divisor the same for every key: plain nearest neighbours."""
    queries, keys, trust = _descriptors(rng, 1500), _descriptors(rng, 50), rng.uniform(0, 3, 1500)
    winners, distances = winner_take_all(queries, keys, trust, 1e3, rng)
    table = _distances(queries, keys, trust)
    assert np.mean(winners == table.argmin(axis=1)) > 0.98
    np.testing.assert_allclose(distances, np.take_along_axis(table, winners[:, None], 1)[:, 0], rtol=1e-4, atol=1e-4)


def test_the_winner_is_the_least_of_the_distances_over_the_keys_own_best(rng):
    queries, keys, trust = _descriptors(rng, 300), _descriptors(rng, 40), rng.uniform(0, 3, 300)
    winners, _ = winner_take_all(queries, keys, trust, 0.1, rng)
    table = _distances(queries, keys, trust)
    np.testing.assert_array_equal(winners, (table / (0.1 + table.min(axis=0))).argmin(axis=1))


def test_a_small_modesty_draws_in_unused_keys(rng):
    queries, keys, trust = _descriptors(rng, 400), _descriptors(rng, 1000), np.ones(400)
    keys = Descriptors(keys.look * 3, keys.guide)
    used = [len(np.unique(winner_take_all(queries, keys, trust, modesty, rng)[0])) for modesty in (1e3, 3.0, 0.01)]
    assert used[0] < used[1] < used[2]


def test_no_trust_ignores_the_guide(rng):
    queries, keys = _descriptors(rng, 64), _descriptors(rng, 20)
    other = Descriptors(queries.look, queries.guide + 5)
    first, second = (
        winner_take_all(some, keys, np.zeros(64), 0.1, np.random.default_rng(0))[0] for some in (queries, other)
    )
    np.testing.assert_array_equal(first, second)


def test_principal_components_are_those_of_the_singular_values(rng):
    patches = (rng.normal(size=(400, 12)) @ rng.normal(size=(12, 12))).astype(np.float32)
    projection = principal_components(patches, 5)
    np.testing.assert_allclose(projection.filters.T @ projection.filters, np.eye(5), atol=1e-4)
    singular = np.linalg.svd(patches - patches.mean(axis=0), compute_uv=False)[:5]
    np.testing.assert_allclose(projection(patches).var(axis=0), singular**2 / 400, rtol=1e-3)


@pytest.mark.parametrize("whitening", [0.3, 1.0])
def test_whitening_evens_out_variances_and_keeps_their_sum(whitening, rng):
    patches = (rng.normal(size=(400, 8)) * np.arange(1, 9)).astype(np.float32)
    plain = principal_components(patches, 4)(patches).var(axis=0)
    evened = principal_components(patches, 4, whitening)(patches).var(axis=0)
    np.testing.assert_allclose(evened / evened[0], (plain / plain[0]) ** (1 - whitening), rtol=1e-3)
    assert evened.sum() == pytest.approx(plain.sum(), rel=1e-3)
