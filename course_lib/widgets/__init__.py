"""What a learner touches: live labs, the playground, benches, panels, sliders, comparisons."""

from importlib import import_module

from course_lib.widgets.channel import ChannelCheck
from course_lib.widgets.comparison import Comparison
from course_lib.widgets.knob_slider import KnobSlider
from course_lib.widgets.lab import Lab
from course_lib.widgets.latent_panel import LatentPanel
from course_lib.widgets.quiz_view import QuizView
from course_lib.widgets.sample_lab import SampleLab

__all__ = [
    "ChannelCheck",
    "Comparison",
    "JudgingBench",
    "KnobSlider",
    "Lab",
    "LatentPanel",
    "Playground",
    "QuizView",
    "SampleLab",
    "SightBench",
    "TranslationLab",
]

# they need TensorFlow or matplotlib from the start, so they are imported when they are first asked for
_LATE = {"JudgingBench": "judging_bench", "Playground": "playground", "SightBench": "sight_bench"}
_LATE["TranslationLab"] = "translation_lab"


def __getattr__(name: str):
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
