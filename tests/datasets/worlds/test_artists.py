"""Each artist does what it is named for, on pictures for which the answer is known."""

import numpy as np
import pytest
from skimage.color import rgb2lab

from course_lib.datasets import photographs
from course_lib.datasets.worlds import WORLDS, cartoonist, motifs, painter, pixels
from course_lib.datasets.worlds.motifs import Crop, Motif

FLAT = np.full((64, 64, 3), (0.4, 0.5, 0.3), np.float32)
HALVES = np.where(np.arange(64)[None, :, None] < 32, np.float32(0.2), np.float32(0.8)) * np.ones(
    (64, 64, 3), np.float32
)
PICTURES = WORLDS["painter"].pairs(6, seed=8)


def steps(picture: np.ndarray) -> float:
    return float(np.abs(np.diff(picture, axis=1)).mean() + np.abs(np.diff(picture, axis=0)).mean())


def test_the_pixel_artist_uses_sixteen_colours_in_blocks():
    allowed = {tuple(colour) for colour in pixels.PALETTE.tolist()}
    assert len(allowed) == 16
    for side in (64, 100):
        picture = motifs.render(WORLDS["pixels"].scenes(1)[0], side)
        assert {tuple(colour) for colour in pixels.draw(picture).reshape(-1, 3).tolist()} <= allowed
    drawn = pixels.draw(PICTURES.a[0])
    np.testing.assert_array_equal(drawn, drawn[::2, ::2].repeat(2, 0).repeat(2, 1))


def test_the_palettes_own_colours_stay_and_distances_are_perceived():
    for colour in pixels.PALETTE:
        np.testing.assert_array_equal(pixels.draw(np.full((64, 64, 3), colour)), np.full((64, 64, 3), colour))
    # Ottosson's published values: white is (1, 0, 0), and sRGB's red (0.628, 0.225, 0.126)
    np.testing.assert_allclose(pixels.perceived(np.ones(3)), (1, 0, 0), atol=1e-3)
    np.testing.assert_allclose(pixels.perceived(np.array([1.0, 0, 0])), (0.628, 0.225, 0.126), atol=1e-3)


def test_the_painter_lays_visible_strokes_and_keeps_the_place_of_things():
    painted = painter.paint(FLAT, seed=0)
    assert painted.std(axis=(0, 1)).max() > 0.01
    np.testing.assert_allclose(painted.mean((0, 1)), painter.palette(FLAT[0, 0]), atol=0.03)
    halves = painter.paint(HALVES, seed=0).mean(-1)
    assert halves[:, :24].max() < 0.5 < halves[:, 40:].min()
    np.testing.assert_array_equal(painter.paint(FLAT, seed=0), painted)
    assert np.abs(painter.paint(FLAT, seed=1) - painted).max() > 0.01


def test_the_painters_shadows_are_violet_and_its_lights_warm():
    dark, light = painter.palette(np.full((2, 3), [[0.1], [0.9]], np.float32))
    assert dark[2] > dark[0] > dark[1]
    assert light[0] > light[1] > light[2]


def test_the_cartoonist_flattens_surfaces_and_inks_edges():
    rng = np.random.default_rng(0)
    noisy = HALVES + rng.normal(0, 0.02, HALVES.shape).astype(np.float32)
    flat = cartoonist.flattened(noisy)
    assert flat[:, :28].std() < 0.5 * noisy[:, :28].std()
    assert np.abs(flat[:, 31] - 0.2).max() < 0.1 < 0.6 < flat[:, 32].min()
    ink = cartoonist.outlines(HALVES)
    assert ink[32, 31] > 0.9
    assert ink[:, :24].max() == ink[:, 40:].max() == 0
    assert steps(cartoonist.draw(FLAT)) < 1e-6


def test_a_cartoon_is_livelier_than_the_picture():
    colour = [
        np.hypot(*np.moveaxis(rgb2lab(picture)[..., 1:], -1, 0)).mean()
        for picture in (PICTURES.a[0], cartoonist.draw(PICTURES.a[0]))
    ]
    assert colour[1] > 1.1 * colour[0]


def test_soft_steps_keep_black_and_white_and_rise():
    light = np.linspace(0, 1, 200)
    stepped = cartoonist.soft_steps(light[:-1])
    assert (np.diff(stepped) >= -1e-9).all()
    assert stepped[0] == pytest.approx(0, abs=1e-6)
    assert np.abs(stepped - light[:-1]).max() < 0.5 / cartoonist.STEPS


def test_sets_cut_different_parts_of_photographs():
    sizes = {name: photographs.load(name, side=320).shape[:2] for name in motifs.TRAINING + motifs.HELD_OUT}
    for use, names in (("A", motifs.TRAINING), ("B", motifs.TRAINING), ("held out", motifs.HELD_OUT)):
        crops = [m.source for m in WORLDS["painter"].scenes(300, 0, use) if isinstance(m.source, Crop)]
        assert 60 < len(crops) < 140
        assert {crop.photograph for crop in crops} == set(names)
        for crop in crops:
            height, width = sizes[crop.photograph]
            assert min(crop.left, crop.top) >= 0
            assert crop.left + crop.size <= (width // 2 if use == "A" else width)
            assert crop.left >= (width // 2 if use == "B" else 0)
            assert crop.top + crop.size <= height
    assert not set(motifs.TRAINING) & set(motifs.HELD_OUT)


def test_a_crop_is_that_square_of_the_photograph():
    whole = photographs.load("coffee", side=320)
    height = whole.shape[0]
    for mirrored in (False, True):
        picture = motifs.render(Motif(Crop("coffee", 10.0, 0.0, float(height), mirrored, 1.0), 0, 0), 64)
        square = whole[:, 10 : 10 + height].reshape(64, height // 64, 64, height // 64, 3).mean((1, 3))
        assert np.abs(picture - (square[:, ::-1] if mirrored else square)).mean() < 0.02
