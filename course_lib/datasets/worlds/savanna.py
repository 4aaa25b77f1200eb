"""A savanna with one or two animals: in domain A their coats are plain (horses), in domain B striped (zebras).

Everything else is the same in both, to the last bit: outside the mask the pictures are equal.
"""

from dataclasses import dataclass, replace

import numpy as np

from course_lib.datasets.paintings.palette import colours, ramp
from course_lib.datasets.worlds import animal, land
from course_lib.datasets.worlds.animal import Animal
from course_lib.datasets.worlds.bushes import Bush, draw_bushes, paint_bush
from course_lib.datasets.worlds.canvas import Canvas, smooth_step

DOMAINS = ("horses", "zebras")
SKIES = {
    "noon": colours("#2f6fc4", "#6fa6e0", "#b7d6f0", "#e6f1f7"),
    "haze": colours("#6d93bd", "#9fbdd6", "#cbdbe2", "#ece9dc"),
    "dusk": colours("#5a6fa6", "#b58fa6", "#f0a878", "#fbd9a0"),
    "gold": colours("#7fa3c0", "#d8c79c", "#f3cf8b", "#fbe6b8"),
    "storm": colours("#4a5663", "#6f7d88", "#98a4aa", "#c2c8c6"),
}
GROUNDS = {
    "grass": colours("#3f5f22", "#5d8030", "#7d9c41", "#a2b45c"),
    "straw": colours("#8a6a2c", "#b08c41", "#cdaa5c", "#e2c67f"),
    "earth": colours("#6e4127", "#91583a", "#ad7450", "#c8946d"),
    "mixed": colours("#54662a", "#86833b", "#b39a52", "#cfb470"),
}
HAZE = np.array([0.72, 0.78, 0.82], np.float32)


@dataclass(frozen=True)
class Scene:
    """All that is in a picture of the savanna, in picture sides; `seed` draws the grain of ground, clouds and grass."""

    sky: str
    ground: str
    horizon: float
    hills: tuple[land.Range, ...]
    bushes: tuple[Bush, ...]
    animals: tuple[Animal, ...]
    sun: tuple[float, float] | None
    clouds: float
    rain: float
    seed: int

    @classmethod
    def draw(cls, rng: np.random.Generator) -> "Scene":
        """A scene at random."""
        sky = str(rng.choice(list(SKIES), p=[0.34, 0.2, 0.16, 0.16, 0.14]))
        horizon = float(rng.uniform(0.40, 0.58))
        hills = tuple(
            land.Range(horizon - float(rng.uniform(0.02, 0.09)), float(rng.uniform(0.015, 0.05)), haze, _seed(rng))
            for haze in (0.75, 0.5)[: rng.integers(0, 3)]
        )
        stormy = sky == "storm"
        return cls(
            sky=sky,
            ground=str(rng.choice(list(GROUNDS))),
            horizon=horizon,
            hills=hills,
            bushes=draw_bushes(rng, horizon),
            animals=_herd(rng, horizon),
            sun=(float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.08, horizon - 0.1)))
            if rng.random() < 0.35
            else None,
            clouds=float(rng.uniform(0.55, 0.8) if stormy else rng.choice([0.0, rng.uniform(0.2, 0.6)])),
            rain=float(rng.uniform(0.4, 0.8)) if stormy and rng.random() < 0.5 else 0.0,
            seed=_seed(rng),
        )


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(2**31))


def _herd(rng: np.random.Generator, horizon: float) -> tuple[Animal, ...]:
    """One animal, or two of which the farther is smaller and comes first."""
    size, feet = rng.uniform(0.36, 0.50), rng.uniform(max(0.78, horizon + 0.2), 0.93)
    near = Animal.draw(rng, 0.5, feet, size)
    near = replace(near, x=float(0.5 - 0.30 * near.facing * size + rng.uniform(-0.1, 0.1)))  # the head in the picture
    if rng.random() < 0.65:
        return (near,)
    # beside it rather than behind it, on the side where there is more room
    away = rng.uniform(0.30, 0.44) * (1 if near.x < 0.5 else -1)
    far = Animal.draw(rng, near.x + away, feet - rng.uniform(0.07, 0.13), size * rng.uniform(0.58, 0.72))
    return far, near


