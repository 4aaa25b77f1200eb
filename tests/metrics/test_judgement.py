"""Sets of samples on one table: each column is its own measure, and the yardsticks stand in order."""

import numpy as np
import pytest
from scipy import ndimage

from course_lib.datasets import faces
from course_lib.errors import PictureError, SettingError
from course_lib.metrics import embedding, judgement, neighbours
from course_lib.metrics.copying import copying
from course_lib.metrics.frechet import frechet_distance
from course_lib.metrics.kernel import kernel_distance

PICTURES = faces.render(240, 32, seed=3)
REAL, HELD_OUT, TRAINING = np.split(PICTURES, 3)


def test_each_column_is_its_own_measure():
    see = embedding.pixels(8)
    board = judgement.judge({"made": HELD_OUT}, REAL, see, TRAINING, HELD_OUT, k=4)
    real, made, learned = see(REAL), see(HELD_OUT), see(TRAINING)
    row = board["made"]
    assert row.kernel == kernel_distance(real, made)
    assert row.frechet == frechet_distance(real, made)
    assert (row.precision, row.recall) == (lambda b: (b.precision, b.recall))(
        neighbours.precision_recall(real, made, 4)
    )
    assert (row.density, row.coverage) == (lambda b: (b.density, b.coverage))(
        neighbours.density_coverage(real, made, 4)
    )
    assert row.copying == copying(made, learned, made)
    assert row.counts == (80, 80)


def test_yardsticks_stand_in_order():
    board = judgement.judge(judgement.yardsticks(HELD_OUT), REAL, embedding.offline())
    held_out, blurred, mean, noise = (board[name] for name in judgement.YARDSTICKS)
    assert held_out.kernel.value < blurred.kernel.value < mean.kernel.value < noise.kernel.value
    assert held_out.kernel.interval[0] <= 0 <= held_out.kernel.interval[1]
    assert held_out.frechet < blurred.frechet < mean.frechet < noise.frechet
    assert held_out.coverage > 0.9 > blurred.coverage > mean.coverage >= noise.coverage == 0
    assert held_out.copying is None


def test_yardsticks_are_what_their_names_say():
    real, blurred, mean, noise = judgement.yardsticks(HELD_OUT, 20, seed=1).values()
    np.testing.assert_array_equal(real, HELD_OUT[:20])
    np.testing.assert_allclose(blurred[3], ndimage.gaussian_filter(HELD_OUT[3], (2, 2, 0)), atol=1e-6)
    np.testing.assert_allclose(mean, np.broadcast_to(HELD_OUT.mean(axis=0), mean.shape), atol=1e-6)
    assert noise.mean() == pytest.approx(0.5, abs=0.01)
    assert noise.shape == real.shape
    np.testing.assert_array_equal(noise, judgement.yardsticks(HELD_OUT, 20, seed=1)["noise"])


def test_the_table_names_features_and_counts_and_every_row():
    sets = {"made": HELD_OUT, "copies": TRAINING[:40]}
    text = str(judgement.judge(sets, REAL, embedding.pixels(8), TRAINING, HELD_OUT))
    head, columns, first, second = text.split("\n")
    assert head == "features: pixels at 8 px; N = 80 real against 40 or 80"
    assert columns.endswith("coverage  copying")
    assert first.startswith("made") and first.endswith("0.50")
    assert second.startswith("copies") and second.endswith("1.00")
    assert len({len(columns), len(first), len(second)}) == 1
    assert "copying" not in str(judgement.judge(sets, REAL, embedding.pixels(8)))


def test_what_cannot_be_judged_is_refused():
    see = embedding.pixels(8)
    with pytest.raises(SettingError, match="no samples"):
        judgement.judge({}, REAL, see)
    with pytest.raises(SettingError, match="both"):
        judgement.judge({"a": HELD_OUT}, REAL, see, training=TRAINING)
    with pytest.raises(SettingError, match="at least"):
        judgement.judge({"a": HELD_OUT[:1]}, REAL, see)
    with pytest.raises(PictureError, match="from 0 to 1"):
        judgement.judge({"a": HELD_OUT * 2}, REAL, see)
    with pytest.raises(SettingError, match="different widths"):
        judgement.judge({"a": HELD_OUT[:, :16, :16]}, REAL, embedding.pixels())
    with pytest.raises(SettingError, match="no row"):
        judgement.judge({"a": HELD_OUT}, REAL, see)["b"]
    for bad in (0, 81, True, 2.0):
        with pytest.raises(SettingError, match="count"):
            judgement.yardsticks(HELD_OUT, bad)
    with pytest.raises(PictureError):
        judgement.yardsticks(HELD_OUT[0])


@pytest.mark.parametrize(("value", "shown"), [(0.0, "0.00"), (1.2345, "1.23"), (1739.4, "1739"), (0.01234, "0.0123")])
def test_three_digits(value, shown):
    assert judgement._short(value).startswith(shown)
