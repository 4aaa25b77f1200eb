"""The check of a network that a learner builds, on a small one."""

import re

import keras
import pytest
from keras import layers

from course_lib.exercises import Status
from course_lib.exercises.network import Network


def reference():
    return keras.Sequential(
        [keras.Input((4,)), layers.Dense(3), layers.BatchNormalization(), layers.Dense(2, activation="tanh")]
    )


def network(**options):
    return Network(
        title="t",
        statement="s",
        starter="...",
        solution_code="pass",
        hints=("a", "b"),
        praise="well built",
        answers=("make",),
        reference=reference,
        **{"ails": (), **options},
    )


def judged(*stack, inputs=4, **options):
    return network(**options).judge(lambda: keras.Sequential([keras.Input((inputs,)), *stack]))


def test_the_same_network_built_otherwise_is_right():
    outcome = judged(layers.Dense(3), layers.BatchNormalization(), layers.Dense(2), layers.Activation("tanh"))
    assert outcome.correct and outcome.message == "well built"


def test_an_accepted_network_is_kept_until_a_reset():
    problem = network()
    problem.judge(reference)
    assert problem.built is reference
    problem.reset()
    assert problem.built is None


@pytest.mark.parametrize(
    ("stack", "inputs", "says"),
    [
        ([layers.Dense(3), layers.BatchNormalization(), layers.Dense(2)], 4, "give other"),
        (
            [layers.Dense(3, activation="relu"), layers.BatchNormalization(), layers.Dense(2, activation="tanh")],
            4,
            "other",
        ),
        (
            [layers.Dense(4), layers.BatchNormalization(), layers.Dense(2, activation="tanh")],
            4,
            "(?s)46 numbers.*dense",
        ),
        (
            [layers.Dense(3), layers.BatchNormalization(), layers.Dense(2, activation="tanh")],
            5,
            r"input of shape \(5,\)",
        ),
    ],
)
def test_another_network_is_refused_in_words(stack, inputs, says):
    outcome = judged(*stack, inputs=inputs)
    assert outcome.status is Status.NOT_YET and not outcome.fault
    assert re.search(says.replace("give other", "give other"), outcome.message), outcome.message


def test_ailments_are_told_before_the_numbers_are_compared():
    said = judged(layers.Dense(7), ails=(lambda model, output: f"{output.shape[1]} is too many",))
    assert "7 is too many" in said.message


def test_an_ellipsis_in_a_network_is_not_attempted():
    assert network().judge(lambda: keras.Sequential([keras.Input((4,)), ..., layers.Dense(2)])).status is (
        Status.NOT_ATTEMPTED
    )


def test_a_model_that_fails_when_called_is_told():
    class Failing(keras.Model):
        def call(self, inputs):
            raise ValueError("no batch for me")

    outcome = network().judge(lambda: Failing())
    assert not outcome.fault and "fails on a batch of shape (3, 4)" in outcome.message
