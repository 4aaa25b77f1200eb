"""How long one step of a CycleGAN takes, and its first: `python tests/benchmarks/cyclegan_step.py`.

Prints ratios only. All sides train the same four networks (ResNet generators of 4 blocks, 70x70 patch discriminators,
least squares, cycle and identity loss) on pictures of 64 x 64 in this one process on one processor core, turn by turn,
and the medians of their processor times a step are compared:

- ours: `training.cyclegan_run.CycleGanRun` through `fit`, with its knobs, pool and averages;
- the TensorFlow tutorial's way: one persistent tape over everything, a call for each picture and each network, four
  gradients, four of Keras's Adams, Keras's own normalisation, pictures from tf.data;
- PyTorch's reference way, eager, where it is installed: generators on frozen discriminators, then each discriminator,
  with a pool.
"""

import argparse
import importlib.util
import time
from collections.abc import Callable

from turns import medians, report  # first: it takes one core for this process

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.layers.instance_normalisation import EPSILON, InstanceNormalisation  # noqa: E402
from course_lib.models import translation  # noqa: E402
from course_lib.training.cyclegan_run import CycleGanRun  # noqa: E402

SIDE, BLOCKS, RATE, CYCLE, IDENTITY, STEPS = 64, 4, 2e-4, 10.0, 5.0, 4
TUTORIAL = "the tutorial's way"
PICTURES = np.random.default_rng(0).uniform(size=(2, 64, SIDE, SIDE, 3)).astype("float32")


def ours(width: int, batch: int) -> Callable:
    """The course's run, a step at a call as in its lab."""
    run = CycleGanRun(
        *PICTURES,
        width=width,
        judge_width=width,
        blocks=BLOCKS,
        output="plain",
        upsampling="transposed",
        small_head=False,
        lambda_cycle=CYCLE,
        lambda_identity=IDENTITY,
        batch=batch,
        steps=1_000_000,
    )
    return run.run


def tutorial(width: int, batch: int) -> Callable:
    """A persistent tape in a tf.function, called with batches from tf.data."""
    g, f = (_with_keras_norm(translation.resnet_generator(width, BLOCKS, seed=seed)) for seed in (0, 1))
    d_a, d_b = (_with_keras_norm(translation.patch_discriminator(3, width, seed=seed)) for seed in (2, 3))
    networks = (g, f, d_a, d_b)
    adams = [keras.optimizers.Adam(RATE, beta_1=0.5) for _ in networks]

    def fooling(logits):
        return tf.reduce_mean(tf.square(logits - 1))

    def judged(real, fake):
        return 0.5 * (tf.reduce_mean(tf.square(real - 1)) + tf.reduce_mean(tf.square(fake)))

    def off(one, other):
        return tf.reduce_mean(tf.abs(one - other))

    @tf.function
    def step(a, b):
        with tf.GradientTape(persistent=True) as tape:
            fake_b, fake_a = g(a, training=True), f(b, training=True)
            again_a, again_b = f(fake_b, training=True), g(fake_a, training=True)
            same_a, same_b = f(a, training=True), g(b, training=True)
            real_a_logits, real_b_logits = d_a(a, training=True), d_b(b, training=True)
            fake_a_logits, fake_b_logits = d_a(fake_a, training=True), d_b(fake_b, training=True)
            cycle = CYCLE * (off(again_a, a) + off(again_b, b))
            losses = (
                fooling(fake_b_logits) + cycle + IDENTITY * off(same_b, b),
                fooling(fake_a_logits) + cycle + IDENTITY * off(same_a, a),
                judged(real_a_logits, fake_a_logits),
                judged(real_b_logits, fake_b_logits),
            )
        gradients = [
            tape.gradient(loss, network.trainable_variables) for loss, network in zip(losses, networks, strict=True)
        ]
        for adam, gradient, network in zip(adams, gradients, networks, strict=True):
            adam.apply_gradients(zip(gradient, network.trainable_variables, strict=True))

    domains = [tf.data.Dataset.from_tensor_slices(2 * each - 1).shuffle(64).batch(batch).repeat() for each in PICTURES]
    batches = iter(tf.data.Dataset.zip(tuple(domains)))
    return lambda steps: [step(*next(batches)) for _ in range(steps)]


def _with_keras_norm(network: keras.Model) -> keras.Model:
    def instead(layer):
        if isinstance(layer, InstanceNormalisation):
            return keras.layers.GroupNormalization(-1, epsilon=EPSILON, center=False, scale=False)
        return layer.__class__.from_config(layer.get_config())

    return keras.models.clone_model(network, clone_function=instead)


