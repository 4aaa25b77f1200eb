"""Records of runs: what was set, which knob was turned at which step, and how far it went; enough to run it again."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from course_lib.errors import CourseError, SettingError
from course_lib.training.knobs import Turn


def fingerprint(*pictures: np.ndarray) -> str:
    """A short digest of pictures (height, width, 3) in [0, 1], to tell whether a replay was given the same ones."""
    digest = hashlib.sha256()
    for picture in pictures:
        digest.update(str(picture.shape).encode())
        digest.update(np.round(picture * 255).astype("uint8").tobytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class RunRecord:
    """A run in few words: its settings, the fingerprint of its pictures, its turns in order, and the steps it took."""

    settings: dict
    pictures: str
    turns: tuple[Turn, ...]
    steps: int

    def to_json(self) -> str:
        """The record as JSON text."""
        return json.dumps(asdict(self), indent=1)

    @classmethod
    def from_json(cls, text: str) -> "RunRecord":
        """The record that `to_json` wrote. SettingError where the text is not one."""
        try:
            values = json.loads(text)
            turns = tuple(Turn(**turn) for turn in values.pop("turns"))
            return cls(turns=turns, **values)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise SettingError(f"this text is no record of a run ({error}); give what to_json() returned.") from None

    def save(self, path: str | Path) -> None:
        """Write the record to a file."""
        Path(path).write_text(self.to_json(), encoding="utf-8")

    @classmethod
    def load(cls, path: str | Path) -> "RunRecord":
        """Read a record from a file. CourseError where there is none."""
        try:
            return cls.from_json(Path(path).read_text(encoding="utf-8"))
        except OSError as error:
            raise CourseError(f"the record {path} cannot be read: {error.strerror}.") from None
