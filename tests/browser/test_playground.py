"""The playground in a real JupyterLab: drawn on, trained, switched while it runs, stepped, replayed, narrow, slow."""

import contextlib
import re

import psutil
import pytest
from lab_page import LabOnPage

PLAYGROUND = "GAN playground"
CELLS = [
    """
from course_lib.widgets import Playground
playground = Playground("ring", seed=0)
playground
"""
]


class PlaygroundOnPage(LabOnPage):
    """The one playground of an open notebook."""

    def __init__(self, page):
        super().__init__(page, PLAYGROUND)

    def choose(self, field: str, option: str) -> None:
        self.region.get_by_label(field, exact=True).select_option(label=option)

    def caption(self) -> str:
        return self.region.locator(".plane-caption").first.text_content()

    def words_of_plane(self) -> str:
        return self.region.locator(".plane-canvas").first.get_attribute("aria-label")

    def pixels(self) -> list[int]:
        return self.region.locator(".plane-canvas").first.evaluate(
            """canvas => {
                const small = document.createElement("canvas");
                small.width = small.height = 24;
                const pen = small.getContext("2d");
                pen.drawImage(canvas, 0, 0, 24, 24);
                return [...pen.getImageData(0, 0, 24, 24).data];
            }"""
        )

    def charts(self) -> str:
        return " ".join(self.region.locator(".game-chart canvas").nth(i).get_attribute("aria-label") for i in range(3))

    def idle(self) -> bool:
        return self.phase in ("paused", "finished")


@pytest.fixture
def playground(shared_page):
    shared_page.set_viewport_size({"width": 1280, "height": 1000})
    playground = PlaygroundOnPage(shared_page)
    playground.wait()
    return playground


def test_a_drawing_is_trained_on_switched_stepped_and_replayed(playground, screenshot):
    page, region = playground.page, playground.region
    playground.wait_for(lambda: region.get_attribute("data-frame"), "the first frame")
    screenshot(page, "1-as-it-stands")

    playground.press("draw your own")
    sheet = region.get_by_role("application", name=re.compile("Drawing board"))
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    for begin, end in (((0.2, 0.3), (0.8, 0.3)), ((0.5, 0.3), (0.5, 0.85))):
        page.mouse.move(box["x"] + begin[0] * box["width"], box["y"] + begin[1] * box["height"])
        page.mouse.down()
        page.mouse.move(box["x"] + end[0] * box["width"], box["y"] + end[1] * box["height"], steps=12)
        page.mouse.up()
    screenshot(page, "2-drawn")
    before = playground.pixels()
    playground.press("Train on this")
    own = region.get_by_role("button", name="draw your own")
    playground.wait_for(lambda: own.get_attribute("aria-pressed") == "true" and playground.idle(), "the drawing")
    playground.wait_for(lambda: playground.pixels() != before, "the plane of the drawing")

    playground.press("Start")
    playground.wait_for(lambda: playground.step >= 600, "training")
    playground.choose("loss", "least squares")
    playground.wait_for(lambda: "loss: least squares at step" in playground.charts(), "the mark of the switch")
    switched = playground.step
    playground.wait_for(lambda: playground.step > switched + 600, "training with the other loss")
    screenshot(page, "3-trained")
    playground.press("Pause")
    playground.wait_for(playground.idle, "the pause")

    step = playground.step
    playground.press("Step D")
    playground.wait_for(lambda: playground.idle() and playground.step == step + 1, "one step of D")
    playground.wait_for(lambda: "who learns: discriminator" in playground.charts(), "the mark of the step")
    playground.press("Step G")
    playground.wait_for(lambda: playground.idle() and playground.step == step + 2, "one step of G")

    playground.press("Replay")
    said = re.compile(rf"replay of {step + 2} steps ended with the same weights")
    playground.wait_for(lambda: said.search(playground.status), "the replay")
    assert playground.step == step + 2


def test_it_is_worked_by_keys_alone_on_a_narrow_screen(playground, screenshot):
    page, region = playground.page, playground.region
    region.evaluate("node => { node.style.width = '400px'; }")
    region.get_by_role("button", name="grid of 25").focus()
    page.keyboard.press("Enter")
    playground.wait_for(lambda: "of 25" in playground.caption() and playground.idle(), "the grid")
    region.get_by_role("button", name="draw your own").focus()
    page.keyboard.press("Enter")
    for key in ("Space", *["ArrowRight"] * 6, *["ArrowUp"] * 6, "Space"):
        page.keyboard.press(key)
    assert "pen up at 0.30, 0.30" in region.locator(".drawing-words").text_content()
    page.keyboard.press("Enter")
    own = region.get_by_role("button", name="draw your own")
    playground.wait_for(lambda: own.get_attribute("aria-pressed") == "true" and playground.idle(), "the drawing")
    region.get_by_role("button", name="Start", exact=True).focus()
    page.keyboard.press("Enter")
    playground.wait_for(lambda: playground.step > 300, "training")
    assert re.search(r"step \d+", playground.words_of_plane())
    region.get_by_role("button", name="Pause", exact=True).focus()
    page.keyboard.press("Enter")
    playground.wait_for(playground.idle, "the pause")
    assert region.evaluate("node => node.scrollWidth - node.clientWidth") <= 0, "something sticks out"
    screenshot(region, "narrow")
    region.evaluate("node => { node.style.width = ''; }")


