"""The bench says of a faulty generator what the measures say of its pictures, and each fault moves its own scores."""

import numpy as np
import pytest

from course_lib.datasets import faces, forgeries
from course_lib.errors import SettingError
from course_lib.metrics import embedding
from course_lib.metrics.bench import BLURS, MOST, Bench, Faults
from course_lib.metrics.copying import copying
from course_lib.metrics.frechet import frechet_distance
from course_lib.metrics.kernel import kernel_distance
from course_lib.metrics.neighbours import density_coverage, precision_recall

SEE = embedding.pixels(8)


@pytest.fixture(scope="module")
def bench():
    return Bench(SEE)


@pytest.mark.parametrize("faults", [Faults(), Faults(3, 1, 2, 30, 90), Faults(copies=100, count=50)])
def test_scores_are_those_of_the_pictures(bench, faults):
    pictures, _ = bench.pictures(faults)
    real, held_out = (faces.render(faults.count, 32, seed) for seed in (1, 2))
    a, b = SEE(real), SEE(pictures)
    row = bench.judge(faults)
    assert row.counts == (faults.count, faults.count)
    assert row.frechet == pytest.approx(frechet_distance(a, b), rel=1e-6)
    assert row.kernel.value == pytest.approx(kernel_distance(a, b).value, abs=1e-9)
    balls, spread = precision_recall(a, b, 5), density_coverage(a, b, 5)
    assert (row.precision, row.recall) == (balls.precision, balls.recall)
    assert (row.density, row.coverage) == (spread.density, spread.coverage)
    assert row.copying == pytest.approx(copying(b, SEE(faces.render(MOST, 32)), SEE(held_out)))


def test_the_pictures_are_those_of_the_forgeries(bench):
    own, copies = bench.pictures(Faults(kinds=2))
    np.testing.assert_array_equal(own, forgeries.drawn(forgeries.few_kinds(MOST, 2, 4)))
    assert not copies.any()
    some, marked = bench.pictures(Faults(copies=25))
    assert marked.sum() == round(MOST / 4)
    np.testing.assert_array_equal(some[marked], faces.render(MOST)[marked])
    assert bench.pictures(Faults(blur=2), 40)[0].shape == (40, 32, 32, 3)


def test_a_stronger_fault_scores_worse(bench):
    def kernel(**faults):
        return bench.judge(Faults(**faults)).kernel.value

    assert kernel() < kernel(kinds=5) < kernel(kinds=1)
    shares = [bench.judge(Faults(copies=copies)).copying for copies in (0, 50, 100)]
    assert shares[0] < 0.6 < shares[1] < 0.9 < shares[2]
    recalls = [bench.judge(Faults(kinds=kinds)).recall for kinds in (10, 4, 1)]
    assert recalls[0] > recalls[1] > recalls[2]


def test_the_yardstick_is_new_real_faces(bench):
    row = bench.yardstick(80)
    real, fresh = SEE(faces.render(80, 32, 1)), SEE(faces.render(80, 32, 3))
    assert row.frechet == pytest.approx(frechet_distance(real, fresh))
    assert bench.yardstick(80) is row


def test_blur_and_noise_do_what_they_say(bench):
    sharp, soft, grainy = (bench.pictures(Faults(blur=b, noise=n))[0] for b, n in ((0, 0), (2, 0), (0, 2)))
    assert soft.std() < sharp.std()
    middle = (sharp > 0.3) & (sharp < 0.7)
    assert (grainy - sharp)[middle].std() == pytest.approx(0.08, rel=0.05)


@pytest.mark.parametrize(
    "wrong", [{"kinds": 0}, {"blur": len(BLURS)}, {"noise": -1}, {"copies": 101}, {"count": 19}, {"count": 12.5}]
)
def test_faults_outside_their_range_are_refused(wrong):
    with pytest.raises(SettingError, match=f"{next(iter(wrong))} is a whole number from"):
        Faults(**wrong)
