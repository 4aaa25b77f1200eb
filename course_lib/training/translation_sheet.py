"""What a CycleGAN is doing, as one sheet: pictures of both domains, translated, brought back, and left as they are."""

import numpy as np

from course_lib import images
from course_lib.training.verdicts import overlaid, verdict

COLUMNS = ("input", "translated", "there and back", "identity", "truth")
EACH = 2  # scenes of either domain
SCALE, GAP = 2, 4


def columns(has_truth: bool) -> tuple[str, ...]:
    """What the columns of a sheet show; the last only where the truth is known."""
    return COLUMNS if has_truth else COLUMNS[:-1]


def rows(run, verdicts: bool = False) -> list[list[np.ndarray]]:
    """The pictures of the sheet, row by row: two scenes of A, then two of B; each (side, side, 3) in [0, 1].

    Arguments: run, a CycleGanRun; verdicts, whether each picture has over it what the discriminator of its domain says.
    """
    found = []
    for place, (pictures, truth) in enumerate(run.shown_pictures()):
        there, back = run.there_and_back(pictures, place)
        same = run.translate(pictures, 1 - place)
        shown = [pictures, there, back, same] + [truth] * (truth is not None)
        domains = (place, 1 - place, place, place, 1 - place)
        if verdicts:
            shown = [_judged(run, each, domain) for each, domain in zip(shown, domains, strict=False)]
        found += [list(row) for row in zip(*shown, strict=True)]
    return found


def sheet(run, verdicts: bool = False, scale: int = SCALE) -> np.ndarray:
    """The same as one picture, each pixel `scale` times as large: (height, width, 3) in [0, 1]."""
    lines = rows(run, verdicts)
    large = [picture.repeat(scale, 0).repeat(scale, 1) for row in lines for picture in row]
    return images.grid(large, columns=len(lines[0]), gap=GAP)


def _judged(run, pictures: np.ndarray, domain: int) -> np.ndarray:
    maps = verdict(run.gan.discriminators[domain], pictures)
    return np.stack([overlaid(picture, each) for picture, each in zip(pictures, maps, strict=True)])
