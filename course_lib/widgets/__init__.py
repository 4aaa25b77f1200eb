"""What a learner touches: live labs, the playground, sliders, comparisons."""

from course_lib.widgets.channel import ChannelCheck
from course_lib.widgets.comparison import Comparison
from course_lib.widgets.knob_slider import KnobSlider
from course_lib.widgets.lab import Lab
from course_lib.widgets.quiz_view import QuizView

__all__ = ["ChannelCheck", "Comparison", "JudgingBench", "KnobSlider", "Lab", "Playground", "QuizView"]


def __getattr__(name: str):
    """The playground and the judging bench, which need TensorFlow from the start, when first asked for."""
    if name == "JudgingBench":
        from course_lib.widgets.judging_bench import JudgingBench

        return JudgingBench
    if name == "Playground":
        from course_lib.widgets.playground import Playground

        return Playground
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
