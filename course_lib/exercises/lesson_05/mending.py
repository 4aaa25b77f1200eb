"""The two printed networks, to be mended: names, rates and shapes."""

from course_lib.exercises.network import Network


def _kinds(model) -> list[str]:
    return [type(layer).__name__ for layer in model.layers if type(layer).__name__ != "InputLayer"]


def _not_one_number(model, output) -> str | None:
    if output.ndim == 4:
        return (
            f"Each picture gets a map of shape {output.shape[1:]}. A dense layer works along the last axis only: bring "
            "the map to one row of numbers before it."
        )
    if output.shape[1:] != (1,):
        return f"Each picture gets {output.shape[-1]} numbers. One is wanted: its logit."
    return None


def _gives_probability(model, _output) -> str | None:
    activation = getattr(model.layers[-1], "activation", None)
    if "Activation" in _kinds(model)[-1] or getattr(activation, "__name__", "linear") != "linear":
        return (
            "The last layer ends in an activation, so its number is no logit. The printed code ends in a bare `Dense`: "
            "keep it, and let the loss do the rest (next section)."
        )
    return None


def _averages(model, _output) -> str | None:
    if any("Pooling" in kind for kind in _kinds(model)):
        return (
            "Pooling over the whole map forgets where in the picture something is: 128 numbers are left of 8,192. "
            "The description says flatten."
        )
    return None


def _drops_otherwise(model, _output) -> str | None:
    rates = [round(layer.rate, 3) for layer in model.layers if type(layer).__name__ == "Dropout"]
    if rates == [0.3, 0.3]:
        return None
    if 0.7 in rates:
        return "The rate of `Dropout` is the share that is dropped, not the share that is kept."
    if len(rates) != 2:
        return (
            f"There {'is' if len(rates) == 1 else 'are'} {len(rates)} dropout here: one after each LeakyReLU makes two."
        )
    return f"The dropout rates are {rates[0]:g} and {rates[1]:g}. The description says 0.3 for both."


discriminator = Network(
    title="Mend the discriminator",
    statement="""
        **Mend the discriminator.** Its description: two 5 x 5 convolutions of stride 2, with 64 and 128 filters, each
        followed by LeakyReLU and by dropout of 0.3; flatten; one logit. Fill in each `...`, and import what you use.
    """,
    starter="""
        from keras import Input, Sequential
        from keras.layers import Conv2D, LeakyReLU

        def make_discriminator():
            return Sequential([
                Input((32, 32, 3)),
                Conv2D(64, 5, strides=2, padding="same"), LeakyReLU(), ...,
                Conv2D(128, 5, strides=2, padding="same"), LeakyReLU(), ...,
                ...,  # from maps to one row of numbers
                ...,  # one logit
            ])
    """,
    solution_code="""
        from keras import Input, Sequential
        from keras.layers import Conv2D, Dense, Dropout, Flatten, LeakyReLU

        def make_discriminator():
            return Sequential([
                Input((32, 32, 3)),
                Conv2D(64, 5, strides=2, padding="same"), LeakyReLU(), Dropout(0.3),
                Conv2D(128, 5, strides=2, padding="same"), LeakyReLU(), Dropout(0.3),
                Flatten(),
                Dense(1),
            ])
    """,
    hints=(
        "Python looks a name up when the line with it runs. Which names does the error above say are unknown? There "
        "are three.",
        "`Dropout`, `Flatten` and `Dense` have to be imported from `keras.layers`.",
        "The four lines end in `Dropout(0.3)`, `Dropout(0.3)`, `Flatten()`, `Dense(1)`.",
    ),
    praise=(
        "217,985 numbers, and one logit for each picture. Note where they lie: 204,928 of them in the second "
        "convolution, 8,193 in the dense layer that sees the whole picture."
    ),
    answers=("make_discriminator",),
    reference=lambda: _library().article_discriminator(),
    ails=(_not_one_number, _gives_probability, _averages, _drops_otherwise),
)


def _projects(model, _output) -> str | None:
    if "Dense" in _kinds(model):
        return (
            "A dense layer does the first step here. Many DCGANs do it so, and it can hold the same numbers; but the "
            "layer that is described is a 4 x 4 transposed convolution, and it can do the work if it is given a map."
        )
    return None


def _other_side(model, output) -> str | None:
    if output.shape[1:] == (32, 32, 3):
        return None
    if output.shape[1:] == (104, 104, 3):
        return (
            "The picture is 104 x 104. You gave the first layer a 10 x 10 map with one channel; 'valid' makes it 13 "
            "x 13, "
            "and each stride of 2 doubles it. Which map, of one pixel, holds 100 numbers?"
        )
    if output.shape[1:] == (8, 8, 3):
        return "The picture is 8 x 8: with padding 'same' and stride 1 the first layer leaves the one pixel as it is."
    return f"The output for each vector has the shape {output.shape[1:]}; (32, 32, 3) is wanted."


def _leaves_range(model, _output) -> str | None:
    activation = getattr(model.layers[-1], "activation", None)
    if getattr(activation, "__name__", "") != "tanh":
        return "The last layer should end in tanh: pictures have values from -1 to 1 here."
    return None


generator = Network(
    title="Mend the generator",
    statement="""
        **Mend the generator.** What stands between 100 numbers and a layer that wants a picture? Fill in the `...`.
    """,
    starter="""
        from keras import Input, Sequential
        from keras.layers import BatchNormalization, Conv2DTranspose, LeakyReLU

        def make_generator():
            up = {"kernel_size": 4, "strides": 2, "padding": "same", "use_bias": False}
            return Sequential([
                Input((100,)),
                ...,
                Conv2DTranspose(256, 4, use_bias=False), BatchNormalization(), LeakyReLU(),
                Conv2DTranspose(128, **up), BatchNormalization(), LeakyReLU(),
                Conv2DTranspose(64, **up), BatchNormalization(), LeakyReLU(),
                Conv2DTranspose(3, **up, activation="tanh"),
            ])
    """,
    solution_code="""
        from keras import Input, Sequential
        from keras.layers import BatchNormalization, Conv2DTranspose, LeakyReLU, Reshape

        def make_generator():
            up = {"kernel_size": 4, "strides": 2, "padding": "same", "use_bias": False}
            return Sequential([
                Input((100,)),
                Reshape((1, 1, 100)),
                Conv2DTranspose(256, 4, use_bias=False), BatchNormalization(), LeakyReLU(),
                Conv2DTranspose(128, **up), BatchNormalization(), LeakyReLU(),
                Conv2DTranspose(64, **up), BatchNormalization(), LeakyReLU(),
                Conv2DTranspose(3, **up, activation="tanh"),
            ])
    """,
    hints=(
        "A convolution of any kind takes (batch, height, width, channels). Of what height and width is one point?",
        "`Reshape` changes no number: a vector of 100 becomes one pixel with 100 channels.",
    ),
    praise=(
        "1,069,824 numbers. The first layer holds 4 x 4 x 100 x 256 = 409,600 of them: each of the 100 numbers "
        "brings its "
        "own 4 x 4 patch of 256 channels, and the patches are added. It is a dense layer in another dress."
    ),
    answers=("make_generator",),
    reference=lambda: _library().article_generator(),
    ails=(_other_side, _projects, _leaves_range),
)


def _library():
    """The library's own networks, which import Keras: when a check first needs them."""
    from course_lib.models import dcgan

    return dcgan
