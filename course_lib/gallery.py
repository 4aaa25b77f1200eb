"""The pictures that took minutes to make: read from data/gallery with what made them, and scored again."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from course_lib import images
from course_lib.datasets import paintings, photographs
from course_lib.errors import CourseError
from course_lib.metrics.pictures import content_similarity, style_distance

FOLDER = Path(__file__).parents[1] / "data" / "gallery"
AGREE = 0.02


@dataclass(frozen=True)
class Piece:
    """One finished picture: its file, the names of its photograph and its painting, and its scores when it was made."""

    file: str
    photograph: str
    painting: str
    style_distance: float
    content_similarity: float

    def picture(self) -> np.ndarray:
        """The picture (h, w, 3) as stored, a JPEG."""
        return images.read(FOLDER / self.file)

    def scores(self) -> tuple[float, float]:
        """Style distance and content similarity, measured now on the stored file."""
        return scores(self.picture(), self.photograph, self.painting)


@dataclass(frozen=True)
class Sweep:
    """One photograph and one painting at rising beta, by L_total alone: the losses at the end, and the pictures."""

    start: str
    photograph: str
    painting: str
    settings: dict
    betas: tuple[float, ...]
    content_losses: tuple[float, ...]
    style_losses: tuple[float, ...]
    files: tuple[str, ...]

    @cached_property
    def pictures(self) -> list[np.ndarray]:
        """The stored pictures in the order of beta."""
        return [images.read(FOLDER / file) for file in self.files]


class Gallery:
    """The gallery's card and its pictures. Groups: "tuned", seen while the method was set up, and "held out"."""

    def __init__(self, card: dict):
        """`card` is what card.json holds."""
        self.made_by: str = card["made_by"]
        self.groups = {name: [Piece(**piece) for piece in pieces] for name, pieces in card["groups"].items()}
        self._sweeps = {
            sweep["start"]: Sweep(**{k: tuple(v) if isinstance(v, list) else v for k, v in sweep.items()})
            for sweep in card["sweeps"]
        }

    @classmethod
    def load(cls) -> "Gallery":
        """Read data/gallery/card.json. CourseError where it is missing."""
        path = FOLDER / "card.json"
        if not path.is_file():
            raise CourseError(f"{path} is missing. Get the repository again, or make it: {COMMAND}.")
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def sweep(self, start: str) -> Sweep:
        """The sweep over beta from "content" or from "noise"."""
        return self._sweeps[start]

    def pieces(self, group: str) -> list[Piece]:
        """The pieces of a group, by photograph and then by painting."""
        return self.groups[group]

    def columns(self, group: str) -> list[str]:
        """The paintings of a group, in order."""
        return list(dict.fromkeys(piece.painting for piece in self.groups[group]))

    def table(self, group: str) -> str:
        """Style distance and content similarity of each piece as noted, a line for each photograph."""
        columns = self.columns(group)
        width = max(len(name) for name in columns) + 2
        lines = [" " * 16 + "".join(f"{name:>{width}}" for name in columns)]
        for name in dict.fromkeys(piece.photograph for piece in self.groups[group]):
            row = [piece for piece in self.groups[group] if piece.photograph == name]
            noted = [f"{piece.style_distance:.2f} {piece.content_similarity:.2f}" for piece in row]
            lines.append(f"{name:16}" + "".join(f"{text:>{width}}" for text in noted))
        return "\n".join(lines)

    def scores_agree(self, group: str) -> bool:
        """Whether the first piece of each photograph, scored again, has the scores that were noted."""
        first = {piece.photograph: piece for piece in reversed(self.groups[group])}
        return all(
            abs(now - noted) < AGREE
            for piece in first.values()
            for now, noted in zip(piece.scores(), (piece.style_distance, piece.content_similarity), strict=True)
        )


COMMAND = "python -m course_lib.training.gallery"


def scores(picture: np.ndarray, photograph: str, painting: str) -> tuple[float, float]:
    """Style distance to the painting and content similarity to the photograph, both at the picture's size."""
    side = min(picture.shape[:2])
    style, content = paintings.paint(painting, side=side), photographs.load(photograph, side=side, square=True)
    return style_distance(picture, style), content_similarity(picture, content)
