"""A picture, its changes, and two judges of them: the pixels, and a feature network."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from course_lib import checks, images, picture_changes
from course_lib.errors import PictureError
from course_lib.metrics.feature_distance import feature_distance, layer_distance, pixel_distance

FARTHEST, WIDEST, COARSEST = 16, 6.0, 0.3


@dataclass(frozen=True)
class Change:
    """What is done to a picture, one after the other in this order; all at 0: nothing.

    Attributes: shift, pixels to the right, 0 to 16; blur, deviation in pixels, 0 to 6; grain, deviation of the noise,
    0 to 0.3; dark, share of the light taken away, and fade, share of the other picture, 0 to 1. Raises SettingError.
    """

    shift: int = 0
    blur: float = 0.0
    grain: float = 0.0
    dark: float = 0.0
    fade: float = 0.0

    def __post_init__(self):
        """Refuse what is out of range."""
        checks.whole("shift", self.shift, 0, FARTHEST)
        for name, most in (("blur", WIDEST), ("grain", COARSEST), ("dark", 1.0), ("fade", 1.0)):
            checks.number(name, getattr(self, name), 0.0, most)


@dataclass(frozen=True)
class Verdict:
    """What the judges say of a changed picture: `pixel_distance`, `feature_distance`, and that of each layer."""

    pixels: float
    features: float
    layers: Mapping[str, float]


class TwoJudges:
    """One picture, judged again after each change."""

    def __init__(self, picture: np.ndarray, other: np.ndarray, network):
        """Arguments: picture and other, which can be faded in, of one size (height, width, 3); network, from pictures
        to a dict of features, as models.features.build makes it. Raises PictureError.
        """
        self.picture, self.other, self.network = images.check(picture), images.check(other, "other"), network
        if self.picture.shape != self.other.shape:
            raise PictureError(f"the pictures are {self.picture.shape} and {self.other.shape}; one size is wanted.")
        self._seen = self.features(self.picture)

    def features(self, picture: np.ndarray) -> dict[str, np.ndarray]:
        """What the network sees: layer -> (height', width', channels)."""
        return {name: np.asarray(maps)[0] for name, maps in self.network(picture[None]).items()}

    def changed(self, change: Change) -> np.ndarray:
        """The picture (height, width, 3) after a change."""
        picture, fifth = self.picture, picture_changes.WIDEST_BLUR * min(self.picture.shape[:2])
        if change.shift:
            picture = picture_changes.shifted(picture, change.shift)
        if change.blur:
            picture = picture_changes.blurred(picture, min(1.0, change.blur / fifth))
        if change.grain:
            picture = picture_changes.grained(picture, change.grain)
        if change.dark:
            picture = picture_changes.darkened(picture, change.dark)
        return picture_changes.faded(picture, self.other, change.fade) if change.fade else picture

    def judge(self, picture: np.ndarray, features: Mapping | None = None) -> Verdict:
        """Both distances of a picture from the one that was given first. `features`, of it, where they are known."""
        features = self.features(picture) if features is None else features
        return Verdict(
            pixel_distance(picture, self.picture),
            feature_distance(features, self._seen),
            {name: layer_distance(maps, self._seen[name]) for name, maps in features.items()},
        )
