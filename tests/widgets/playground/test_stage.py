"""What builds networks anew: data, drawings, settings, presets, experiments, comparisons; nothing is trained here."""

import gc
import json
import threading
import weakref

import numpy as np
import pytest
from page_playground import SMALL, PagePlayground

from course_lib.datasets import plane
from course_lib.errors import SettingError
from course_lib.widgets import Playground
from course_lib.widgets.playground import choices, experiments, presets, slow_motion


def weights(run):
    return [*run.gan.generator.get_weights(), *run.gan.discriminator.get_weights()]


def test_the_scene_is_all_that_a_page_needs(untrained):
    scene = untrained.scene
    assert [data["name"] for data in scene["data"]] == list(plane.names())
    assert {len(data["points"]) for data in scene["data"]} == {200 * 2 * 4}
    plain = {name: value for name, value in scene.items() if name != "data"}
    json.dumps(plain, allow_nan=False)
    assert {spec["group"] for spec in scene["knobs"]} == set(choices.GROUPS)
    assert set(scene["choices"]) | {"data", "pretrained", "compare", "preset", "experiment"} == set(scene["settings"])
    assert (scene["panels"], scene["window"], scene["state"]["phase"]) == (1, plane.WINDOW, "paused")
    assert len(scene["slow"]) == len(slow_motion.PARTS) == 11
    assert len(scene["experiments"]) >= 8 and any(preset["fails"] for preset in scene["presets"])


def test_other_data_begin_with_new_networks_and_the_knobs_as_they_stand(untrained):
    untrained.turn("d_rate", 0.005)
    last = untrained.hear_out("data", name="grid")
    assert (last["settings"]["data"], last["coverage"]["of"], last["step"]) == ("grid", 25, 0)
    assert last["knobs"]["d_rate"] == {"value": 0.005, "queued": False}
    assert last["settings"]["g_units"] == SMALL["g_units"] and last["panels"][0]["buffers"]["reals"] is not None


def test_a_drawing(untrained):
    last = untrained.hear_out("draw", strokes=[[[-0.5, 0], [0.5, 0.5]], [[0.2, -0.8]]], brush=0.05)
    assert last["settings"]["data"] == "drawn"
    assert (last["coverage"]["unit"], last["coverage"]["of"]) == ("parts", 20)
    assert untrained.session.first.data.origin["brush"] == 0.05


def test_a_setting_keeps_the_weights_where_shapes_agree(untrained):
    before = untrained.session.first
    last = untrained.hear_out("set", name="d_units", value=9)
    now = untrained.session.first
    assert now is not before and last["settings"]["d_units"] == 9
    assert all(map(np.array_equal, before.gan.generator.get_weights(), now.gan.generator.get_weights()))
    assert now.gan.discriminator.weights[0].shape == (2, 9)


def test_another_seed_draws_other_weights(untrained):
    before = weights(untrained.session.first)
    untrained.hear_out("set", name="seed", value=5)
    assert not np.array_equal(before[0], weights(untrained.session.first)[0])


def test_a_thousand_settings_in_a_burst_build_the_networks_once_or_twice(untrained, monkeypatch):
    built, built_first = [], threading.Event()
    stage_set = untrained._stage.set

    def slowly(name, value):
        built_first.wait(10)
        built.append(value)
        stage_set(name, value)

    monkeypatch.setattr(untrained._stage, "set", slowly)
    for value in range(1000):
        untrained.hear("set", name="g_units", value=1 + value % 50)
    built_first.set()
    untrained.join(60)
    assert len(built) <= 2 and untrained.updates[-1]["settings"]["g_units"] == 50
    assert len(untrained.sent) < 1100


def test_a_preset_after_other_wishes_is_what_stands_there(untrained):
    gate = threading.Event()
    untrained._background.do(lambda: gate.wait(10))
    untrained.hear("data", name="grid")
    untrained.hear("set", name="g_units", value=7)
    untrained.hear("preset", name="balanced")
    gate.set()
    untrained.join(60)
    last = untrained.updates[-1]["settings"]
    assert (last["data"], last["g_units"], last["preset"]) == ("ring", 32, "balanced")


@pytest.mark.parametrize("name", presets.PRESETS)
def test_every_preset_can_be_put_on_stage(untrained, name):
    last = untrained.hear_out("preset", name=name)
    preset = presets.load(name)
    assert untrained.error is None
    assert (last["settings"]["preset"], last["settings"]["data"]) == (name, preset.data)
    for setting, value in preset.settings.items():
        assert getattr(untrained.session.first.settings, setting) == value
    assert not preset.fails or presets.load(preset.cure)


@pytest.mark.parametrize("name", experiments.EXPERIMENTS)
def test_every_experiment_can_be_put_on_stage(untrained, name):
    last = untrained.hear_out("experiment", name=name)
    experiment = experiments.load(name)
    assert untrained.error is None
    assert (last["settings"]["experiment"], last["settings"]["data"]) == (name, experiment.data)
    assert (last["settings"]["pace"], len(last["panels"])) == (experiment.pace, 2 if experiment.compare else 1)
    assert experiment.question.endswith("?") and len(experiment.steps) >= 2 and experiment.after


