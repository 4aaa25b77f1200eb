"""The clinic's charts as a figure whose words tell what its curves show."""

import numpy as np
import pytest

from course_lib.errors import SettingError
from course_lib.training.clinic import Chart
from course_lib.widgets.chart_figures import charts


def test_a_chart_is_told_in_words_and_a_silent_push_can_be_drawn():
    steps = np.array([100.0, 200.0])
    ramp, silent = np.array([1.0, 3.0]), np.zeros(2)
    chart = Chart(steps, ramp, ramp, silent, silent, silent, ramp, ramp, ramp, 0.5)
    still = charts([chart, chart], ["A", "B"])
    assert "A: losses D's 1 to 3" in still.alt and "push on G 0 to 0" in still.alt
    assert still.jpeg.startswith(b"\xff\xd8")
    with pytest.raises(SettingError, match="need as many titles"):
        charts([chart], [])
