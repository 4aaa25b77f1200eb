"""The sight bench in a real JupyterLab: changed by keys, a layer chosen, a point moved, bars that follow."""

import re

import pytest
from lab_page import LabOnPage, difference

CELLS = [
    """
from course_lib.widgets import SightBench
bench = SightBench()
bench
"""
]


class BenchOnPage(LabOnPage):
    """The one sight bench of an open notebook."""

    def __init__(self, page):
        super().__init__(page, "Sight bench")

    @property
    def answers(self) -> int:
        return int(self.region.get_attribute("data-answers") or 0)

    def bars(self) -> dict[str, float]:
        """The number that stands over each bar, by its name."""
        found = self.region.locator(".sight-bar").evaluate_all(
            "bars => bars.map(bar => [bar.dataset.judge, bar.querySelector('.sight-value').textContent])"
        )
        return {name: float(text) for name, text in found}

    def widths(self) -> list[float]:
        """How wide each bar is drawn, in pixels."""
        return self.region.locator(".sight-fill").evaluate_all(
            "fills => fills.map(f => f.getBoundingClientRect().width)"
        )

    def words(self) -> str:
        return self.region.locator(".sight-words").text_content()

    @property
    def point(self):
        return self.region.get_by_role("application", name=re.compile("Point on the picture"))

    def key(self, name: str, *keys: str) -> None:
        """Press keys on a slider, and wait for the answer."""
        before = self.answers
        self.slider(name).focus()
        for key in keys:
            self.page.keyboard.press(key)
        self.wait_for(lambda: self.answers > before, "an answer")
        self.wait_for(lambda: not self.status, "the last answer")


@pytest.fixture
def bench(shared_page):
    shared_page.set_viewport_size({"width": 1280, "height": 1000})
    bench = BenchOnPage(shared_page)
    bench.wait()
    return bench


def test_keys_shift_the_photograph_and_both_judges_answer(bench, screenshot):
    photograph, map_of_it = bench.pixels(".sight-picture"), bench.pixels(".sight-map")
    assert set(bench.bars().values()) == {0}
    bench.key("^shift", *["ArrowRight"] * 3)
    assert bench.slider("^shift").get_attribute("aria-valuetext") == "3 px"
    bench.wait_for(lambda: bench.bars()["pixels"] == 0.097, "the pixel distance of a shift by 3")
    assert 0.25 < bench.bars()["features, all layers"] < 0.35
    assert min(bench.widths()) > 10
    bench.wait_for(lambda: difference(photograph, bench.pixels(".sight-picture")) > 0.5, "the shifted photograph")
    assert difference(map_of_it, bench.pixels(".sight-map")) > 0.5
    screenshot(bench.region, "shifted")
    shifted = bench.bars()

    bench.key("^shift", "Home")
    bench.key("^grain", *["PageUp"] * 3)
    bench.wait_for(lambda: bench.bars()["features, all layers"] > 3 * shifted["features, all layers"], "grain")
    assert 0 < bench.bars()["pixels"] < shifted["pixels"]
    screenshot(bench.region, "grain")
    bench.key("^grain", "Home")
    bench.wait_for(lambda: set(bench.bars().values()) == {0}, "the unchanged photograph")


def test_a_layer_is_chosen_and_its_window_follows_a_click_and_the_arrow_keys(bench, screenshot):
    page, region = bench.page, bench.region
    assert "of relu1_1 sees the thick square, 3 x 3 pixels" in bench.words()
    region.get_by_label("layer", exact=True).select_option(label="relu3_1")
    bench.wait_for(lambda: "of relu3_1 sees the thick square, 24 x 24 pixels" in bench.words(), "the layer's window")
    assert region.locator("figcaption").last.text_content() == "Channel 0 of relu3_1: 40 x 40 answers"
    assert "features, relu3_1" in bench.bars()
    first = bench.pixels(".sight-map")
    bench.key("^channel", *["PageUp"] * 2)
    bench.wait_for(lambda: difference(first, bench.pixels(".sight-map")) > 1, "another channel's map")

    assert bench.point.locator("rect").count() == 2 * 8
    box = bench.point.bounding_box()
    page.mouse.click(box["x"] + 0.25 * box["width"], box["y"] + 0.75 * box["height"])
    row, column = (int(pixel) for pixel in bench.point.get_attribute("data-point").split(","))
    assert abs(row - 120) <= 1 and abs(column - 40) <= 1
    said = bench.words()
    chosen = bench.point.locator(".sight-line.sight-chosen")
    left = float(chosen.get_attribute("x"))
    assert left <= column < left + float(chosen.get_attribute("width")) == left + 24
    bench.point.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert bench.point.get_attribute("data-point") == f"{row - 8},{column + 8}"
    assert bench.words() != said
    assert float(chosen.get_attribute("x")) == left + 8
    screenshot(region, "window")


def test_it_fits_a_narrow_place(bench, screenshot):
    region = bench.region
    region.evaluate("node => { node.style.width = '380px'; }")
    assert region.evaluate("node => node.scrollWidth - node.clientWidth") <= 0, "something sticks out"
    screenshot(region, "narrow")
    region.evaluate("node => { node.style.width = ''; }")