def test_pretrained_networks_make_good_fakes_at_once_and_reset_goes_back_to_them(untrained):
    last = untrained.hear_out("pretrained", on=True)
    assert last["settings"]["pretrained"] and last["step"] == 0
    assert last["coverage"]["modes"] == 8 and last["coverage"]["good"] > 0.8
    learned = weights(untrained.session.first)
    untrained.hear_out("reset")
    assert all(map(np.array_equal, learned, weights(untrained.session.first)))
    assert untrained.hear_out("data", name="grid")["coverage"]["modes"] >= 24
    last = untrained.hear_out("pretrained", on=False)
    assert not last["settings"]["pretrained"] and last["coverage"]["modes"] < 10


def test_a_drawing_has_no_pretrained_networks(untrained):
    untrained.hear_out("draw", strokes=[[[0, 0], [0.5, 0.5]]])
    assert "no pre-trained networks" in untrained.hear_out("pretrained", on=True)["status"]
    with pytest.raises(SettingError, match="no pre-trained networks"):
        untrained.check()


@pytest.mark.parametrize(
    "name, value, setting", [("d_rate", 0.01, 0.01), ("loss", 3, "wasserstein"), ("g_units", 12, 12), ("seed", 3, 3)]
)
def test_a_second_run_differs_in_one_setting(untrained, name, value, setting):
    last = untrained.hear_out("compare", on=True, name=name, value=value)
    first, second = untrained.session.runs
    differing = {
        key: other for key, other in second.settings.as_dict().items() if other != getattr(first.settings, key)
    }
    assert differing == {name: setting}
    assert [panel["label"][:2] for panel in last["panels"]] == ["A:", "B:"]
    assert last["settings"]["compare"]["name"] == name
    assert all(place is not None for panel in last["panels"] for place in panel["buffers"].values())
    last = untrained.hear_out("compare", on=False)
    assert len(last["panels"]) == 1 and last["settings"]["compare"] is None


def test_a_comparison_stays_while_data_and_settings_change(untrained):
    untrained.hear_out("compare", on=True, name="d_rate", value=0.01)
    untrained.hear_out("data", name="line")
    last = untrained.hear_out("set", name="g_units", value=10)
    first, second = untrained.session.runs
    assert (first.data.name, second.data.name) == ("line", "line")
    assert (first.settings.g_units, second.settings.g_units, second.settings.d_rate) == (10, 10, 0.01)
    assert len(last["panels"]) == 2


def test_a_change_while_slow_motion_is_on_begins_it_anew(untrained):
    untrained._easel.slow = slow_motion.SlowMotion(untrained.session)
    first = untrained._easel.slow
    untrained.hear_out("data", name="line")
    assert untrained._easel.slow is not first and untrained.updates[-1]["slow"] is None


@pytest.mark.parametrize(
    "arguments, words",
    [
        ({"data": "moon"}, "moon"),
        ({"preset": "perfect"}, "no preset 'perfect'"),
        ({"pace": 3}, "steps a frame is one of"),
        ({"g_width": 3}, "no setting 'g_width'"),
        ({"g_units": 0}, "g_units"),
        ({"compare": {"d_rate": 0.1, "g_rate": 0.1}}, "compare names one setting"),
        ({"compare": {"who": 1}}, "two runs may differ"),
    ],
)
def test_arguments_that_cannot_be_are_refused_in_words(arguments, words):
    with pytest.raises(SettingError, match=words):
        Playground(**arguments)


def test_a_playground_of_a_preset_and_one_with_two_runs():
    assert Playground(preset="balanced")._stage.settings()["preset"] == "balanced"
    assert len(Playground("line", compare={"loss": "hinge"}, **SMALL).session.runs) == 2


def test_what_a_notebook_stores_is_the_same_in_every_run():
    bundles = []
    for _ in range(2):
        data, _metadata = Playground("grid", **SMALL)._repr_mimebundle_()
        assert data.pop("application/vnd.jupyter.widget-view+json")["model_id"]
        bundles.append(data)
    assert bundles[0] == bundles[1]
    assert bundles[0]["text/plain"].startswith("GAN playground: grid of 25, at step 0 of 400; sliders: loss")
    assert "Run this cell to use it." in bundles[0]["text/html"]


def test_a_closed_playground_is_forgotten_with_its_runs():
    playground = PagePlayground("line", **SMALL)
    playground.hear_out("data", name="ring")
    playground.close()
    playground.join(5)
    kept = weakref.ref(playground), weakref.ref(playground.session)
    del playground
    gc.collect()
    assert [reference() for reference in kept] == [None, None]


@pytest.mark.parametrize(("name", "value"), [("d_rate", 0.01), ("g_layers", 2), ("loss", "hinge"), ("seed", 5)])
def test_two_runs_are_saved_and_loaded_together(untrained, name, value):
    untrained.hear_out("compare", on=True, name=name, value=value)
    untrained.session.run(20)
    both, before = [weights(run) for run in untrained.session.runs], untrained._stage.settings()["compare"]
    text = untrained.save()
    untrained.hear_out("compare", on=False)
    untrained.hear_out("reset")
    last = untrained.hear_out("load", text=text)
    assert (last["step"], len(last["panels"]), last["settings"]["compare"]) == (20, 2, before)
    for then, run in zip(both, untrained.session.runs, strict=True):
        assert all(map(np.array_equal, then, weights(run)))
    untrained.hear_out("load", text=text.replace(f'"differing": "{name}"', '"differing": "who"'))
    assert "two runs may differ in" in untrained.updates[-1]["status"]
    untrained.hear_out("compare", on=False)
