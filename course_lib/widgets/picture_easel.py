"""What a lab shows: the picture that is being made, as a JPEG."""

import numpy as np

from course_lib import images
from course_lib.widgets.feed import Painting

JPEG_QUALITY = 88


class PictureEasel:
    """Shows `session.picture()`, and keeps the last picture that could be drawn."""

    def __init__(self, session, about: str = ""):
        """Arguments: session, what is trained; about, what the picture shows, for its alternative text."""
        self._session, self._about = session, about or "the picture"
        self.picture: np.ndarray | None = None
        self.jpeg: bytes | None = None

    def paint(self) -> Painting:
        """The present picture, (height, width, 3) in [0, 1], as JPEG bytes. Raises PictureError for anything else."""
        picture = images.check(self._session.picture())
        jpeg = images.encode(picture, "jpeg", JPEG_QUALITY)
        self.picture, self.jpeg = picture, jpeg
        alt = f"{self._about}, at step {self._session.step} of {self._session.total}"
        return Painting({"alt": alt}, jpeg)

    def pack(self, painting: Painting) -> tuple[dict, list[bytes]]:
        """The JPEG is the message's one buffer."""
        return {}, [painting.content]

    def page_is_new(self) -> None:
        """Every message with a picture has all of it."""

    def fields(self) -> dict:
        """Nothing beside the state of the run."""
        return {}
