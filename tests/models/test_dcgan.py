"""DCGAN's networks: sizes and counts worked out by hand from their descriptions."""

import keras
import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.models import dcgan


def kinds(model):
    return [type(layer).__name__ for layer in model.layers]


def sizes(model, values):
    """What comes out of each convolution for some values."""
    layers = [layer for layer in model.layers if "Conv" in type(layer).__name__]
    outputs = keras.Model(model.input, [layer.output for layer in layers])(values)
    return [tuple(output.shape[1:]) for output in outputs]


def test_the_articles_generator_grows_as_described():
    generator = dcgan.article_generator()
    assert sizes(generator, np.zeros((2, 100), "float32")) == [(4, 4, 256), (8, 8, 128), (16, 16, 64), (32, 32, 3)]
    # four kernels of 4 x 4 without biases, and four numbers a channel for each of three batch norms
    kernels = 16 * (100 * 256 + 256 * 128 + 128 * 64 + 64 * 3)
    assert generator.count_params() == kernels + 4 * (256 + 128 + 64) == 1_069_824


def test_the_articles_discriminator_shrinks_as_described():
    discriminator = dcgan.article_discriminator()
    assert sizes(discriminator, np.zeros((2, 32, 32, 3), "float32")) == [(16, 16, 64), (8, 8, 128)]
    assert discriminator.count_params() == (75 * 64 + 64) + (25 * 64 * 128 + 128) + (8 * 8 * 128 + 1) == 217_985
    assert kinds(discriminator).count("Dropout") == 2
    assert {layer.rate for layer in discriminator.layers if isinstance(layer, keras.layers.Dropout)} == {0.3}


def test_the_papers_generator_at_64_pixels():
    generator = dcgan.paper_generator()
    assert sizes(generator, np.zeros((1, 100), "float32")) == [(8, 8, 512), (16, 16, 256), (32, 32, 128), (64, 64, 3)]
    kernels = 25 * (1024 * 512 + 512 * 256 + 256 * 128 + 128 * 3) + 3
    assert generator.count_params() == 100 * 16 * 1024 + kernels + 4 * (1024 + 512 + 256 + 128)


@pytest.mark.parametrize("side", [32, 64])
def test_the_paper_has_batch_norm_everywhere_but_at_gs_output_and_ds_input(side):
    generator, discriminator = dcgan.paper_generator(side, 0.25), dcgan.paper_discriminator(side, 0.25)
    assert kinds(generator)[-2:] == ["Conv2DTranspose", "Activation"]
    assert kinds(generator).count("BatchNormalization") == kinds(generator).count("Conv2DTranspose")
    convolutions = [index for index, kind in enumerate(kinds(discriminator)) if kind == "Conv2D"]
    followed = [kinds(discriminator)[index + 1] == "BatchNormalization" for index in convolutions]
    assert followed == [False] + [True] * (len(convolutions) - 1)
    assert not {"Dropout", "MaxPooling2D"} & set(kinds(discriminator))


def test_slopes_and_first_weights():
    paper = dcgan.paper_discriminator(32)
    slopes = {layer.negative_slope for layer in paper.layers if isinstance(layer, keras.layers.LeakyReLU)}
    assert slopes == {0.2}
    kernel = np.asarray([layer for layer in paper.layers if isinstance(layer, keras.layers.Conv2D)][-1].kernel)
    assert np.std(kernel) == pytest.approx(0.02, rel=0.05) and abs(np.mean(kernel)) < 0.001
    article = dcgan.article_discriminator()
    slopes = [layer.negative_slope for layer in article.layers if isinstance(layer, keras.layers.LeakyReLU)]
    assert slopes == pytest.approx([0.3, 0.3])


def test_pictures_lie_between_minus_one_and_one():
    noise = np.random.default_rng(0).normal(size=(4, 100)).astype("float32")
    pictures = np.asarray(dcgan.article_generator(0.25)(noise))
    assert pictures.shape == (4, 32, 32, 3) and np.abs(pictures).max() <= 1


@pytest.mark.parametrize("build", [dcgan.article_generator, dcgan.paper_generator])
def test_a_seed_gives_the_same_weights(build):
    one, same, other = (build(width=0.125, seed=seed).get_weights() for seed in (3, 3, 4))
    assert all(np.array_equal(a, b) for a, b in zip(one, same, strict=True))
    assert not all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_batch_norm_forgets_its_start_as_fast_as_its_momentum_says():
    noise = np.random.default_rng(0).normal(size=(64, 100)).astype("float32")
    left = {}
    for momentum in (0.9, 0.99):
        generator = dcgan.article_generator(0.125, momentum)
        norm = next(layer for layer in generator.layers if isinstance(layer, keras.layers.BatchNormalization))
        for _ in range(20):
            generator(noise, training=True)
        generator_once = dcgan.article_generator(0.125, 0.0)
        generator_once(noise, training=True)
        once = next(layer for layer in generator_once.layers if isinstance(layer, keras.layers.BatchNormalization))
        true = np.asarray(once.moving_variance)
        left[momentum] = np.mean((np.asarray(norm.moving_variance) - true) / (1 - true))
    assert left[0.9] == pytest.approx(0.9**20, rel=0.01) and left[0.99] == pytest.approx(0.99**20, rel=0.01)


@pytest.mark.parametrize(
    ("build", "settings", "says"),
    [
        (dcgan.article_generator, {"width": 0}, "width"),
        (dcgan.article_generator, {"momentum": 1.0}, "momentum"),
        (dcgan.article_generator, {"noise_size": 0}, "noise_size"),
        (dcgan.article_generator, {"seed": -1}, "seed"),
        (dcgan.article_discriminator, {"dropout": 1.0}, "dropout"),
        (dcgan.paper_generator, {"side": 48}, "64 or 32"),
        (dcgan.paper_discriminator, {"side": "64"}, "64 or 32"),
    ],
)
def test_bad_settings_are_refused(build, settings, says):
    with pytest.raises(SettingError, match=says):
        build(**settings)
