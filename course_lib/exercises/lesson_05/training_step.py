"""The training step that the printed code lacks: run on two small networks, and judged by what their weights did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from course_lib.exercises.attempt import Attempt
from course_lib.exercises.outcome import NotYet
from course_lib.exercises.problem import Problem, Trap

ARGUMENTS = ("G", "D", "real", "noise", "d_optimizer", "g_optimizer")
RATE = 0.1


@dataclass(frozen=True)
class _Game:
    """Two small networks with their weights, a batch and two optimisers: the same ones whenever they are made."""

    G: object
    D: object
    real: object
    noise: object
    d_optimizer: object
    g_optimizer: object

    @classmethod
    def new(cls) -> "_Game":
        from course_lib import runtime

        runtime.quiet_tensorflow()
        import keras
        import tensorflow as tf

        layers, rng = keras.layers, np.random.default_rng(0)
        networks = [
            keras.Sequential([keras.Input((3,)), layers.Dense(5), layers.BatchNormalization(), layers.Dense(2)]),
            keras.Sequential([keras.Input((2,)), layers.Dense(5), layers.LeakyReLU(), layers.Dense(1)]),
        ]
        for network in networks:
            for weight in network.trainable_weights:
                weight.assign(rng.normal(0, 0.7, weight.shape))
        batch = [tf.constant(rng.normal(size=(6, size)), "float32") for size in (2, 3)]
        return cls(*networks, *batch, keras.optimizers.SGD(RATE), keras.optimizers.SGD(RATE))

    @property
    def inputs(self) -> tuple:
        return tuple(getattr(self, name) for name in ARGUMENTS)

    def weights(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All of D's, those that G learns, and those that G's batch normalisation keeps."""
        parts = (self.D.weights, self.G.trainable_weights, self.G.non_trainable_weights)
        return tuple(np.concatenate([weight.numpy().ravel() for weight in part]) for part in parts)


def _after(step: Callable) -> tuple[np.ndarray, ...]:
    game = _Game.new()
    step(*game.inputs)
    return game.weights()


def _alike(one, other) -> bool:
    return all(np.allclose(mine, its, atol=1e-5) for mine, its in zip(one, other, strict=True))


def _step(d_loss=None, g_loss=None, update_d=True, update_g=True, both_at_once=False, moved_by_g="G"):
    """A training step whose parts can be left out or exchanged."""

    def step(G, D, real, noise, d_optimizer, g_optimizer):
        import tensorflow as tf

        from course_lib.losses.adversarial import minimax_discriminator, non_saturating_generator

        def gradients(loss, *networks):
            variables = [variable for network in networks for variable in network.trainable_variables]
            with tf.GradientTape() as tape:
                fake = D(G(noise, training=True), training=True)
                value = loss(D(real, training=True), fake)
            return tape.gradient(value, variables), variables

        for_d = gradients(d_loss or minimax_discriminator, D)
        if update_d and not both_at_once:
            d_optimizer.apply(*for_d)
        moved = {"G": [G], "D": [D], "both": [G, D]}[moved_by_g]
        for_g = gradients(g_loss or (lambda real, fake: non_saturating_generator(fake)), *moved)
        if update_d and both_at_once:
            d_optimizer.apply(*for_d)
        if update_g:
            g_optimizer.apply(*for_g)

    return step


def _wrong(message: str, **parts) -> Trap:
    return Trap(_step(**parts), message)


def _fooled(real, fake):
    from course_lib.losses.adversarial import minimax_discriminator

    return minimax_discriminator(fake, real)


def _pays_for_fakes(real, fake):
    from course_lib.losses.adversarial import minimax_discriminator

    return minimax_discriminator(real, -fake)


def _minus_d(real, fake):
    from course_lib.losses.adversarial import minimax_discriminator

    return -minimax_discriminator(real, fake)


def _helps_d(real, fake):
    from course_lib.losses.adversarial import minimax_discriminator

    return minimax_discriminator(real, fake)


TRAPS = (
    _wrong("D moved as it should; G did not move. Its half of the step is missing.", update_g=False),
    _wrong("G moved; D did not. Its optimiser has to be told, too.", update_d=False),
    _wrong(
        "D was taught that fakes are real and real pictures are fakes: its two arguments are exchanged.", d_loss=_fooled
    ),
    _wrong("D was taught that everything is real. Of fakes it should say 0.", d_loss=_pays_for_fakes),
    _wrong("D was moved the wrong way: that makes its loss larger.", d_loss=_minus_d),
    _wrong("G was moved by D's own loss, so that it helps D. G wants D to take its fakes for real.", g_loss=_helps_d),
    _wrong(
        "G minimises minus D's loss here: that is the minimax game, which is silent while D is sure (lesson 02). Use "
        "`non_saturating_generator`.",
        g_loss=_minus_d,
    ),
    _wrong(
        "In G's half it was D's weights that moved, towards taking fakes for real. Ask the tape for the gradient by "
        "G's.",
        moved_by_g="D",
    ),
    _wrong(
        "In G's half D's weights moved as well, and undid what D had learned. Ask the tape for the gradient by G's "
        "alone.",
        moved_by_g="both",
    ),
)


