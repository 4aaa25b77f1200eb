"""pix2pix: its losses against numpy, that pairs stay pairs, refusals, and that it learns."""

import numpy as np
import pytest
import tensorflow as tf

from course_lib.datasets.worlds import WORLDS
from course_lib.errors import SettingError
from course_lib.metrics import translation
from course_lib.training.pix2pix_run import Pix2pixRun

SMALL = {"width": 4, "blocks": 1, "judge_width": 4, "steps": 8, "pace": 2}


@pytest.fixture(scope="module")
def pairs():
    return WORLDS["seasons"].pairs(12, use="A")


def test_the_readings_are_the_papers_losses(pairs):
    run = Pix2pixRun(pairs.a, pairs.b, **SMALL, small_head=False)
    a, b = run.gan.real([tf.constant(domain) for domain in run.data], tf.constant(0))
    generator, judge = run.gan.generators[0], run.gan.discriminators[0]
    fake = generator(a)
    of_real, of_fake = (judge(tf.concat([a, each], 3)).numpy() for each in (b, fake))
    wanted = {
        "adversarial": np.square(of_fake - 1).mean(),
        "l1": np.abs(fake.numpy() - b.numpy()).mean(),
        "discriminator": 0.5 * np.square(of_real - 1).mean() + 0.5 * np.square(of_fake).mean(),
    }
    run.run(1)
    assert {name: run.history[-1][name] for name in wanted} == pytest.approx(wanted, rel=1e-4)


def test_pairs_stay_pairs_when_they_are_shuffled_and_mirrored(pairs):
    run = Pix2pixRun(pairs.a, pairs.a, **SMALL)
    held = [tf.constant(domain) for domain in run.data]
    for number in range(12):
        a, b = run.gan.real(held, tf.constant(number))
        np.testing.assert_array_equal(a, b)


def test_it_learns_from_pairs():
    world = WORLDS["seasons"]
    pairs, held = world.pairs(100, use="A"), world.pairs(8)
    run = Pix2pixRun(pairs.a, pairs.b, width=8, blocks=1, judge_width=8, pace=50)
    run.run(300)
    nothing = translation.ssim(held.a, held.b)
    assert translation.ssim(run.translate(held.a), held.b) > nothing + 0.15


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [(5, 4, "pairs are as many in a as in b, not 5 and 4"), (None, 4, "a is an array of square pictures")],
)
def test_what_does_not_fit_is_refused(pairs, a, b, message):
    first = np.zeros((2, 8)) if a is None else pairs.a[:a]
    with pytest.raises(SettingError, match=message):
        Pix2pixRun(first, pairs.b[:b], **SMALL)
