"""The networks whose parts can be exchanged: by default the article's own, and each exchange seen in the layers."""

import numpy as np
import pytest

from course_lib.models import dcgan, dcgan_layout
from course_lib.models.dcgan_layout import Layout

WIDTH = 1 / 8


def kinds(model):
    return [type(layer).__name__ for layer in model.layers]


def test_the_default_is_the_articles_own_weight_for_weight():
    pairs = [
        (dcgan_layout.generator(Layout(), WIDTH, seed=3), dcgan.article_generator(WIDTH, 0.9, seed=3)),
        (dcgan_layout.discriminator(Layout(), WIDTH, seed=3), dcgan.article_discriminator(WIDTH, seed=3)),
    ]
    for mine, its in pairs:
        assert kinds(mine) == kinds(its)
        assert all(np.array_equal(a, b) for a, b in zip(mine.get_weights(), its.get_weights(), strict=True))
        inputs = np.random.default_rng(0).normal(size=(2, *its.input_shape[1:])).astype("float32")
        np.testing.assert_allclose(mine(inputs), its(inputs), atol=1e-6)


@pytest.mark.parametrize("kernel", [4, 5])
def test_the_generators_kernels_are_of_that_side_but_for_the_first(kernel):
    kernels = [w.shape[0] for w in dcgan_layout.generator(Layout(kernel=kernel)).weights if w.name == "kernel"]
    assert kernels == [4, kernel, kernel, kernel]


def test_relu_takes_the_place_of_every_leaky_one_in_g():
    found = kinds(dcgan_layout.generator(Layout(relu=True), WIDTH))
    assert found.count("ReLU") == 3 and "LeakyReLU" not in found


def test_batch_norm_takes_the_place_of_ds_dropout_and_not_at_the_input():
    found = kinds(dcgan_layout.discriminator(Layout(batch_norm=True), WIDTH))
    assert "Dropout" not in found and found.count("BatchNormalization") == 1
    assert found.index("BatchNormalization") == found.index("Conv2D") + 3


def test_ds_slope_is_the_layouts():
    model = dcgan_layout.discriminator(Layout(slope=0.2), WIDTH)
    assert [layer.negative_slope for layer in model.layers if type(layer).__name__ == "LeakyReLU"] == [0.2, 0.2]


def test_normal_weights_have_the_papers_deviation():
    for model in (dcgan_layout.generator(Layout(normal=True)), dcgan_layout.discriminator(Layout(normal=True))):
        kernels = np.concatenate([w.numpy().ravel() for w in model.weights if w.name == "kernel"])
        assert kernels.mean() == pytest.approx(0, abs=1e-3)
        assert kernels.std() == pytest.approx(0.02, rel=0.02)
