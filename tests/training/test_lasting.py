"""What holds for every run that trains: kept, picked up, taken back when it blows up, the disk refusing."""

import functools
import os
import warnings
from contextlib import contextmanager

import numpy as np
import pytest

from course_lib.errors import CourseError, DivergedError, NotKeptWarning, SettingError
from course_lib.training import last_good, run_archive
from course_lib.training.run_file import KeepEvery, keep, pick_up
from course_lib.training.standing import Standing
from tests.training.lasting_runs import KINDS, assert_same, make, pictures, spoil, turned

KIND = pytest.mark.parametrize("kind", KINDS)
made = functools.cache(make)


@functools.cache
def another(kind):
    return make(kind)


def begun(run, steps=0):
    for knob in run.knobs:
        run.knobs.turn(knob.name, knob.value)
    run.reset()
    if steps:
        run.run(steps)
    return run


@KIND
@pytest.mark.parametrize("cut", [0, 2, 8])
def test_a_run_that_was_picked_up_ends_where_the_uncut_one_does(kind, cut, tmp_path):
    """Cut before the first step, in the first stage and in the second; a knob is turned before and after."""
    whole, resumed, path = begun(made(kind)), begun(another(kind)), tmp_path / "run.npz"
    name = turned(kind)
    whole.knobs.turn(name, 2 * whole.knobs.value(name))
    if cut:
        whole.run(cut)
    keep(whole, path)
    whole.run(2)
    whole.knobs.turn(name, 0.5 * whole.knobs.value(name))
    whole.run(4)

    assert pick_up(resumed, path) and resumed.step == cut
    resumed.run(2)
    resumed.knobs.turn(name, 0.5 * resumed.knobs.value(name))
    resumed.run(4)
    assert resumed.step == cut + 6
    assert_same(whole, resumed)


@pytest.mark.parametrize("kind", ["style", "lbfgs"])
def test_the_end_of_a_style_run_that_a_turned_knob_moved_is_kept(kind, tmp_path):
    whole, resumed = begun(made(kind)), begun(another(kind))
    whole.run()
    whole.knobs.turn("beta", 90)
    whole.run(3)
    keep(whole, tmp_path / "run.npz")
    whole.run(4)
    assert pick_up(resumed, tmp_path / "run.npz") and resumed.total == whole.total > 40
    resumed.run(4)
    assert_same(whole, resumed)
    np.testing.assert_allclose(whole.picture(), resumed.picture(), atol=1e-5)


def test_the_end_of_a_gan_that_went_on_is_kept(tmp_path):
    run = begun(made("plane"), 60)
    run.run(2)
    keep(run, tmp_path / "run.npz")
    assert run.total == 120 and pick_up(begun(another("plane")), tmp_path / "run.npz")
    assert another("plane").total == 120


@KIND
def test_the_layout_is_that_of_the_state(kind):
    run = begun(made(kind))
    for steps in (0, 2, 7):
        begun(run, steps)
        assert run.layout(run.place()) == [(each.shape, str(each.dtype)) for each in run.state()]


@KIND
def test_a_run_that_blows_up_stands_at_its_last_good_weights_and_the_file_stays(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(last_good, "CALLS", 2)
    run, path, name = begun(made(kind)), tmp_path / "run.npz", turned(kind)
    keeper = KeepEvery(run, path, 4)
    run.run(6, [keeper])
    good, file = Standing.of(run), path.read_bytes()
    assert keeper.kept_at == 6 == run.good.step
    run.knobs.turn(name, 1.5 * run.knobs.value(name))
    spoil(run)
    with pytest.raises(DivergedError, match=f"the run blew up. It has the weights of step 6 again.*{run.ADVICE}"):
        run.run(6, [KeepEvery(run, path, 1)])
    assert run.step == 6 and not run.running and run.history == good.history and run.knobs.pending
    for mine, its in zip(run.state(), good.state, strict=True):
        np.testing.assert_array_equal(mine, its)
    assert path.read_bytes() == file
    run.run(2)
    assert run.step == 8 and run.knobs.turns[-1].step == 6


def test_weights_that_are_no_numbers_under_losses_that_are_end_the_run_when_it_is_kept(tmp_path):
    """The average of G's weights enters no loss."""
    run = begun(made("dcgan"), 4)
    keep(run, tmp_path / "run.npz")
    file = (tmp_path / "run.npz").read_bytes()
    run.gan.averages[0].assign(np.full(run.gan.averages[0].shape, np.inf))
    with pytest.raises(DivergedError, match="the weights were no longer finite numbers at step 8.*of step 4 again"):
        run.run(20, [KeepEvery(run, tmp_path / "run.npz", 4)])
    assert run.step == 4 and (tmp_path / "run.npz").read_bytes() == file


def test_weights_are_looked_at_in_memory_too(monkeypatch):
    monkeypatch.setattr(last_good, "CALLS", 3)
    run = begun(made("dcgan"), 2)
    run.gan.averages[0].assign(np.full(run.gan.averages[0].shape, np.inf))
    with pytest.raises(DivergedError, match="the weights were no longer finite numbers at step 6.*of step 0 again"):
        run.run(20)


def test_without_good_weights_a_reset_is_the_advice():
    run = begun(made("plane"))
    state = run.state()
    run.restore([np.full_like(value, np.nan) if value.ndim == 2 else value for value in state])
    with pytest.raises(DivergedError, match="blew up. Reset it, and turn"):
        run.run(4)


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        ("cyclegan", {"width": 8}, "width is 4 there and 8 here"),
        ("cyclegan", {"lambda_cycle": 7.0}, "lambda_cycle is 5.0 there and 7.0 here"),
        ("cyclegan", {"steps": 80}, "steps is 60 there and 80 here"),
        ("plane", {"r1": 1.0, "seed": 3}, "r1 is 0.0 there and 1.0 here; seed is 0 there and 3 here"),
        ("style", {"style_scale": 0.7}, "style_scale is 1.0 there and 0.7 here"),
    ],
)
def test_a_run_of_other_settings_is_refused_and_what_differs_told(kind, changes, told, tmp_path):
    keep(begun(made(kind), 2), tmp_path / "run.npz")
    other = make(kind, **changes)
    with pytest.raises(SettingError, match=f"not a kept run of these settings and data: {told}"):
        pick_up(other, tmp_path / "run.npz")
    assert other.step == 0


