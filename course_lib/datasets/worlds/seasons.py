"""A hilly land with trees of two kinds, a lake and houses: summer in domain A, winter in B.

Shapes are the same in both. What winter leaves as it was (the trunks, and the walls of the houses) is outside the mask.
"""

from dataclasses import dataclass

import numpy as np

from course_lib.datasets.paintings.noise import fractal
from course_lib.datasets.paintings.palette import colours, ramp
from course_lib.datasets.worlds import land
from course_lib.datasets.worlds.canvas import Canvas, smooth_step
from course_lib.datasets.worlds.houses import House, paint_house
from course_lib.datasets.worlds.trees import Tree, paint_tree

DOMAINS = ("summer", "winter")
SUMMER_SKIES = (
    colours("#2b6cc4", "#66a3e0", "#aed4f2", "#e3f1f8"),
    colours("#3f86cf", "#86bbe6", "#c4e0f2", "#eef5f5"),
    colours("#4a7fb8", "#93b8d8", "#d2dfe0", "#f4ecd6"),
)
WINTER_SKIES = (
    colours("#8797ab", "#a5b3c2", "#c4ced8", "#dfe5ea"),
    colours("#97a5b6", "#b3bfca", "#ccd5dc", "#e6eaed"),
    colours("#7f8fa6", "#a3afc0", "#c9cfd8", "#e8e3e0"),
)
MEADOW = colours("#3f6d27", "#578831", "#7ba33f", "#a5bf5a")
SNOWFIELD = colours("#c3d2e4", "#dbe5f0", "#eef3f8", "#fbfcfe")
ICE = colours("#dbe9f2", "#a9c6dc", "#8fb3d0")
FAR = np.array([0.66, 0.76, 0.84], np.float32)
MOUNTAIN, SNOW, STALKS = colours("#5f7a86", "#f2f6fa", "#d0c8b8")


@dataclass(frozen=True)
class Lake:
    """A lake: its middle, its upper edge, half its width and height, in picture sides, and a seed of its shore."""

    x: float
    y: float
    wide: float
    tall: float
    seed: int


@dataclass(frozen=True)
class Scene:
    """All that is in a picture of the seasons, in picture sides; `seed` draws the grain of ground and clouds."""

    sky: int
    horizon: float
    mountains: tuple[land.Range, ...]
    hills: tuple[land.Range, ...]
    lake: Lake | None
    houses: tuple[House, ...]
    trees: tuple[Tree, ...]
    clouds: float
    seed: int

    @classmethod
    def draw(cls, rng: np.random.Generator) -> "Scene":
        """A scene at random."""
        horizon = float(rng.uniform(0.42, 0.56))
        mountains = tuple(
            land.Range(horizon - float(rng.uniform(0.08, 0.16)), float(rng.uniform(0.05, 0.09)), 0.35, _seed(rng))
            for _ in range(rng.integers(0, 2))
        )
        hills = tuple(
            land.Range(horizon - up, float(rng.uniform(0.015, 0.04)), haze, _seed(rng))
            for up, haze in ((0.06, 0.55), (0.02, 0.28))
        )
        lake = None
        if rng.random() < 0.6:
            y = float(rng.uniform(horizon + 0.2, 0.86))
            lake = Lake(
                float(rng.uniform(0.2, 0.8)),
                y,
                float(rng.uniform(0.3, 0.6)),
                float(rng.uniform(0.05, 0.11)),
                _seed(rng),
            )
        houses = tuple(House.draw(rng, horizon) for _ in range(int(rng.choice([0, 1, 2], p=[0.5, 0.35, 0.15]))))
        return cls(
            sky=int(rng.integers(len(SUMMER_SKIES))), horizon=horizon, mountains=mountains, hills=hills, lake=lake,
            houses=houses, trees=_wood(rng, horizon, lake), clouds=float(rng.uniform(0.15, 0.6)), seed=_seed(rng),
        )  # fmt: skip


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(2**31))


def _wood(rng: np.random.Generator, horizon: float, lake: Lake | None) -> tuple[Tree, ...]:
    """Four to fourteen trees, far ones small and first; none stands in the lake."""
    share, trees = rng.uniform(0.2, 0.8), []
    for _ in range(int(rng.integers(4, 15))):
        near = rng.random() ** 1.4
        x, y = rng.uniform(-0.02, 1.02), horizon + 0.0 + 0.36 * near
        if lake and abs(x - lake.x) < lake.wide and lake.y - 0.02 < y < lake.y + 2 * lake.tall + 0.03:
            y = lake.y - 0.03
            near = (y - horizon) / 0.36
        kind = "broad" if rng.random() < share else "conifer"
        tall = (0.12 + 0.24 * near) * rng.uniform(0.8, 1.2)
        trees.append(Tree(kind, float(x), float(y), float(tall), float(0.38 * (1 - near) ** 2), _seed(rng)))
    return tuple(sorted(trees, key=lambda tree: tree.y))


