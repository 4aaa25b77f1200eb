"""Exercises answered by arrays (pictures, feature maps, samples) that must have certain properties."""

from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.exercises.diagnosis import demand_finite, demand_shape
from course_lib.exercises.problem import Problem, Property
from course_lib.exercises.reading import as_array


@dataclass(kw_only=True, eq=False, repr=False)
class Array(Problem):
    """One array or several; any with the right properties are accepted.

    Arguments:
        properties: tried in order, the most telling first; each `counterexample` is called with all the arrays.
        shapes: the shape that each array must have; None where it does not matter or a property looks at it.
    """

    properties: Sequence[Property]
    shapes: Sequence[tuple[int, ...] | None] | None = None

    def examine(self, *answers) -> str:
        """Read the arrays, then demand every property in turn."""
        arrays = []
        for i, (name, answer) in enumerate(zip(self.answers, answers, strict=True)):
            array = as_array(answer, f"`{name}`")
            if self.shapes is not None and self.shapes[i] is not None:
                demand_shape(array, self.shapes[i], f"`{name}`")
            demand_finite(array, f"`{name}`")
            arrays.append(array)
        for item in self.properties:
            item.demand(*arrays)
        return self.praise
