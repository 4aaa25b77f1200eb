"""Make data/gallery again: `python -m course_lib.training.gallery`, about a quarter of an hour on two cores."""

import json
from dataclasses import asdict

from course_lib import gallery, images
from course_lib.datasets import paintings, photographs
from course_lib.gallery import COMMAND, FOLDER, Piece, Sweep
from course_lib.training.style_run import StyleRun

SIDE, SWEEP_SIDE = 256, 144
FINISH = {"start": "patches", "strength": 1.0, "steps": 30, "rate": 0.01, "beta": 10.0, "seed": 0}
SWEEP = {"optimizer": "lbfgs", "steps": 20, "chunk": 20, "tv": 0.3, "content_layers": ("relu2_2", "relu3_2"), "seed": 0}
SCALES = {"content": (1.0,), "noise": (0.5, 1.0)}  # a coarse stage would cost the photograph its detail
BETAS = (0.1, 1.0, 10.0, 100.0, 1000.0)
SWEPT = ("china", "woodblock_waves")
GROUPS = {
    "tuned": (
        ("astronaut", "chelsea", "china", "coffee"),
        (
            "swirling_night",
            "oil_impasto",
            "pointillism",
            "stained_glass",
            "mosaic",
            "woodblock_waves",
            "sunset_ribbons",
            "poppy_field",
        ),
    ),
    "held out": (("hopper", "motorcycle_left", "retina"), ("linocut", "embroidery", "gold_leaf", "ink_engraving")),
}


def write_jpeg(picture, name: str) -> str:
    """Store a picture in the gallery's folder and return its file name."""
    images.write(picture, FOLDER / f"{name}.jpg", quality=90)
    return f"{name}.jpg"


def make_piece(photograph: str, painting: str) -> Piece:
    """Restyle one bundled photograph and score the stored file."""
    content, style = photographs.load(photograph, side=SIDE, square=True), paintings.paint(painting, side=SIDE)
    run = StyleRun(content, style, **FINISH)
    run.run()
    file = write_jpeg(run.picture(), f"{photograph}-{painting}")
    measured = gallery.scores(images.read(FOLDER / file), photograph, painting)
    print(file, *(f"{score:.2f}" for score in measured), flush=True)
    return Piece(file, photograph, painting, *(round(score, 4) for score in measured))


def make_sweep(start: str) -> Sweep:
    """One pair at every beta, by L_total alone."""
    photograph, painting = SWEPT
    content, style = photographs.load(photograph, side=SWEEP_SIDE), paintings.paint(painting, side=256)
    losses, files = [], []
    for beta in BETAS:
        run = StyleRun(content, style, start=start, beta=beta, scales=SCALES[start], **SWEEP)
        run.run()
        losses.append(run.history[-1])
        files.append(write_jpeg(run.picture(), f"sweep-{start}-{beta:g}"))
        print(files[-1], {name: round(value, 3) for name, value in losses[-1].items()}, flush=True)
    return Sweep(
        start,
        photograph,
        painting,
        {
            "side": SWEEP_SIDE,
            "network": run.settings.network,
            "alpha": run.settings.alpha,
            "scales": SCALES[start],
            **SWEEP,
        },
        BETAS,
        tuple(round(loss["content"], 4) for loss in losses),
        tuple(round(loss["style"], 4) for loss in losses),
        tuple(files),
    )


def main() -> None:
    """Make every picture, the sheet, and the card."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    sweeps = [make_sweep(start) for start in ("content", "noise")]
    groups = {name: [make_piece(p, s) for p in contents for s in styles] for name, (contents, styles) in GROUPS.items()}
    small = [images.resize(piece.picture(), 128) for piece in groups["tuned"]]
    write_jpeg(images.grid(small, columns=len(GROUPS["tuned"][1])), "sheet")
    first = [photographs.load("chelsea", side=SIDE, square=True), groups["tuned"][9].picture()]
    write_jpeg(images.grid(first, columns=2), "first_light")
    card = {
        "command": COMMAND,
        "made_by": f"Patch start at {SIDE} px, then {FINISH['steps']} Adam steps of L_total with the offline network.",
        "finish": FINISH,
        "groups": {name: [asdict(piece) for piece in pieces] for name, pieces in groups.items()},
        "sweeps": [asdict(sweep) for sweep in sweeps],
    }
    (FOLDER / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
