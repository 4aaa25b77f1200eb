import hashlib
import re

import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.models import features
from course_lib.models.calibration import calibration_pictures
from course_lib.models.random_features import random_weights
from course_lib.models.stored_weights import OFFLINE_FILE, load, save
from course_lib.models.vgg import OFFLINE, Architecture, stage

CARD = OFFLINE_FILE.with_suffix(".md").read_text(encoding="utf-8")


def on_the_card(name: str) -> str:
    return re.search(rf"^\| {name} \| (.*) \|$", CARD, re.MULTILINE)[1]


def test_the_file_is_the_one_that_the_card_describes():
    contents = OFFLINE_FILE.read_bytes()
    assert hashlib.sha256(contents).hexdigest() == on_the_card("sha256")
    assert on_the_card("Size") == f"{len(contents):,} bytes"
    assert on_the_card("Parameters") == f"{load().parameters:,} in half precision"


def test_the_file_has_the_architecture_that_the_course_names():
    stored = load()
    assert stored.architecture == OFFLINE
    assert {name: kernel.shape for name, kernel in stored.kernels.items()} == dict(OFFLINE.kernel_shapes())
    assert all(stored.biases[name].shape == (OFFLINE.widths[stage(name) - 1],) for name in OFFLINE.layers)
    assert all(np.isfinite(kernel).all() for kernel in stored.kernels.values())


def test_the_figure_on_the_card_holds():
    for name, value in features.build("offline")(calibration_pictures()).items():
        np.testing.assert_allclose(np.asarray(value).mean((0, 1, 2)), 1, atol=4e-3, err_msg=name)


def test_saving_and_loading_keeps_the_weights_to_half_precision_and_the_file_to_the_byte(tmp_path):
    weights = random_weights(Architecture((4, 6), (1, 2)), calibration_pictures()[:2, :32, :32], seed=1)
    for name in ("one.npz", "two.npz"):
        save(weights, tmp_path / name)
    again = load(tmp_path / "one.npz")
    assert again.architecture == weights.architecture
    for name in weights.kernels:
        np.testing.assert_allclose(again.kernels[name], weights.kernels[name], rtol=1e-3, atol=1e-4)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


@pytest.mark.parametrize("contents", [b"", b"not a zip file", b"PK\x03\x04 broken"])
def test_another_kind_of_file_is_refused(tmp_path, contents):
    path = tmp_path / "weights.npz"
    path.write_bytes(contents)
    with pytest.raises(SettingError, match="does not hold a feature network"):
        load(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingError, match=r"gone\.npz is missing"):
        load(tmp_path / "gone.npz")
