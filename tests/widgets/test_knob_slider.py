import pytest
import traitlets
from fake_session import FakeKnob

from course_lib.errors import KnobError
from course_lib.widgets import KnobSlider

BETA = FakeKnob("beta", "beta: style", 10.0, 0.01, 10_000, description="pulls", unit="x")


def test_the_page_gets_all_that_it_needs():
    slider = KnobSlider(BETA)
    assert slider.knob == {
        "name": "beta",
        "label": "beta: style",
        "value": 10.0,
        "low": 0.01,
        "high": 10_000,
        "scale": "log",
        "description": "pulls",
        "unit": "x",
        "options": [],
    }
    assert slider.value == 10.0


def test_a_turn_calls_back_with_the_number():
    turned = []
    slider = KnobSlider(BETA, on_change=turned.append)
    slider.set_state({"value": 33.0})
    slider.value = 34.0
    assert turned == [33.0, 34.0]


@pytest.mark.parametrize("value", [0.0, -1.0, 10_001.0, float("nan"), float("inf")])
def test_a_value_outside_the_range_is_refused_in_words(value):
    slider = KnobSlider(BETA)
    with pytest.raises(KnobError, match="can be turned from 0.01 to 10000"):
        slider.value = value
    assert slider.value == 10.0


def test_a_value_that_is_no_number_is_refused():
    with pytest.raises(traitlets.TraitError):
        KnobSlider(BETA).value = "ten"


@pytest.mark.parametrize("low, high, scale", [(0, 1, "log"), (-1, 1, "log"), (1, 1, "linear"), (2, 1, "linear")])
def test_a_range_that_no_slider_can_show_is_refused(low, high, scale):
    with pytest.raises(KnobError, match="low must be below high"):
        KnobSlider(FakeKnob("x", "x", low, low, high, scale))


def test_it_reads_as_one_stable_line():
    assert repr(KnobSlider(BETA)) == "Slider beta: style: 10, from 0.01 to 10000"
    assert KnobSlider(BETA)._repr_mimebundle_()[0]["text/plain"] == repr(KnobSlider(BETA))
