"""A CycleGAN that learns two sets of pictures: the run behind the labs of translation."""

from typing import TYPE_CHECKING

import numpy as np

from course_lib.errors import SettingError
from course_lib.metrics.translation_truth import Truth
from course_lib.training import replicas, translation_knobs
from course_lib.training.cyclegan import CycleGAN
from course_lib.training.knobs import Knobs
from course_lib.training.translation_settings import TranslationSettings
from course_lib.training.translation_sheet import EACH, sheet
from course_lib.training.translator_run import (
    TranslatorRun,
    as_bytes,
    compiled,
    demand_same_side,
    discriminator,
    generator,
    middles,
    seen_side,
    settings_of,
)

if TYPE_CHECKING:
    import tensorflow as tf

SCORED_EVERY = 25


class CycleGanRun(TranslatorRun):
    """`run = CycleGanRun(*WORLDS["seasons"].unpaired(1000))`, `run.run(500)`, `run.translate(pictures)`.

    With a truth the history says, every 25 steps, what is left of the way to it in either direction.
    """

    def __init__(
        self,
        a: np.ndarray,
        b: np.ndarray,
        settings: TranslationSettings | None = None,
        truth: Truth | None = None,
        strategy: "str | tf.distribute.Strategy" = "single",
        **changes,
    ):
        """Arguments: a (n, side, side, 3) and b (m, side, side, 3), pictures of either domain in [0, 1] or uint8;
        settings, and what is to be changed of them (`lambda_cycle=10`); truth, of the same side, to be scored against,
        never trained on; strategy, "single", or "mirrored" for all devices, each with a share of the batch (see
        `runtime.strategy`), or a strategy itself. Raises SettingError.
        """
        settings = settings_of(settings, changes)
        data = as_bytes(a, settings, "a"), as_bytes(b, settings, "b")
        demand_same_side(data)
        side = seen_side(data[0], settings)
        if truth and truth.pairs.a.shape[1] != side:
            raise SettingError(
                f"the truth's pictures have {truth.pairs.a.shape[1]} pixels a side, what is seen {side}."
            )
        with replicas.scope(strategy):
            model = compiled(
                CycleGAN(
                    [generator(settings, 0), generator(settings, 1)],
                    [discriminator(settings, 0), discriminator(settings, 1)],
                    Knobs(*translation_knobs.cyclegan_knobs(settings)),
                    settings,
                    side,
                )
            )
        self.truth, self.verdicts = truth, False
        super().__init__(model, data, settings)

    def there_and_back(self, pictures: np.ndarray, place: int = 0) -> tuple[np.ndarray, np.ndarray]:
        """Pictures (n, side, side, 3) in the other domain, and those brought back again."""
        there = self.translate(pictures, place)
        return there, self.translate(there, 1 - place)

    def score(self) -> dict[str, float]:
        """What is left of the way to the truth, in either direction. Only for a run with a truth."""
        pairs = self.truth.pairs
        return self.truth.left(self.translate(pairs.a), self.translate(pairs.b, 1))

    def shown_pictures(self) -> list[tuple[np.ndarray, np.ndarray | None]]:
        """For each domain, the pictures that are looked at and their truth, if it is known."""
        if self.truth is None:
            side = seen_side(self.data[0], self.settings)
            return [(middles(domain[:EACH], side) / np.float32(255), None) for domain in self.data]
        pairs, first, next_ = self.truth.pairs, slice(0, EACH), slice(EACH, 2 * EACH)
        return [(pairs.a[first], pairs.b[first]), (pairs.b[next_], pairs.a[next_])]

    def picture(self) -> np.ndarray:
        """The sheet of `translation_sheet`, under the discriminators' verdicts where `run.verdicts` is True."""
        return sheet(self, self.verdicts)

    def _after_call(self, losses: dict) -> None:
        super()._after_call(losses)
        if self.truth is not None and self.step // SCORED_EVERY > (self.step - self.pace) // SCORED_EVERY:
            self.history[-1] |= self.score()