def test_other_data_are_refused_and_told_apart(tmp_path):
    run, path = begun(made("plane"), 2), tmp_path / "run.npz"
    keep(run, path)
    other = make("plane")
    other.learn("spiral")
    with pytest.raises(SettingError, match="data: data is 'float32 "):
        pick_up(other, path)
    cyclegan = begun(made("cyclegan"), 2)
    keep(cyclegan, path)
    other = type(cyclegan)(pictures(1), pictures(3, 7), cyclegan.settings)
    with pytest.raises(SettingError, match="data: pictures b is 'uint8 "):
        pick_up(other, path)


def test_pace_and_length_of_a_run_may_differ(tmp_path):
    keep(begun(made("plane"), 4), tmp_path / "run.npz")
    other = make("plane", steps=500)
    other.pace = 7
    assert pick_up(other, tmp_path / "run.npz") and other.step == 4 and other.total == 500


def test_the_file_before_the_last_one_stays_beside_it(tmp_path):
    run, path = begun(made("plane"), 2), tmp_path / "run.npz"
    keep(run, path)
    first = path.read_bytes()
    begun(run, 4)
    keep(run, path)
    assert run_archive.earlier(path).read_bytes() == first != path.read_bytes()
    path.write_bytes(b"damaged")
    with pytest.raises(SettingError, match="kept before it is '.*run.before.npz'"):
        pick_up(run, path)
    assert pick_up(run, run_archive.earlier(path)) and run.step == 2


def test_what_killed_processes_left_is_cleared_away_and_what_others_write_is_not(tmp_path):
    dead, own = tmp_path / ".run.npz.999999999.part", tmp_path / f".run.npz.{os.getppid()}.part"
    dead.touch()
    own.touch()
    keep(begun(made("plane"), 2), tmp_path / "run.npz")
    assert not dead.exists() and own.exists()


@contextmanager
def full_disk(tmp_path):
    """No file can grow over 1,000 bytes: a limit that the kernel holds, as it does a disk's size."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        yield "File too large"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def no_space(tmp_path):
    """The file beside is a way to a device that is always full."""
    if not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("no /dev/full here")
    beside = tmp_path / f".run.npz.{os.getpid()}.part"
    beside.symlink_to("/dev/full")
    yield "No space left on device"
    beside.unlink(missing_ok=True)


@contextmanager
def read_only(tmp_path):
    """A folder that this process may not write; root may write any, and is somebody else meanwhile."""
    root = os.geteuid() == 0
    tmp_path.chmod(0o555)
    if root:
        os.seteuid(65534)
    try:
        yield "Permission denied"
    finally:
        if root:
            os.seteuid(0)
        tmp_path.chmod(0o755)


@contextmanager
def vanished(tmp_path):
    """A folder that was renamed while the run trains."""
    away = tmp_path.with_name("away")
    tmp_path.rename(away)
    yield "No such file or directory"
    away.rename(tmp_path)


@pytest.mark.parametrize("refused", [full_disk, no_space, read_only, vanished])
@pytest.mark.parametrize("kind", ["plane", "style"])
def test_what_the_disk_refuses_is_told_once_and_training_goes_on(kind, refused, tmp_path):
    run, path = begun(made(kind)), tmp_path / "run.npz"
    run.run(2)
    keep(run, path)
    whole, keeper = path.read_bytes(), KeepEvery(run, path, 2)
    with refused(tmp_path) as why, warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        if refused is no_space:
            keeper.attempt()  # the way to the device is removed with the rest, so once is all
        else:
            run.run(6, [keeper])
    assert [each.category for each in told] == [NotKeptWarning]
    assert why in keeper.trouble and str(path) in keeper.trouble and "has room" in keeper.trouble
    assert "Training goes on" in str(told[0].message)
    assert run.step == (2 if refused is no_space else 8) and keeper.kept_at == 2
    assert path.read_bytes() == whole and [each.name for each in tmp_path.iterdir()] == ["run.npz"]
    run.run(2, [keeper])
    assert keeper.trouble == "" and keeper.kept_at == run.step
    assert pick_up(run, path)


def test_a_place_that_cannot_be_written_is_an_error_for_whoever_asks_once(tmp_path):
    with pytest.raises(CourseError, match="No such file.*Choose a folder"):
        keep(begun(made("plane"), 2), tmp_path / "nowhere" / "run.npz")
