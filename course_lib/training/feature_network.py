"""Makes feature networks for network="offline": `python -m course_lib.training.feature_network`.

The one that ships (data/offline_features.md) is what training starts from, made with --steps 0.
Every stage learns two things. Its Gram matrix must tell some three hundred textures apart, for Gram matrices are what
style transfer compares. And a linear map of its features must give the picture back, for what features forget, an
optimised picture fills with noise.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from course_lib import runtime
from course_lib.datasets.texture_bank import Bank, bank
from course_lib.models.calibration import calibration_pictures
from course_lib.models.stored_weights import OFFLINE_FILE, save
from course_lib.models.vgg import OFFLINE, Weights, stage

runtime.quiet_tensorflow()

import keras  # noqa: E402
from keras import layers, ops  # noqa: E402

from course_lib.models.random_features import normalised, random_weights  # noqa: E402
from course_lib.training.texture_batches import batches  # noqa: E402

SIDE = 64


@dataclass(frozen=True)
class TrainingSettings:
    """How the network is trained.

    Attributes:
        folder: where the checkpoint and the log are kept; a run that was stopped goes on from there.
        steps: batches in all; steps_an_epoch: batches between two checkpoints.
        seed: of the bank, the start and the batches.
        rate: highest learning rate, reached after `warm_up` steps, falling as a cosine.
        picture_weight: weight of the pictures' squared error beside the textures' cross-entropy.
        variants, each: classes a family of textures and pictures a class (see datasets.texture_bank).
    """

    folder: Path
    steps: int = 4000
    steps_an_epoch: int = 250
    batch: int = 32
    warm_up: int = 100
    seed: int = 0
    rate: float = 2e-3
    picture_weight: float = 20.0
    variants: int = 12
    each: int = 12


def trunk(start: Weights) -> tuple[keras.KerasTensor, dict[str, keras.KerasTensor]]:
    """The network in its trainable form, from given weights: its input and its features by layer name.

    Batch normalisation without scale and shift holds every channel at mean 0 and variance 1 before its ReLU. Without
    it many channels die or fire hardly ever, and Gram matrices of such features are no use to an optimiser.
    """
    pictures = keras.Input((SIDE, SIDE, 3), name="pictures")
    x, at, found = layers.Rescaling(1.0, offset=-start.mean, name="centre")(pictures), 1, {}
    for name, kernel in start.kernels.items():
        if stage(name) > at:
            x, at = layers.AveragePooling2D(2)(x), stage(name)
        convolution = layers.Conv2D(kernel.shape[-1], 3, padding="same", use_bias=False, name=name)
        norm = layers.BatchNormalization(momentum=0.98, epsilon=1e-4, center=False, scale=False, name=f"{name}_norm")
        x = found[name] = layers.ReLU(name=f"{name}_relu")(norm(convolution(x)))
        convolution.set_weights([kernel])
    return pictures, found


def style_head(features: keras.KerasTensor, classes: int, name: str, channels: int = 16) -> keras.KerasTensor:
    """Class scores from what Gram matrices hold: each channel's mean and strength, and the products of a projection."""
    flat = layers.Reshape((-1, channels))(layers.Conv2D(channels, 1, use_bias=False)(features))
    products = layers.Flatten()(layers.Dot(axes=1)([flat, flat])) / flat.shape[1]
    mean = layers.GlobalAveragePooling2D()(features)
    strength = ops.sqrt(layers.GlobalAveragePooling2D()(ops.square(features)) + 1e-4)
    statistics = layers.Concatenate()([mean, strength, products / ops.sqrt(ops.abs(products) + 1e-2)])
    return layers.Dense(classes, name=name)(layers.BatchNormalization(momentum=0.98)(statistics))


def classifier(start: Weights, classes: int) -> keras.Model:
    """The network with its heads: at the end of each stage s, class scores "texture_s" and a picture "picture_s"."""
    pictures, found = trunk(start)
    outputs = {}
    for number, depth in enumerate(start.architecture.depths, 1):
        features, patch = found[f"relu{number}_{depth}"], 2 ** (number - 1)
        outputs[f"texture_{number}"] = style_head(features, classes, f"texture_{number}")
        outputs[f"picture_{number}"] = layers.Conv2DTranspose(3, patch, patch, name=f"picture_{number}")(features)
    return keras.Model(pictures, outputs, name="feature_network")


