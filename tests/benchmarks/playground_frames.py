"""How many frames and steps a second the playground does: `python tests/benchmarks/playground_frames.py`.

A page in this process acknowledges every frame as soon as it has it; the time that a browser takes to paint, on a
thread of its own there, is not in it. Each line: the runs shown, what is asked for, frames a second, steps a second of
each run, and what a frame costs, painted and packed.
The first lines keep to the playground's own rate of 30 frames a second, the last are at full speed.
"""

import argparse
import os
import time

os.environ |= dict.fromkeys(("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS"), "2")

from course_lib.widgets.playground import Playground  # noqa: E402

PACE = 100
WARM = 10


class Answering(Playground):
    """A playground whose page acknowledges at once."""

    frames = 0

    def send(self, content, buffers=None):
        """Count a frame and answer it."""
        if content.get("frame"):
            self.frames += 1
            self._handle_custom_msg({"kind": "ack", "frame": content["frame"]}, [])


def rates(playground: Playground, seconds: float) -> tuple[float, float]:
    """Frames and steps a second while it trains, after the first calls."""
    playground.start()
    while playground.frames < WARM and playground.error is None:
        time.sleep(0.01)
    began, frames, step = time.perf_counter(), playground.frames, playground.session.step
    time.sleep(seconds)
    passed = time.perf_counter() - began
    found = (playground.frames - frames) / passed, (playground.session.step - step) / passed
    playground.pause()
    playground.join()
    playground.check()
    return found


def cost(playground: Playground, times: int = 100) -> float:
    """Milliseconds of one frame, painted and packed."""
    easel = playground._easel
    easel.pack(easel.paint())
    began = time.perf_counter()
    for _ in range(times):
        easel.pack(easel.paint())
    return 1000 * (time.perf_counter() - began) / times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    seconds = parser.parse_args().seconds
    settings = {"pace": PACE, "steps": 1_000_000}
    shown = {
        "one run": Answering("ring", **settings),
        "one run, grid of 25, 3 layers of 64": Answering(preset="large_networks", pace=PACE),
        "two runs": Answering("ring", compare={"d_rate": 0.002}, **settings),
    }
    for rate, words in ((None, "30 frames a second"), (1000.0, "full speed")):
        for name, playground in shown.items():
            if rate is not None:
                playground._feed.pacer._rate = rate
            frames, steps = rates(playground, seconds)
            print(
                f"{name}, {words}: {frames:.1f} frames/s, {steps:.0f} steps/s, {steps / frames:.0f} steps a frame, "
                f"{cost(playground):.1f} ms a frame",
                flush=True,
            )


if __name__ == "__main__":
    main()
