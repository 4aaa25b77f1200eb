import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fake_session import FakeSession  # noqa: E402


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now

    def wait(self, seconds, needed=0.0):
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def fake_session():
    return FakeSession


@pytest.fixture(autouse=True)
def no_thread_left_behind():
    """Every test ends with the threads it began with."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and thread.name == "live lab"]
    for thread in left:
        thread.join(5)
    assert not [thread for thread in left if thread.is_alive()]