def compiled(model: keras.Model, settings: TrainingSettings) -> keras.Model:
    """The model with its losses: cross-entropy of each texture head, squared error of each picture."""
    heads = len(model.output_names) // 2
    loss, weights, metrics = {}, {}, {}
    for name in model.output_names:
        if name.startswith("texture"):
            loss[name] = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
            weights[name], metrics[name] = 1 / heads, [keras.metrics.SparseCategoricalAccuracy("accuracy")]
        else:
            loss[name], weights[name] = "mse", settings.picture_weight / heads
    falling = max(settings.steps - settings.warm_up, 1)
    rate = keras.optimizers.schedules.CosineDecay(
        settings.rate / 10, falling, alpha=0.01, warmup_target=settings.rate, warmup_steps=settings.warm_up
    )
    optimizer = keras.optimizers.AdamW(rate, weight_decay=1e-4, clipnorm=5.0)
    model.compile(optimizer, loss=loss, loss_weights=weights, metrics=metrics)
    return model


def targets(labels, pictures, names) -> dict:
    """What every head should say: the labels or the pictures."""
    return {name: labels if name.startswith("texture") else pictures for name in names}


def train(settings: TrainingSettings, verbose: int = 2) -> keras.Model:
    """Train, or go on where the checkpoint stands: the batches of a resumed run are those it would have had."""
    keras.utils.set_random_seed(settings.seed)
    painted = bank(settings.variants, settings.each, seed=settings.seed)
    new = bank(settings.variants, each=2, seed=settings.seed, first=1000)
    checkpoint, log = settings.folder / "feature_network.keras", settings.folder / "feature_network.csv"
    if checkpoint.is_file():
        model = keras.saving.load_model(checkpoint)
    else:
        settings.folder.mkdir(parents=True, exist_ok=True)
        start = random_weights(OFFLINE, calibration_pictures(), settings.seed)
        model = compiled(classifier(start, len(painted.classes)), settings)
    done = int(model.optimizer.iterations)
    data = batches(painted, settings.batch, SIDE, range(done, settings.steps), settings.seed)
    model.fit(
        data.map(lambda x, y: (x, targets(y["texture"], y["picture"], model.output_names))),
        initial_epoch=done // settings.steps_an_epoch,
        epochs=settings.steps // settings.steps_an_epoch,
        steps_per_epoch=settings.steps_an_epoch,
        validation_data=held_out(new, model.output_names),
        callbacks=[keras.callbacks.ModelCheckpoint(checkpoint), keras.callbacks.CSVLogger(str(log), append=True)],
        shuffle=False,
        verbose=verbose,
    )
    return model


def held_out(new: Bank, names) -> tuple:
    """Pictures that training never saw, cut at their middle, with their targets."""
    edge = (new.pictures.shape[1] - SIDE) // 2
    x = new.pictures[:, edge : edge + SIDE, edge : edge + SIDE].astype("float32") / 255
    return x, targets(new.labels, x, names)


def learned(model: keras.Model) -> Weights:
    """What the convolutions have become, batch normalisation folded in: kernel / s and -mean / s, s = sqrt(var + eps).

    Every channel is then scaled to a mean of one over the ten photographs.
    """
    kernels, biases = {}, {}
    for name in OFFLINE.layers:
        norm = model.get_layer(f"{name}_norm")
        mean, variance = norm.get_weights()
        spread = np.sqrt(variance + norm.epsilon)
        kernels[name], biases[name] = model.get_layer(name).get_weights()[0] / spread, -mean / spread
    centre = -np.asarray(model.get_layer("centre").offset, "float32")
    return normalised(Weights(OFFLINE, kernels, biases, centre), calibration_pictures())


def untrained(seed: int) -> Weights:
    """The weights that training starts from, every channel scaled to a mean of one over the ten photographs."""
    return normalised(random_weights(OFFLINE, calibration_pictures(), seed), calibration_pictures())


def main() -> None:
    """Train from the command line and store what was learned; with --steps 0, what training would start from."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, required=True, help="checkpoint and log; give it again to go on")
    parser.add_argument("--to", type=Path, default=OFFLINE_FILE, help="where the weights go")
    defaults = TrainingSettings(Path())
    for name in ("steps", "seed", "rate", "picture_weight", "variants", "each"):
        value = getattr(defaults, name)
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = vars(parser.parse_args())
    target, start = given.pop("to"), time.process_time()
    save(learned(train(TrainingSettings(**given))) if given["steps"] else untrained(given["seed"]), target)
    print(f"{(time.process_time() - start) / 60:.1f} minutes of processor time -> {target}")


if __name__ == "__main__":
    main()
