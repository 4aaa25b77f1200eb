"""Gradients written by hand that leave no memory behind, however often they are traced into a graph.

`tf.custom_gradient` registers a new rule for each call in each graph, and TensorFlow keeps a rule for as long as the
process lives. The rule holds the tensors of its graph, and so the graph: a run of style transfer that was over and
forgotten still left some 25 MB there, the network's constants among them. Here a rule is a function of the operation
alone, registered once, and each graph only names it (`tf.Graph.gradient_override_map`).
"""

import uuid
from collections.abc import Callable, Mapping

from course_lib import runtime

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402


def register(rule: Callable) -> str:
    """Register a rule, once and for good, and return the name by which `ruled` takes it: call it as a module loads.

    `rule(operation, *gradients)` takes the operation (its `inputs` and `outputs` are tensors) and the gradient that
    arrives at each output; it returns that of each input, None where there is none. It must hold no tensor.
    """
    name = f"{rule.__name__}-{uuid.uuid4().hex}"  # a module that is loaded a second time registers a second rule
    tf.RegisterGradient(name)(rule)
    return name


def ruled(function: Callable, rules: Mapping[str, str]) -> Callable:
    """`function` of tensors, compiled, in which operations take other gradients than TensorFlow's own.

    `rules` maps a type of operation ("Conv2D") to a name that `register` gave. The compiled part is a function of its
    own, within a larger one too, so that the tape around it asks the graph, which knows the rules. Sizes that vary are
    soon traced as unknown: what is kept does not grow with their number.
    """

    def part(*tensors):
        with tf.compat.v1.get_default_graph().gradient_override_map(rules):
            return function(*tensors)

    return tf.function(part, autograph=False, reduce_retracing=True)
