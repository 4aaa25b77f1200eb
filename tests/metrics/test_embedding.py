"""Embeddings: what they compute, what they are called, and what they refuse."""

import numpy as np
import pytest

from course_lib.datasets import downloads
from course_lib.errors import DownloadError, PictureError, SettingError
from course_lib.metrics import embedding
from course_lib.models import features

PICTURES = np.random.default_rng(0).random((5, 32, 32, 3), np.float32)


def test_pixels_are_rows_and_can_be_shrunk():
    np.testing.assert_array_equal(embedding.pixels()(PICTURES), PICTURES.reshape(5, -1))
    shrunk = embedding.pixels(8)(PICTURES)
    assert shrunk.shape == (5, 8 * 8 * 3)
    assert shrunk.mean() == pytest.approx(PICTURES.mean(), abs=0.01)
    assert (embedding.pixels().name, embedding.pixels(8).name) == ("pixels", "pixels at 8 px")


@pytest.mark.parametrize(("layer", "channels"), [("relu1_2", 32), ("relu3_2", 96), ("relu4_2", 128)])
def test_offline_features_are_the_means_of_a_layer(layer, channels):
    found = embedding.offline(layer)
    wanted = np.asarray(features.build("offline", [layer])(PICTURES)[layer]).mean(axis=(1, 2))
    np.testing.assert_allclose(found(PICTURES), wanted, rtol=1e-4, atol=1e-5)
    assert found(PICTURES).shape == (5, channels)
    assert found(PICTURES).dtype == np.float32
    assert found.name == f"offline {layer} means, {channels}-d"


def test_cells_are_means_of_the_quarters():
    maps = np.asarray(features.build("offline", ["relu2_2"])(PICTURES)["relu2_2"])
    found = embedding.offline("relu2_2", grid=2)
    wanted = np.concatenate([maps[:, i : i + 8, j : j + 8].mean(axis=(1, 2)) for i in (0, 8) for j in (0, 8)], axis=1)
    np.testing.assert_allclose(found(PICTURES), wanted, rtol=1e-4, atol=1e-5)
    assert found.name == "offline relu2_2 means in 2 x 2 cells, 192-d"


def test_batches_do_not_change_the_features(monkeypatch):
    whole = embedding.offline()(PICTURES)
    monkeypatch.setattr(embedding, "BATCH", 2)
    np.testing.assert_allclose(embedding.offline()(PICTURES), whole, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(embedding.offline()(list(PICTURES)), whole, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (PICTURES[0], "n, height, width, 3"),
        (PICTURES[:0], "n of at least 1"),
        (PICTURES[..., :1], "n, height, width, 3"),
        ((PICTURES * 255).astype("uint8"), "Divide 8-bit pictures by 255"),
        (PICTURES * 2 - 1, "from 0 to 1"),
        (np.where(PICTURES > 0.9, np.nan, PICTURES), "from 0 to 1"),
        ([PICTURES[0], PICTURES[1, :16]], "one size"),
        (None, "n, height, width, 3"),
        ("faces", "n, height, width, 3"),
    ],
)
def test_what_is_no_set_of_pictures_is_refused(bad, says):
    with pytest.raises(PictureError, match=says):
        embedding.pixels()(bad)


def test_rounding_beyond_the_range_is_clipped():
    off = np.clip(PICTURES * 1.2 - 0.1, -0.0005, 1.0005)
    found = embedding.pixels()(off)
    assert (found.min(), found.max()) == (0, 1)


def test_settings_that_cannot_be_are_refused():
    for bad in ("relu9_9", "", None):
        with pytest.raises(SettingError, match="layer"):
            embedding.offline(bad)
    for bad in (0, 3, True, 2.5, "2"):
        with pytest.raises(SettingError, match="grid"):
            embedding.offline(grid=bad)
    for bad in (0, 513, 2.0, "8"):
        with pytest.raises(SettingError, match="side"):
            embedding.pixels(bad)
    with pytest.raises(SettingError, match="into 4 x 4 equal cells"):
        embedding.offline("relu4_2", grid=4)(PICTURES[:, :24, :24])


def test_inception_without_its_weights_says_where_to_put_them(tmp_path, monkeypatch, capsys):
    def refuse(*_, **__):
        raise OSError("no route to host")

    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr("urllib.request.urlopen", refuse)
    with pytest.raises(DownloadError, match="offline") as caught:
        embedding.inception()
    assert str(downloads.path("inception")) in str(caught.value)
    assert "88 MB" in capsys.readouterr().out


def test_inception_takes_no_other_file(tmp_path):
    with pytest.raises(SettingError, match="no such file"):
        embedding.inception(tmp_path / "nothing.h5")
    wrong = tmp_path / "wrong.weights.h5"
    wrong.write_bytes(b"weights")
    with pytest.raises(SettingError, match="does not hold the weights of InceptionV3"):
        embedding.inception(wrong)


def test_inception_is_the_pooled_network_on_scaled_pictures(tmp_path):
    found = embedding.inception("random")
    assert found(PICTURES[:2]).shape == (2, embedding.INCEPTION_WIDTH)
    assert found.name == "random Inception, 2048-d"


def test_the_trained_inceptions_name_warns():
    assert "not comparable with published" in embedding.INCEPTION_NAME
