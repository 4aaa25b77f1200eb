"""A pix2pix that learns from pairs: CycleGAN's paired sibling, and what it can be measured against."""

from typing import TYPE_CHECKING

import numpy as np

from course_lib.errors import SettingError
from course_lib.training import replicas, translation_knobs
from course_lib.training.knobs import Knobs
from course_lib.training.pix2pix import Pix2pix
from course_lib.training.translation_settings import TranslationSettings
from course_lib.training.translator_run import (
    TranslatorRun,
    as_bytes,
    compiled,
    demand_same_side,
    discriminator,
    generator,
    settings_of,
)

if TYPE_CHECKING:
    import tensorflow as tf


class Pix2pixRun(TranslatorRun):
    """`run = Pix2pixRun(pairs.a, pairs.b)`, `run.run(500)`, `run.translate(pictures)`: from A to B and no way back."""

    def __init__(
        self,
        a: np.ndarray,
        b: np.ndarray,
        settings: TranslationSettings | None = None,
        strategy: "str | tf.distribute.Strategy" = "single",
        **changes,
    ):
        """Arguments: a and b (n, side, side, 3), in [0, 1] or uint8, a[i] and b[i] of one scene; settings, and what is
        to be changed of them (`lambda_l1=10`); strategy, as in `CycleGanRun`. Raises SettingError.
        """
        settings = settings_of(settings, changes)
        data = as_bytes(a, settings, "a"), as_bytes(b, settings, "b")
        demand_same_side(data)
        if len(data[0]) != len(data[1]):
            raise SettingError(f"pairs are as many in a as in b, not {len(data[0])} and {len(data[1])}.")
        with replicas.scope(strategy):
            model = compiled(
                Pix2pix(
                    generator(settings),
                    discriminator(settings, channels=6),
                    Knobs(*translation_knobs.pix2pix_knobs(settings)),
                    settings,
                )
            )
        super().__init__(model, data, settings)
