"""A page that is no browser: it keeps what a live widget sends, and says what a hand would."""


class Page:
    """To be put before a live widget: keeps what is sent and, if `answering`, acknowledges every frame."""

    def __init__(self, *arguments, answering=True, **options):
        self.sent = []
        self.answering = answering
        super().__init__(*arguments, **options)

    def send(self, content, buffers=None):
        self.sent.append((content, buffers))
        if self.answering and content.get("frame"):
            self.hear("ack", frame=content["frame"])

    def hear(self, kind, **values):
        """A message from the page."""
        self._handle_custom_msg({"kind": kind, **values}, [])

    @property
    def updates(self):
        return [content for content, _ in self.sent if content["kind"] == "update"]

    @property
    def frames(self):
        return [buffers[0] for content, buffers in self.sent if content.get("frame")]