def render(scene: Scene, side: int, domains: tuple[int, ...] = (0, 1)) -> tuple[list[np.ndarray], np.ndarray | None]:
    """Paint a scene.

    Arguments: side, in pixels; domains, 0 for summer and 1 for winter.
    Returns the pictures (side, side, 3) in that order, and the mask of what changes (side, side, 1), in [0, 1];
    no mask for one domain alone.
    """
    canvas = Canvas(side, domains)
    _paint_sky(canvas, scene)
    for mountains in scene.mountains:
        _paint_mountains(canvas, mountains)
    for hills in scene.hills:
        green, white = MEADOW[1] * 0.9, SNOWFIELD[2]
        canvas.paint(land.below(canvas, land.outline(canvas, hills)), green + hills.haze * (FAR - green), white)
    _paint_meadow(canvas, scene)
    if scene.lake:
        _paint_lake(canvas, scene.lake, scene)
    _paint_grass(canvas, scene)
    standing = [(tree.y, tree) for tree in scene.trees] + [(house.y, house) for house in scene.houses]
    for _, thing in sorted(standing, key=lambda pair: pair[0]):
        if isinstance(thing, Tree):
            paint_tree(canvas, thing, FAR)
        else:
            paint_house(canvas, thing)
    return canvas.finish()


def _paint_mountains(canvas: Canvas, mountains: land.Range) -> None:
    """Bare rock with light and shade on its folds; in winter the folds show through the snow."""
    crest = land.outline(canvas, mountains)
    rock = MOUNTAIN + mountains.haze * (FAR - MOUNTAIN)
    canvas.paint(land.below(canvas, crest), rock, SNOW * 0.97)
    folds = land.relief(canvas, mountains.seed, (11.0, 7.0), 3)
    shade = canvas.everywhere(land.below(canvas, crest).cover * smooth_step(-0.1, 0.45, folds))
    canvas.paint(shade, rock * 0.84, 0.5 * (SNOWFIELD[0] + rock), opacity=0.4)


def _paint_sky(canvas: Canvas, scene: Scene) -> None:
    """A blue sky with white clouds, or a grey one where the same clouds hardly show."""
    summer, winter = SUMMER_SKIES[scene.sky], WINTER_SKIES[scene.sky]
    land.paint_sky(canvas, summer, winter)
    noise = fractal(canvas.frame, np.random.default_rng([scene.seed, 1]), (3.0, 8.0), 4, 0.55)
    cover = smooth_step(1.2 - 1.8 * scene.clouds, 2.0 - 1.5 * scene.clouds, noise)
    cover = canvas.everywhere(cover * smooth_step(scene.horizon, 0.0, canvas.y))
    canvas.paint(cover, (0.99, 0.99, 0.99), winter[3] + 0.05, opacity=0.85)


def _paint_meadow(canvas: Canvas, scene: Scene) -> None:
    """Grass, or snow over the same uneven ground."""
    crest = scene.horizon + 0.015 * land.outline(canvas, land.Range(0, 1, 0, scene.seed))
    depth = np.clip((canvas.y - scene.horizon) / (1 - scene.horizon), 0, 1)
    rough = land.relief(canvas, scene.seed, (4.0, 9.0))
    fine = land.relief(canvas, scene.seed + 1, (24.0, 40.0), 2)

    def green():
        grass = ramp(MEADOW, 0.58 - 0.2 * depth + 0.28 * rough + 0.10 * fine)
        return grass + 0.25 * smooth_step(0.3, 0.0, depth)[..., None] * (FAR - grass)

    def white():
        return ramp(SNOWFIELD, 0.66 - 0.15 * depth + 0.34 * rough + 0.12 * fine)

    canvas.paint(land.below(canvas, crest), green, white)


def _paint_grass(canvas: Canvas, scene: Scene) -> None:
    """Tufts and a few flowers, of which only dry stalks stand out of the snow; none grows in the lake."""
    rng = np.random.default_rng([scene.seed, 7])
    for summer, winter, opacity in ((MEADOW[0] * 0.9, SNOWFIELD[1], 0.6), (MEADOW[3], STALKS, 0.55)):
        blades = [blade for blade in land.tufts(rng, 24, scene.horizon) if not _wet(scene.lake, *blade[0])]
        if blades:
            canvas.paint(canvas.stencil(blades), summer, winter, opacity=opacity)


def _wet(lake: Lake | None, x: float, y: float) -> bool:
    return lake is not None and abs(x - lake.x) < lake.wide + 0.08 and lake.y - 0.03 < y < lake.y + 2.3 * lake.tall


def _paint_lake(canvas: Canvas, lake: Lake, scene: Scene) -> None:
    """Open water that mirrors the sky, or pale ice with drifts of snow, within one shore."""
    wobble = 0.16 * fractal(canvas.frame, np.random.default_rng([lake.seed, 4]), (5.0, 9.0), 2)
    inside = 1.0 - np.hypot((canvas.x - lake.x) / lake.wide, (canvas.y - lake.y - lake.tall) / lake.tall) + wobble
    shore = canvas.everywhere(smooth_step(-0.12, 0.0, inside))
    canvas.paint(shore, (0.42, 0.38, 0.26), SNOWFIELD[0], opacity=0.85)
    ripple = np.clip(fractal(canvas.frame, np.random.default_rng([lake.seed, 5]), (5.0, 60.0), 2) / 2, -1, 1)
    depth = np.clip((canvas.y - lake.y) / (2 * lake.tall), 0, 1)

    def water():
        return ramp(SUMMER_SKIES[scene.sky][2::-1] * 0.82, depth + 0.18 * ripple)

    def ice():
        return ramp(ICE, 0.25 + 0.5 * depth - 0.35 * ripple)

    canvas.paint(canvas.everywhere(smooth_step(0.0, 0.06, inside)), water, ice)
