"""Two devices learn what one does from the same whole batch: weights, optimisers, pool, averages, knobs and replay."""

import json
import subprocess
import sys

import pytest
import tensorflow as tf

from course_lib.errors import SettingError
from course_lib.training import replicas

PROGRAM = """
import json
import sys
import threading

import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

import numpy as np
from course_lib import runtime
from course_lib.errors import SettingError
from course_lib.models import perceptron
from course_lib.training import gan_knobs
from course_lib.training.cyclegan_run import CycleGanRun
from course_lib.training.gan import GAN
from course_lib.training.knobs import Knobs
from course_lib.training.noise import Noise
from course_lib.training.pix2pix_run import Pix2pixRun

a, b = np.random.default_rng(0).integers(0, 256, (2, 7, 36, 36, 3)).astype("uint8")
SMALL = dict(width=4, blocks=0, judge_width=4, judge_layers=2, batch=4, steps=6, pace=2, crop=32)
found = {}


def apart(one, other, named=""):
    # the largest difference of two states, each array measured by its own largest number, and where it is;
    # Adam's steps of 4e-4 are large where a slope is hardly more than rounding, hence the least measure of 0.01
    pairs = [(v.path, x, y) for v, x, y in zip(one._variables(), one.state(), other.state()) if named in v.path]
    sizes = [float(np.abs(x - y.astype("float64")).max() / max(1e-2, np.abs(x).max())) for _, x, y in pairs]
    return max(zip(sizes, [path for path, _, _ in pairs]))


def cyclegan(strategy):
    # without a norm: a bias in front of one has no slope, and Adam makes steps of what rounding leaves there
    changes = {"norm": "none", "judge": "pixel", "deviation": 0.1, "cycle_noise": 0.1, "pool": 3}
    run = CycleGanRun(a, b, strategy=strategy, decay_from=0.5, **SMALL | changes)
    run.run(3)
    kept = run.state()
    run.knobs.turn("lambda_cycle", 1.0)
    run.knobs.choose("loss", "hinge")
    worker = threading.Thread(target=run.run, args=(3,))
    worker.start()
    worker.join()
    return run, kept


(one, _), (two, kept) = cyclegan("single"), cyclegan("mirrored")
found["replicas"] = two.gan.distribute_strategy.num_replicas_in_sync
found["steps"] = [one.step, two.step]
found["histories"] = [list(run.history) for run in (one, two)]
found["cyclegan"] = apart(one, two)
found["pool"] = int(two.gan.pools[0].stored.numpy())
found["shown"] = float(np.abs(one.translate(a) - two.translate(a)).max())
found["sheets"] = float(np.abs(one.picture() - two.picture()).max())
two.verdicts = True
found["sheet of verdicts"] = two.picture().shape
local = two.gan.distribute_strategy.experimental_local_results
copies = [[copy.numpy() for copy in local(variable.value)] for variable in two._variables()]
found["copies"] = [min(map(len, copies)), max(float(np.abs(x - y.astype("float64")).max()) for x, y in copies)]

ended = two.state()
two.restore(kept)
two.run(3)
found["restored"] = max(float(np.abs(x - y.astype("float64")).max()) for x, y in zip(ended, two.state()))

penalised = SMALL | {"gradient_penalty": 1.0, "pace": 1}
paired = [Pix2pixRun(a, b, strategy=strategy, **penalised) for strategy in ("single", "mirrored")]
for run in paired:
    run.run(2)
found["pix2pix"] = apart(*paired, named="kernel")
found["penalised"] = [list(run.history) for run in paired]


def refused(make):
    try:
        make()
    except SettingError as error:
        return str(error)


def gan():
    knobs = Knobs(gan_knobs.loss_knob("hinge"), *gan_knobs.rate_knobs(0.01, 0.01))
    with runtime.strategy("mirrored").scope():
        GAN(perceptron.generator(2, (8,)), perceptron.discriminator(2, (8,)), knobs, Noise())


def inside():
    with runtime.strategy("mirrored").scope():
        CycleGanRun(a, b, **SMALL)


found["refused"] = [
    refused(lambda: CycleGanRun(a, b, strategy="mirrored", **SMALL | change))
    for change in ({"batch": 3}, {"norm": "batch"}, {"generator": "unet", "depth": 4})
] + [refused(gan), refused(inside)]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def found():
    """What a process with two devices found: TensorFlow is told how many before its first operation."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_two_devices_learn_what_one_learns_from_the_same_batch(found):
    """Weights, both optimisers, both pools, averages and the count of steps, over two turned knobs."""
    assert found["replicas"] == 2
    assert found["steps"] == [6, 6]
    assert found["cyclegan"][0] < 1e-3, found["cyclegan"]
    assert found["pool"] == 3


def test_the_history_of_two_devices_is_that_of_one(found):
    one, two = found["histories"]
    assert [entry["step"] for entry in one] == [entry["step"] for entry in two] == [2, 3, 5, 6]
    for first, second in zip(one, two, strict=True):
        assert second == pytest.approx(first, rel=1e-4)


def test_every_device_keeps_the_same_copy_of_everything(found):
    assert found["copies"] == [2, 0.0]


def test_what_two_devices_learned_is_shown_once(found):
    assert found["shown"] < 1e-3
    assert found["sheets"] < 1e-2
    assert len(found["sheet of verdicts"]) == 3


def test_a_restored_state_goes_on_as_the_run_it_was_taken_from(found):
    assert found["restored"] < 1e-4


def test_pix2pix_with_norms_and_a_penalty_learns_the_same(found):
    assert found["pix2pix"][0] < 1e-3, found["pix2pix"]
    one, two = found["penalised"]
    assert two[-1] == pytest.approx(one[-1], rel=1e-3)


def test_what_several_devices_would_not_do_as_one_does_is_refused(found):
    batch, norm, dropout, gan, inside = found["refused"]
    assert "give one that 2 divides, not 3" in batch
    assert "batch normalisation" in norm
    assert "dropout of generator='unet'" in dropout
    assert "a GAN with noise of its own" in gan
    assert "strategy='mirrored'" in inside


def test_on_one_device_nothing_is_added_to_what_is_computed():
    rows = tf.constant([[1.0], [2.0]])
    assert replicas.alone()
    for same in (replicas.share, replicas.part, replicas.mean, replicas.gathered):
        assert same(rows) is rows
    replicas.demand_alone("nothing")


def test_an_unknown_strategy_names_those_that_there_are():
    with pytest.raises(SettingError, match="choose one of .*'mirrored'"):
        replicas.scope("many")
