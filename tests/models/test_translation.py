"""Networks for translation: the papers' counts and fields, what each output lets through, and refusals."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_lib.errors import SettingError
from course_lib.models.receptive_field import Window, counted_back
from course_lib.models.translation import (
    OUTPUTS,
    patch_discriminator,
    pixel_discriminator,
    resnet_generator,
    unet_generator,
)


def count(network):
    return sum(int(np.prod(variable.shape)) for variable in network.trainable_variables)


def test_the_papers_generators_and_discriminators_have_their_published_counts():
    assert count(resnet_generator(64, 9)) == 11_378_179
    assert count(patch_discriminator()) == 2_764_737
    assert count(unet_generator(8, 64)) == pytest.approx(54.414e6, rel=1e-5)
    assert count(patch_discriminator(norm="batch", channels=6)) == pytest.approx(2.769e6, rel=2e-4)


@pytest.mark.parametrize(("n_layers", "field"), [(1, 16), (2, 34), (3, 70), (4, 142), (5, 286)])
def test_a_logit_sees_the_papers_patches(n_layers, field):
    assert seen_by_a_logit(patch_discriminator(n_layers, 2, "none"), 0) == field


def test_the_small_head_sees_22_pixels_and_the_pixel_discriminator_one():
    both = patch_discriminator(3, 2, "none", small_head=True)
    assert [seen_by_a_logit(both, head) for head in (0, 1)] == [70, 22]
    assert seen_by_a_logit(pixel_discriminator(2, "none"), 0) == 1


def seen_by_a_logit(judge, head):
    """The extent of the pixels that change the middle logit, found by the gradient."""
    picture = tf.random.stateless_normal((1, 450, 450, 3), (0, 1))
    with tf.GradientTape() as tape:
        tape.watch(picture)
        logits = judge(picture)
        logits = logits[head] if isinstance(logits, list) else logits
        middle = logits[0, logits.shape[1] // 2, logits.shape[2] // 2, 0]
    rows = np.flatnonzero(np.abs(tape.gradient(middle, picture)).sum((0, 2, 3)))
    return rows[-1] - rows[0] + 1


def test_256_pixels_give_30_by_30_logits():
    assert patch_discriminator(3, 2)(np.zeros((1, 256, 256, 3), "float32")).shape == (1, 30, 30, 1)


def test_the_counted_field_is_the_lessons_own():
    convolutions = [layer for layer in patch_discriminator(3, 2).layers if isinstance(layer, keras.layers.Conv2D)]
    assert counted_back([Window(layer.kernel_size[0], layer.strides[0]) for layer in convolutions])[-1] == 70


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("upsampling", ["transposed", "resize"])
@pytest.mark.parametrize("norm", ["instance", "batch", "none"])
def test_a_generator_keeps_the_size_and_stays_in_range(output, upsampling, norm):
    network = resnet_generator(4, 1, output, norm, upsampling)
    pictures = np.random.default_rng(0).uniform(-1, 1, (2, 32, 48, 3)).astype("float32")
    made = network(pictures).numpy()
    assert made.shape == pictures.shape
    assert np.abs(made).max() <= 1


def test_a_residual_output_that_changes_nothing_is_the_picture():
    network = resnet_generator(4, 1, "residual")
    last = [layer for layer in network.layers if isinstance(layer, keras.layers.Conv2D)][-1]
    last.set_weights([np.zeros_like(weight) for weight in last.get_weights()])
    picture = np.random.default_rng(0).uniform(-1, 1, (1, 32, 32, 3)).astype("float32")
    np.testing.assert_allclose(network(picture), 0.98 * picture, atol=1e-5)


def test_only_with_the_input_beside_the_output_does_the_pictures_mean_colour_come_through():
    """Instance norm throws it away: the plain generator's output cannot tell a picture from a lighter one."""
    picture = np.random.default_rng(0).uniform(-0.5, 0.5, (1, 32, 32, 3)).astype("float32")
    changes = {}
    for output in ("plain", "concatenated"):
        network = resnet_generator(8, 1, output)
        made, lighter = network(picture).numpy(), network(picture + 0.4).numpy()
        changes[output] = np.abs(lighter - made).mean() / made.std()
    assert changes["plain"] < 1e-3
    assert changes["concatenated"] > 0.3


def test_a_resized_and_a_transposed_convolution_begin_with_features_of_one_size():
    picture = np.random.default_rng(0).uniform(-1, 1, (1, 64, 64, 3)).astype("float32")
    spread = {}
    for upsampling in ("transposed", "resize"):
        network = resnet_generator(16, 1, "concatenated", "none", upsampling, deviation=0.05)
        joined = [layer for layer in network.layers if isinstance(layer, keras.layers.Concatenate)][0]
        spread[upsampling] = keras.Model(network.input, joined.output)(picture).numpy()[..., :32].std()
    assert 0.5 < spread["resize"] / spread["transposed"] < 2


def test_the_same_seed_gives_the_same_weights_and_another_others():
    first, same, other = (resnet_generator(4, 1, seed=seed).get_weights() for seed in (1, 1, 2))
    assert all(np.array_equal(one, two) for one, two in zip(first, same, strict=True))
    assert not np.array_equal(first[0], other[0])
    assert first[0].std() == pytest.approx(0.02, rel=0.1)


def test_a_unet_keeps_the_size_and_takes_dropout_only_in_training():
    network = unet_generator(5, 4)
    picture = np.random.default_rng(0).uniform(-1, 1, (1, 64, 64, 3)).astype("float32")
    assert network(picture).shape == picture.shape
    assert np.array_equal(network(picture), network(picture))
    assert not np.array_equal(network(picture, training=True), network(picture, training=True))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: resnet_generator(width=0), "width is a whole number from 1 to 256, not 0"),
        (lambda: resnet_generator(blocks=-1), "blocks is a whole number"),
        (lambda: resnet_generator(output="mask"), "output is one of 'plain', 'residual', 'concatenated'"),
        (lambda: resnet_generator(norm="layer"), "norm is one of 'instance', 'batch', 'none'"),
        (lambda: resnet_generator(upsampling="bilinear"), "upsampling is one of 'transposed', 'resize'"),
        (lambda: resnet_generator(deviation=0), "deviation is a number"),
        (lambda: unet_generator(depth=9), "depth is a whole number from 2 to 8, not 9"),
        (lambda: unet_generator(dropout=1), "dropout is a number from 0 to 0.9, not 1"),
        (lambda: patch_discriminator(n_layers=0), "n_layers is a whole number from 1 to 5, not 0"),
        (lambda: patch_discriminator(n_layers=1, small_head=True), "n_layers is a whole number from 2 to 5, not 1"),
        (lambda: pixel_discriminator(width=999), "width is a whole number from 1 to 256, not 999"),
    ],
)
def test_what_is_out_of_range_is_named(make, message):
    with pytest.raises(SettingError, match=message):
        make()
