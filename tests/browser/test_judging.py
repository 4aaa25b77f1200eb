"""The judging bench in a real JupyterLab: faults turned by keys, pictures and bars that follow, a narrow place."""

import pytest
from lab_page import LabOnPage, difference

SHEET = ".bench-sheet"

CELLS = [
    """
from course_lib.widgets import JudgingBench
bench = JudgingBench()
bench
"""
]


class BenchOnPage(LabOnPage):
    """The one judging bench of an open notebook."""

    def __init__(self, page):
        super().__init__(page, "Judging bench")

    @property
    def answers(self) -> int:
        return int(self.region.get_attribute("data-answers") or 0)

    def scores(self) -> dict[str, str]:
        """What stands beside each bar, by its name."""
        found = self.region.locator(".score").evaluate_all(
            "bars => bars.map(bar => [bar.dataset.score, bar.querySelector('.score-value').textContent])"
        )
        return dict(found)

    def shares(self) -> dict[str, float]:
        """How far each bar is filled on the screen, from 0 to 1."""
        found = self.region.locator(".score").evaluate_all(
            """bars => bars.map(bar => [
                bar.dataset.score,
                bar.querySelector('.score-fill').getBoundingClientRect().width
                    / bar.querySelector('.score-track').getBoundingClientRect().width,
            ])"""
        )
        return dict(found)

    def key(self, name: str, *keys: str) -> None:
        """Press keys on a slider, and wait for the answer."""
        before = self.answers
        self.slider(name).focus()
        for key in keys:
            self.page.keyboard.press(key)
        self.wait_for(lambda: self.answers > before, "an answer")

    def sound(self) -> None:
        """All faults away, and as many pictures as there are."""
        for name, key in (("kinds", "End"), ("blur", "Home"), ("noise", "Home"), ("copies", "Home"), ("^N", "End")):
            self.slider(name).focus()
            self.page.keyboard.press(key)
        self.wait_for(lambda: self.scores()["copying"] == "0.47" and self.scores()["recall"] == "0.99", "no fault")


@pytest.fixture
def bench(shared_page):
    shared_page.set_viewport_size({"width": 1280, "height": 1000})
    bench = BenchOnPage(shared_page)
    bench.wait()
    bench.sound()
    return bench


def test_kinds_are_dropped_by_keys_and_recall_falls_but_not_precision(bench, screenshot):
    pictures, before = bench.pixels(SHEET), bench.shares()
    assert len(before) == 7
    assert bench.slider("kinds").get_attribute("aria-valuetext").startswith("10")
    bench.key("kinds", "Home")
    bench.wait_for(lambda: bench.scores()["recall"] == "0.56", "the recall of one kind")
    bench.wait_for(lambda: bench.shares()["recall"] < before["recall"] - 0.3, "the bar of recall")
    assert bench.shares()["coverage"] < before["coverage"] - 0.2
    assert abs(bench.shares()["precision"] - before["precision"]) < 0.05
    assert bench.shares()["Frechet distance"] > before["Frechet distance"] + 0.2
    bench.wait_for(lambda: difference(pictures, bench.pixels(SHEET)) > 1, "other pictures")
    assert "kinds of skin 1," in bench.region.locator(SHEET).get_attribute("alt")
    screenshot(bench.region, "one-kind")


def test_copies_move_one_bar_and_stand_in_dark_frames(bench, screenshot):
    pictures, before = bench.pixels(SHEET), bench.shares()
    bench.key("copies", "End")
    bench.wait_for(lambda: bench.scores()["copying"] == "1.00", "the copies")
    bench.wait_for(lambda: bench.shares()["copying"] > 0.99, "the bar of copying")
    after = bench.shares()
    assert all(abs(after[name] - before[name]) < 0.05 for name in ("precision", "recall", "density", "coverage"))
    bench.wait_for(lambda: sum(bench.pixels(SHEET)) < sum(pictures), "a darker sheet")
    screenshot(bench.region, "copies")


def test_two_faults_at_once_and_fewer_pictures(bench, screenshot):
    pictures = bench.pixels(SHEET)
    bench.key("blur", *["ArrowRight"] * 2)
    bench.key("noise", "ArrowRight")
    bench.wait_for(lambda: float(bench.scores()["precision"]) < 0.95, "blurred and noisy faces")
    bench.wait_for(lambda: difference(pictures, bench.pixels(SHEET)) > 0.5, "blurred and noisy pictures")
    screenshot(bench.region, "blur-and-noise")
    bench.sound()
    frechet = float(bench.scores()["Frechet distance"])
    bench.key("^N", "Home")
    bench.wait_for(lambda: float(bench.scores()["Frechet distance"]) > 5 * frechet, "the bias at 20 pictures")
    assert bench.scores()["precision"] == bench.scores()["coverage"] == "1.00"


def test_it_fits_a_narrow_place(bench, screenshot):
    region = bench.region
    region.evaluate("node => { node.style.width = '380px'; }")
    assert region.evaluate("node => node.scrollWidth - node.clientWidth") <= 0, "something sticks out"
    screenshot(region, "narrow")
    region.evaluate("node => { node.style.width = ''; }")
