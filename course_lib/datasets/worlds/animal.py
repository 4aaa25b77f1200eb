"""Horses and zebras: one skeleton in many poses, and the two coats that it can wear."""

from dataclasses import dataclass

import numpy as np

from course_lib.datasets.worlds.canvas import Canvas, Stencil, blurred, smooth_step
from course_lib.datasets.worlds.tubes import Tube, disc

# body, and mane with tail and lower legs: bay, chestnut, seal brown, dun, liver, black, palomino, grey
COATS = np.array(
    [
        [(0.50, 0.27, 0.13), (0.10, 0.07, 0.06)],
        [(0.57, 0.31, 0.16), (0.46, 0.24, 0.12)],
        [(0.30, 0.18, 0.11), (0.08, 0.06, 0.05)],
        [(0.70, 0.52, 0.31), (0.22, 0.15, 0.10)],
        [(0.42, 0.21, 0.12), (0.30, 0.15, 0.09)],
        [(0.19, 0.15, 0.14), (0.05, 0.05, 0.05)],
        [(0.78, 0.57, 0.28), (0.88, 0.78, 0.58)],
        [(0.58, 0.57, 0.57), (0.24, 0.23, 0.25)],
    ]
)
PITCH = 0.125  # of the stripes on the trunk, in lengths of it
WHITE, BLACK = np.array([0.94, 0.92, 0.87]), np.array([0.08, 0.07, 0.07])


@dataclass(frozen=True)
class Animal:
    """One animal: where its feet stand, its size (length of the trunk), and its pose, all in picture sides or radians.

    facing is 1 to the right and -1 to the left; neck and head are angles above the horizon; stride is how far the legs
    swing and phase where in the step they are; coat is a row of COATS; stripes seeds the pattern.
    """

    x: float
    y: float
    size: float
    facing: int
    neck: float
    head: float
    stride: float
    phase: float
    stout: float
    coat: int
    tint: float
    stripes: int

    @classmethod
    def draw(cls, rng: np.random.Generator, x: float, y: float, size: float) -> "Animal":
        """A pose at random: standing, walking, trotting or grazing."""
        grazing = rng.random() < 0.2
        neck = rng.uniform(-0.75, -0.6) if grazing else rng.uniform(0.35, 1.05)
        head = rng.uniform(-1.35, -1.1) if grazing else rng.uniform(-0.75, -0.3)
        stride = rng.choice([0.05, 0.28, 0.42]) if not grazing else 0.1
        return cls(
            float(x), float(y), float(size), int(rng.choice([-1, 1])), float(neck), float(head), float(stride),
            float(rng.uniform(0, 2 * np.pi)), float(rng.uniform(0.92, 1.1)), int(rng.integers(len(COATS))),
            float(rng.uniform(0.9, 1.12)), int(rng.integers(2**31)),
        )  # fmt: skip

    def tubes(self) -> dict[str, Tube]:
        """The parts, in picture coordinates."""
        crest = np.array([0.36, 0.735 + 0.05 * np.sin(self.neck)])
        towards = np.array([np.cos(self.neck), np.sin(self.neck)])
        poll = crest + 0.60 * towards
        bulge = np.array([-towards[1], towards[0]]) * 0.03
        trunk = [
            (-0.47, 0.765),
            (-0.36, 0.745),
            (-0.08, 0.715),
            (0.18, 0.715),
            crest,
            crest + 0.33 * towards + bulge,
            poll,
        ]
        trunk_widths = np.array([0.14, 0.20, 0.20, 0.23, 0.20, 0.125, 0.085]) * [1, *[self.stout] * 4, 1, 1]
        nose = poll + 0.40 * np.array([np.cos(self.head), np.sin(self.head)])
        start = poll + 0.05 * np.array([-np.cos(self.head), -np.sin(self.head)])
        parts = {
            "tail": self._tube(
                [(-0.53, 0.86), (-0.62, 0.72), (-0.65, 0.5), (-0.62, 0.30)], [0.025, 0.035, 0.06, 0.015]
            ),
            "trunk": self._tube(trunk, trunk_widths, 44),
            "head": self._tube(
                [start, start + 0.34 * (nose - start), start + 0.72 * (nose - start), nose],
                [0.078, 0.108, 0.068, 0.060],
            ),
        }
        up = np.array([-np.sin(self.head), np.cos(self.head)])
        for name, shift in (("far ear", 0.0), ("near ear", 0.07)):
            root = poll + 0.05 * up - shift * np.array([np.cos(self.head), np.sin(self.head)])
            parts[name] = self._tube([root, root + 0.07 * up, root + 0.13 * up], [0.022, 0.035, 0.005], 8)
        for name, delay, shift in (("far", np.pi, 0.04), ("near", 0.0, 0.0)):
            parts[f"{name} hind"] = self._hind(self.phase + delay, shift)
            parts[f"{name} fore"] = self._fore(self.phase + delay + 1.9, shift)
        return parts

    def _fore(self, phase: float, shift: float) -> Tube:
        swing, lift = self.stride * np.sin(phase), self.stride * max(0.0, np.cos(phase))
        elbow = np.array([0.31 + shift, 0.60])
        knee = elbow + 0.30 * np.array([np.sin(swing), -np.cos(swing)])
        lower = swing - 1.5 * lift
        fetlock = knee + 0.22 * np.array([np.sin(lower), -np.cos(lower)])
        hoof = fetlock + 0.085 * np.array([np.sin(lower + 0.35), -np.cos(lower + 0.35)])
        return self._tube([elbow, knee, fetlock, hoof], [0.105, 0.048, 0.032, 0.042], 20)

    def _hind(self, phase: float, shift: float) -> Tube:
        swing, lift = self.stride * np.sin(phase), self.stride * max(0.0, np.cos(phase))
        hip = np.array([-0.37 + shift, 0.70])
        stifle = hip + 0.22 * np.array([np.sin(swing + 0.25), -np.cos(swing + 0.25)])
        hock = stifle + 0.22 * np.array([np.sin(swing - 0.5), -np.cos(swing - 0.5)])
        lower = swing + 0.08 - 0.7 * lift
        fetlock = hock + 0.22 * np.array([np.sin(lower), -np.cos(lower)])
        hoof = fetlock + 0.085 * np.array([np.sin(lower + 0.4), -np.cos(lower + 0.4)])
        return self._tube([hip, stifle, hock, fetlock, hoof], [0.155, 0.120, 0.048, 0.032, 0.042], 24)

    def _tube(self, joints, widths, samples: int = 16) -> Tube:
        joints = np.asarray(joints) * [self.facing, -1] * self.size + [self.x, self.y]
        return Tube(joints, np.asarray(widths) * self.size, samples)


