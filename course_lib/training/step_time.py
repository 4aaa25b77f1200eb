"""How long a step of style transfer takes with one feature network or another, whatever its weights hold."""

from time import perf_counter

import numpy as np

from course_lib import images, runtime

runtime.quiet_tensorflow()

import tensorflow as tf  # noqa: E402

from course_lib.models import features  # noqa: E402
from course_lib.models.vgg import OFFLINE, VGG19, Weights  # noqa: E402
from course_lib.training.style import StyleTransfer  # noqa: E402
from course_lib.training.style_knobs import make_knobs  # noqa: E402
from course_lib.training.style_settings import StyleSettings  # noqa: E402

ARCHITECTURES = {"offline": OFFLINE, "random": OFFLINE, "vgg19": VGG19}


def uncalibrated(network: str, seed: int = 0) -> Weights:
    """Weights of a network's shape, drawn in a moment (He et al. 2015, section 2.2): no use but for the clock."""
    rng, architecture = np.random.default_rng(seed), ARCHITECTURES[network]
    kernels = {
        name: rng.standard_normal(shape, "float32") * np.float32(np.sqrt(2 / np.prod(shape[:-1])))
        for name, shape in architecture.kernel_shapes()
    }
    biases = {name: np.zeros(kernel.shape[-1], "float32") for name, kernel in kernels.items()}
    return Weights(architecture, kernels, biases, np.full(3, 0.5, "float32"))


def seconds_a_step(network: str, content: np.ndarray, style: np.ndarray, steps: int = 3) -> float:
    """Seconds on the wall for one step by Adam on the default layers: the least of `steps` after an untimed first.

    Arguments: network, "offline", "random" or "vgg19"; two pictures. Raises SettingError, PictureError.
    """
    settings = StyleSettings(network=network)
    content, style = images.check(content, "content"), images.check(style, "style")
    names = features.checked_layers(network, {*settings.content_layers, *settings.layer_weights} - {"pixels"})
    extractor = features.assemble(uncalibrated(network), names, "average", "timed")
    layers = settings.content_layers, settings.layer_weights
    model = StyleTransfer(extractor, content, [style], content, make_knobs(settings, 1), *layers)
    model.compile(optimizer="adam")
    step = tf.function(lambda: model.train_step(None)["total"])
    step()  # builds the graph
    times = []
    for _ in range(steps):
        begun = perf_counter()
        float(step())
        times.append(perf_counter() - begun)
    return min(times)
