"""The clinic: the same runs as the presets', notes that are true, and patients that show what they have."""

import numpy as np
import pytest

from course_lib.errors import KnobError, SettingError
from course_lib.metrics.plane import coverage
from course_lib.training import patients
from course_lib.training.clinic import COUNTED, EVERY, Clinic
from course_lib.training.plane_presets import preset


@pytest.fixture(scope="module")
def clinic():
    return Clinic()


def test_a_staged_preset_is_the_presets_own_run_whatever_was_played_before(clinic):
    clinic.play(patients.few_points(), 200, r1=3.0, clip=0.2)
    staged = clinic.stage("oscillation")
    alone = preset("oscillation").run()
    alone.pace = EVERY
    alone.run()
    np.testing.assert_allclose(staged.d_loss, [row["discriminator"] for row in alone.history], rtol=1e-5)
    assert staged.swing > 0.05 and clinic.stage("oscillation", r1=0.1).swing < 0.05


def test_the_notes_are_of_the_run_as_it_stood(clinic):
    chart = clinic.play("ring", 300, d_rate=4e-3)
    assert chart.steps.tolist() == [100, 200, 300]
    found = coverage(clinic.run.fakes(COUNTED), clinic.run.data)
    assert (chart.covered[-1], chart.good[-1]) == (found.modes / found.of, found.good)
    assert chart.says_fake[-1] == pytest.approx(clinic.run.judge(clinic.run.fakes(COUNTED)).mean(), rel=1e-4)


def test_twelve_points_are_learned_by_heart_and_two_hundred_are_not(clinic):
    by_heart = clinic.play(patients.few_points(12), 3000, **patients.PLAIN)
    learned = clinic.play(patients.few_points(200), 3000, **patients.PLAIN)
    assert by_heart.copying > 0.8 and by_heart.gap > 1
    assert learned.copying < 0.6 and abs(learned.gap) < 0.2


def test_a_run_that_is_no_longer_finite_is_charted_to_its_end(clinic):
    chart = clinic.play("ring", 3000, loss="wasserstein", d_rate=1.0, g_rate=1.0, d_optimizer="SGD", g_optimizer="SGD")
    assert chart.diverged and len(chart.steps) >= 1


@pytest.mark.parametrize("seed", [1, 2])
def test_patients_have_what_was_drawn_and_show_it(clinic, seed):
    kinds = patients.drawn_kinds(seed)
    charts = patients.patients(clinic, seed)
    assert len(set(kinds)) == 4
    for kind, chart in zip(kinds, charts, strict=True):
        assert patients.KINDS[kind].shows(chart), kind
        assert not any(other.shows(chart) for name, other in patients.KINDS.items() if name != kind), kind


def test_no_two_seeds_have_the_same_curves(clinic):
    generators = [np.random.default_rng(seed) for seed in (1, 2)]
    one, two = (patients.play(clinic, "healthy", generator) for generator in generators)
    assert not np.allclose(one.d_loss, two.d_loss)


def test_what_cannot_be_played_is_refused(clinic):
    with pytest.raises(SettingError, match="no preset 'flu'"):
        clinic.stage("flu")
    with pytest.raises(KnobError, match="R1 penalty"):
        clinic.play("ring", 100, r1=-1)
    with pytest.raises(KnobError):
        clinic.play("ring", 100, temperature=1)