def paint(canvas: Canvas, animal: Animal) -> None:
    """Paint an animal: plain in domain A, striped in domain B, of one shape and under one light."""
    tubes = animal.tubes()
    rng = np.random.default_rng(animal.stripes)
    plain, points = COATS[animal.coat] * animal.tint
    middle = np.array([animal.x, animal.y])
    canvas.shade(canvas.stencil([disc(middle, 0.55 * animal.size, 0.13)], blur=0.035 * animal.size), 0.55)
    for name in ("far ear", "far hind", "far fore"):
        _part(canvas, animal, tubes[name], rng, plain, points, name, light=0.68)
    _part(canvas, animal, tubes["tail"], rng, points, points, "tail", light=0.9)
    _part(canvas, animal, tubes["trunk"], rng, plain, points, "trunk")
    for name in ("near hind", "near fore", "head", "near ear"):
        _part(canvas, animal, tubes[name], rng, plain, points, name)
    eye = tubes["head"].place(np.array([0.38]), np.array([-0.35 * animal.facing]))[0]
    nostril = tubes["head"].place(np.array([0.97]), np.array([-0.25 * animal.facing]))[0]
    dark = np.array([0.03, 0.02, 0.02])
    canvas.paint(canvas.stencil([disc(eye, 0.020 * animal.size)]), dark, dark + 0.001)
    canvas.paint(canvas.stencil([disc(nostril, 0.014 * animal.size)]), dark, dark + 0.001, opacity=0.8)


