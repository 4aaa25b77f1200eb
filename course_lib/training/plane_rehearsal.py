"""One step of a GAN in the plane rehearsed: every number of it, before it is done."""

from dataclasses import dataclass

import numpy as np

from course_lib.training.gan_knobs import WHO
from course_lib.training.plane_frame import Frame, PlaneCamera
from course_lib.training.plane_run import PlaneRun


@dataclass(frozen=True)
class Rehearsal:
    """What the next step will do, the first update of each network.

    step: how many steps were done before. who: which networks learn, "both", "discriminator" or "generator".
    numbers: what `PlaneRun.dissect` returns, its generator's part with D as it stands after its own updates, as in the
    true step. before, between: frames before the step, and after D's updates.
    """

    step: int
    who: str
    numbers: dict
    before: Frame
    between: Frame


def rehearse(run: PlaneRun, camera: PlaneCamera) -> Rehearsal:
    """Do D's updates of the next step, look at everything, and take them back: the run stands as before."""
    run.knobs.apply(run.step)
    numbers, before = run.dissect(), camera.frame()
    state, history, step, total = run.state(), list(run.history), run.step, run.total
    who = run.knobs.variable("who")
    wanted = float(who.numpy())
    if WHO[int(wanted)] == "generator":
        return Rehearsal(step, "generator", numbers, before, before)
    try:
        who.assign(WHO.index("discriminator"))
        run.run(1)
        run.gan.steps.assign(step)
        after, between = run.dissect(), camera.frame()
    finally:
        who.assign(wanted)
        run.restore(state)
        run.history, run.total = history, total
    numbers |= {name: after[name] for name in ("g_noise", "g_fakes", "g_logits", "g_loss", "g_norms", "pushes")}
    return Rehearsal(step, WHO[int(wanted)], numbers, before, between)


def facts(run: PlaneRun, rehearsal: Rehearsal) -> dict[str, float]:
    """The numbers of a step that fit in sentences: D's means (a probability, or a score), losses and lengths.

    The length of a gradient is that of all the weights of a network together.
    """
    numbers = rehearsal.numbers
    shown = {name: _shown(run, numbers[name]) for name in ("real_logits", "fake_logits", "g_logits")}
    return {
        "batch": len(numbers["reals"]),
        "real": float(shown["real_logits"].mean()),
        "fake": float(shown["fake_logits"].mean()),
        "g_fake": float(shown["g_logits"].mean()),
        "d_loss": float(numbers["d_loss"]),
        "penalty": float(numbers["penalty"]),
        "d_length": float(np.linalg.norm(numbers["d_norms"])),
        "g_loss": float(numbers["g_loss"]),
        "g_length": float(np.linalg.norm(numbers["g_norms"])),
        "push": float(np.linalg.norm(numbers["pushes"], axis=1).mean()),
    }


def _shown(run: PlaneRun, logits: np.ndarray) -> np.ndarray:
    return logits if run.family.critic else 0.5 + 0.5 * np.tanh(0.5 * logits)
