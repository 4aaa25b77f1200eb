"""Exercises answered by a function that builds a network: held against one that is right, layer by layer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from course_lib.exercises.attempt import Attempt, explain
from course_lib.exercises.diagnosis import close
from course_lib.exercises.outcome import NotYet
from course_lib.exercises.problem import Problem
from course_lib.exercises.reading import kind_of

SAMPLES = 3


@dataclass(kw_only=True, eq=False, repr=False)
class Network(Problem):
    """A function without arguments that returns a `keras.Model`.

    Arguments:
        reference: builds the right network; the learner's must take the same input, have the same weights in the same
            order and, once it is given that network's weights, give the same numbers.
        ails: each looks at a model and its output for a few samples, (3, ...), and says what is wrong with it, or None:
            the most telling first. What leaves no trace in those numbers, such as Dropout, is theirs to look for.
    """

    reference: Callable
    ails: Sequence[Callable]
    time_limit: float = 60.0
    built: object = field(default=None, init=False)

    def reset(self) -> None:
        """Forget the network that was accepted, too."""
        super().reset()
        self.built = None

    def examine(self, make) -> str:
        """Build the network, try it on a few samples, and hold it against the right one."""
        model = Attempt(make, ())()
        if not (hasattr(model, "get_weights") and hasattr(model, "layers") and callable(model)):
            raise NotYet(f"The function should return a Keras model; it returns {kind_of(model)}.")
        right = self.reference()
        samples = np.random.default_rng(0).normal(size=(SAMPLES, *right.input_shape[1:])).astype("float32")
        _demand_input(model, right)
        output = _output(model, samples)
        for ailment in self.ails:
            said = ailment(model, output)
            if said:
                raise NotYet(said)
        _demand_weights(model, right)
        for weight, value in zip(model.weights, _spread(right), strict=True):
            weight.assign(value)
        if not close(_output(model, samples), _output(right, samples), 1e-3):
            raise NotYet(
                "The weights have the right sizes, but with the same weights in them the two networks give other "
                "numbers. Compare the activations, the strides and the order of the layers."
            )
        self.built = make
        return self.praise


def _demand_input(model, right) -> None:
    shape = getattr(model, "input_shape", None)  # a model that was not told its input has none yet
    if shape is not None and shape != right.input_shape:
        raise NotYet(f"It takes an input of shape {shape[1:]} for each sample; {right.input_shape[1:]} is wanted.")


def _output(model, samples: np.ndarray) -> np.ndarray:
    try:
        return np.asarray(model(samples, training=False))
    except Exception as error:
        raise NotYet(
            f"The network was built, and fails on a batch of shape {samples.shape}. {explain(error)}"
        ) from None


def _demand_weights(model, right) -> None:
    mine, wanted = model.count_params(), right.count_params()
    if [weight.shape for weight in model.weights] == [weight.shape for weight in right.weights]:
        return
    raise NotYet(
        f"It holds {mine:,} numbers; {wanted:,} are wanted. Yours, layer by layer:\n\n"
        + "\n".join(f"    {layer.name}: {layer.count_params():,}" for layer in model.layers if layer.weights)
    )


def _spread(right) -> list[np.ndarray]:
    """Give the right network weights that no shortcut could imitate, and return them."""
    generator = np.random.default_rng(1)
    values = [
        generator.uniform(0.5, 1.5, weight.shape)
        if "variance" in weight.path
        else generator.normal(0, 0.1, weight.shape)
        for weight in right.weights
    ]
    right.set_weights(values)
    return values
