import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_lib.errors import DownloadError, SettingError
from course_lib.models import features
from course_lib.models.calibration import calibration_pictures
from course_lib.models.vgg import OFFLINE, VGG19, Architecture, stage


@pytest.fixture(scope="module")
def vgg(tmp_path_factory):
    """keras.applications' own VGG-19 with random weights, and the file that holds them."""
    keras.utils.set_random_seed(0)
    model = keras.applications.VGG19(include_top=False, weights=None)
    for layer in model.layers:
        if layer.weights:
            kernel, bias = layer.get_weights()
            noise = np.random.default_rng(1).normal(0, 0.05, bias.shape)
            layer.set_weights([kernel, noise.astype("float32")])
    path = tmp_path_factory.mktemp("vgg") / "random.weights.h5"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Keras 3.15's own use of numpy when it saves
        model.save_weights(path)
    return model, path


def test_vgg_gives_what_keras_applications_gives(vgg):
    model, path = vgg
    ours = features.build("vgg19", pooling="max", weights=path, normalise=False)
    picture = np.random.default_rng(0).random((1, 50, 66, 3), dtype="float32")
    theirs = keras.Model(model.input, [model.get_layer(keras_name(name)).output for name in VGG19.layers])
    expected = theirs(keras.applications.vgg19.preprocess_input(255.0 * picture))
    for name, value in zip(VGG19.layers, expected, strict=True):
        scale = np.abs(value).max()
        np.testing.assert_allclose(ours(picture)[name] / scale, value / scale, atol=1e-4, err_msg=name)


def keras_name(layer: str) -> str:
    return layer.replace("relu", "block").replace("_", "_conv")


def test_normalised_weights_change_each_channel_by_one_factor(vgg):
    _, path = vgg
    wanted = ["relu1_2", "relu3_1"]
    plain = features.build("vgg19", wanted, weights=path, normalise=False)(calibration_pictures()[:2])
    scaled = features.build("vgg19", wanted, weights=path)(calibration_pictures()[:2])
    for name in wanted:
        active = np.asarray(plain[name]).max((0, 1, 2)) > 1e-3
        factor = np.asarray(scaled[name]).sum((0, 1, 2))[active] / np.asarray(plain[name]).sum((0, 1, 2))[active]
        expected = np.asarray(plain[name])[..., active] * factor
        np.testing.assert_allclose(np.asarray(scaled[name])[..., active], expected, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("network", ["offline", "random"])
def test_every_channel_has_a_mean_of_one_over_the_calibration_pictures(network):
    for name, value in features.build(network)(calibration_pictures()).items():
        means = np.asarray(value).mean((0, 1, 2))
        np.testing.assert_allclose(means[means > 1e-3], 1, rtol=4e-3, err_msg=name)
        assert (means > 1e-3).mean() > 0.95


def test_parameter_counts_are_the_published_ones(vgg):
    model, path = vgg
    assert features.load("vgg19", path).parameters == model.count_params() == 20_024_384
    assert features.load("random", None).parameters == 427_712


@pytest.mark.parametrize("network", ["offline", "random", "vgg19"])
@pytest.mark.parametrize("shape", [(1, 40, 56, 3), (2, 33, 47, 3)])
def test_shapes_of_all_layers(network, shape, vgg):
    architecture, weights = (VGG19, vgg[1]) if network == "vgg19" else (OFFLINE, None)
    found = features.build(network, weights=weights, normalise=False)(np.zeros(shape, "float32"))
    assert tuple(found) == architecture.layers == features.LAYERS[network]
    for name, value in found.items():
        halved = 2 ** (stage(name) - 1)
        expected = (shape[0], shape[1] // halved, shape[2] // halved, architecture.widths[stage(name) - 1])
        assert value.shape == expected


def test_only_what_was_asked_for_is_computed():
    model = features.build("random", ["relu2_1", "relu1_2"])
    assert list(model(np.zeros((1, 32, 32, 3), "float32"))) == ["relu1_2", "relu2_1"]
    names = [layer.name for layer in model.layers]
    assert "relu2_1" in names and "relu2_2" not in names


def test_vgg_with_random_weights_is_calibrated_as_far_as_it_is_drawn():
    found = features.build("vgg19", ["relu1_2", "relu2_1"], weights="random")(calibration_pictures())
    for value in found.values():
        np.testing.assert_allclose(np.asarray(value).mean((0, 1, 2)), 1, rtol=1e-3)


def test_one_name_is_a_choice_of_one_layer():
    assert list(features.build("random", "relu1_1").output) == ["relu1_1"]


def test_the_network_has_nothing_to_train():
    assert features.build("random").weights == []


def test_same_seed_same_features_and_another_seed_others():
    picture = calibration_pictures()[:1]
    first, again, other = (
        np.asarray(features.build("random", "relu2_2", seed=s)(picture)["relu2_2"]) for s in (3, 3, 4)
    )
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 0.1


def test_pooling_changes_the_features():
    picture = calibration_pictures()[:1]
    average, largest = (
        features.build("random", "relu2_1", p, normalise=False)(picture)["relu2_1"] for p in features.POOLING
    )
    assert np.abs(np.asarray(average) - np.asarray(largest)).max() > 0.05


@pytest.mark.parametrize("network", ["offline", "random"])
def test_gradient_to_the_picture_agrees_with_finite_differences(network):
    model = features.build(network, ["relu1_2", "relu3_1"])
    rng = np.random.default_rng(0)
    picture, direction = rng.random((1, 24, 24, 3)).astype("float32"), rng.normal(size=(1, 24, 24, 3)).astype("float32")

    @tf.function
    def loss_and_gradient(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            loss = tf.add_n([tf.reduce_mean(tf.square(f)) for f in model(x).values()])
        return loss, tape.gradient(loss, x)

    step = 2e-4
    ahead, behind = (loss_and_gradient(tf.constant(picture + s * direction))[0] for s in (step, -step))
    slope = np.sum(np.asarray(loss_and_gradient(tf.constant(picture))[1]) * direction)
    assert slope == pytest.approx(float(ahead - behind) / (2 * step), rel=2e-2)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"network": "vgg16"}, "'offline', 'random', 'vgg19'"),
        ({"layers": ["conv4_2"]}, "relu4_2"),
        ({"network": "random", "layers": ["relu5_1"]}, "relu4_2"),
        ({"layers": []}, "no layer at all"),
        ({"pooling": "mean"}, "'average', 'max'"),
        ({"weights": "imagenet"}, "only network="),
        ({"network": "vgg19", "weights": "nowhere.h5"}, "no such file"),
    ],
)
def test_unknown_settings_are_refused_with_the_accepted_ones(arguments, words):
    with pytest.raises(SettingError, match=words):
        features.build(**arguments)


def test_a_file_that_is_not_vgg_is_refused(tmp_path):
    path = tmp_path / "other.h5"
    path.write_bytes(b"not a weights file")
    with pytest.raises(SettingError, match="does not hold the weights of VGG-19"):
        features.build("vgg19", weights=path)


def test_without_a_network_the_error_says_where_to_put_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr("urllib.request.urlopen", refuse)
    with pytest.raises(DownloadError) as caught:
        features.build("vgg19")
    words = str(caught.value)
    assert str(tmp_path / "models" / "vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5") in words
    assert "80 MB" in words and 'network="offline"' in words


def refuse(*_, **__):
    raise OSError("no route to host")


def test_names_of_layers_are_the_papers():
    assert Architecture((1, 1), (2, 1)).layers == ("relu1_1", "relu1_2", "relu2_1")
    assert VGG19.layers[-1] == "relu5_4" and len(VGG19.layers) == 16
