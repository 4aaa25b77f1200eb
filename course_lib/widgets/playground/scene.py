"""What the playground's page builds itself from."""

from course_lib.datasets import plane
from course_lib.training import plane_pretrained
from course_lib.training.plane_frame import GRID
from course_lib.widgets.playground import choices, experiments, presets, slow_motion
from course_lib.widgets.playground.stage import Stage

THUMBNAIL_POINTS = 200


def of(name: str, stage: Stage, state: dict) -> dict:
    """The scene of a stage. Arguments: name, of the widget; state, the update that it begins with."""
    knobs = stage.runs.knobs
    return {
        "name": name,
        "knobs": choices.knob_specs(knobs),
        "data": [_thumbnail(plane.load(data)) for data in plane.names()],
        "pretrained": plane_pretrained.names(),
        "settings": stage.settings(),
        "choices": choices.CHOICES,
        "compare": choices.comparisons(knobs),
        "presets": [preset.as_dict() for preset in presets.PRESETS.values()],
        "experiments": [experiment.as_dict() for experiment in experiments.EXPERIMENTS.values()],
        "slow": slow_motion.scene(),
        "panels": len(stage.runs.runs),
        "window": plane.WINDOW,
        "grid": GRID,
        "manifold": list(stage.runs.cameras[0].cells),
        "state": state,
    }


def _thumbnail(data: plane.Distribution) -> dict:
    return {"name": data.name, "label": data.label, "points": data.sample(THUMBNAIL_POINTS).tobytes()}
