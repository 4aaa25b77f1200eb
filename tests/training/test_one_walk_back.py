"""Both players' gradients from one walk back: held against two tapes, each for its own loss."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_lib.losses.adversarial import FAMILIES
from course_lib.models import dcgan
from course_lib.training.one_walk_back import TRACE, both_gradients, samples_keep_apart


@pytest.fixture(scope="module")
def discriminator():
    keras.utils.set_random_seed(0)
    return dcgan.article_discriminator(width=1 / 16)


@pytest.fixture(scope="module")
def pictures():
    draws = np.random.default_rng(0).uniform(-1, 1, (2, 6, 32, 32, 3)).astype("float32")
    return tf.constant(draws[0]), tf.constant(draws[1])


def judged(discriminator, pictures, scale, shift):
    return scale * discriminator(pictures) + shift


def plain(family, discriminator, real, fake, scale, shift):
    """Each loss differentiated by a tape of its own."""
    with tf.GradientTape() as d_tape, tf.GradientTape() as g_tape:
        g_tape.watch(fake)
        real_logits, fake_logits = (judged(discriminator, x, scale, shift) for x in (real, fake))
        d_loss, g_loss = family.discriminator(real_logits, fake_logits), family.generator(fake_logits)
    return d_tape.gradient(d_loss, discriminator.trainable_variables), g_tape.gradient(g_loss, fake)


def shared(family, discriminator, real, fake, scale, shift, apart):
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(fake)
        real_logits, fake_logits = (judged(discriminator, x, scale, shift) for x in (real, fake))
        d_loss = family.discriminator(real_logits, fake_logits) + TRACE * tf.reduce_sum(fake_logits)
    with tf.GradientTape() as logit_tape:
        logit_tape.watch(fake_logits)
        g_loss = family.generator(fake_logits)
    push = logit_tape.gradient(g_loss, fake_logits)
    return both_gradients(tape, d_loss, discriminator.trainable_variables, fake, fake_logits, push, apart)


# logits about 0; of many sizes; all sure that fakes are real; all sure that they are fake, where D's hinge is flat
@pytest.mark.parametrize(("scale", "shift"), [(1, 0), (30, 0), (1, 20), (1, -20), (1, -120)])
@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize("name", FAMILIES)
def test_it_is_what_two_tapes_say(name, apart, scale, shift, discriminator, pictures):
    wanted = plain(FAMILIES[name], discriminator, *pictures, scale, shift)
    found = shared(FAMILIES[name], discriminator, *pictures, scale, shift, apart)
    for one, other in zip([*found[0], found[1]], [*wanted[0], wanted[1]], strict=True):
        size = np.abs(other).max()
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5 * size + 1e-18)


def test_dropout_drops_the_same_for_both(discriminator, pictures):
    dropping = dcgan.article_discriminator(width=1 / 16, dropout=0.5)
    real, fake = pictures
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(fake)
        logits = dropping(fake, training=True)
        d_loss = tf.reduce_mean(tf.nn.softplus(logits)) + TRACE * tf.reduce_sum(logits)
    push = -tf.nn.sigmoid(-logits) / 6
    alone = tape.gradient(logits, fake, output_gradients=push)
    _, together = both_gradients(tape, d_loss, dropping.trainable_variables, fake, logits, push, apart=True)
    np.testing.assert_allclose(together, alone, rtol=1e-4, atol=1e-9)


def test_networks_that_mix_their_samples_are_told_from_those_that_do_not(discriminator):
    assert samples_keep_apart(discriminator)
    assert not samples_keep_apart(dcgan.paper_discriminator(32))
    hidden = keras.Sequential([keras.Input((32, 32, 3)), keras.Sequential([keras.layers.BatchNormalization()])])
    assert not samples_keep_apart(hidden)
    unknown = keras.Sequential([keras.Input((32, 32, 3)), keras.layers.Lambda(lambda x: x - tf.reduce_mean(x, 0))])
    assert not samples_keep_apart(unknown)
    inputs = keras.Input((32, 32, 3))
    assert not samples_keep_apart(keras.Model(inputs, keras.layers.Dense(1)(inputs - keras.ops.mean(inputs, 0))))

    class Own(keras.Model):
        def call(self, pictures):
            return pictures - tf.reduce_mean(pictures, 0)

    assert not samples_keep_apart(Own())
    assert samples_keep_apart(keras.Sequential([inputs, keras.layers.Flatten(), keras.layers.Dense(1)]))
