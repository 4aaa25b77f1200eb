"""A session without a network whose pictures are a sheet of samples: noise that clears into squares of one colour."""

import numpy as np
from fake_session import FakeSession

from course_lib import images

SIDE = 8


class FakeSamples(FakeSession):
    """A `FakeSession` with real pictures, and with weights of two kinds."""

    def __init__(self, **options):
        super().__init__(**options)
        self.averaged = True
        self.data = np.full((40, SIDE, SIDE, 3), 128, "uint8")
        self.data[:, 2:6, 2:6] = np.random.default_rng(0).integers(0, 256, (40, 1, 1, 3))

    def picture(self):
        noise = np.random.default_rng(1).random((32, SIDE, SIDE, 3))
        share = self._share if self.averaged else self._share / 2
        samples = (1 - share) * noise + share * self.data[:32] / 255
        large = samples.astype("float32").repeat(4, 1).repeat(4, 2)
        return images.grid(list(large), columns=8, gap=4)
