"""Style transfer by optimisation: a Keras model whose one weight is the picture (Gatys, Ecker & Bethge 2016)."""

from collections.abc import Mapping, Sequence

import numpy as np

from course_lib import runtime

runtime.quiet_tensorflow()

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras import ops  # noqa: E402

from course_lib.layers.normalised_gradient import NormalisedGradient  # noqa: E402
from course_lib.losses import perceptual  # noqa: E402
from course_lib.training.knobs import Knobs  # noqa: E402
from course_lib.training.smooth_gradient import SmoothGradient  # noqa: E402

PIXELS = "pixels"


class StyleTransfer(keras.Model):
    """L_total = alpha L_content + beta L_style + tv L_variation, minimised over the pixels of one picture.

    `fit` trains it on a data set of step numbers (the data are not used: content and style are the model's own).
    `train_step` returns the losses at the picture before the step: total, content, style and variation.
    """

    def __init__(
        self,
        extractor: keras.Model,
        content: np.ndarray,
        styles: Sequence[np.ndarray],
        start: np.ndarray,
        knobs: Knobs,
        content_layers: Sequence[str],
        style_layers: Mapping[str, float],
        mask: np.ndarray | None = None,
        normalised_gradients: bool = False,
        smooth_gradients: bool = True,
        centred: bool = True,
    ):
        """Measure the targets once and set the picture to its start.

        Arguments: extractor, from (1, height, width, 3) pictures to a dict of features that has all the layers named;
        content and start (height, width, 3) and styles (any size), float32 in [0, 1]; knobs `alpha`, `beta`, `tv` and,
        for several styles, `mix_1`, `mix_2`, ...; style_layers from name to weight, where "pixels" stands for the
        colours themselves; mask (height, width) in [0, 1]: 1 where the picture may change, elsewhere content stays.
        """
        super().__init__(name="style_transfer")
        self.extractor = extractor
        self.knobs = knobs
        self.style_weights = dict(style_layers)
        self.normalise = NormalisedGradient() if normalised_gradients else None
        self.mask = None if mask is None else mask[None, :, :, None].astype("float32")
        self.smooth = SmoothGradient(*content.shape[:2]) if smooth_gradients else None
        self.photograph = content[None]
        features = extractor(self.photograph)
        self.content_targets = {name: ops.convert_to_numpy(features[name]) for name in content_layers}
        self.style_targets = [self._style_targets(style[None], centred) for style in styles]
        self.picture = self.add_weight(
            shape=(1, *start.shape),
            initializer=lambda shape, dtype: ops.convert_to_tensor(start[None], dtype),
            constraint=lambda picture: ops.clip(picture, 0.0, 1.0),
            name="picture",
        )
        self.built = True

    def _style_targets(self, picture, centred) -> dict:
        features = self.extractor(picture)
        targets = {}
        for name in self.style_weights:
            if name == PIXELS:
                target = perceptual.colour_statistics(picture)
            else:
                centre = ops.mean(features[name], axis=(0, 1, 2)) * float(centred)
                target = {"centre": centre, "gram": perceptual.gram_matrix(features[name], centre)}
            targets[name] = keras.tree.map_structure(ops.convert_to_numpy, target)
        return targets

    def seen(self):
        """The picture as it is shown and judged, (1, height, width, 3): the weight, inside the mask."""
        return self.masked(tf.identity(self.picture.value))

    def masked(self, pixels):
        """`pixels` (1, height, width, 3) inside the mask, the photograph outside."""
        return pixels if self.mask is None else self.mask * pixels + (1.0 - self.mask) * self.photograph

    def losses_at(self, picture) -> dict:
        """The terms of the loss at a picture (1, height, width, 3): total, content, style, variation (scalars)."""
        alpha, beta = self.knobs.variable("alpha").value, self.knobs.variable("beta").value
        features = dict(self.extractor(picture))
        content = self._content(features, alpha)
        style = self._style(features, picture, beta)
        variation = perceptual.total_variation(picture)
        if self.normalise:
            alpha = beta = 1.0
        total = perceptual.total_loss(content, style, alpha, beta, variation, self.knobs.variable("tv").value)
        return {"total": total, "content": content, "style": style, "variation": variation}

    def _pull(self, features, strength):
        return self.normalise(features, strength) if self.normalise else features

    def _content(self, features, alpha):
        terms = [
            perceptual.content_loss(self._pull(features[name], alpha), target)
            for name, target in self.content_targets.items()
        ]
        return sum(terms) / len(terms)

    def _style(self, features, picture, beta):
        pulled = {name: self._pull(picture if name == PIXELS else features[name], beta) for name in self.style_weights}
        distances = [self._style_distance(pulled, targets) for targets in self.style_targets]
        if len(distances) == 1:
            return distances[0]
        mix = [self.knobs.variable(f"mix_{index + 1}").value for index in range(len(distances))]
        return sum(share * distance for share, distance in zip(mix, distances, strict=True)) / (sum(mix) + 1e-6)

    def _style_distance(self, pulled, targets):
        weighted = [
            weight * _layer_distance(pulled[name], targets[name]) for name, weight in self.style_weights.items()
        ]
        return sum(weighted) / sum(self.style_weights.values())

    def train_step(self, data) -> dict:
        """One step of the optimiser on the picture; the step number in `data` is not used."""
        with tf.GradientTape() as tape:
            losses = self.losses_at(self.seen())
        gradient = tape.gradient(losses["total"], self.picture.value)
        if self.smooth:
            gradient = self.smooth(gradient)
        self._step_down(gradient)
        return losses

    def compile(self, optimizer=None, **options):
        """As in Keras; what the optimiser remembers of the picture is made at once."""
        super().compile(optimizer=optimizer, **options)
        if self.optimizer is not None:
            self.optimizer.build([self.picture])

    def _step_down(self, gradient):
        """What the optimiser's `apply` does on one device, less its sum over devices.

        That sum is a `tf.custom_gradient`, which would keep the graph of every run (see layers.gradient_rules).
        """
        optimizer, pixels = self.optimizer, self.picture.value
        optimizer.update_step(gradient, pixels, optimizer.learning_rate)
        pixels.assign(self.picture.constraint(pixels))
        optimizer.iterations.assign_add(1)


def _layer_distance(features, target):
    if isinstance(target, dict):
        return perceptual.gram_loss(perceptual.gram_matrix(features, target["centre"]), target["gram"])
    return perceptual.colour_statistics_loss(perceptual.colour_statistics(features), target)
