"""A CycleGAN in mixed precision: bfloat16 stays near float32, what must be exact is float32, float16 is refused."""

import numpy as np
import pytest

from course_lib import runtime
from course_lib.errors import SettingError
from course_lib.layers.instance_normalisation import FEW, InstanceNormalisation
from course_lib.training.cyclegan_run import CycleGanRun

SMALL = {"width": 4, "blocks": 0, "judge_width": 4, "judge_layers": 2, "steps": 6, "pace": 3}
PICTURES = np.random.default_rng(0).random((2, 6, 32, 32, 3), "float32")


@pytest.fixture(autouse=True)
def float32_afterwards():
    yield
    runtime.set_precision("float32")


def trained(precision):
    runtime.set_precision(precision)
    run = CycleGanRun(*PICTURES, **SMALL)
    run.run(6)
    return run


def test_a_few_steps_in_bfloat16_end_near_those_in_float32():
    exact, rough = trained("float32"), trained("mixed_bfloat16")
    assert rough.gan.generators[0].layers[2].compute_dtype == "bfloat16"
    assert all(np.isfinite(value).all() for value in rough.state())
    assert [value.dtype for value in rough.state()] == [value.dtype for value in exact.state()]
    for one, other in zip(exact.history, rough.history, strict=True):
        assert other == pytest.approx(one, rel=0.05)
        assert other != one
    shown = rough.translate(PICTURES[0])
    assert shown.dtype == np.float32
    assert np.abs(shown - exact.translate(PICTURES[0])).mean() < 0.02
    rough.verdicts = True
    assert np.isfinite(rough.picture()).all()


@pytest.mark.parametrize("count", [1, FEW + 1])
@pytest.mark.parametrize(("precision", "off"), [("mixed_bfloat16", 0.03), ("mixed_float16", 0.006)])
def test_a_norm_is_taken_in_float32_where_16_bits_would_lose_it(count, precision, off):
    """Features around 300: their squares are beyond float16, and in bfloat16 they lie 2 apart."""
    x = 300 + 64 * np.random.default_rng(1).standard_normal((count, 16, 16, 2)).astype("float32")
    runtime.set_precision("float32")
    exact = np.asarray(InstanceNormalisation()(x))
    runtime.set_precision(precision)
    rough = InstanceNormalisation()(x)
    assert rough.dtype.name == precision.removeprefix("mixed_")
    np.testing.assert_allclose(np.asarray(rough, "float32"), exact, atol=off)


def test_float16_is_refused_for_its_gradients_vanish():
    runtime.set_precision("mixed_float16")
    with pytest.raises(SettingError, match="do not train in mixed_float16.*mixed_bfloat16"):
        CycleGanRun(*PICTURES, **SMALL)
