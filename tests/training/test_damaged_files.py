"""Kept runs that were damaged, on purpose or by a disk: refused with the run as it was, or read as they were."""

import io
import json
import pickle
import zipfile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib.errors import SettingError
from course_lib.training import run_archive
from course_lib.training.run_file import keep, pick_up
from course_lib.training.standing import Standing
from tests.training.lasting_runs import make


@pytest.fixture(scope="module")
def run():
    return make("plane")


@pytest.fixture(scope="module")
def whole(run, tmp_path_factory):
    """The bytes of a file that was kept after a turn and four steps."""
    path = tmp_path_factory.mktemp("whole") / "run.npz"
    run.knobs.turn("d_rate", 2e-3)
    run.run(4)
    keep(run, path)
    return path.read_bytes()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("place") / "run.npz"


def unchanged(run, before):
    now = Standing.of(run)
    same = all(map(np.array_equal, now.state, before.state))
    rest = ("place", "history", "turns", "applied", "waiting")
    return same and all(getattr(now, name) == getattr(before, name) for name in rest)


def refused(run, path, match="not a kept run"):
    before = Standing.of(run)
    with pytest.raises(SettingError, match=match):
        pick_up(run, path)
    assert unchanged(run, before)


def members(whole):
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path, contents, compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, value in contents.items():
            archive.writestr(name, value)


def array(value, allow_pickle=False):
    file = io.BytesIO()
    np.lib.format.write_array(file, value, allow_pickle=allow_pickle)
    return file.getvalue()


def first(whole):
    """An array of several numbers, by its name."""
    contents = members(whole)
    return next(n for n in contents if n != run_archive.STORY and np.load(io.BytesIO(contents[n])).ndim == 2)


def test_what_was_kept_is_read(run, whole, place):
    place.write_bytes(whole)
    run.reset()
    assert pick_up(run, place) and run.step == 4