def pytorch(width: int, batch: int) -> Callable | None:
    """The reference's order of a step in PyTorch; None where it is not installed."""
    if importlib.util.find_spec("torch") is None:
        return None
    import itertools
    import random

    import torch

    torch.set_num_threads(1)
    nn = torch.nn

    class Residual(nn.Module):
        def __init__(self, channels):
            super().__init__()
            self.change = nn.Sequential(
                nn.ReflectionPad2d(1),
                nn.Conv2d(channels, channels, 3),
                nn.InstanceNorm2d(channels),
                nn.ReLU(True),
                nn.ReflectionPad2d(1),
                nn.Conv2d(channels, channels, 3),
                nn.InstanceNorm2d(channels),
            )

        def forward(self, x):
            return x + self.change(x)

    def generator():
        k = width
        parts = [nn.ReflectionPad2d(3), nn.Conv2d(3, k, 7), nn.InstanceNorm2d(k), nn.ReLU(True)]
        for i in (k, 2 * k):
            parts += [nn.Conv2d(i, 2 * i, 3, 2, 1), nn.InstanceNorm2d(2 * i), nn.ReLU(True)]
        parts += [Residual(4 * k) for _ in range(BLOCKS)]
        for i in (4 * k, 2 * k):
            parts += [nn.ConvTranspose2d(i, i // 2, 3, 2, 1, 1), nn.InstanceNorm2d(i // 2), nn.ReLU(True)]
        return nn.Sequential(*parts, nn.ReflectionPad2d(3), nn.Conv2d(k, 3, 7), nn.Tanh())

    def discriminator():
        parts, i = [nn.Conv2d(3, width, 4, 2, 1), nn.LeakyReLU(0.2, True)], width
        for o, stride in ((2 * width, 2), (4 * width, 2), (8 * width, 1)):
            parts += [nn.Conv2d(i, o, 4, stride, 1), nn.InstanceNorm2d(o), nn.LeakyReLU(0.2, True)]
            i = o
        return nn.Sequential(*parts, nn.Conv2d(i, 1, 4, 1, 1))

    g, f, d_a, d_b = generator(), generator(), discriminator(), discriminator()
    g_adam = torch.optim.Adam(itertools.chain(g.parameters(), f.parameters()), RATE, (0.5, 0.999))
    d_adam = torch.optim.Adam(itertools.chain(d_a.parameters(), d_b.parameters()), RATE, (0.5, 0.999))
    squares, absolute, pools = nn.MSELoss(), nn.L1Loss(), ([], [])

    def query(pool, fakes):
        given = []
        for fake in fakes.detach().split(1):
            if len(pool) < 50:
                pool.append(fake)
                given.append(fake)
            elif random.random() < 0.5:
                place = random.randrange(50)
                given.append(pool[place])
                pool[place] = fake
            else:
                given.append(fake)
        return torch.cat(given)

    def to(logits, value):
        return squares(logits, torch.full_like(logits, value))

    def step(a, b):
        fake_b = g(a)
        again_a = f(fake_b)
        fake_a = f(b)
        again_b = g(fake_a)
        for network in (d_a, d_b):
            network.requires_grad_(False)
        g_adam.zero_grad()
        loss = to(d_b(fake_b), 1.0) + to(d_a(fake_a), 1.0)
        loss = loss + CYCLE * (absolute(again_a, a) + absolute(again_b, b))
        loss = loss + IDENTITY * (absolute(g(b), b) + absolute(f(a), a))
        loss.backward()
        g_adam.step()
        for network in (d_a, d_b):
            network.requires_grad_(True)
        d_adam.zero_grad()
        for network, real, fake, pool in ((d_b, b, fake_b, pools[0]), (d_a, a, fake_a, pools[1])):
            (0.5 * (to(network(real), 1.0) + to(network(query(pool, fake)), 0.0))).backward()
        d_adam.step()

    a, b = (torch.tensor(2 * each - 1).permute(0, 3, 1, 2).contiguous().split(batch) for each in PICTURES)
    count = itertools.count()

    def train(steps):
        for _ in range(steps):
            place = next(count) % len(a)
            step(a[place], b[place])

    return train


def first_step(make: Callable, width: int, batch: int) -> tuple[Callable, float]:
    """A side, and the processor time until its first step is done."""
    start = time.process_time()
    train = make(width, batch)
    train(1)
    return train, time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    keras.utils.set_random_seed(0)
    ours(4, 1)(1), tutorial(4, 1)(1)  # whatever is done once a process
    for width in (32, 16):
        for batch in (1, 4):
            made, first = {"ours": first_step(ours, width, batch)}, {}
            made[TUTORIAL] = first_step(tutorial, width, batch)
            first = {name: seconds for name, (_, seconds) in made.items()}
            sides = {name: (lambda train=train: train(STEPS), STEPS) for name, (train, _) in made.items()}
            if torch_step := pytorch(width, batch):
                sides["PyTorch's reference way"] = (lambda train=torch_step: train(STEPS), STEPS)
            times = medians(sides, rounds)
            print(f"width {width}, batch {batch}: {1000 * np.median(times['ours']):.0f} ms a step here", flush=True)
            report(times)
            print(f"to the first step: ours / the tutorial's way = {first['ours'] / first[TUTORIAL]:.3f}")
    if importlib.util.find_spec("torch") is None:
        print("PyTorch is not installed: left out.")


if __name__ == "__main__":
    main()
