"""Make the held-out table and its sheet: `python -m course_lib.training.yardsticks`, ten minutes on one core.

Nothing was tuned on these pairs: the photographs are not in the gallery, the paintings have another seed and are not
in it either, two styles are photographs, and the size is another. The settings are the gallery's own, and the
defaults. Rocket and flower are among the ten photographs that the feature network's scale was measured on.
"""

import json
from dataclasses import asdict

import numpy as np

from course_lib import images, yardsticks
from course_lib.training.gallery import FINISH
from course_lib.training.style_run import StyleRun
from course_lib.yardsticks import COMMAND, MADE, SHEET, TABLE, Pair

SIDE, CELL = 192, 104
PHOTOGRAPHS = ("rocket", "flower", "camera", "coins")
STYLES = (
    ("watercolour", 1),
    ("cubist_facets", 1),
    ("marbling", 1),
    ("paper_cutouts", 1),
    ("ihc", None),
    ("hubble", None),
)
SETTINGS = dict(zip(MADE, ({"start": "content", "seed": 0}, FINISH), strict=True))


def make(name: str, content: np.ndarray, style: np.ndarray) -> np.ndarray:
    """One picture by one of the methods in MADE, of the content's shape."""
    run = StyleRun(content, style, **SETTINGS[name])
    run.run()
    return run.picture()


def make_row(pair: Pair, made: dict[str, np.ndarray]) -> dict:
    """The scores of all pictures of a pair, as the table holds them."""
    content, style = pair.pictures(SIDE)
    pictures = yardsticks.unmade(content, style) | made
    found = {name: yardsticks.scores(picture, content, style) for name, picture in pictures.items()}
    print(pair, found, flush=True)
    return {"pair": asdict(pair), "scores": found}


def sheet(made: dict[Pair, dict[str, np.ndarray]]) -> np.ndarray:
    """The styles above, the photographs on the left; for each, a row by each of the methods in MADE."""
    blank = np.full((SIDE, SIDE, 3), 0.95, "float32")
    cells = [blank, *(Pair(PHOTOGRAPHS[0], *style).pictures(SIDE)[1] for style in STYLES)]
    for name in PHOTOGRAPHS:
        pairs = [Pair(name, *style) for style in STYLES]
        for place, method in enumerate(MADE):
            cells += [blank if place else pairs[0].pictures(SIDE)[0], *(made[pair][method] for pair in pairs)]
    return images.grid([images.resize(cell, CELL) for cell in cells], columns=1 + len(STYLES))


def main() -> None:
    """Make every picture, the table and the sheet."""
    pairs = [Pair(name, *style) for name in PHOTOGRAPHS for style in STYLES]
    made, rows = {}, []
    for pair in pairs:
        made[pair] = {name: make(name, *pair.pictures(SIDE)) for name in MADE}
        rows.append(make_row(pair, made[pair]))
    images.write(sheet(made), SHEET, quality=60)
    table = {"command": COMMAND, "side": SIDE, "settings": SETTINGS, "rows": rows}
    TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
