"""What a learner touches: live labs, the playground, sliders, comparisons."""

from course_lib.widgets.channel import ChannelCheck
from course_lib.widgets.comparison import Comparison
from course_lib.widgets.knob_slider import KnobSlider
from course_lib.widgets.lab import Lab
from course_lib.widgets.quiz_view import QuizView

__all__ = ["ChannelCheck", "Comparison", "KnobSlider", "Lab", "Playground", "QuizView", "SightBench"]


def __getattr__(name: str):
    """The playground and the sight bench, which need TensorFlow or matplotlib, when they are first asked for."""
    if name == "Playground":
        from course_lib.widgets.playground import Playground

        return Playground
    if name == "SightBench":
        from course_lib.widgets.sight_bench import SightBench

        return SightBench
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
