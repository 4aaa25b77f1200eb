"""Runs of style transfer: the loss falls, knobs act and are replayed, sliders are never dead, options do their part."""

import threading

import numpy as np
import pytest
import tensorflow as tf

from course_lib.datasets import paintings, photographs
from course_lib.errors import DivergedError, PictureError, SettingError
from course_lib.losses import perceptual
from course_lib.training.records import RunRecord
from course_lib.training.style_run import EXTRA_STEPS, StyleRun

LAYERS = {"content_layers": ("relu2_2",), "style_layers": ("pixels", "relu1_1", "relu2_1")}


@pytest.fixture(scope="module")
def content():
    return photographs.load("chelsea", side=32, square=True)


@pytest.fixture(scope="module")
def style():
    return paintings.paint(paintings.NAMES[0], side=32)


@pytest.fixture(scope="module")
def other_style():
    return paintings.paint(paintings.NAMES[3], side=32)


def short(content, style, **settings):
    return StyleRun(content, style, **{"steps": 8, "scales": (1.0,), **LAYERS, **settings})


def difference(one, other):
    return float(np.abs(one - other).mean())


def test_the_loss_falls_and_the_history_counts_the_steps(content, style):
    run = short(content, style, steps=20)
    run.run()
    assert [entry["step"] for entry in run.history] == list(range(20)) and run.step == run.total == 20
    assert run.history[-1]["total"] < 0.7 * run.history[0]["total"]
    assert run.picture().shape == content.shape and 0 <= run.picture().min() <= run.picture().max() <= 1


def test_the_losses_are_those_of_the_library(content, style):
    run = short(content, style, start="style", alpha=2.0, beta=3.0, tv=0.5, steps=1, margin=0, centred=False)
    run.run()
    features = run._extractor(content[None])
    of_style = run._extractor(style[None])
    resized = style[None]
    of_start = run._extractor(resized)
    content_loss = perceptual.content_loss(of_start["relu2_2"], features["relu2_2"])
    layers = [
        perceptual.gram_loss(perceptual.gram_matrix(of_start[n]), perceptual.gram_matrix(of_style[n]))
        for n in ("relu1_1", "relu2_1")
    ]
    pixels = perceptual.colour_statistics_loss(
        perceptual.colour_statistics(resized), perceptual.colour_statistics(style[None])
    )
    style_loss = (sum(layers) + pixels) / 3
    seen = run.history[0]
    assert seen["content"] == pytest.approx(float(content_loss), rel=1e-3)
    assert seen["style"] == pytest.approx(float(style_loss), rel=1e-3, abs=1e-6)
    expected = 2 * content_loss + 3 * style_loss + 0.5 * perceptual.total_variation(resized)
    assert seen["total"] == pytest.approx(float(expected), rel=1e-3)


def test_the_gradient_of_the_total_against_finite_differences(content, style):
    run = short(content, style)
    run.run(1)
    model, way = run._model, np.random.default_rng(0).normal(size=(1, *content.shape)).astype("float32")
    point = np.clip(run.picture()[None] * 0.8 + 0.1, 0, 1)
    with tf.GradientTape() as tape:
        x = tf.constant(point)
        tape.watch(x)
        total = model.losses_at(x)["total"]
    slope = float(tf.reduce_sum(tape.gradient(total, x) * way))
    ends = [float(model.losses_at(tf.constant(point + sign * 2e-3 * way))["total"]) for sign in (1, -1)]
    assert slope == pytest.approx((ends[0] - ends[1]) / 4e-3, rel=0.03)


def test_only_the_ratio_of_the_weights_matters_to_adam(content, style):
    one = short(content, style, alpha=1.0, beta=10.0, tv=0.1, smooth_gradients=False)
    two = short(content, style, alpha=2.0, beta=20.0, tv=0.2, smooth_gradients=False)
    one.run()
    two.run()
    assert difference(one.picture(), two.picture()) < 1e-4
    assert two.history[-1]["total"] == pytest.approx(2 * one.history[-1]["total"], rel=1e-3)


def test_more_beta_gives_more_style_and_less_content(content, style):
    runs = [short(content, style, beta=beta, steps=30) for beta in (0.1, 3.0, 100.0)]
    for run in runs:
        run.run()
    ends = [run.history[-1] for run in runs]
    assert all(a["content"] < b["content"] for a, b in zip(ends, ends[1:], strict=False))
    assert all(a["style"] > b["style"] for a, b in zip(ends, ends[1:], strict=False))


def test_same_seed_same_picture(content, style):
    one, two = (short(content, style, start="noise", seed=4) for _ in range(2))
    other = short(content, style, start="noise", seed=5)
    for run in (one, two, other):
        run.run()
    assert np.array_equal(one.picture(), two.picture())
    assert difference(one.picture(), other.picture()) > 0.01