def test_slow_motion_lights_one_part_after_the_other(playground, screenshot):
    region = playground.region
    region.get_by_label("slow motion", exact=True).check()
    current = region.locator(".slow-steps [aria-current]")
    playground.wait_for(lambda: current.count() == 1, "the first part")
    parts = region.locator(".slow-steps li").count()
    assert parts >= 10
    seen = []
    for _ in range(parts):
        place = current.evaluate("item => [...item.parentNode.children].indexOf(item)")
        note = region.locator(".slow-note").text_content()
        lit = region.locator(".graph-lit").count()
        assert lit >= 1 and re.search(r"\d", note), (place, note)
        seen.append(place)
        if len(seen) == 5:
            screenshot(region, "a-part")
        playground.press("Next part")
        playground.wait_for(lambda: region.locator(".slow-note").text_content() != note, "the next part")  # noqa: B023
    assert seen == sorted(seen) and len(set(seen)) == parts
    region.get_by_label("slow motion", exact=True).uncheck()
    playground.wait_for(lambda: current.count() == 0 or not region.locator(".slow").is_visible(), "its end")


def test_two_runs_side_by_side_and_a_file_that_goes_on(playground, screenshot, tmp_path):
    page, region = playground.page, playground.region
    region.get_by_role("button", name="ring of 8").click()
    playground.wait_for(lambda: "of 8" in playground.caption() and playground.idle(), "the ring")
    region.get_by_text("Compare two runs").click()
    playground.press("Two runs side by side")
    playground.wait_for(lambda: region.get_attribute("data-compare") == "true" and playground.idle(), "the second run")
    playground.press("Start")
    playground.wait_for(lambda: playground.step >= 500, "both train")
    assert region.locator(".plane-canvas:visible").count() == 2
    playground.press("Pause")
    playground.wait_for(playground.idle, "the pause")
    screenshot(region, "two-runs")
    step = playground.step
    with page.expect_download() as download:
        playground.press("Save run")
    saved = tmp_path / "run.json"
    download.value.save_as(saved)
    playground.press("One run again")
    playground.wait_for(lambda: region.get_attribute("data-compare") == "false" and playground.idle(), "one run")
    playground.press("Reset")
    playground.wait_for(lambda: playground.step == 0 and playground.idle(), "the reset")
    region.get_by_label("a saved run").set_input_files(saved)
    playground.wait_for(lambda: playground.step == step and playground.idle(), "the saved runs")
    playground.wait_for(lambda: region.locator(".plane-canvas:visible").count() == 2, "both of them")
    saved.write_text("no run", encoding="utf-8")
    region.get_by_label("a saved run").set_input_files(saved)
    playground.wait_for(lambda: "no saved run of the playground" in playground.status, "the bad file's sentence")
    assert playground.step == step


def seconds_of_cpu() -> dict[str, float]:
    """Of the processes that this one started: the kernel that trains, the server, and the browser."""
    spent = dict.fromkeys(("kernel", "server", "browser"), 0.0)
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            words, times = " ".join(process.cmdline()), process.cpu_times()
            whose = "kernel" if "ipykernel" in words else "server" if "jupyter" in words else "browser"
            spent[whose] += times.user + times.system
    return spent


def test_frames_and_steps_a_second(playground, tell):
    """Printed, not asserted: figures of this machine at this moment; what one frame costs holds under load, too."""
    region = playground.region
    region.get_by_role("button", name="ring of 8").click()
    playground.wait_for(lambda: playground.step == 0 and playground.idle(), "the start")
    region.get_by_text("Run", exact=True).click()
    playground.choose("steps a frame", "100")
    playground.press("Start")
    playground.wait_for(lambda: playground.step >= 500, "training")
    count = """async node => {
        const first = [Number(node.dataset.frame), Number(node.dataset.step), performance.now()];
        await new Promise(resolve => setTimeout(resolve, 4000));
        const seconds = (performance.now() - first[2]) / 1000;
        return [node.dataset.frame - first[0], node.dataset.step - first[1], seconds];
    }"""
    before = seconds_of_cpu()
    frames, steps, seconds = region.evaluate(count)
    cost = {whose: 1000 * (spent - before[whose]) / frames for whose, spent in seconds_of_cpu().items()}
    playground.press("Pause")
    playground.wait_for(playground.idle, "the pause")
    tell(
        f"playground in the page: {frames / seconds:.1f} painted frames a second, {steps / seconds:.0f} steps a "
        f"second, {steps / frames:.0f} steps between two frames; milliseconds of CPU a frame: "
        + ", ".join(f"{whose} {spent:.0f}" for whose, spent in cost.items())
        + f", together {sum(cost.values()):.0f}"
    )
    assert frames > 0 and steps >= 100 * frames
