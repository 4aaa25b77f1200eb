"""What the scores of style and content mean: finished pictures between yardsticks, on pairs that nothing was tuned on.

The pictures and their table are made by `course_lib.training.yardsticks` and lie in data/gallery.
"""

import json
from dataclasses import dataclass

import numpy as np

from course_lib import images
from course_lib.colour import match_colours
from course_lib.datasets import paintings, photographs
from course_lib.errors import CourseError
from course_lib.gallery import FOLDER
from course_lib.metrics.pictures import content_similarity, style_distance

COMMAND = "python -m course_lib.training.yardsticks"
TABLE, SHEET = FOLDER / "yardsticks.json", FOLDER / "yardsticks.jpg"
UNMADE = ("photograph", "recoloured", "style itself")  # what takes no style transfer at all
MADE = ("L_total alone", "patches, L_total")


@dataclass(frozen=True)
class Pair:
    """A photograph and a style: a painting with its seed, or a second photograph, for which the seed is None."""

    photograph: str
    style: str
    seed: int | None

    def pictures(self, side: int) -> tuple[np.ndarray, np.ndarray]:
        """The photograph and the style, squares (side, side, 3)."""
        if self.seed is None:
            style = photographs.load(self.style, side=side, square=True)
        else:
            style = paintings.paint(self.style, side=side, seed=self.seed)
        return photographs.load(self.photograph, side=side, square=True), style


def unmade(content: np.ndarray, style: np.ndarray) -> dict[str, np.ndarray]:
    """The yardsticks: the photograph, the photograph in the style's colours, the style with nothing of the photograph.

    Arguments: two pictures of one shape (h, w, 3). Returns three of that shape, by the names in UNMADE.
    """
    return dict(zip(UNMADE, (content, match_colours(content, style), style), strict=True))


def scores(picture: np.ndarray, content: np.ndarray, style: np.ndarray) -> tuple[float, float]:
    """Style distance and content similarity, to three digits."""
    return round(style_distance(picture, style), 3), round(content_similarity(picture, content), 3)


class Yardsticks:
    """The stored table: for each pair, the scores of the yardsticks and of the pictures that were made."""

    def __init__(self, table: dict):
        """`table` is what yardsticks.json holds."""
        self.side: int = table["side"]
        self.settings: dict[str, dict] = table["settings"]
        self.rows: dict[Pair, dict[str, tuple[float, float]]] = {
            Pair(**row["pair"]): {name: tuple(found) for name, found in row["scores"].items()} for row in table["rows"]
        }

    @classmethod
    def load(cls) -> "Yardsticks":
        """Read the table. CourseError where it is missing."""
        if not TABLE.is_file():
            raise CourseError(f"{TABLE} is missing. Get the repository again, or make it: {COMMAND}.")
        return cls(json.loads(TABLE.read_text(encoding="utf-8")))

    def sheet(self) -> np.ndarray:
        """All pictures on one sheet: the styles above, the photographs on the left, two rows for each photograph."""
        return images.read(SHEET)

    def nearer(self, one: str, other: str) -> list[Pair]:
        """The pairs for which `one` is nearer to the style than `other` is."""
        return [pair for pair, found in self.rows.items() if found[one][0] < found[other][0]]

    def keeps_more(self, one: str, other: str) -> list[Pair]:
        """The pairs for which `one` keeps more of the content than `other` does."""
        return [pair for pair, found in self.rows.items() if found[one][1] > found[other][1]]

    def summary(self) -> str:
        """A line for each kind of picture: the median of both scores over all pairs, and the worst."""
        lines = [f"{'':18}{'distance to the style':^26}{'content kept':^20}"]
        lines.append(f"{'':18}{'median':>12}{'farthest':>11}{'median':>12}{'least':>9}")
        for name in (*UNMADE, *MADE):
            style, content = np.transpose([found[name] for found in self.rows.values()])
            values = (np.median(style), style.max(), np.median(content), content.min())
            lines.append(
                f"{name:18}" + "".join(f"{v + 0.0:{w}.2f}" for v, w in zip(values, (12, 11, 12, 9), strict=True))
            )
        return "\n".join(lines)

    def agrees(self, pair: Pair, tolerance: float = 0.02) -> bool:
        """Whether the yardsticks of a pair, measured now, have the scores that were noted."""
        content, style = pair.pictures(self.side)
        now = {name: scores(picture, content, style) for name, picture in unmade(content, style).items()}
        return all(np.allclose(now[name], self.rows[pair][name], atol=tolerance) for name in UNMADE)
