import numpy as np
import pytest
import tensorflow as tf

from course_lib.training.diff_augment import augment, coloured, hole, moved

PICTURES = np.random.default_rng(0).uniform(-1, 1, (5, 16, 16, 3)).astype("float32")
SEED = tf.constant([3, 4])


def test_strength_0_changes_nothing():
    np.testing.assert_allclose(augment(tf.constant(PICTURES), 0.0, SEED), PICTURES, atol=1e-6)


def test_the_same_seed_gives_the_same_changes_and_another_gives_others():
    one, same, other = (augment(tf.constant(PICTURES), 1.0, tf.constant(seed)) for seed in ([3, 4], [3, 4], [3, 5]))
    np.testing.assert_array_equal(one, same)
    assert np.abs(one - other).mean() > 0.05


def test_each_picture_is_changed_in_its_own_way():
    alike = np.repeat(PICTURES[:1], 4, axis=0)
    changed = augment(tf.constant(alike), 1.0, SEED).numpy()
    assert all(np.abs(changed[0] - changed[i]).mean() > 0.02 for i in (1, 2, 3))


@pytest.mark.parametrize(("right", "down"), [(0, 0), (3, 0), (-2, 0), (0, 4), (1, -5)])
def test_moving_is_a_shift_with_nothing_coming_in(right, down):
    result = moved(tf.constant(PICTURES), tf.fill([5], float(right)), tf.fill([5], float(down))).numpy()
    wanted = np.zeros_like(PICTURES)
    rows, columns = np.arange(16), np.arange(16)
    to_rows, to_columns = (rows + down), (columns + right)
    inside_rows, inside_columns = (to_rows >= 0) & (to_rows < 16), (to_columns >= 0) & (to_columns < 16)
    wanted[np.ix_(range(5), to_rows[inside_rows], to_columns[inside_columns])] = PICTURES[
        np.ix_(range(5), rows[inside_rows], columns[inside_columns])
    ]
    np.testing.assert_allclose(result, wanted, atol=1e-6)


def test_pictures_move_by_an_eighth_at_most():
    # a single white column in the middle is found again within two pixels of sixteen
    picture = np.zeros((200, 16, 16, 3), "float32")
    picture[:, :, 8] = 1.0
    draws = tf.random.stateless_uniform([200], [1, 2], -1.0, 1.0)
    shifts = tf.round(draws * 2.49)
    places = moved(tf.constant(picture), shifts, tf.zeros(200)).numpy()[:, 8, :, 0].argmax(1)
    assert set(places) == {6, 7, 8, 9, 10}


def test_a_hole_has_half_the_side_and_less_at_the_border():
    middle = hole(16, 1.0, [tf.zeros(1), tf.zeros(1)]).numpy()[0, :, :, 0]
    corner = hole(16, 1.0, [-tf.ones(1), -tf.ones(1)]).numpy()[0, :, :, 0]
    assert middle.sum() == 8 * 8 and middle[4:12, 4:12].all()
    assert corner.sum() == 4 * 4 and corner[:4, :4].all()


def test_colours_by_hand():
    brightness, saturation, contrast = 0.4, -1.0, 0.5
    draws = [tf.fill([5], value) for value in (brightness, saturation, contrast)]
    brighter = PICTURES + 0.2
    grey = np.repeat(brighter.mean(-1, keepdims=True), 3, axis=-1)  # saturation goes to 0
    mean = grey.mean((1, 2, 3), keepdims=True)
    np.testing.assert_allclose(coloured(tf.constant(PICTURES), 1.0, draws), (grey - mean) * 1.25 + mean, atol=1e-5)


def test_the_gradient_passes_through():
    pictures = tf.constant(PICTURES.astype("float64").astype("float32"))
    weights = np.random.default_rng(1).normal(size=PICTURES.shape).astype("float32")
    with tf.GradientTape() as tape:
        tape.watch(pictures)
        value = tf.reduce_sum(augment(pictures, 1.0, SEED) * weights)
    gradient = tape.gradient(value, pictures).numpy()
    step = np.random.default_rng(2).normal(size=PICTURES.shape).astype("float32")
    ahead, behind = (
        float(tf.reduce_sum(augment(pictures + sign * 0.01 * step, 1.0, SEED) * weights)) for sign in (1, -1)
    )
    assert np.sum(gradient * step) == pytest.approx((ahead - behind) / 0.02, rel=1e-3)
