"""A CycleGAN that learns two sets of pictures: the run behind the labs of translation."""

import numpy as np

from course_lib.training import translation_knobs
from course_lib.training.cyclegan import CycleGAN
from course_lib.training.knobs import Knobs
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


class CycleGanRun(TranslatorRun):
    """`run = CycleGanRun(*WORLDS["seasons"].unpaired(1000))`, `run.run(500)`, `run.translate(pictures)`."""

    def __init__(self, a: np.ndarray, b: np.ndarray, settings: TranslationSettings | None = None, **changes):
        """Arguments: a (n, side, side, 3) and b (m, side, side, 3), pictures of either domain in [0, 1] or uint8;
        settings, and what is to be changed of them (`lambda_cycle=10`). Raises SettingError.
        """
        settings = settings_of(settings, changes)
        data = as_bytes(a, settings, "a"), as_bytes(b, settings, "b")
        demand_same_side(data)
        model = CycleGAN(
            [generator(settings, 0), generator(settings, 1)],
            [discriminator(settings, 0), discriminator(settings, 1)],
            Knobs(*translation_knobs.cyclegan_knobs(settings)),
            settings,
            data[0].shape[1],
        )
        super().__init__(compiled(model), data, settings)

    def there_and_back(self, pictures: np.ndarray, place: int = 0) -> tuple[np.ndarray, np.ndarray]:
        """Pictures (n, side, side, 3) in the other domain, and those brought back again."""
        there = self.translate(pictures, place)
        return there, self.translate(there, 1 - place)
