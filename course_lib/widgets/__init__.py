"""What a learner touches: live labs, sliders, comparisons."""

from course_lib.widgets.channel import ChannelCheck
from course_lib.widgets.comparison import Comparison
from course_lib.widgets.knob_slider import KnobSlider
from course_lib.widgets.lab import Lab
from course_lib.widgets.quiz_view import QuizView

__all__ = ["ChannelCheck", "Comparison", "KnobSlider", "Lab", "QuizView"]
