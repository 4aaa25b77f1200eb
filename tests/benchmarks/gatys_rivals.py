"""Gatys' step as others write it: the way of the TensorFlow tutorials, and PyTorch. Used by `gatys_step.py`."""

import importlib.util
from collections.abc import Callable

import keras
import numpy as np
import tensorflow as tf

CONTENT, STYLE = "relu4_2", tuple(f"relu{n}_1" for n in (1, 2, 3, 4, 5))


def pictures(side: int) -> tuple[np.ndarray, np.ndarray]:
    """A content and a style, (side, side, 3), of noise: what is in them does not change the time."""
    rng = np.random.default_rng(0)
    return tuple(rng.random((side, side, 3), dtype="float32") for _ in range(2))


def tutorial(side: int, vgg: keras.Model) -> Callable:
    """Gatys' step as tutorials write it in TensorFlow."""
    content, style = (tf.constant(p[None]) for p in pictures(side))
    names = [name.replace("relu", "block").replace("_", "_conv") for name in (CONTENT, *STYLE)]
    extractor = keras.Model(vgg.input, [vgg.get_layer(name).output for name in names])
    extractor.trainable = False
    optimizer = keras.optimizers.Adam(0.01)
    picture = tf.Variable(content)

    def gram(f):
        return tf.einsum("bijc,bijd->bcd", f, f) / tf.cast(tf.shape(f)[1] * tf.shape(f)[2], tf.float32)

    def look(x):
        outputs = extractor(keras.applications.vgg19.preprocess_input(x * 255.0))
        return outputs[0], [gram(f) for f in outputs[1:]]

    content_target, style_targets = look(content)[0], look(style)[1]

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            found, grams = look(picture)
            loss = tf.reduce_mean((found - content_target) ** 2) * 1e-2
            loss += tf.add_n([tf.reduce_mean((g - t) ** 2) for g, t in zip(grams, style_targets, strict=True)])
            loss += 30.0 * tf.reduce_sum(tf.image.total_variation(picture))
        gradient = tape.gradient(loss, picture)
        optimizer.apply_gradients([(gradient, picture)])
        picture.assign(tf.clip_by_value(picture, 0.0, 1.0))
        return loss

    return step


def torch_layers(vgg: keras.Model) -> list:
    """VGG-19 to the deepest style layer: pairs of name and frozen PyTorch module with the Keras weights."""
    import torch

    layers = []
    for layer in vgg.layers[1:]:
        if "pool" in layer.name:
            layers.append((layer.name, torch.nn.MaxPool2d(2)))
            continue
        kernel, bias = layer.get_weights()
        convolution = torch.nn.Conv2d(kernel.shape[2], kernel.shape[3], 3, padding=1)
        convolution.weight.data = torch.tensor(kernel.transpose(3, 2, 0, 1).copy())
        convolution.bias.data = torch.tensor(bias)
        module = torch.nn.Sequential(convolution, torch.nn.ReLU(inplace=True)).requires_grad_(False)
        layers.append((layer.name.replace("block", "relu").replace("_conv", "_"), module))
        if layers[-1][0] == STYLE[-1]:
            break
    return layers


def pytorch(side: int, vgg: keras.Model) -> Callable | None:
    """The same step in PyTorch, on one thread; None where it is not installed."""
    if importlib.util.find_spec("torch") is None:
        return None
    import torch

    torch.set_num_threads(1)
    layers = torch_layers(vgg)
    content, style = (torch.tensor(p.transpose(2, 0, 1)[None].copy()) for p in pictures(side))
    mean = torch.tensor([103.939, 116.779, 123.68])[:, None, None]
    picture = content.clone().requires_grad_(True)
    optimizer = torch.optim.Adam([picture], lr=0.01)

    def look(x):
        x, found, grams = x.flip(1) * 255 - mean, None, []
        for name, module in layers:
            x = module(x)
            if name == CONTENT:
                found = x
            if name in STYLE:
                flat = x.flatten(2)
                grams.append(flat @ flat.transpose(1, 2) / flat.shape[2])
        return found, grams

    with torch.no_grad():
        content_target, style_targets = look(content)[0], look(style)[1]

    def step():
        optimizer.zero_grad()
        found, grams = look(picture)
        loss = ((found - content_target) ** 2).mean() * 1e-2
        loss = loss + sum(((g - t) ** 2).mean() for g, t in zip(grams, style_targets, strict=True))
        down, across = picture[:, :, 1:] - picture[:, :, :-1], picture[:, :, :, 1:] - picture[:, :, :, :-1]
        loss = loss + 30.0 * (down.abs().sum() + across.abs().sum())
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            picture.clamp_(0, 1)
        return loss

    return step