def _part(canvas, animal, tube, rng, plain, points, name, light=1.0) -> None:
    """One tube in both coats."""
    polygons, mane = tube.outline(), None
    if name == "trunk":
        mane = _ridge(tube, animal.facing, 0.68, 1.0, 0.75, 1.42 if animal.neck > 0 else 1.25)
        polygons.append(mane)
    stencil = canvas.stencil(polygons)
    bands = _bands(canvas, animal, tube, rng, stencil, name)  # drawn also where there is nothing to paint: one stream
    if stencil is None:
        return
    if name.startswith("near") and name.endswith(("hind", "fore")):  # the thigh runs into the trunk without a seam
        top = tube.spine[0, 1]
        fade = smooth_step(top - 0.08 * animal.size, top + 0.10 * animal.size, canvas.at(stencil)[1])
        stencil = Stencil(stencil.rows, stencil.columns, stencil.cover * fade)
    shade = (light * _light(stencil.cover, animal.size * len(canvas.mask), name))[..., None]
    coat = np.broadcast_to(plain, (*stencil.cover.shape, 3)).copy()
    if "hind" in name or "fore" in name:
        low = np.clip((canvas.at(stencil)[1] - (animal.y - 0.36 * animal.size)) / (0.16 * animal.size), 0, 1)
        coat += low[..., None] * (points - coat)
    if name == "head":
        coat += _inside(canvas, [disc(tube.spine[-1], tube.width[-1] * 1.5)], stencil, 0.3) * (points * 0.8 - coat)
    if mane is not None:
        hair = [mane, _ridge(tube, animal.facing, 0.70, 1.0, 0.15, 1.0)]
        coat += _inside(canvas, hair, stencil) * (points - coat)
    striped = WHITE + bands * (BLACK - WHITE)
    canvas.paint(stencil, np.clip(coat * shade, 0, 1), np.clip(striped * shade, 0, 1))


def _ridge(tube: Tube, facing: int, start: float, end: float, low: float, high: float) -> np.ndarray:
    """A strip along the upper edge of a tube, from `low` to `high` across."""
    along = np.linspace(start, end, 14)
    grow = np.sin(np.clip((along - start) / (end - start) * 1.25, 0, 1) * np.pi / 2)
    upper, lower = 1.0 + (high - 1.0) * grow, 1.0 - (1.0 - low) * grow
    return np.concatenate([tube.place(along, -facing * upper), tube.place(along, -facing * lower)[::-1]])


def _bands(canvas, animal, tube, rng, stencil, name) -> np.ndarray:
    """How black each pixel of a part is in the striped coat: (rows, columns, 1)."""
    leg = name.endswith(("hind", "fore"))
    pitch = PITCH * rng.uniform(0.9, 1.15) * animal.size / tube.length * {"trunk": 1.0, "head": 0.66}.get(name, 0.72)
    centres = np.arange(0.02 + rng.uniform(0, pitch), 0.97, pitch)
    centres = centres + rng.normal(0, 0.06 * pitch, len(centres))
    halves = pitch * rng.uniform(0.20, 0.28, len(centres))
    if stencil is None:
        return np.zeros((1, 1, 1))
    bend, taper = {"trunk": (0.018, 0.8), "head": (-0.05, 0.25)}.get(name, (0.0, 0.25))
    stripes = list(_stripes(tube, centres, halves, bend, taper, animal.facing, 1.5 if name == "trunk" else 1.05))
    if leg or name == "head":
        stripes.append(disc(tube.spine[-1], tube.width[-1] * 1.2))
    if name == "tail":
        stripes.append(np.concatenate([tube.place(tube.along[9:], -1.2), tube.place(tube.along[9:], 1.2)[::-1]]))
    return _inside(canvas, stripes, stencil) if stripes else np.zeros((1, 1, 1))


def _stripes(tube, centres, halves, bend, taper, facing, mane) -> np.ndarray:
    """Stripes as polygons (n, 18, 2): thick on the back and thin on the belly; on a neck they run on into the mane."""
    across = np.linspace(-1.05, 1.05, 9) * np.ones((len(centres), 1))
    across[:, 0] = np.where(centres > 0.6, -mane, -1.05)
    middle = centres[:, None] - bend * across**2
    thick = halves[:, None] * (1.0 - taper * np.clip(0.5 * (across + 1.0), 0, 1) ** 2.5)
    edges = tube.place(middle - thick, facing * across), tube.place(middle + thick, facing * across)[:, ::-1]
    return np.concatenate(edges, axis=1)


def _inside(canvas: Canvas, polygons, stencil: Stencil, strength: float = 1.0) -> np.ndarray:
    """How much of each of a stencil's pixels lies in some polygons: (rows, columns, 1)."""
    full, found = np.zeros(canvas.mask.shape, np.float32), canvas.stencil(polygons)
    if found is not None:
        full[found.box] = found.cover
    return strength * full[stencil.box][..., None]


def _light(cover: np.ndarray, size: float, name: str) -> np.ndarray:
    """Light from above: bright along the upper edge of a part, dark along its lower one."""
    reach = max(1, round((0.10 if name == "trunk" else 0.04) * size))
    soft = blurred(np.pad(cover, ((3 * reach, 3 * reach), (0, 0))), reach * 0.8)
    return 0.98 + 0.34 * (soft[4 * reach : -2 * reach] - soft[2 * reach : -4 * reach])
