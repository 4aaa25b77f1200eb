"""Do the presets fail, and do their cures cure, over five seeds: `python tests/benchmarks/coverage.py`.

Trains every preset of `training.plane_presets` to its end, resets it, turns the knobs of its cure, and trains it again
from the same first weights, for seeds 0 to 4; five to six minutes of one processor core. Prints a table; `--out FILE`
writes every number as JSON (`data/plane/presets.json`). No time is recorded there, for it does not carry over.

Columns: modes covered by 2,500 points (`metrics.plane.coverage`) and the share near one; the last losses; how far D's
loss swings (its standard deviation over the second half); the largest loss; and the mean length of the push that G's
loss gives to a fake.
"""

import argparse
import datetime
import json
import os
import time
from pathlib import Path

if hasattr(os, "sched_getaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
os.environ |= dict.fromkeys(("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS"), "1")

import numpy as np  # noqa: E402

from course_lib.errors import DivergedError  # noqa: E402
from course_lib.metrics import plane  # noqa: E402
from course_lib.training.plane_presets import PRESETS, preset  # noqa: E402
from course_lib.training.plane_run import PlaneRun  # noqa: E402

SEEDS = range(5)
POINTS = 2500
COMMAND = "python tests/benchmarks/coverage.py --out data/plane/presets.json"


def measured(run: PlaneRun) -> dict:
    """Train to the end, and read off every symptom; a run whose losses are no longer finite has ended there."""
    try:
        run.run()
    except DivergedError:
        return {"step": run.step, "diverged": True}
    fakes = run.fakes(POINTS)
    coverage = plane.coverage(fakes, run.data)
    d_losses, g_losses = (np.array([row[name] for row in run.history]) for name in ("discriminator", "generator"))
    numbers = {
        "step": run.step,
        "modes": coverage.modes,
        "of": coverage.of,
        "good": coverage.good,
        "d_loss": d_losses[-1],
        "g_loss": g_losses[-1],
        "d_swing": d_losses[len(d_losses) // 2 :].std(),
        "largest": max(np.abs(d_losses).max(), np.abs(g_losses).max()),
        "push": np.linalg.norm(run.pushes(fakes), axis=1).mean(),
    }
    return {name: number if isinstance(number, int) else float(f"{number:.3g}") for name, number in numbers.items()}


def both_sides(name: str, seed: int) -> list[dict]:
    """The preset as it fails and, from the same first weights, with its cure."""
    chosen = preset(name)
    run = chosen.run(seed)
    rows = [{"preset": name, "seed": seed, "side": "failing"} | measured(run)]
    run.reset()
    chosen.turn(run)
    return [*rows, {"preset": name, "seed": seed, "side": "cure"} | measured(run)]


def line(row: dict) -> str:
    """A row of the table."""
    begin = f"{row['preset']:20}{row['seed']:3}  {row['side']:8}"
    if "diverged" in row:
        return f"{begin} losses no longer finite at step {row['step']}"
    modes = f"{row['modes']:3} of {row['of']:2}  {row['good']:5.0%}"
    return f"{begin}{modes}" + "".join(
        f"{row[name]:10.2g}" for name in ("d_loss", "g_loss", "d_swing", "largest", "push")
    )


def as_json(rows: list[dict]) -> str:
    """What was run, with what settings, and every row on a line of its own."""
    described = {
        name: {
            "settings": {**preset(name).run().settings.as_dict(), "data": preset(name).data},
            "cure": preset(name).cure,
        }
        for name in dict.fromkeys(row["preset"] for row in rows)
    }
    head = {"command": COMMAND, "date": datetime.date.today().isoformat(), "points": POINTS, "presets": described}
    lines = ",\n".join(f"  {json.dumps(row)}" for row in rows)
    return json.dumps(head, indent=1).removesuffix("\n}") + f',\n "rows": [\n{lines}\n ]\n}}\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--presets", nargs="*", default=list(PRESETS), help="names of presets; all without this")
    parser.add_argument("--out", type=Path, help="a JSON file to write")
    chosen = parser.parse_args()
    columns = f"{'modes':>8}{'good':>8}{'D loss':>10}{'G loss':>10}{'D swing':>10}{'largest':>10}{'push':>10}"
    print(f"{'preset':20}{'seed':>3}  {'side':8}{columns}")
    rows, began = [], time.process_time()
    for name in chosen.presets:
        for seed in SEEDS:
            for row in both_sides(name, seed):
                rows.append(row)
                print(line(row), flush=True)
    print(f"{time.process_time() - began:.0f} s of one processor core")
    if chosen.out:
        chosen.out.write_text(as_json(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
