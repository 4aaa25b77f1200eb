"""A generator whose faults can be turned up and down, and its scores at once: features of every turn lie ready."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from course_lib import checks
from course_lib.datasets import faces, forgeries
from course_lib.datasets.faces.face import SKINS
from course_lib.metrics import embedding as embeddings
from course_lib.metrics.judgement import Judgement, blurred, judge_features

FEWEST, MOST = 20, 150
BLURS = (0.0, 0.5, 1.0, 1.5)  # standard deviations in pixels
NOISES = (0.0, 0.03, 0.08)  # standard deviations; 1 is from black to white
SIDE = 32
K = 5


@dataclass(frozen=True)
class Faults:
    """What is wrong with the generator.

    kinds: colours of skin that it makes, of 10; blur and noise: places in BLURS and NOISES; copies: per cent of
    pictures that are training pictures (blurred and noisy like the rest); count: N, of its pictures and of real ones.
    Raises SettingError for what is outside.
    """

    kinds: int = len(SKINS)
    blur: int = 0
    noise: int = 0
    copies: int = 0
    count: int = MOST

    def __post_init__(self):
        """Check each."""
        checks.whole("kinds", self.kinds, 1, len(SKINS))
        checks.whole("blur", self.blur, 0, len(BLURS) - 1)
        checks.whole("noise", self.noise, 0, len(NOISES) - 1)
        checks.whole("copies", self.copies, 0, 100)
        checks.whole("count", self.count, FEWEST, MOST)


class Bench:
    """Real faces, a faulty generator and an embedding; `judge(faults)` takes a few hundredths of a second.

    At each place of the generator stands one face, which changes its skin when its kind is dropped. Every picture that
    can occur is made and embedded beforehand, at each blur and each noise.
    """

    def __init__(self, embedding: embeddings.Embedding | None = None, seed: int = 0):
        """Arguments: embedding, the offline features by default; seed, of all faces."""
        checks.whole("seed", seed, 0, 1_000_000)
        self.embedding = embeddings.offline() if embedding is None else embedding
        self._seed = seed
        self._real = self.embedding(faces.render(MOST, SIDE, seed + 1))
        self._held_out = self.embedding(faces.render(MOST, SIDE, seed + 2))
        self._fresh = self.embedding(faces.render(MOST, SIDE, seed + 3))
        self._yardsticks: dict[int, Judgement] = {}
        self._pool, self._places = self._drawn()
        self._features = {turn: self.embedding(self._corrupted(*turn)) for turn in np.ndindex(len(BLURS), len(NOISES))}

    def judge(self, faults: Faults) -> Judgement:
        """The scores of a generator with these faults: `count` of its pictures against as many real ones."""
        made = self._features[faults.blur, faults.noise][self._chosen(faults)]
        return self._judged("the generator", made, faults.count)

    def yardstick(self, count: int) -> Judgement:
        """The scores of `count` new real faces: the best that can be at that N, and what chance does to it."""
        checks.whole("count", count, FEWEST, MOST)
        if count not in self._yardsticks:
            self._yardsticks[count] = self._judged("new real faces", self._fresh[:count], count)
        return self._yardsticks[count]

    def pictures(self, faults: Faults, most: int = MOST) -> tuple[np.ndarray, np.ndarray]:
        """At most `most` of the generator's pictures, spread over all, and which of them are copies.

        (n, 32, 32, 3) float32 in [0, 1] and (n,) of truth values.
        """
        chosen = self._chosen(faults)
        shown = chosen[np.unique(np.linspace(0, len(chosen) - 1, min(most, len(chosen))).astype(int))]
        return self._corrupt(self._pool[shown], faults.blur, faults.noise, shown), shown < MOST

    def _judged(self, name: str, made: np.ndarray, count: int) -> Judgement:
        return judge_features(name, made, self._real[:count], (self._training, self._held_out[:count]), K)

    @cached_property
    def _training(self) -> np.ndarray:
        return self._features[0, 0][:MOST]

    def _drawn(self) -> tuple[np.ndarray, np.ndarray]:
        """Every picture there can be, training pictures first, and the place in it of each face at each kinds - 1."""
        training = faces.sample(MOST, self._seed)
        by_kinds = [forgeries.few_kinds(MOST, kinds, self._seed + 4) for kinds in range(1, len(SKINS) + 1)]
        place = {face: MOST + i for i, face in enumerate(dict.fromkeys(sum(by_kinds, [])))}
        places = np.array([[place[face] for face in row] for row in by_kinds])
        return forgeries.drawn([*training, *place], SIDE), places

    def _chosen(self, faults: Faults) -> np.ndarray:
        """The places in the pool of the generator's pictures: copies take turns with faces of its own."""
        rank = np.random.default_rng(self._seed).permutation(MOST)[: faults.count]
        copies = np.argsort(np.argsort(rank)) < round(faults.copies / 100 * faults.count)
        return np.where(copies, np.arange(faults.count), self._places[faults.kinds - 1, : faults.count])

    def _corrupted(self, blur: int, noise: int) -> np.ndarray:
        return self._corrupt(self._pool, blur, noise, np.arange(len(self._pool)))

    @cached_property
    def _grain(self) -> np.ndarray:
        """Noise of deviation 1 for each picture of the pool, the same at every strength."""
        return np.random.default_rng(self._seed).standard_normal(self._pool.shape, np.float32)

    def _corrupt(self, pictures: np.ndarray, blur: int, noise: int, places: Sequence[int]) -> np.ndarray:
        soft = blurred(pictures, BLURS[blur] / SIDE) if blur else pictures
        return np.clip(soft + np.float32(NOISES[noise]) * self._grain[places], 0, 1)
