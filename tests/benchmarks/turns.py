"""Sides of a benchmark that take turns in one process on one core; importing it takes the core."""

import os
import time
from collections.abc import Callable

import numpy as np

CORE = max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
if CORE is not None:
    os.sched_setaffinity(0, {CORE})
os.environ |= dict.fromkeys(("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS"), "1")


def medians(sides: dict[str, tuple[Callable, int]], rounds: int) -> dict[str, np.ndarray]:
    """Processor time of a step in seconds, in each round; the sides take turns."""
    for train, _ in sides.values():
        train()
    times = {name: [] for name in sides}
    for _ in range(rounds):
        for name, (train, steps) in sides.items():
            start = time.process_time()
            train()
            times[name].append((time.process_time() - start) / steps)
    return {name: np.array(values) for name, values in times.items()}


def report(times: dict[str, np.ndarray]) -> None:
    """The first side's time over each other's: the median of the rounds' ratios, and how wide half of them lie."""
    ours, *others = times
    for name in others:
        ratios = times[ours] / times[name]
        spread = (np.quantile(ratios, 0.75) - np.quantile(ratios, 0.25)) / np.median(ratios)
        print(f"{ours} / {name} = {np.median(ratios):.3f} (half of the rounds within {spread:.0%})")
