"""Textures made of marks: shapes, strokes and pieces laid on a ground, each in a colour of the palette.

As in `texture_fields`, `variant` draws what a class has in common, `rng` what one picture has to itself.
"""

import numpy as np
from scipy import spatial

from course_lib.datasets.sheet import Sheet, box, turned
from course_lib.datasets.texture_fields import smooth_noise

Generator = np.random.Generator


def flow(side: int, rng: Generator, wavelength: float, swing: float, about: float) -> np.ndarray:
    """A smooth field of angles (side, side) about a main direction."""
    return about + swing * smooth_noise(side, rng, wavelength)


def dead_leaves(side, palette, variant, rng):
    """Shapes that cover one another, small ones the most, as in a heap of leaves (Lee, Mumford and Huang 2001)."""
    sheet, kind, largest = Sheet(side, palette, rng), variant.integers(4), variant.uniform(10, 40)
    outlined = variant.random() < 0.3
    for place in sheet.places(700):
        size = largest * (1 + rng.random() * 60) ** -0.6 + 1
        outline = sheet.rgb(palette[0] * 0.5) if outlined else None
        if kind == 0:
            sheet.disc(place, size, sheet.colour(), outline)
        else:
            corners = box(2 * size, 2 * size) if kind == 1 else rng.normal(0, size, (3 if kind == 2 else 5, 2))
            sheet.polygon(place + turned(corners, rng.uniform(0, 6.3)), sheet.colour(), outline)
    return sheet.picture()


def dots(side, palette, variant, rng):
    """Dots on a grid, jittered or strewn, of one or of several colours."""
    sheet, step = Sheet(side, palette, rng), variant.uniform(5, 18)
    radius, jitter, spread = (
        step * variant.uniform(0.2, 0.48),
        step * variant.choice([0, 0.2, 0.8]),
        variant.choice([0, 0.3]),
    )
    among, angle = (None if variant.random() < 0.6 else [1]), variant.uniform(0, 1.5)
    grid = np.mgrid[-side : 2 * side : step, -side : 2 * side : step].reshape(2, -1).T
    for place in turned(grid - side / 2, angle) + side / 2 + rng.uniform(0, step, 2):
        sheet.disc(place + rng.normal(0, jitter, 2), radius * (1 + spread * rng.normal()), sheet.colour(0.05, among))
    return sheet.picture()


def pointillism(side, palette, variant, rng):
    """Dense dabs of many colours, the mix of which changes over the sheet."""
    sheet, radius, long = Sheet(side, palette, rng), variant.uniform(1.2, 4), variant.choice([1, 1, 2.5])
    share, angle = smooth_noise(side, rng, 60), variant.uniform(0, 3.2)
    for place in sheet.places(9000 / radius**2 / long):
        row, column = np.clip(place[::-1].astype(int), 0, side - 1)
        half = len(palette) // 2
        among = range(half) if share[row, column] + rng.normal(0, 0.7) > 0 else range(half, len(palette))
        along = turned(np.array([[long - 0.99, 0.0]]) * radius, angle)
        sheet.line(
            np.stack([place - along[0], place + along[0]]), 2 * radius, sheet.colour(0.08, list(among))
        ) if long > 1 else sheet.disc(place, radius, sheet.colour(0.08, list(among)))
    return sheet.picture()


def strokes(side, palette, variant, rng):
    """Brush strokes along a field of directions, with lighter and darker bristles."""
    sheet = Sheet(side, palette, rng)
    width, length = variant.uniform(1.5, 6), variant.uniform(8, 34)
    angles = flow(side, rng, variant.uniform(25, 90), variant.uniform(0.2, 1.6), variant.uniform(0, np.pi))
    hue, bristles = smooth_noise(side, rng, 40), variant.random() < 0.7
    for place in sheet.places(45000 / (width * length)):
        path = follow(angles, place, length)
        row, column = np.clip(place[::-1].astype(int), 0, side - 1)
        centre = (0.5 + 0.25 * hue[row, column]) * (len(palette) - 1)
        colour = palette[int(np.clip(round(centre + rng.normal(0, 0.5)), 0, len(palette) - 1))] + rng.normal(0, 0.06)
        sheet.line(path, width, sheet.rgb(colour))
        if bristles:
            normal = np.stack([-np.sin(angles[row, column]), np.cos(angles[row, column])], -1)
            for offset in (-0.35, 0.35):
                sheet.line(path + offset * width * normal, width / 5, sheet.rgb(colour - 0.25 * offset))
    return sheet.picture()