EDITS = {
    "nothing at all": lambda story: {},
    "a list": lambda story: [1],
    "an older version": lambda story: story | {"version": 1},
    "no place": lambda story: {name: value for name, value in story.items() if name != "place"},
    "a step that is no number": lambda story: story | {"place": story["place"] | {"step": "4"}},
    "another step than the weights'": lambda story: story | {"place": story["place"] | {"step": 5}},
    "a step before the first": lambda story: story | {"place": story["place"] | {"step": -1}},
    "an end that is too far": lambda story: story | {"place": story["place"] | {"total": 10**30}},
    "a knob too many": lambda story: story | {"knobs": story["knobs"] | {"volume": 11}},
    "a knob too few": lambda story: story | {"knobs": {"d_rate": 0.1}},
    "a knob out of range": lambda story: story | {"knobs": story["knobs"] | {"d_rate": 1e9}},
    "a knob that is NaN": lambda story: story | {"knobs": story["knobs"] | {"d_rate": float("nan")}},
    "a turn of no knob": lambda story: story | {"turns": [[0, "volume", 11]]},
    "a turn to come": lambda story: story | {"turns": [[9, "d_rate", 1e-3]]},
    "a turn of four": lambda story: story | {"turns": [[0, "d_rate", 1e-3, 1]]},
    "turns waiting out of range": lambda story: story | {"waiting": {"d_rate": -1}},
    "history to come": lambda story: story | {"history": [{"step": 6, "generator": 1.0}]},
    "history that goes back": lambda story: story | {"history": [{"step": 4}, {"step": 2}]},
    "history of words": lambda story: story | {"history": [{"step": 2, "generator": "low"}]},
    "history without steps": lambda story: story | {"history": [{"generator": 1.0}]},
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_story_that_cannot_be_is_refused(run, whole, place, edit):
    contents = members(whole)
    contents[run_archive.STORY] = json.dumps(EDITS[edit](json.loads(contents[run_archive.STORY])))
    packed(place, contents)
    refused(run, place)


@pytest.mark.parametrize("story", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"version": ' + b"9" * 10_000 + b"}"])
def test_a_story_that_is_no_json_is_refused(run, whole, place, story):
    packed(place, members(whole) | {run_archive.STORY: story})
    refused(run, place)


def test_arrays_of_other_shapes_kinds_and_numbers_are_refused(run, whole, place):
    name = first(whole)
    value = np.load(io.BytesIO(members(whole)[name]))
    wrong = {
        "other shapes": [
            array(value[:-1]),
            array(value.ravel()),
            array(value.T.copy()),
            array(np.asfortranarray(value)),
        ],
        "shapes": [
            array(value.astype("float64")),
            array(value.astype("int32")),
            array(value.astype(">f4")),
        ],
        "not a kept run": [b"", b"x" * 99],
        "not finite": [array(np.full_like(value, np.nan)), array(np.full_like(value, -np.inf))],
    }
    for match, replacements in wrong.items():
        for each in replacements:
            packed(place, members(whole) | {name: each})
            refused(run, place, match)


def test_missing_and_additional_arrays_are_refused(run, whole, place):
    contents = members(whole)
    packed(place, contents | {"state_999.npy": contents[first(whole)]})
    refused(run, place, "arrays, not")
    del contents[first(whole)]
    packed(place, contents)
    refused(run, place, "arrays, not")


class Opened:
    """What would be made if a pickle were read."""

    def __reduce__(self):
        return (pytest.fail, ("a pickle was read",))


def test_pickles_are_never_read(run, whole, place):
    name = first(whole)
    evil = array(np.array([[Opened()]], object), allow_pickle=True)
    size = len(members(whole)[name])
    for each in (evil, evil[:64].ljust(size, b" "), pickle.dumps(Opened()).ljust(size, b" ")):
        packed(place, members(whole) | {name: each})
        refused(run, place)


def test_what_would_grow_when_it_is_read_is_refused(run, whole, place):
    """A few kilobytes that unfold to 256 MB, and sizes that are only declared."""
    packed(place, members(whole) | {first(whole): b"\0" * 2**28}, zipfile.ZIP_DEFLATED)
    assert place.stat().st_size < 2**20
    refused(run, place, "compressed")
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(head, {"descr": "<f4", "fortran_order": False, "shape": (2**40, 2**20)})
    packed(place, members(whole) | {first(whole): head.getvalue()})
    refused(run, place, "shapes")


MUTATIONS = st.lists(
    st.tuples(st.sampled_from(["flip", "cut", "drop", "zero", "double"]), st.floats(0, 1), st.integers(1, 255)),
    min_size=1,
    max_size=3,
)


def mutated(whole, changes):
    """The bytes with some of them flipped, cut off, left out, set to zero or written twice."""
    found = bytearray(whole)
    for kind, where, amount in changes:
        at = int(where * max(0, len(found) - 1))
        if kind == "flip" and found:
            found[at] ^= amount
        elif kind == "cut":
            del found[at:]
        elif kind == "drop":
            del found[at : at + amount]
        elif kind == "zero":
            found[at : at + amount] = bytes(len(found[at : at + amount]))
        elif kind == "double":
            found[at:at] = found[at : at + amount]
    return bytes(found)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=MUTATIONS, near_the_end=st.booleans())
def test_any_damage_is_refused_or_hurts_nothing(run, whole, place, changes, near_the_end):
    """It is refused and the run stays as it was; or what was changed does not count (a date, say), and it is read."""
    place.write_bytes(whole)
    pick_up(run, place)
    kept = Standing.of(run)
    run.reset()
    if near_the_end:  # where a zip has its table, and single bytes matter most
        changes = [(kind, 1 - where / 10, amount) for kind, where, amount in changes]
    place.write_bytes(mutated(whole, changes))
    before = Standing.of(run)
    try:
        pick_up(run, place)
    except SettingError:
        assert unchanged(run, before)
    else:
        assert unchanged(run, kept)
