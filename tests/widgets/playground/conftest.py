import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from page_playground import SMALL, PagePlayground  # noqa: E402


@pytest.fixture(scope="module")
def trained_once():
    """A small playground whose networks are compiled once for a file of tests."""
    playground = PagePlayground("ring", **SMALL)
    playground.run(1)
    beginning = playground.session.first.beginning
    yield playground, beginning
    playground.close()
    playground.join(60)


@pytest.fixture
def playground(trained_once):
    """The same playground as after Run All."""
    playground, beginning = trained_once
    run = playground.session.first
    run.restore(beginning)
    run.begin_here()
    playground.hear_out("slow", on=False)
    for knob in run.knobs:
        run.knobs.turn(knob.name, knob.value)
    playground.reset()
    playground.join(60)
    playground.sent.clear()
    yield playground
    playground.pause()
    playground.join(60)


@pytest.fixture
def untrained():
    """A small playground of one's own, for what builds networks and trains none."""
    playground = PagePlayground("ring", **SMALL)
    yield playground
    playground.close()
    playground.join(60)