def follow(angles: np.ndarray, place: np.ndarray, length: float, pace: float = 3.0) -> np.ndarray:
    """A path (n, 2) from `place` along a field of angles."""
    path = [place]
    for _ in range(max(int(length / pace), 1)):
        row, column = np.clip(path[-1][::-1].astype(int), 0, len(angles) - 1)
        path.append(path[-1] + pace * np.array([np.cos(angles[row, column]), np.sin(angles[row, column])]))
    return np.array(path)


def hatching(side, palette, variant, rng):
    """Thin lines in one, two or three directions on paper."""
    sheet = Sheet(side, palette, rng)
    angles = variant.uniform(0, np.pi) + np.array([0, 1.2, 2.2])[: variant.integers(1, 4)]
    length, width, spread = variant.uniform(10, 60), variant.uniform(0.5, 2), variant.uniform(0.02, 0.25)
    dense = smooth_noise(side, rng, 50)
    for place in sheet.places(variant.uniform(250, 900) * 20 / length):
        row, column = np.clip(place[::-1].astype(int), 0, side - 1)
        if dense[row, column] + rng.normal(0, 0.5) > -0.6:
            step = turned(
                np.array([[length / 2 * rng.uniform(0.6, 1.4), 0]]), rng.choice(angles) + rng.normal(0, spread)
            )
            sheet.line(np.concatenate([place - step, place + step]), width, sheet.colour(0.05, [1]))
    return sheet.picture()


def scribbles(side, palette, variant, rng):
    """Long curved lines that wander and cross."""
    sheet, width, bend = Sheet(side, palette, rng), variant.uniform(0.6, 4), variant.uniform(0.1, 0.7)
    among = None if variant.random() < 0.5 else [1]
    for place in sheet.places(variant.uniform(150, 350) / width, 20):
        turns = rng.uniform(0, 6.3) + np.cumsum(rng.normal(0, bend, 25))
        sheet.line(
            place + np.cumsum(3 * np.stack([np.cos(turns), np.sin(turns)], -1), 0), width, sheet.colour(0.05, among)
        )
    return sheet.picture()


def bricks(side, palette, variant, rng):
    """Rows of blocks with mortar between, turned as a whole."""
    sheet, height, long = Sheet(side, palette, rng), variant.uniform(5, 18), variant.uniform(1, 4)
    gap, angle, shift = (
        variant.uniform(0.6, 2.5),
        variant.choice([0, 0, np.pi / 2, 0.6]),
        variant.choice([0, 0.5, 0.33]),
    )
    for k, y in enumerate(np.arange(-side, side, height)):
        for x in np.arange(-side - (k * shift % 1) * long * height, side, long * height):
            corners = box(long * height - gap, height - gap) + [x, y] + rng.normal(0, 0.3, (4, 2))
            sheet.polygon(turned(corners, angle) + side / 2, sheet.colour(0.06, range(1, len(palette))))
    return sheet.picture()


def tesserae(side, palette, variant, rng):
    """Small turned tiles on grout, their colours following a picture beneath."""
    sheet, size = Sheet(side, palette, rng), variant.uniform(4, 11)
    angles, beneath = (
        flow(side, rng, 60, variant.choice([0.1, 0.8]), variant.uniform(0, 1.5)),
        smooth_noise(side, rng, 50),
    )
    grid = np.mgrid[0 : side + size : size * 1.15, 0 : side + size : size * 1.15].reshape(2, -1).T
    for place in grid + rng.normal(0, size * 0.08, grid.shape):
        row, column = np.clip(place[::-1].astype(int), 0, side - 1)
        index = np.clip(round((0.5 + 0.3 * beneath[row, column]) * (len(palette) - 1)), 1, len(palette) - 1)
        tile = box(size, size * rng.uniform(0.7, 1)) * 0.95
        sheet.polygon(place + turned(tile, angles[row, column] + rng.normal(0, 0.15)), sheet.colour(0.08, [index]))
    return sheet.picture()


