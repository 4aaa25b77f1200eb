"""Lesson 01's exercises say of pictures and layers what is so: their figures are measured here."""

import numpy as np
import pytest

from course_lib.datasets import photographs
from course_lib.exercises import lesson_01
from course_lib.exercises.lesson_01.fields import PATCHGAN_KERNELS, PATCHGAN_STRIDES
from course_lib.exercises.lesson_01.judges import OFFERED, judges
from course_lib.layers.overlap import unevenness
from course_lib.metrics.two_judges import TwoJudges


def test_the_patchgan_is_the_one_of_the_paper():
    assert (PATCHGAN_KERNELS, PATCHGAN_STRIDES) == ([4] * 5, [2, 2, 2, 1, 1])


def test_the_shift_is_first_by_pixels_as_the_options_say():
    cat, coffee = (photographs.load(name, side=160, square=True) for name in ("chelsea", "coffee"))
    bench = TwoJudges(cat, coffee, judges().network)
    found = {letter: bench.judge(bench.changed(change)) for letter, change in OFFERED.items()}
    assert max(found, key=lambda letter: found[letter].pixels) == "b"
    for letter, told in (("a", 0.05), ("b", 0.10), ("c", 0.03), ("d", 0.05)):
        assert found[letter].pixels == pytest.approx(told, abs=0.005)
    assert found["a"].features > found["b"].features


def test_the_even_pairs_are_those_that_count_evenly():
    pairs = {"a": (3, 2), "b": (4, 2), "c": (5, 3), "d": (6, 3), "e": (2, 2)}
    texts = [option.text for option in lesson_01.even_pairs.options]
    assert texts == [f"kernel {kernel}, stride {stride}" for kernel, stride in pairs.values()]
    assert [option.right for option in lesson_01.even_pairs.options] == [
        unevenness(*pair) == 0 for pair in pairs.values()
    ]


def test_the_photograph_is_a_new_one_each_time():
    one = lesson_01.photograph()
    one[:] = 0
    assert np.mean(lesson_01.photograph()) > 0.3
