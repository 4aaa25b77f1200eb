"""A generator's noise as a space: ways through it, and directions that change one thing in a picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from course_lib import checks
from course_lib.datasets import faces
from course_lib.errors import SettingError

READ = {
    "smile": lambda face: face.smiling,
    "open mouth": lambda face: face.mouth in ("open", "grin", "tongue"),
    "glasses": lambda face: face.glasses != "none",
    "hat": lambda face: face.hat != "none",
    "red cheeks": lambda face: face.cheeks != "none",
}
COMPONENTS = 150
HELD_OUT = 500
LEAST = 20


def between(one: np.ndarray, other: np.ndarray, shares) -> np.ndarray:
    """Points on the way from one noise (size,) to another: (n, size) for n shares in [0, 1].

    The way turns and stretches evenly (spherical interpolation, White 2016, section 2.1). Gaussian noise of many
    numbers nearly always has a length near the root of their count; a straight way would pass through shorter ones.
    """
    one, other = np.asarray(one, "float64"), np.asarray(other, "float64")
    lengths = np.linalg.norm(one), np.linalg.norm(other)
    shares = np.atleast_1d(np.asarray(shares, "float64"))[:, None]
    angle = np.arccos(np.clip(one @ other / max(lengths[0] * lengths[1], 1e-12), -1.0, 1.0))
    if np.sin(angle) < 1e-6:
        return ((1 - shares) * one + shares * other).astype("float32")
    turned = [np.sin((1 - shares) * angle) * one / lengths[0], np.sin(shares * angle) * other / lengths[1]]
    length = (1 - shares) * lengths[0] + shares * lengths[1]
    return (length * sum(turned) / np.sin(angle)).astype("float32")


def directions(noise: np.ndarray, has: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """For each attribute, the mean noise of the pictures that have it minus that of the others, brought to length 1.

    Arguments: noise (n, size); has, for each attribute n truth values, read from the pictures made of that noise.
    Radford 2016, section 6.3.2 does it with three pictures a side. Raises SettingError with fewer than 20 on a side.
    """
    found = {}
    for name, having in has.items():
        having = np.asarray(having, bool)
        few = min(having.sum(), (~having).sum())
        if few < LEAST:
            raise SettingError(
                f"only {few} of {len(having)} pictures tell {name!r} apart; {LEAST} are needed: add noise."
            )
        way = noise[having].mean(0) - noise[~having].mean(0)
        found[name] = (way / np.linalg.norm(way)).astype("float32")
    return found


def moved(noise: np.ndarray, direction: np.ndarray, by: float) -> np.ndarray:
    """Noise (n, size) moved by so many standard deviations along a direction (size,), each at its former length."""
    further = noise + by * direction
    scale = np.linalg.norm(noise, axis=1, keepdims=True) / np.linalg.norm(further, axis=1, keepdims=True)
    return (further * scale).astype("float32")


@dataclass(frozen=True)
class AttributeReader:
    """Says of a picture of a face whether it smiles, wears glasses and so on.

    Attributes: read, from pictures to truth values for each attribute; accuracy, of each on drawn faces held out.
    """

    _project: Callable
    _judges: Mapping[str, Callable]
    accuracy: Mapping[str, float]

    @classmethod
    def learned(cls, count: int = 2000, side: int = 32, seed: int = 11) -> "AttributeReader":
        """Learned from `count` drawn faces: logistic regression on 150 principal components. SettingError."""
        checks.whole("count", count, 2 * COMPONENTS, 100_000)
        from sklearn.decomposition import PCA
        from sklearn.linear_model import LogisticRegression

        described = faces.sample(count + HELD_OUT, seed)
        pixels = faces.render(count + HELD_OUT, side, seed).reshape(count + HELD_OUT, -1)
        project = PCA(COMPONENTS, random_state=0).fit(pixels[:count]).transform
        features = project(pixels)
        judges, accuracy = {}, {}
        for name, tell in READ.items():
            true = np.array([tell(face) for face in described])
            judge = LogisticRegression(max_iter=300).fit(features[:count], true[:count])
            judges[name], accuracy[name] = judge.predict, float(judge.score(features[count:], true[count:]))
        return cls(project, judges, accuracy)

    def read(self, pictures: np.ndarray) -> dict[str, np.ndarray]:
        """For each attribute, whether each picture (n, side, side, 3) in [0, 1] has it: n truth values."""
        features = self._project(np.asarray(pictures, "float32").reshape(len(pictures), -1))
        return {name: judge(features).astype(bool) for name, judge in self._judges.items()}