def test_a_turn_while_it_runs_is_recorded_with_its_step_and_does_not_retrace(content, style):
    run = short(content, style, steps=30)
    turned = threading.Event()

    class TurnAtTen(tf.keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            if run.step == 10 and not turned.is_set():
                run.knobs.turn("beta", 300)
                turned.set()

    run.run(callbacks=[TurnAtTen()])
    assert [(turn.step, turn.name, turn.value) for turn in run.knobs.turns] == [(10, "beta", 300.0)]
    assert run.history[10]["total"] > 5 * run.history[9]["total"]
    assert run.total == 10 + EXTRA_STEPS


def test_a_recorded_run_replays_to_the_same_picture(content, style):
    run = short(content, style, start="noise", steps=12, scales=(0.5, 1.0))
    run.run(3)
    run.knobs.turn("beta", 80)
    run.run(6)
    run.knobs.turn("alpha", 0.5)
    run.knobs.turn("rate", 0.02)
    run.run()
    run.knobs.turn("beta", 1)
    run.run()
    record = RunRecord.from_json(run.record().to_json())
    again = StyleRun.replay(record, content, style)
    assert np.array_equal(run.picture(), again.picture())
    assert again.knobs.turns == run.knobs.turns and again.history == run.history


def test_a_replay_with_other_pictures_is_refused(content, style, other_style):
    run = short(content, style)
    run.run(1)
    with pytest.raises(SettingError, match="other pictures"):
        StyleRun.replay(run.record(), content, other_style)


@pytest.mark.parametrize("turn_at", [25, 30])
def test_a_slider_is_never_dead(content, style, turn_at):
    """beta times 100 near the end, or after it, changes the picture visibly within 20 steps."""
    run, still = (short(content, style, steps=30) for _ in range(2))
    run.run(turn_at)
    before = run.picture()
    run.knobs.turn("beta", 100 * run.knobs.value("beta"))
    assert run.wants_more
    run.run(20)
    still.run(30)
    assert run.step == turn_at + 20
    assert difference(run.picture(), before) > 0.02
    assert difference(run.picture(), before) > 3 * difference(still.picture(), before)


def test_a_run_at_its_end_goes_on_when_asked(content, style):
    run = short(content, style)
    run.run()
    run.run()
    assert run.step == run.total == 8 + EXTRA_STEPS


def test_stop_ends_a_run_between_two_steps_and_run_resumes(content, style):
    run = short(content, style, steps=2000)
    begun = threading.Event()

    class Begun(tf.keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            begun.set()

    worker = threading.Thread(target=run.run, kwargs={"callbacks": [Begun()]})
    worker.start()
    assert begun.wait(60)
    assert run.running
    run.stop()
    worker.join(60)
    assert not worker.is_alive() and not run.running and 0 < run.step < 2000
    at = run.step
    run.run(2)
    assert run.step == at + 2 and len(run.history) == at + 2


def test_reset_gives_the_same_run_again_and_keeps_turned_knobs(content, style):
    run = short(content, style, start="noise")
    run.run()
    first = run.picture()
    run.reset()
    assert run.step == 0 and run.history == [] and difference(run.picture(), first) > 0.02
    run.run()
    assert np.array_equal(run.picture(), first)
    run.knobs.turn("beta", 200)
    run.reset()
    assert run.knobs.value("beta") == 200


def test_coarse_to_fine_passes_through_the_sizes(content, style):
    run = short(content, style, scales=(0.5, 1.0), steps=10)
    run.run(2)
    assert run._model.picture.shape[1] == 16 and run.picture().shape == content.shape
    run.run()
    assert run._model.picture.shape[1:3] == content.shape[:2] and run.step == 10


def test_lbfgs_goes_lower_than_adam_for_the_same_evaluations_and_obeys_knobs(content, style):
    adam = short(content, style, steps=40)
    lbfgs = short(content, style, optimizer="lbfgs", chunk=10, steps=4)
    adam.run()
    lbfgs.run(3)
    lbfgs.knobs.turn("beta", 100)
    lbfgs.run(1)
    totals = [entry["total"] for entry in lbfgs.history]
    assert totals[2] < totals[1] < totals[0]
    assert lbfgs.history[2]["total"] < 1.3 * adam.history[-1]["total"]
    assert lbfgs.knobs.turns[0].step == 3 and totals[3] > totals[2]
    with pytest.raises(SettingError, match="rate"):
        lbfgs.knobs.turn("rate", 0.01)


def test_a_mask_keeps_the_rest_of_the_photograph(content, style):
    mask = np.zeros(content.shape[:2], "float32")
    mask[:, : content.shape[1] // 2] = 1
    run = short(content, style, mask=mask)
    run.run()
    outside = mask == 0
    assert np.allclose(run.picture()[outside], content[outside], atol=1e-6)
    assert difference(run.picture()[~outside], content[~outside]) > 0.02


def test_two_styles_mix_by_their_shares(content, style, other_style):
    mixed = short(content, [style, other_style], steps=15)
    for name, share in (("mix_1", 1.0), ("mix_2", 0.0)):
        mixed.knobs.turn(name, share)
    mixed.run()
    alone = short(content, style, steps=15)
    alone.run()
    assert difference(mixed.picture(), alone.picture()) < 2e-3
    mixed.knobs.turn("mix_1", 0.0)
    mixed.knobs.turn("mix_2", 1.0)
    mixed.run()
    assert difference(mixed.picture(), alone.picture()) > 0.02


def test_colours_kept_by_luminance_and_by_palette(content, style):
    kept = short(content, style, colours="luminance")
    kept.run()
    weights = np.array([[0.299, 0.587, 0.114], [0.5959, -0.2746, -0.3213], [0.2115, -0.5227, 0.3106]])
    chroma = [(picture @ weights.T)[..., 1:] for picture in (kept.picture(), content)]
    assert np.median(np.abs(chroma[0] - chroma[1])) < 0.01
    palette = short(content, style, colours="palette", start="style", steps=1)
    palette.run()
    assert difference(palette.picture().mean((0, 1)), content.mean((0, 1))) < difference(
        style.mean((0, 1)), content.mean((0, 1))
    )


def test_style_scale_changes_the_strokes(content, style):
    small, large = (short(content, style, style_scale=scale, steps=15) for scale in (0.5, 1.5))
    small.run()
    large.run()
    assert difference(small.picture(), large.picture()) > 0.005


def test_normalised_gradients_pull_evenly(content, style):
    run = short(content, style, normalised_gradients=True, style_layers={"relu1_1": 1.0}, tv=0.001)
    run.run(1)
    pulls = []
    for alpha, beta in ((1.0, 0.01), (1.0, 100.0)):
        run.knobs.variable("alpha").assign(alpha)
        run.knobs.variable("beta").assign(beta)
        with tf.GradientTape() as tape:
            x = tf.constant(np.clip(content[None] * 0.9, 0, 1))
            tape.watch(x)
            total = run._model.losses_at(x)["total"]
        pulls.append(float(tf.reduce_sum(tf.abs(tape.gradient(total, x)))))
    assert pulls[1] > 20 * pulls[0]


def test_starts_are_what_they_say(content, style):
    assert np.array_equal(short(content, style).picture(), content)
    given = np.full_like(content, 0.25)
    assert np.allclose(short(content, style, picture=given).picture(), given)
    assert np.allclose(short(content, style, start="style").picture(), style)
    patches = short(content, style, start="patches")
    assert difference(patches.picture(), content) > 0.02


def test_a_run_that_diverges_says_so_and_keeps_the_picture(content, style):
    run = short(content, style)
    run.run(2)
    run._model.picture.assign(np.full(run._model.picture.shape, np.nan, "float32"))
    with pytest.raises(DivergedError, match="step 2.*learning rate"):
        run.run()
    assert not run.running


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"start": "nothing"}, "start is one of .*'content'.*'nothing'"),
        ({"optimizer": "sgd"}, "optimizer is one of"),
        ({"colours": "pink"}, "colours is one of"),
        ({"network": "resnet"}, "network is one of"),
        ({"steps": 0}, "steps is a whole number from 1"),
        ({"steps": 2.5}, "steps is a whole number"),
        ({"seed": -1}, "seed is a whole number from 0"),
        ({"scales": (1.0, 0.5)}, "scales are rising"),
        ({"scales": (0.5,)}, "the last one 1"),
        ({"scales": 3}, "scales are rising"),
        ({"style_scale": 0}, "style_scale is a number from 0.1 to 4"),
        ({"strength": "much"}, "strength is a number"),
        ({"style_layers": {}}, "style_layers maps names to weights"),
        ({"style_layers": {"relu1_1": -1}}, "weights from 0 up"),
        ({"content_layers": ()}, "content_layers are one or more names"),
        ({"content_layers": ("relu9_9",)}, "relu9_9"),
        ({"margin": 3}, "margin"),
        ({"beta": 1e9}, "beta: style can be turned from"),
        ({"rate": -1.0}, "learning rate can be turned from"),
        ({"picture": "there is none"}, "start"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_accepted(content, style, settings, message):
    with pytest.raises((SettingError, PictureError), match=message):
        StyleRun(content, style, **settings)


def test_wrong_masks_and_styles_are_refused(content, style):
    with pytest.raises(SettingError, match=r"a mask has the content's height and width, here \(32,"):
        short(content, style, mask=np.ones((3, 3)))
    with pytest.raises(SettingError, match="values from 0 to 1"):
        short(content, style, mask=np.full(content.shape[:2], 2.0))
    with pytest.raises(SettingError, match="one to six styles"):
        short(content, [])
    with pytest.raises(PictureError):
        short(content, None)
