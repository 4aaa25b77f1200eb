"""A session without a network whose pictures are a sheet of translations, with a truth."""

from types import SimpleNamespace

import numpy as np
from fake_session import FakeSession

from course_lib import images

SIDE = 8


class FakeTranslations(FakeSession):
    """A `FakeSession` with averaged weights, verdicts and a truth that is scored every tenth step."""

    def __init__(self, truth=True, **options):
        self.averaged, self.verdicts = True, False
        pairs = SimpleNamespace(a=np.zeros((4, SIDE, SIDE, 3)))
        self.truth = SimpleNamespace(measure="1 - SSIM", pairs=pairs) if truth else None
        super().__init__(**options)

    def picture(self):
        columns = 5 if self.truth else 4
        light = self._share * (1.0 if self.averaged else 0.5) + 0.2 * self.verdicts
        return images.grid([np.full((SIDE, SIDE, 3), light, "float32")] * 4 * columns, columns=columns)

    def _one_step(self):
        super()._one_step()
        if self.truth and self.step % 10 == 0:
            self.history[-1] |= {"left to B": 1 - self._share, "left to A": 0.5}
