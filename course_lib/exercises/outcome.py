"""What a check can say: an outcome with one of three statuses, and the exceptions that end an examination early."""

from dataclasses import dataclass
from enum import Enum


class Status(Enum):
    """How far the learner is with one problem or question."""

    CORRECT = "Correct"
    NOT_YET = "Not yet"
    NOT_ATTEMPTED = "Not attempted"


@dataclass(frozen=True)
class Outcome:
    """A verdict and the words that go with it.

    `fault` is True when the check itself broke on the answer: the learner is told so calmly, and tests refuse it.
    """

    status: Status
    message: str
    fault: bool = False

    @property
    def correct(self) -> bool:
        """Whether the answer was accepted."""
        return self.status is Status.CORRECT

    def __str__(self) -> str:
        """The verdict and its words, as text."""
        return f"{self.status.value}. {self.message}".rstrip()


class NotYet(Exception):
    """Raised while an answer is examined: it is not right, and the message says why and what to try."""


class NotAttempted(Exception):
    """Raised while an answer is examined: there is nothing to judge yet."""