@dataclass(kw_only=True, eq=False, repr=False)
class TrainingStep(Problem):
    """A function that trains D and then G once; `accepted` are the steps whose weights a right one ends at."""

    accepted: Sequence[Callable]
    traps: Sequence[Trap]
    time_limit: float = 60.0

    def examine(self, train_step) -> str:
        """Run it on two small networks, and compare their weights with those after right and wrong steps."""
        attempt = Attempt(train_step, ARGUMENTS)
        before, game = _Game.new().weights(), _Game.new()
        _run(attempt, game)
        after = game.weights()
        statistics_kept = not _alike(after[2:], before[2:])
        if statistics_kept and any(_alike(after[:2], _after(step)[:2]) for step in self.accepted):
            return self.praise
        if _alike(after[:2], before[:2]):
            raise NotYet("After your step every weight is what it was: nothing was applied.")
        for trap in self.traps:
            if _alike(after[:2], _after(trap.wrong)[:2]):
                raise NotYet(trap.message)
        raise NotYet(self._which_half(after, before))

    def _which_half(self, after, before) -> str:
        d_right = any(_alike(after[:1], _after(step)[:1]) for step in self.accepted)
        if _alike(after[2:], before[2:]):
            return (
                "The statistics of G's batch normalisation stayed as they were: call G with `training=True` in a "
                "training step, or they are never learned."
            )
        if d_right:
            return "D moved as it should. G moved too, but not by the gradient of `non_saturating_generator`."
        return (
            "D was not moved by the gradient of `minimax_discriminator(D(real), D(fake))` alone, once, at the "
            "optimiser's "
            "own rate. Look at D's half first; G's half is judged by the new D."
        )


def _run(attempt: Attempt, game: _Game) -> None:
    try:
        attempt(*game.inputs)
    except NotYet as told:
        if "No gradients provided" not in str(told) and "None" not in str(told).split("\n")[0]:
            raise
        raise NotYet(
            "A gradient came out as None: the tape did not see how the loss depends on the weights. Everything from "
            "the "
            "weights to the loss, `G(noise)` included, has to be computed inside the `with` block."
        ) from None


training_step = TrainingStep(
    title="The step that is missing",
    statement="""
        **Write the training step**, one update of D and then one of G. You are given both networks, a batch of `real`
        pictures, a batch of `noise` and an optimiser for each. The losses are `minimax_discriminator(real_logits,
        fake_logits)` and `non_saturating_generator(fake_logits)`. Call the networks with `training=True`.
    """,
    starter="""
        import tensorflow as tf
        from course_lib.losses.adversarial import minimax_discriminator, non_saturating_generator

        def train_step(G, D, real, noise, d_optimizer, g_optimizer):
            with tf.GradientTape() as tape:
                d_loss = ...
            d_optimizer.apply(tape.gradient(d_loss, D.trainable_variables), D.trainable_variables)
            with tf.GradientTape() as tape:
                g_loss = ...
            ...
    """,
    solution_code="""
        import tensorflow as tf
        from course_lib.losses.adversarial import minimax_discriminator, non_saturating_generator

        def train_step(G, D, real, noise, d_optimizer, g_optimizer):
            with tf.GradientTape() as tape:
                fake = G(noise, training=True)
                d_loss = minimax_discriminator(D(real, training=True), D(fake, training=True))
            d_optimizer.apply(tape.gradient(d_loss, D.trainable_variables), D.trainable_variables)
            with tf.GradientTape() as tape:
                g_loss = non_saturating_generator(D(G(noise, training=True), training=True))
            g_optimizer.apply(tape.gradient(g_loss, G.trainable_variables), G.trainable_variables)
    """,
    hints=(
        "D's loss needs D's logits of the real batch and of G's fakes. G's loss needs D's logits of the fakes alone.",
        "G's half is made like D's: a tape, a loss, and `g_optimizer.apply(gradients, variables)`. By whose variables?",
    ),
    praise=(
        "Two tapes, two optimisers, and each moves its own network only. `training.gan.GAN` does the same, in a "
        "compiled "
        "loop."
    ),
    answers=("train_step",),
    accepted=(_step(), _step(both_at_once=True)),
    traps=TRAPS,
)
