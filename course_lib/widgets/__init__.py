"""What a learner touches: live labs, sliders, comparisons."""

from course_lib.widgets.comparison import Comparison
from course_lib.widgets.knob_slider import KnobSlider
from course_lib.widgets.lab import Lab

__all__ = ["Comparison", "KnobSlider", "Lab"]
