"""Light from the side on thick paint."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from course_lib.datasets.paintings.frame import Frame


def light(
    frame: Frame, canvas: np.ndarray, height: np.ndarray, depth: float = 1.0, gloss: float = 0.25, azimuth: float = -2.2
) -> np.ndarray:
    """Shade `canvas` (rows, columns, 3) by its relief `height` (rows, columns), lit from `azimuth` (radians, y down).

    `depth` scales the relief, `gloss` the white glints on slopes that face the light.
    """
    soft = ndimage.gaussian_filter(height, 0.0013 * frame.unit)
    down, across = np.gradient(soft)
    slope = -(across * np.cos(azimuth) + down * np.sin(azimuth)) * (frame.unit / 100) * depth
    shade = np.tanh(slope * 1.2)
    lit = canvas * (1 + 0.45 * np.minimum(shade, 0) + 0.22 * np.maximum(shade, 0))[..., None]
    glint = gloss * np.clip(shade, 0, 1)[..., None] ** 3
    return np.clip(lit + glint * (1 - lit), 0, 1)
