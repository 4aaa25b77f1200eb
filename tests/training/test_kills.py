"""A run killed by signal 9 at any moment loses no more than the steps since it was kept, and ends as if it was not."""

import os

import pytest

from tests.training import kills

KILLS = 5


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal 9")
def test_kills_cost_the_steps_since_the_last_file_and_nothing_else(tmp_path, tell):
    cut, uncut = tmp_path / "cut.npz", tmp_path / "uncut.npz"
    found = kills.kill(cut, KILLS, say=lambda line: tell(f"killed: {line}"))
    assert len(found) == KILLS and any(each.writing for each in found)
    assert all(0 <= each.lost <= kills.EVERY for each in found)
    assert [each.began for each in found[1:]] == [each.kept for each in found[:-1]]
    assert found[-1].kept > found[0].kept
    kills.whole(uncut, kills.steps_for(KILLS))
    assert kills.kept_step(cut) == kills.kept_step(uncut) == kills.steps_for(KILLS)
    largest, alike = kills.differences(cut, uncut)
    assert alike and largest < 1e-4
    tell(f"killed {KILLS} times: the largest difference of a weight to the uncut run is {largest:.1g}")
