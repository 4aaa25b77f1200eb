"""The picture that a CycleGAN hides in its output, found by what becomes of the way back when it is disturbed.

Chu, Zhmoginov and Sandler 2017, "CycleGAN, a Master of Steganography": where B shows less than A, G writes the rest
into B in signals too faint to be seen, and F reads them.
"""

from collections.abc import Callable, Sequence

import numpy as np

from course_lib import checks
from course_lib.errors import SettingError

LEVEL = 1 / 255  # one step of a picture of 8 bits
Translate = Callable[[np.ndarray], np.ndarray]


def way_back(
    to_b: Translate,
    to_a: Translate,
    a: np.ndarray,
    b: np.ndarray,
    levels: Sequence[float] = (0.0, 1.0, 4.0, 16.0),
    seed: int = 0,
) -> dict[str, list[float]]:
    """How far from `a` one comes back, from the fake G(a) and from the true picture b, both under noise.

    Arguments: to_b and to_a, translate pictures (n, h, w, 3) in [0, 1]; a and b, the same scenes in both domains;
    levels, deviations of the Gaussian noise, in steps of 1/255; seed, of the noise.
    Returns "from the fake" and "from the truth", mean absolute differences from a, one for each level. Nothing can be
    hidden in the truth: its first number is what F can know of a from b. A fake that leads further back hides
    something, and where a faint noise takes that away, it was hidden in what an eye cannot see.
    Raises SettingError.
    """
    checks.whole("seed", seed, 0, 2**31 - 1)
    if a.shape != b.shape or a.ndim != 4:
        raise SettingError(f"a and b are the same scenes, both (n, h, w, 3), not {a.shape} and {b.shape}.")
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal(a.shape).astype("float32") * np.float32(LEVEL)
    return {
        name: [float(np.abs(to_a(np.clip(start + level * noise, 0, 1)) - a).mean()) for level in levels]
        for name, start in (("from the fake", to_b(a)), ("from the truth", b))
    }
