"""How long one step of a small GAN takes: `python tests/benchmarks/gan_step.py`.

Prints ratios only. All sides train the same networks (2-d noise, two hidden layers of 32, batch 64, Adam) in this one
process on one processor core, turn by turn, and the medians of their processor times a step are compared:

- ours: `training.gan.GAN` through `fit`, 100 steps a compiled call, with every knob of the playground;
- one compiled step a call: the TensorFlow tutorials' way, two tapes inside tf.function, called from Python;
- Keras's classic recipe: `train_on_batch` for D on real, for D on fake, and for G through the frozen D;
- PyTorch, eager, where it is installed.
"""

import argparse
import importlib.util
from collections.abc import Callable

from turns import medians, report  # first: it takes one core for this process

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

from course_lib.models import perceptron  # noqa: E402
from course_lib.training.plane_run import PlaneRun  # noqa: E402

BATCH, HIDDEN, NOISE, RATE = 64, (32, 32), 2, 1e-3
BATCHES = np.random.default_rng(0).normal(size=(1024, BATCH, 2)).astype("float32")


def ours(steps: int) -> Callable:
    """`steps` steps of the playground's model through fit."""
    run = PlaneRun("ring", batch=BATCH, steps=10_000_000 // 100)
    return lambda: run.run(steps)


def compiled_call(steps: int) -> Callable:
    """Two tapes in a tf.function, one call a step."""
    generator, discriminator = perceptron.generator(NOISE, HIDDEN), perceptron.discriminator(2, HIDDEN)
    d_adam, g_adam = keras.optimizers.Adam(RATE, 0.5), keras.optimizers.Adam(RATE, 0.5)
    d_adam.build(discriminator.trainable_variables), g_adam.build(generator.trainable_variables)
    entropy = keras.losses.BinaryCrossentropy(from_logits=True)

    @tf.function
    def step(real):
        noise = tf.random.normal((BATCH, NOISE))
        with tf.GradientTape() as g_tape, tf.GradientTape() as d_tape:
            fake = generator(noise, training=True)
            real_logits, fake_logits = discriminator(real, training=True), discriminator(fake, training=True)
            g_loss = entropy(tf.ones_like(fake_logits), fake_logits)
            d_loss = entropy(tf.ones_like(real_logits), real_logits) + entropy(tf.zeros_like(fake_logits), fake_logits)
        g_adam.apply(g_tape.gradient(g_loss, generator.trainable_variables), generator.trainable_variables)
        d_adam.apply(d_tape.gradient(d_loss, discriminator.trainable_variables), discriminator.trainable_variables)

    batches = [tf.constant(batch) for batch in BATCHES]
    return lambda: [step(batches[index % len(batches)]) for index in range(steps)]


def train_on_batch(steps: int) -> Callable:
    """Three `train_on_batch` calls a step, D frozen inside the stack of both."""
    generator, discriminator = perceptron.generator(NOISE, HIDDEN), perceptron.discriminator(2, HIDDEN)
    entropy = keras.losses.BinaryCrossentropy(from_logits=True)
    discriminator.compile(keras.optimizers.Adam(RATE, 0.5), entropy)
    frozen = keras.models.clone_model(discriminator)
    frozen.trainable = False
    both = keras.Sequential([generator, frozen])
    both.compile(keras.optimizers.Adam(RATE, 0.5), entropy)
    rng, ones, zeros = np.random.default_rng(0), np.ones((BATCH, 1), "float32"), np.zeros((BATCH, 1), "float32")

    def step(real):
        noise = rng.normal(size=(BATCH, NOISE)).astype("float32")
        discriminator.train_on_batch(real, ones)
        discriminator.train_on_batch(np.asarray(generator(noise)), zeros)
        both.train_on_batch(noise, ones)

    return lambda: [step(BATCHES[index % len(BATCHES)]) for index in range(steps)]


def pytorch(steps: int) -> Callable | None:
    """The usual eager step in PyTorch; None where it is not installed."""
    if importlib.util.find_spec("torch") is None:
        return None
    import torch

    torch.set_num_threads(1)
    linear, relu, leaky = torch.nn.Linear, torch.nn.ReLU(), torch.nn.LeakyReLU(0.2)
    generator = torch.nn.Sequential(linear(NOISE, 32), relu, linear(32, 32), relu, linear(32, 2))
    discriminator = torch.nn.Sequential(linear(2, 32), leaky, linear(32, 32), leaky, linear(32, 1))
    d_adam, g_adam = (torch.optim.Adam(n.parameters(), RATE, (0.5, 0.999)) for n in (discriminator, generator))
    entropy, ones, zeros = torch.nn.BCEWithLogitsLoss(), torch.ones(BATCH, 1), torch.zeros(BATCH, 1)

    def step(real):
        d_adam.zero_grad()
        fake = generator(torch.randn(BATCH, NOISE))
        (entropy(discriminator(real), ones) + entropy(discriminator(fake.detach()), zeros)).backward()
        d_adam.step()
        g_adam.zero_grad()
        entropy(discriminator(fake), ones).backward()
        g_adam.step()

    batches = list(torch.tensor(BATCHES))
    return lambda: [step(batches[index % len(batches)]) for index in range(steps)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=11)
    rounds = parser.parse_args().rounds
    keras.utils.set_random_seed(0)
    sides = {"ours": (ours(2000), 2000), "one compiled step a call": (compiled_call(300), 300)}
    sides["train_on_batch"] = (train_on_batch(40), 40)
    if torch_step := pytorch(300):
        sides["PyTorch, eager"] = (torch_step, 300)
    else:
        print("PyTorch is not installed: left out.")
    times = medians(sides, rounds)
    print(f"ours: {1 / np.median(times['ours']):.0f} steps a second of processor time on this machine")
    report(times)


if __name__ == "__main__":
    main()
