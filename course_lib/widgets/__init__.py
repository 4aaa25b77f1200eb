"""What a learner touches: live labs, the playground, sliders, comparisons."""

from course_lib.widgets.channel import ChannelCheck
from course_lib.widgets.comparison import Comparison
from course_lib.widgets.knob_slider import KnobSlider
from course_lib.widgets.lab import Lab
from course_lib.widgets.latent_panel import LatentPanel
from course_lib.widgets.quiz_view import QuizView
from course_lib.widgets.sample_lab import SampleLab

__all__ = ["ChannelCheck", "Comparison", "KnobSlider", "Lab", "LatentPanel", "Playground", "QuizView", "SampleLab"]


def __getattr__(name: str):
    """The playground, which alone needs TensorFlow from the start, when it is first asked for."""
    if name == "Playground":
        from course_lib.widgets.playground import Playground

        return Playground
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
