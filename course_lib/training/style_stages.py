"""The stages of a style run, from coarse to fine: where each ends, how large its picture is, what is held in it."""

from dataclasses import dataclass

import numpy as np

from course_lib import checks
from course_lib.errors import SettingError
from course_lib.training.style_settings import StyleSettings

SMALLEST = 16  # pixels
FIRST_OF_TWO = 0.35  # of the steps: the coarse stage of two is the cheaper one


@dataclass(frozen=True)
class Stages:
    """The stages of a run with these settings on a content of this shape (height, width, 3)."""

    settings: StyleSettings
    shape: tuple[int, int, int]

    def ends(self) -> list[int]:
        """The step at which each ends, as long as no knob moves the end."""
        scales = self.settings.scales
        shares = [1.0 / len(scales)] * len(scales) if len(scales) != 2 else [FIRST_OF_TWO, 1 - FIRST_OF_TWO]
        ends = np.round(np.cumsum(shares) * self.settings.steps).astype(int)
        return [int(max(end, index + 1)) for index, end in enumerate(ends)]

    def size(self, stage: int) -> tuple[int, int]:
        """Height and width of the picture in a stage."""
        height, width = (max(SMALLEST, round(self.settings.scales[stage] * length)) for length in self.shape[:2])
        return height, width

    def layout(self, place: dict) -> list[tuple[tuple[int, ...], str]]:
        """Shape and dtype of each array that a run holds at a place (`StyleRun.place`). SettingError."""
        ends, own = place["ends"], self.ends()
        stage = checks.whole("stage", place["stage"], -1, len(own) - 1)
        for name, low, high in (("step", 0, ends[stage] if stage >= 0 else 0), ("warm_from", 0, place["step"])):
            checks.whole(name, place[name], low, high)
        if len(ends) != len(own) or ends[:-1] != own[:-1] or ends[-1] < own[-1]:
            raise SettingError(f"its stages end at {ends}, which this run's cannot")
        if stage < 0:
            return [(self.shape, "float32")]
        picture = ((1, *self.size(stage), 3), "float32")
        adam = [((), "int64"), ((), "float32"), picture, picture]  # iterations, rate, both moments
        return [picture] + adam * (self.settings.optimizer == "adam")
