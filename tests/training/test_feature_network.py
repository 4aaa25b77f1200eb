import keras
import numpy as np
import pytest
import tensorflow as tf

from course_lib.datasets.texture_bank import Bank
from course_lib.models import features
from course_lib.models.calibration import calibration_pictures
from course_lib.models.random_features import random_weights
from course_lib.models.vgg import OFFLINE, Architecture
from course_lib.training import feature_network
from course_lib.training.feature_network import SIDE, TrainingSettings, classifier, learned, train
from course_lib.training.texture_batches import batches, hue_rotation


@pytest.fixture
def small_bank(monkeypatch):
    """A bank of three classes in place of the real one: flat, striped and chequered."""
    y, x = np.mgrid[:80, :80]
    fields = [np.zeros((80, 80)), np.sin(x / 2), np.sign(np.sin(y / 4) * np.sin(x / 4))]
    rng = np.random.default_rng(0)
    pictures = [128 + 60 * f[..., None] * rng.uniform(0.4, 1, 3) for f in fields for _ in range(4)]
    made = Bank(
        np.stack(pictures).astype("uint8"), np.repeat(np.arange(3, dtype="int32"), 4), ("flat", "bars", "checks")
    )
    monkeypatch.setattr(feature_network, "bank", lambda *_, **__: made)
    return made


def settings(folder, steps):
    return TrainingSettings(folder, steps=steps, steps_an_epoch=2, batch=4, warm_up=2)


def test_a_batch_is_a_function_of_its_step(small_bank):
    whole = [x for x, _ in batches(small_bank, 3, SIDE, range(4), seed=1)]
    rest = [x for x, _ in batches(small_bank, 3, SIDE, range(2, 4), seed=1)]
    np.testing.assert_array_equal(whole[2], rest[0])
    np.testing.assert_array_equal(whole[3], rest[1])
    assert np.abs(whole[2] - whole[3]).max() > 0.1


def test_targets_of_a_batch_are_its_labels_and_its_pictures_without_grain(small_bank):
    x, y = next(iter(batches(small_bank, 6, SIDE, range(1), seed=0)))
    assert x.shape == y["picture"].shape == (6, SIDE, SIDE, 3) and y["texture"].shape == (6,)
    assert 0.001 < np.abs(x - y["picture"]).mean() < 0.05


def test_turning_hues_keeps_greys_and_turning_back_undoes_it():
    there, back = (hue_rotation(tf.constant([angle]), tf.constant([1.0]))[0].numpy() for angle in (1.1, -1.1))
    np.testing.assert_allclose(there @ np.ones(3), np.ones(3), atol=1e-6)
    np.testing.assert_allclose(there @ back, np.eye(3), atol=1e-6)


def test_the_frozen_form_computes_what_the_trained_form_does_up_to_a_factor_a_channel():
    model = classifier(random_weights(OFFLINE, calibration_pictures(), seed=0), classes=5)
    picture = calibration_pictures()[:2, :SIDE, :SIDE]
    trained = np.asarray(keras.Model(model.input, model.get_layer("relu4_2_relu").output)(picture))
    frozen = np.asarray(features.assemble(learned(model), OFFLINE.layers, "average", "frozen")(picture)["relu4_2"])
    factor = frozen.sum((0, 1, 2)) / np.maximum(trained.sum((0, 1, 2)), 1e-6)
    np.testing.assert_allclose(frozen, trained * factor, atol=2e-3)
    assert frozen.std() > 0.1


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_a_stopped_run_goes_on_to_the_same_weights(small_bank, tmp_path, monkeypatch):
    small = Architecture(widths=(4, 6), depths=(1, 1))
    monkeypatch.setattr(feature_network, "OFFLINE", small)
    whole = learned(train(settings(tmp_path / "whole", 4), verbose=0))
    stopped = settings(tmp_path / "parts", 4)
    original = feature_network.keras.Model.fit

    def fit_one_epoch(self, *arguments, **given):
        return original(self, *arguments, **{**given, "epochs": 1})

    monkeypatch.setattr(feature_network.keras.Model, "fit", fit_one_epoch)
    train(stopped, verbose=0)
    monkeypatch.setattr(feature_network.keras.Model, "fit", original)
    parts = learned(train(stopped, verbose=0))
    for name in small.layers:
        np.testing.assert_allclose(parts.kernels[name], whole.kernels[name], atol=1e-5)
    assert (tmp_path / "parts" / "feature_network.csv").read_text().count("\n") == 3