def render(scene: Scene, side: int, domains: tuple[int, ...] = (0, 1)) -> tuple[list[np.ndarray], np.ndarray | None]:
    """Paint a scene.

    Arguments: side, in pixels; domains, 0 for horses and 1 for zebras.
    Returns the pictures (side, side, 3) in that order, and the mask of the coats (side, side, 1), in [0, 1];
    no mask for one domain alone.
    """
    canvas = Canvas(side, domains)
    sky, storm = SKIES[scene.sky], scene.sky == "storm"
    land.paint_sky(canvas, sky)
    if scene.sun and not storm:
        land.paint_sun(canvas, *scene.sun, 0.045, (1.0, 0.93, 0.72))
    if scene.clouds:
        shadow = sky[1] * 0.75 + 0.15 if not storm else sky[0]
        land.paint_clouds(
            canvas, scene.clouds, scene.seed, sky[3] * 0.4 + 0.6 if not storm else sky[2], shadow, scene.horizon
        )
    _paint_ground(canvas, scene)
    for bush in scene.bushes:
        paint_bush(canvas, bush)
    for one in scene.animals:
        animal.paint(canvas, one)
    _paint_grass(canvas, scene)
    if scene.rain:
        _paint_rain(canvas, scene)
    return canvas.finish()


def _paint_ground(canvas: Canvas, scene: Scene) -> None:
    stops = GROUNDS[scene.ground]
    for hills in scene.hills:
        base = stops[1] * np.array([0.75, 0.85, 0.8], np.float32)
        canvas.paint(land.below(canvas, land.outline(canvas, hills)), base + hills.haze * (HAZE - base))
    edge = np.full_like(canvas.x, scene.horizon) + 0.012 * (land.outline(canvas, land.Range(0, 1, 0, scene.seed)))
    depth = np.clip((canvas.y - scene.horizon) / (1 - scene.horizon), 0, 1)
    tone = 0.62 - 0.22 * depth + 0.30 * land.relief(canvas, scene.seed)
    tone = tone - 0.12 * land.relief(canvas, scene.seed + 1, (30.0, 50.0), 2)
    ground = ramp(stops, tone)
    far = 0.45 * smooth_step(0.35, 0.0, depth)[..., None]
    canvas.paint(land.below(canvas, edge), ground + far * (HAZE - ground))


def _paint_grass(canvas: Canvas, scene: Scene) -> None:
    rng = np.random.default_rng([scene.seed, 5])
    stops = GROUNDS[scene.ground]
    for colour in (stops[0] * 0.85, stops[3]):
        canvas.paint(canvas.stencil(_in_front(rng, scene)), colour, opacity=0.8)


def _in_front(rng: np.random.Generator, scene: Scene) -> list[np.ndarray]:
    """Tufts everywhere but on the animals, whose coats they would hide."""
    blades = land.tufts(rng, 45, scene.horizon)

    def hides(blade):
        return any(
            abs(blade[0, 0] - one.x) < 0.75 * one.size and -one.size < blade[0, 1] - one.y < 0.05
            for one in scene.animals
        )

    return [blade for blade in blades if not hides(blade)] or [np.array([(2.0, 2.0), (2.1, 2.0), (2.0, 2.1)])]


def _paint_rain(canvas: Canvas, scene: Scene) -> None:
    rng = np.random.default_rng([scene.seed, 6])
    start = rng.uniform(-0.1, 1.0, (90, 2))
    fall = np.array([-0.02, 0.08])
    drops = [np.array([p, p + [0.004, 0], p + fall + [0.004, 0], p + fall]) for p in start]
    canvas.veil(canvas.everywhere(1.0), HAZE, 0.18 * scene.rain)
    canvas.veil(canvas.stencil(drops), (0.86, 0.89, 0.92), 0.35 * scene.rain)
