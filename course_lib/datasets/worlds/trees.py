"""Broad-leaved trees and conifers, green in summer; in winter the first are bare twigs, and snow lies on both."""

from dataclasses import dataclass

import numpy as np

from course_lib.datasets.paintings.palette import colours
from course_lib.datasets.worlds.canvas import Canvas
from course_lib.datasets.worlds.tubes import disc

LEAVES = colours("#3d7a2a", "#4f8f30", "#6a9a38", "#2f6a34")
NEEDLES = colours("#1f4a34", "#28583a", "#1b4030")
TWIGS = colours("#6f6259", "#7b6d62", "#64594f")
BARK = colours("#5a4232")[0]
SNOW, SNOW_SHADE = colours("#f7fafd")[0], colours("#cbd8e8")[0]


@dataclass(frozen=True)
class Tree:
    """A tree: "broad" or "conifer", where it stands, its height in picture sides, its haze and a seed of its shape."""

    kind: str
    x: float
    y: float
    height: float
    haze: float
    seed: int


def paint_tree(canvas: Canvas, tree: Tree, haze: np.ndarray) -> None:
    """Paint one tree: summer in domain A, winter in B, of one shape. `haze` (3,) is the colour of far away."""
    rng = np.random.default_rng(tree.seed)
    foot, h = np.array([tree.x, tree.y]), tree.height
    canvas.shade(canvas.stencil([disc(foot + [0.1 * h, 0], 0.3 * h, 0.2)], blur=0.04 * h), 0.78)

    def far(colour):
        return colour + tree.haze * (haze - colour)

    wide = (0.045 if tree.kind == "broad" else 0.03) * h
    trunk = foot + np.array([(-wide, 0.0), (-0.6 * wide, -0.5 * h), (0.6 * wide, -0.5 * h), (wide, 0.0)])
    canvas.paint(canvas.stencil([trunk]), far(BARK))
    (_broad if tree.kind == "broad" else _conifer)(canvas, rng, foot, h, far)


def _broad(canvas: Canvas, rng, foot, h, far) -> None:
    """A crown of lumps, each lit from above left; in winter bare boughs, a haze of twigs, and snow on top of both."""
    leaf, twig = LEAVES[rng.integers(4)] * rng.uniform(0.88, 1.12), TWIGS[rng.integers(3)] * rng.uniform(0.9, 1.1)
    angle, away = rng.uniform(0, 2 * np.pi, 12), np.sqrt(rng.random(12))
    centres = foot + h * np.stack([0.24 * away * np.cos(angle), -0.64 + 0.20 * away * np.sin(angle)], 1)
    radii = h * rng.uniform(0.10, 0.16, 12)
    crown = [disc(centre, radius, corners=12) for centre, radius in zip(centres, radii, strict=True)]
    lit = [disc(c - r * np.array([0.25, 0.30]), 0.68 * r, corners=10) for c, r in zip(centres, radii, strict=True)]
    caps = [disc(c - r * np.array([0.0, 0.55]), 0.62 * r, 0.55, 10) for c, r in zip(centres, radii, strict=True)]
    boughs = _boughs(rng, foot, h, centres, radii)
    canvas.paint_one(1, crown, far(twig * 1.2), 0.32, blur=0.035 * h)
    for domain, shapes, colour, opacity in (
        (1, [bough - [0.0, 0.014 * h] for bough in boughs], SNOW, 0.95),
        (1, boughs, twig * 0.62, 1.0),
        (1, caps, SNOW, 0.45),
        (0, crown, leaf * 0.66, 1.0),
        (0, lit, leaf, 0.8),
        (0, caps, leaf * 1.22, 0.9),
    ):
        canvas.paint_one(domain, shapes, far(colour), opacity)


def _boughs(rng, foot, h, centres, radii) -> list[np.ndarray]:
    """Boughs from the trunk to the middle of each lump, and three twigs in each: thin triangles."""
    boughs = []
    for centre, radius in zip(centres, radii, strict=True):
        root = foot - [0.0, rng.uniform(0.28, 0.50) * h]
        boughs.append(_spike(root, centre, 0.024 * h))
        for turn in rng.uniform(-1.1, 1.1, 3):
            way = np.arctan2(*(centre - root)[::-1]) + turn
            start = root + rng.uniform(0.55, 1.0) * (centre - root)
            boughs.append(_spike(start, start + 1.25 * radius * np.array([np.cos(way), np.sin(way)]), 0.013 * h))
    return boughs


def _spike(root: np.ndarray, tip: np.ndarray, wide: float) -> np.ndarray:
    """A triangle (3, 2) from a root of this width to a tip."""
    along = tip - root
    side = 0.5 * wide * np.array([-along[1], along[0]]) / (np.hypot(*along) + 1e-9)
    return np.array([root - side, root + side, tip])


def _conifer(canvas: Canvas, rng, foot, h, far) -> None:
    """Tiers of boughs; in winter snow lies on the upper edge of each."""
    needle = NEEDLES[rng.integers(3)] * rng.uniform(0.9, 1.2)
    tiers = 5
    for k in range(tiers):
        bottom, wide = 0.14 + 0.72 * k / tiers, 0.25 * (1 - k / tiers) + 0.035
        top = min(bottom + 0.34, 1.0)
        droop = rng.uniform(0.0, 0.03, 2)
        edge = np.array([(-wide, -bottom + droop[0]), (0.0, -bottom - 0.03), (wide, -bottom + droop[1]), (0.0, -top)])
        canvas.paint(canvas.stencil([foot + h * edge]), far(needle * (0.8 + 0.1 * k)), far(needle * (0.85 + 0.05 * k)))
        left = np.array([(-wide, -bottom + droop[0]), (-0.35 * wide, -bottom - 0.05), (0, -bottom - 0.10), (0, -top)])
        right = np.array([(wide, -bottom + droop[1]), (0.5 * wide, -bottom - 0.06), (0, -bottom - 0.14), (0, -top)])
        canvas.paint(canvas.stencil([foot + h * left]), far(needle * 1.35), far(SNOW), opacity=0.95)
        canvas.paint(canvas.stencil([foot + h * right]), far(needle * 1.05), far(SNOW_SHADE), opacity=0.9)
