"""How long one step of a DCGAN takes: `python tests/benchmarks/dcgan_step.py`.

Prints ratios only. All sides train the article's two networks at batch 64 with Adam on pictures of 32 x 32 in this one
process on one processor core, turn by turn, and the medians of their processor times a step are compared:

- ours: `training.dcgan_run.DcganRun` through `fit`, with its knobs, averaged weights and DiffAugment switched off;
- the TensorFlow tutorial's way: two tapes inside tf.function, pictures from tf.data, called from Python;
- PyTorch, eager, where it is installed, in the usual order: D on real, D on fake, then G.
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

from course_lib.models import dcgan  # noqa: E402
from course_lib.training.dcgan_run import DcganRun  # noqa: E402

BATCH, NOISE, RATE = 64, 100, 2e-4
PICTURES = np.random.default_rng(0).uniform(size=(1024, 32, 32, 3)).astype("float32")


def ours(steps: int) -> Callable:
    """`steps` steps of the course's run."""
    run = DcganRun(PICTURES, network="article", average=0.99, steps=1_000_000)
    return lambda: run.run(steps)


def tutorial(steps: int) -> Callable:
    """Two tapes in a tf.function, one call a step, batches from tf.data."""
    generator, discriminator = dcgan.article_generator(), dcgan.article_discriminator()
    d_adam, g_adam = keras.optimizers.Adam(RATE), keras.optimizers.Adam(RATE)
    entropy = keras.losses.BinaryCrossentropy(from_logits=True)

    @tf.function
    def step(real):
        noise = tf.random.normal((BATCH, NOISE))
        with tf.GradientTape() as g_tape, tf.GradientTape() as d_tape:
            fake = generator(noise, training=True)
            real_logits, fake_logits = discriminator(real, training=True), discriminator(fake, training=True)
            g_loss = entropy(tf.ones_like(fake_logits), fake_logits)
            d_loss = entropy(tf.ones_like(real_logits), real_logits) + entropy(tf.zeros_like(fake_logits), fake_logits)
        g_gradient = g_tape.gradient(g_loss, generator.trainable_variables)
        d_gradient = d_tape.gradient(d_loss, discriminator.trainable_variables)
        g_adam.apply_gradients(zip(g_gradient, generator.trainable_variables, strict=True))
        d_adam.apply_gradients(zip(d_gradient, discriminator.trainable_variables, strict=True))

    data = tf.data.Dataset.from_tensor_slices(2 * PICTURES - 1).shuffle(1024).batch(BATCH).repeat()
    batches = iter(data)
    return lambda: [step(next(batches)) for _ in range(steps)]


def pytorch(steps: int) -> Callable | None:
    """The usual eager step in PyTorch; None where it is not installed."""
    if importlib.util.find_spec("torch") is None:
        return None
    import torch

    torch.set_num_threads(1)
    nn, up, down = torch.nn, torch.nn.ConvTranspose2d, torch.nn.Conv2d
    hidden = [(NOISE, 256, 1, 0), (256, 128, 2, 1), (128, 64, 2, 1)]
    layers = [
        layer
        for i, o, s, p in hidden
        for layer in (up(i, o, 4, s, p, bias=False), nn.BatchNorm2d(o), nn.LeakyReLU(0.3))
    ]
    generator = nn.Sequential(nn.Unflatten(1, (NOISE, 1, 1)), *layers, up(64, 3, 4, 2, 1, bias=False), nn.Tanh())
    seen = [
        layer for i, o in ((3, 64), (64, 128)) for layer in (down(i, o, 5, 2, 2), nn.LeakyReLU(0.3), nn.Dropout(0.3))
    ]
    discriminator = nn.Sequential(*seen, nn.Flatten(), nn.Linear(128 * 8 * 8, 1))
    d_adam, g_adam = (torch.optim.Adam(n.parameters(), RATE, (0.5, 0.999)) for n in (discriminator, generator))
    entropy, ones, zeros = nn.BCEWithLogitsLoss(), torch.ones(BATCH, 1), torch.zeros(BATCH, 1)
    pictures = torch.tensor(2 * PICTURES - 1).permute(0, 3, 1, 2).contiguous()

    def step(real):
        d_adam.zero_grad()
        fake = generator(torch.randn(BATCH, NOISE))
        (entropy(discriminator(real), ones) + entropy(discriminator(fake.detach()), zeros)).backward()
        d_adam.step()
        g_adam.zero_grad()
        entropy(discriminator(fake), ones).backward()
        g_adam.step()

    batches = pictures.split(BATCH)
    return lambda: [step(batches[index % len(batches)]) for index in range(steps)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    keras.utils.set_random_seed(0)
    sides = {"ours": (ours(8), 8), "the tutorial's way": (tutorial(8), 8)}
    if torch_step := pytorch(8):
        sides["PyTorch, eager"] = (torch_step, 8)
    else:
        print("PyTorch is not installed: left out.")
    times = medians(sides, rounds)
    print(f"ours: {1000 * np.median(times['ours']):.0f} ms of processor time a step on this machine")
    report(times)


if __name__ == "__main__":
    main()
