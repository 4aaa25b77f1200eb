"""A pixel artist: large square pixels in sixteen colours of one palette, whatever the picture."""

import numpy as np

from course_lib.datasets.paintings.palette import colours

BLOCKS = 32  # a side: at 64 px, 2 px each; with 16 a house is two blocks and no longer a house
PALETTE = colours(
    "#151320", "#43363a", "#6b6670", "#9a9ca6", "#bbd0e6", "#f2f6f7", "#7d4229", "#a8735a",
    "#d8b48c", "#c3944a", "#d24a2e", "#21483f", "#5a7a32", "#8fb340", "#2f5590", "#5c9ade",
)  # fmt: skip
HUE = np.float32([1.0, 2.2, 2.2])  # a wrong hue is worse than a wrong lightness: grey stays grey
_LMS = np.float32([[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.6300]])
_LAB = np.float32([[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]])


def draw(picture: np.ndarray, blocks: int = BLOCKS) -> np.ndarray:
    """A picture (side, side, 3) in [0, 1] in blocks of the palette's colours, of the same shape."""
    edges = np.round(np.linspace(0, len(picture), blocks + 1)).astype(int)
    sums = np.add.reduceat(np.add.reduceat(picture, edges[:-1], axis=0), edges[:-1], axis=1)
    sizes = np.diff(edges)
    means = sums / (sizes[:, None] * sizes[None, :])[..., None]
    away = (((perceived(means)[:, :, None] - perceived(PALETTE)) * HUE) ** 2).sum(-1)
    chosen = PALETTE[away.argmin(-1)]
    return chosen.repeat(sizes, axis=0).repeat(sizes, axis=1)


def perceived(colour: np.ndarray) -> np.ndarray:
    """sRGB colours (..., 3) in [0, 1] in Oklab, where distances are about as large as they look (Ottosson 2020)."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((np.maximum(colour, 0.04045) + 0.055) / 1.055) ** 2.4)
    return np.cbrt(linear @ _LMS.T) @ _LAB.T
