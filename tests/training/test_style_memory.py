"""A run that is over leaves nothing behind: no model, no graph, no growing number of objects."""

import gc
import weakref

import pytest
import tensorflow as tf

from course_lib.datasets import paintings, photographs
from course_lib.training.style_run import StyleRun

LAYERS = {"content_layers": ("relu2_2",), "style_layers": ("pixels", "relu1_1", "relu2_1"), "scales": (0.5, 1.0)}
ADAM = {"steps": 4}
FEW = 300  # objects; one graph has some ten thousand


@pytest.fixture(scope="module")
def content():
    return photographs.load("chelsea", side=32, square=True)


@pytest.fixture(scope="module")
def style():
    return paintings.paint(paintings.NAMES[0], side=32)


def graphs() -> list:
    """Every graph that lives; the objects themselves, for their number alone could hide one that replaced another."""
    gc.collect()
    return [thing for thing in gc.get_objects() if issubclass(type(thing), tf.Graph)]


@pytest.mark.parametrize(
    "settings",
    [ADAM, {"optimizer": "lbfgs", "chunk": 2, "steps": 2}, {**ADAM, "normalised_gradients": True}],
    ids=["adam", "lbfgs", "normalised gradients"],
)
def test_a_run_that_is_dropped_is_gone_with_its_model_and_its_graphs(content, style, settings):
    def run_once():
        run = StyleRun(content, style, **LAYERS, **settings)
        run.run()
        return weakref.ref(run), weakref.ref(run._model), weakref.ref(run._extractor)

    run_once()  # what is kept for good, such as the rules' own small graphs, is made once
    before, objects = len(graphs()), len(gc.get_objects())
    left = [reference for _ in range(2) for reference in run_once()]
    assert len(graphs()) == before
    assert [reference() for reference in left] == [None] * 6
    assert len(gc.get_objects()) - objects < FEW


def test_reset_lets_go_of_what_was_trained(content, style):
    run = StyleRun(content, style, **LAYERS, **ADAM)
    run.run()
    run.reset()
    before, models = len(graphs()), []
    for _ in range(2):
        run.run()
        models.append(weakref.ref(run._model))
        run.reset()
    assert len(graphs()) == before
    assert [model() for model in models] == [None] * 2


def test_runs_of_many_sizes_leave_no_more_than_runs_of_one(content, style):
    def run_at(side):
        StyleRun(content[:side], style, **{**LAYERS, **ADAM, "scales": (1.0,)}).run(1)

    for side in (24, 32):
        run_at(side)
    before = len(graphs())
    for side in (25, 27, 30):
        run_at(side)
    assert len(graphs()) == before


def test_the_step_is_that_of_the_optimizers_own_apply(content, style):
    """The picture after three steps, against `keras.optimizers.Adam.apply` on the same gradients."""
    run, other = (StyleRun(content, style, **{**LAYERS, **ADAM, "scales": (1.0,)}) for _ in range(2))
    other.run(1)
    other._model._step_down = lambda gradient: other._model.optimizer.apply([gradient], [other._model.picture])
    other._model.make_train_function(force=True)
    run.run(1)
    run.run(3)
    other.run(3)
    assert abs(run.picture() - other.picture()).max() < 1e-6
    assert int(run._model.optimizer.iterations) == int(other._model.optimizer.iterations) == 4
    assert abs(run.picture() - content).max() > 0.02
