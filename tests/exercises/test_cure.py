"""A change that cures: what may be changed, and what is said of what was measured."""

import re

import pytest

from course_lib.errors import KnobError
from course_lib.exercises import Status
from course_lib.exercises.cure import Cure


def staged(heat=10, water=0):
    if heat < 0:
        raise KnobError("heat can be turned from 0 up.")
    return heat - water


@pytest.fixture
def cure():
    return Cure(
        title="t",
        statement="s",
        starter="change = {...}",
        solution_code='change = {"water": 9}',
        hints=("h",),
        praise="Cooler.",
        answers=("change",),
        stage=staged,
        ails=lambda measured: "Too hot." if measured > 1 else None,
        known=("heat", "water"),
        most=1,
        refused={"window": "The window stays shut."},
    )


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({...}, Status.NOT_ATTEMPTED, "Replace"),
        ({"water": 9}, Status.CORRECT, "Cooler.*    1"),
        ({"water": 2}, Status.NOT_YET, "Too hot.*    8"),
        ({"heat": -1}, Status.NOT_YET, "cannot be set: heat can be turned"),
        ({"window": 1}, Status.NOT_YET, "stays shut"),
        ({"heat": 1, "water": 1}, Status.NOT_YET, "2 changes at once"),
        ({3: 1}, Status.NOT_YET, "no 3 to change"),
        ([], Status.NOT_YET, "A dictionary is wanted"),
    ],
)
def test_outcomes(cure, change, status, says):
    outcome = cure.judge(change)
    assert outcome.status is status and re.search(says, outcome.message, re.DOTALL)
