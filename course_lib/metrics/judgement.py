"""Sets of samples as rows of a table, with yardsticks beside them: a number has something to be read against."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from course_lib.errors import SettingError
from course_lib.metrics import neighbours
from course_lib.metrics.copying import copying
from course_lib.metrics.embedding import Embedding, checked_pictures
from course_lib.metrics.frechet import frechet_distance
from course_lib.metrics.kernel import KernelDistance, kernel_distance

BLUR = 1 / 16  # the standard deviation of the yardstick's blur, in sides of a picture: 2 pixels of 32
YARDSTICKS = ("held-out real", "blurred real", "mean picture", "noise")


@dataclass(frozen=True)
class Judgement:
    """What every measure says of one set of samples against the same real ones.

    kernel: the kernel distance with its error; frechet: biased by the counts; copying: against the training data, 0.5
    for new samples, None where no training data were given; counts: (real, samples).
    """

    name: str
    kernel: KernelDistance
    frechet: float
    precision: float
    recall: float
    density: float
    coverage: float
    copying: float | None
    counts: tuple[int, int]


@dataclass(frozen=True)
class Scoreboard:
    """Judgements by one embedding against the same real samples, one row each; `board["samples"]` is one of them."""

    features: str
    rows: tuple[Judgement, ...]

    def __getitem__(self, name: str) -> Judgement:
        """The row of that name. Raises SettingError."""
        for row in self.rows:
            if row.name == name:
                return row
        raise SettingError(f"no row is called {name!r}; there are {', '.join(repr(row.name) for row in self.rows)}.")

    def __str__(self) -> str:
        """A table, with the features and the counts above it."""
        wide = max(len(row.name) for row in self.rows)
        copies = any(row.copying is not None for row in self.rows)
        head = f"{'':{wide}}  {'kernel distance':>20}  {'Frechet':>8}  precision  recall  density  coverage"
        lines = [f"features: {self.features}; N = {self._counts()}", head + ("  copying" if copies else "")]
        for row in self.rows:
            line = f"{row.name:{wide}}  {row.kernel.short:>20}  {_short(row.frechet):>8}  {row.precision:9.2f}"
            line += f"  {row.recall:6.2f}  {row.density:7.2f}  {row.coverage:8.2f}"
            lines.append(line + (f"  {row.copying:7.2f}" if row.copying is not None else ""))
        return "\n".join(lines)

    def _counts(self) -> str:
        real = sorted({row.counts[0] for row in self.rows})
        made = sorted({row.counts[1] for row in self.rows})
        return f"{' or '.join(map(str, real))} real against {' or '.join(map(str, made))}"


def judge(
    samples: Mapping[str, np.ndarray],
    real: np.ndarray,
    embedding: Embedding,
    training: np.ndarray | None = None,
    held_out: np.ndarray | None = None,
    k: int = 5,
) -> Scoreboard:
    """Judge each set of pictures against the real ones by every measure.

    Args:
        samples: from a name to its pictures (m, h, w, 3) in [0, 1].
        real: pictures (n, h, w, 3) to compare with.
        embedding: of `metrics.embedding`.
        training: what was learned from; with `held_out`, real pictures that were not, it gives the copying column.
        k: neighbours that make a ball, for precision, recall, density and coverage.

    Raises SettingError where no set is given, one is too small, or only one of training and held_out is there;
    PictureError for bad pictures.
    """
    if not samples:
        raise SettingError("judge was given no samples: a dictionary from a name to its pictures is wanted.")
    if (training is None) != (held_out is None):
        raise SettingError("Copying needs both, training and held_out: give both or neither.")
    reference = embedding(real)
    learned = None if training is None else (embedding(training), embedding(held_out))
    rows = [judge_features(name, embedding(pictures), reference, learned, k) for name, pictures in samples.items()]
    return Scoreboard(embedding.name, tuple(rows))


def judge_features(
    name: str, made: np.ndarray, reference: np.ndarray, learned: tuple[np.ndarray, np.ndarray] | None = None, k: int = 5
) -> Judgement:
    """One row, where the features are there already: made (m, d) against reference (n, d).

    Arguments: learned, the features of training and of held-out pictures, for the copying column. Raises SettingError.
    """
    balls = neighbours.precision_recall(reference, made, k)
    spread = neighbours.density_coverage(reference, made, k)
    return Judgement(
        name,
        kernel_distance(reference, made),
        frechet_distance(reference, made),
        balls.precision,
        balls.recall,
        spread.density,
        spread.coverage,
        None if learned is None else copying(made, *learned),
        (len(reference), len(made)),
    )


def yardsticks(held_out: np.ndarray, count: int | None = None, seed: int = 0) -> dict[str, np.ndarray]:
    """Four sets of `count` pictures to read a score against: the best that can be, and three ways to be wrong.

    From held-out real pictures (n, h, w, 3): themselves, the same blurred, their mean again and again, and even noise.
    All of the set where `count` is None. Raises PictureError, SettingError for a count that is not 1 to n.
    """
    held_out = checked_pictures(held_out)
    count = len(held_out) if count is None else count
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= len(held_out):
        raise SettingError(f"count is a whole number from 1 to {len(held_out)}, the pictures given; not {count!r}.")
    real = held_out[:count]
    mean = np.repeat(held_out.mean(axis=0, keepdims=True), count, axis=0)
    noise = np.random.default_rng(seed).random(real.shape, np.float32)
    return dict(zip(YARDSTICKS, (real, blurred(real), mean, noise), strict=True))


def blurred(pictures: np.ndarray, share: float = BLUR) -> np.ndarray:
    """Pictures (n, h, w, 3) under a Gaussian blur with a standard deviation of `share` of their height."""
    deviation = share * pictures.shape[1]
    return ndimage.gaussian_filter(pictures, (0, deviation, deviation, 0)).astype(np.float32)


def _short(value: float) -> str:
    """Three significant digits, without an exponent, and never -0."""
    decimals = max(0, 2 - int(np.floor(np.log10(max(abs(value), 1e-9)))))
    return f"{round(value, decimals) + 0.0:.{decimals}f}"
