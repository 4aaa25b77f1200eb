"""What a picture of a GAN in the plane shows: fakes, D's judgement, G's manifold and pushes, in one compiled call."""

from collections.abc import Collection
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from course_lib import runtime
from course_lib.datasets.plane import WINDOW

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

from course_lib.training.plane_run import PlaneRun  # noqa: E402

LAYERS = ("heat", "manifold", "pushes")
SAMPLES = 512
COUNTED = 2048
PUSHED = 96
GRID = 40
SQUARE = (20, 20)
THREAD = (0, 200)
MIDDLES = {"least_squares": 0.5, "hinge": 0.0}
LEAST_REACH = 1e-3
JUDGED = {"of_reals", "of_fakes", "heat"}
OUTERMOST = 0.01  # the share of Gaussian noise that lies beyond each edge of the manifold


@dataclass(frozen=True)
class Frame:
    """A picture of the game as numbers; what is hidden is None.

    fakes: (512, 2) float32, of noise that never changes. heat: (40, 40) uint8, row 0 on top, from 0 at `range[0]` to
    255 at `range[1]`. kind: "probability", whose range is 0 to 1, or "score", whose range lies evenly about `middle`.
    manifold: (rows + 1, columns + 1, 2), where G takes a lattice of noise whose cells are equally probable; one row of
    vertices for noise of one number. pushes: (96, 4) float32, x and y of a fake and where G's loss would move it.
    means: D's mean over the shown real points and over the fakes.
    """

    fakes: np.ndarray
    heat: np.ndarray | None
    kind: str
    range: tuple[float, float]
    middle: float
    manifold: np.ndarray | None
    pushes: np.ndarray | None
    means: tuple[float, float]


class PlaneCamera:
    """Takes the frames of one run."""

    def __init__(self, run: PlaneRun):
        """Fix what every frame looks at: the real points, the noise of the fakes, the grid and the lattice."""
        self.run = run
        self.reals, self.noise = run.sample(SAMPLES), run.noise(SAMPLES)
        self.cells = THREAD if run.settings.noise_size == 1 else SQUARE
        self.vertices = (self.cells[0] + 1, self.cells[1] + 1)
        self._lattice = tf.constant(lattice(run.settings.noise, self.cells))
        self._reals, self._noise, self._grid = tf.constant(self.reals), tf.constant(self.noise), tf.constant(grid())
        self._counted = tf.constant(run.noise(COUNTED))
        self._look = tf.function(self._compute)
        self._generate = tf.function(lambda: run.gan.generator(self._counted))

    def frame(self, layers: Collection[str] = LAYERS) -> Frame:
        """The frame as the networks stand now; of the `layers` that are not named nothing is computed."""
        shown = {name: name in layers for name in LAYERS}
        seen = {name: value.numpy() for name, value in self._look(**shown).items()}
        judged = {name: seen[name] if self.run.family.critic else _sigmoid(seen[name]) for name in JUDGED & seen.keys()}
        means = (float(judged["of_reals"].mean()), float(judged["of_fakes"].mean()))
        low, middle, high = self._range(judged, means)
        return Frame(
            fakes=seen["fakes"],
            heat=_bytes(judged["heat"], low, high) if "heat" in judged else None,
            kind="score" if self.run.family.critic else "probability",
            range=(low, high),
            middle=middle,
            manifold=seen["manifold"].reshape(*self.vertices, 2) if "manifold" in seen else None,
            pushes=seen.get("pushes"),
            means=means,
        )

    def points(self) -> np.ndarray:
        """Fakes to count rather than to look at: (2048, 2) float32, of noise that never changes."""
        return self._generate().numpy()

    def _range(self, judged: dict, means: tuple[float, float]) -> tuple[float, float, float]:
        """What the palest and both darkest colours stand for: low, middle and high."""
        if not self.run.family.critic:
            return 0.0, 0.5, 1.0
        middle = MIDDLES.get(self.run.family.name, sum(means) / 2)
        reach = max(LEAST_REACH, *(float(np.abs(values - middle).max()) for values in judged.values()))
        return middle - reach, middle, middle + reach

    def _compute(self, heat: bool, manifold: bool, pushes: bool) -> dict:
        gan = self.run.gan
        made = gan.generator(tf.concat([self._noise] + [self._lattice] * manifold, 0))
        fakes = made[:SAMPLES]
        judged = gan.discriminator(tf.concat([self._reals, fakes] + [self._grid] * heat, 0))[:, 0]
        seen = {"fakes": fakes, "of_reals": judged[:SAMPLES], "of_fakes": judged[SAMPLES : 2 * SAMPLES]}
        if heat:
            seen["heat"] = judged[2 * SAMPLES :]
        if manifold:
            seen["manifold"] = made[SAMPLES:]
        if pushes:
            seen["pushes"] = tf.concat([fakes[:PUSHED], self._pushes(fakes[:PUSHED])], 1)
        return seen

    def _pushes(self, points):
        with tf.GradientTape() as tape:
            tape.watch(points)
            loss = self.run.gan.generator_loss(self.run.gan.discriminator(points))
        return -PUSHED * tape.gradient(loss, points)


def grid() -> np.ndarray:
    """The middles of the heat map's cells, row by row from the top: (1600, 2) float32."""
    places = (np.arange(GRID) + 0.5) / GRID * 2 * WINDOW - WINDOW
    x, y = np.meshgrid(places, places[::-1])
    return np.stack([x, y], -1).reshape(-1, 2).astype("float32")


def lattice(noise: str, cells: tuple[int, int]) -> np.ndarray:
    """Noise on a lattice whose cells are equally probable, row by row: ((rows + 1) * (columns + 1), 2) float32.

    For noise of one number, cells (0, columns): (columns + 1, 1). Of Gaussian noise the outermost hundredth on each
    side is left out, for it has no end.
    """
    rows, columns = (_places(noise, count) for count in cells)
    if cells[0] == 0:
        return columns[:, None].astype("float32")
    return np.stack(np.meshgrid(columns, rows), -1).reshape(-1, 2).astype("float32")


def _places(noise: str, count: int) -> np.ndarray:
    if noise == "uniform":
        return np.linspace(-1, 1, count + 1)
    normal = NormalDist()
    return np.array([normal.inv_cdf(share) for share in np.linspace(OUTERMOST, 1 - OUTERMOST, count + 1)])


def _sigmoid(logits: np.ndarray) -> np.ndarray:
    return 0.5 + 0.5 * np.tanh(0.5 * logits)


def _bytes(values: np.ndarray, low: float, high: float) -> np.ndarray:
    shares = (values.reshape(GRID, GRID) - low) / (high - low)
    return np.rint(255 * np.clip(np.nan_to_num(shares, nan=0.5), 0, 1)).astype("uint8")
