"""The distributions in the plane that have a name."""

import numpy as np

from course_lib.datasets.plane.distribution import Distribution, mixture

THICKNESS = 0.02
REGION = 0.28


def _line(count, generator):
    along = generator.uniform(-0.9, 0.9, count)
    across = THICKNESS * generator.normal(size=(count, 2))
    return np.stack([along, 0.6 * along], axis=1) + across


def _spiral(count, generator):
    turn = np.sqrt(generator.uniform(0.02, 1.0, count))
    angle = 3.5 * np.pi * turn
    arm = 0.95 * turn[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return arm + THICKNESS * generator.normal(size=(count, 2))


def _disjoint(count, generator):
    """A disc, a square and an upright ellipse, far apart."""
    centres = np.array([[-0.6, -0.5], [0.6, -0.45], [0.0, 0.65]])
    region = generator.integers(3, size=count)
    radius = np.sqrt(generator.uniform(size=count))
    angle = generator.uniform(0, 2 * np.pi, count)
    disc = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    square = generator.uniform(-1, 1, (count, 2))
    shapes = np.stack([disc, 0.85 * square, disc * [1.5, 0.8]])
    return centres[region] + REGION * shapes[region, np.arange(count)]


def _ring_modes(count, radius):
    angle = 2 * np.pi * np.arange(count) / count
    return radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def _grid_modes(side, reach):
    places = np.linspace(-reach, reach, side)
    return np.stack(np.meshgrid(places, places), axis=-1).reshape(-1, 2)


SHAPES: dict[str, Distribution] = {
    shape.name: shape
    for shape in (
        Distribution("line", "line", _line),
        mixture("gaussians", "three Gaussians", [[-0.5, 0.45], [0.55, 0.3], [0.0, -0.55]], 0.1),
        mixture("ring", "ring of 8", _ring_modes(8, 0.8), 0.03),
        mixture("grid", "grid of 25", _grid_modes(5, 0.8), 0.02),
        Distribution("spiral", "spiral", _spiral),
        Distribution("disjoint", "three regions", _disjoint),
    )
}
