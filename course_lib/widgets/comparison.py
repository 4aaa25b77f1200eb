"""Before and after: two pictures, one over the other, and a hand that wipes between them."""

import anywidget
import numpy as np
import traitlets

from course_lib import images
from course_lib.errors import PictureError
from course_lib.widgets import assets

JPEG_QUALITY = 92


class Comparison(anywidget.AnyWidget):
    """Two pictures of one size; `position` in [0, 1] is the share, from the left, that shows `before`."""

    _esm = assets.join("dom.js", "wipe.js", "comparison.js")
    _css = assets.join("theme.css", "wipe.css")
    before = traitlets.Bytes().tag(sync=True)
    after = traitlets.Bytes().tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    position = traitlets.Float(0.5, min=0.0, max=1.0).tag(sync=True)

    def __init__(
        self,
        before: np.ndarray,
        after: np.ndarray,
        names: tuple[str, str] = ("photograph", "result"),
        position: float = 0.5,
    ):
        """Arguments: before and after, pictures (height, width, 3) in [0, 1]; names, what each is called.

        Raises PictureError where they differ in size or are none.
        """
        before, after = images.check(before, "before"), images.check(after, "after")
        if before.shape != after.shape:
            sizes = " and ".join(f"{picture.shape[1]} x {picture.shape[0]}" for picture in (before, after))
            raise PictureError(f"before and after are {sizes} pixels; give two pictures of one size (images.resize).")
        super().__init__(
            before=images.encode(before, "jpeg", JPEG_QUALITY),
            after=images.encode(after, "jpeg", JPEG_QUALITY),
            names=list(names),
            position=position,
        )

    def __repr__(self) -> str:
        """One stable line, the same in every run."""
        return f"Comparison of two pictures: {self.names[0]} and {self.names[1]}"