def glass(side, palette, variant, rng):
    """Flat cells with dark or light seams: stained glass, dry mud, a giraffe."""
    sheet, seam = Sheet(side, palette, rng), variant.uniform(0.5, 4)
    places = sheet.places(variant.uniform(12, 110), 30)
    cells, bright = spatial.Voronoi(places), variant.random() < 0.25
    lead = sheet.rgb(palette.max(0) if bright else palette.min(0) * 0.4)
    for region in (cells.regions[i] for i in cells.point_region):
        if region and -1 not in region:
            corners = cells.vertices[region]
            sheet.polygon(corners, sheet.colour(0.08))
            sheet.line(np.concatenate([corners, corners[:1]]), seam, lead)
    return sheet.picture()


def washes(side, palette, variant, rng):
    """Transparent blots with darker rims on light paper."""
    picture, size = np.ones((side, side, 3)) * (0.75 + 0.25 * palette[0]), variant.uniform(7, 26)
    y, x = np.mgrid[:side, :side]
    ragged, rim = size * variant.uniform(0.08, 0.35) * smooth_noise(side, rng, size), variant.uniform(0, 0.6)
    for _ in range(int(6 * (side / size) ** 2 * 0.35)):
        row, column = rng.uniform(0, side, 2)
        edge = (np.hypot(y - row, x - column) + ragged) / (size * rng.uniform(0.5, 1.3)) - 1
        cover = np.clip(-edge * 6, 0, 1) * (0.5 + rim * np.exp(-((edge * 7) ** 2)))
        picture *= 1 - cover[..., None] * (1 - palette[rng.integers(len(palette))]) * 0.7
    return picture + 0.02 * smooth_noise(side, rng, 2)[..., None]


def shards(side, palette, variant, rng):
    """A plane cut again and again by straight lines, the pieces flat or shaded: cubism, quilts, facets."""
    y, x = np.mgrid[:side, :side]
    count, free = int(variant.integers(8, 30)), variant.random() < 0.6
    labels, shade = np.zeros((side, side), int), np.zeros((side, side))
    for k in range(count):
        angle = rng.uniform(0, np.pi) if free else (k % 2) * np.pi / 2 + variant.uniform(0, 0)
        row, column = rng.uniform(0, side, 2)
        distance = (x - column) * np.cos(angle) + (y - row) * np.sin(angle)
        labels = labels * 2 + (distance > 0)
        labels = np.unique(labels, return_inverse=True)[1].reshape(side, side)
        shade += np.clip(distance / side, -0.3, 0.3) * rng.normal(0, 0.25)
    colours = palette[rng.integers(len(palette), size=labels.max() + 1)] + rng.normal(0, 0.05, (labels.max() + 1, 1))
    return colours[labels] + variant.choice([0, 1]) * shade[..., None]


def weave(side, palette, variant, rng):
    """Threads over and under one another, shaded as round: cloth, baskets, canvas."""
    pitch, angle, over = variant.uniform(3.5, 14), variant.choice([0, 0, np.pi / 4]), variant.integers(1, 4)
    y, x = np.mgrid[:side, :side] + rng.uniform(0, 50)
    u = (x * np.cos(angle) + y * np.sin(angle)) / pitch + 0.05 * smooth_noise(side, rng, 40)
    v = (y * np.cos(angle) - x * np.sin(angle)) / pitch + 0.05 * smooth_noise(side, rng, 40)
    warp = ((np.floor(u) + np.floor(v)) % (over + 1)) < 1
    across = np.where(warp, u % 1, v % 1)
    round_ = np.sqrt(np.clip(1 - (2 * across - 1) ** 2, 0, 1))
    colour = np.where(warp[..., None], palette[0], palette[1])
    return colour * (0.35 + 0.65 * round_[..., None]) + 0.03 * smooth_noise(side, rng, 2)[..., None]


MARKS = {
    f.__name__: f
    for f in (
        dead_leaves,
        dots,
        pointillism,
        strokes,
        hatching,
        scribbles,
        bricks,
        tesserae,
        glass,
        washes,
        shards,
        weave,
    )
}
