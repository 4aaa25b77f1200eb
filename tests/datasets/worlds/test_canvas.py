"""A canvas against closed forms: areas, exact colours, the mask, a box twice through."""

import numpy as np
import pytest
from scipy.ndimage import uniform_filter

from course_lib.datasets.worlds.canvas import Canvas, blurred, smooth_step
from course_lib.datasets.worlds.tubes import Tube, catmull_rom, disc

SQUARE = np.array([(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)])


def test_a_stencil_covers_the_area_of_its_polygons():
    canvas = Canvas(64)
    for polygon, area in ((SQUARE, 0.25), (disc((0.5, 0.5), 0.3, corners=64), np.pi * 0.09)):
        assert canvas.stencil([polygon]).cover.sum() / canvas.mask.size == pytest.approx(area, rel=0.03)
    assert canvas.stencil([SQUARE, SQUARE]).cover.max() == 1.0  # a union, not a sum


def test_a_stencil_off_the_canvas_is_none_and_paints_nothing():
    canvas = Canvas(64)
    assert canvas.stencil([SQUARE + 2.0]) is None
    canvas.paint(None, (1, 1, 1))
    assert not canvas.pictures[0].any()


def test_paint_is_exact_under_full_cover_and_keeps_the_mask_of_what_differs():
    canvas = Canvas(64)
    canvas.paint(canvas.everywhere(1.0), (0.3, 0.3, 0.3))
    canvas.paint(canvas.stencil([SQUARE]), (0.1, 0.2, 0.7), (0.9, 0.2, 0.7))
    (a, b), mask = canvas.finish()
    np.testing.assert_array_equal(a[32, 32], np.float32([0.1, 0.2, 0.7]))
    np.testing.assert_array_equal(b[32, 32], np.float32([0.9, 0.2, 0.7]))
    np.testing.assert_array_equal(a[mask[..., 0] == 0], b[mask[..., 0] == 0])
    assert mask[32, 32] == 1
    assert mask[4, 4] == 0
    canvas.paint(canvas.everywhere(1.0), (0.5, 0.5, 0.5))
    assert not canvas.finish()[1].any()


def test_one_domain_alone_can_be_painted_and_asks_only_for_its_own_colours():
    canvas = Canvas(64, (1,))
    canvas.paint_one(0, [SQUARE], (1, 1, 1))
    assert not canvas.pictures[0].any()

    def never():
        raise AssertionError("the colour of domain A was made")

    canvas.paint(canvas.everywhere(1.0), never, lambda: (0.2, 0.4, 0.6))
    (picture,), mask = canvas.finish()
    np.testing.assert_allclose(picture[0, 0], (0.2, 0.4, 0.6), atol=1e-6)
    assert mask is None


def test_a_blur_is_two_boxes():
    plane = np.random.default_rng(0).random((20, 30)).astype(np.float32)
    wanted = plane
    for axis in (0, 1):
        for _ in range(2):
            wanted = uniform_filter(wanted, [5 if axis == a else 1 for a in (0, 1)], mode="nearest")
    np.testing.assert_allclose(blurred(plane, 2.0), wanted, atol=1e-5)
    assert blurred(plane, 0.2) is plane


def test_a_smooth_step_rises_from_0_to_1():
    np.testing.assert_allclose(smooth_step(1.0, 3.0, np.array([0.0, 1.0, 2.0, 3.0, 9.0])), [0, 0, 0.5, 1, 1])


def test_a_spline_goes_through_its_points_and_a_straight_tube_is_a_rectangle():
    points = np.array([(0.0, 0.0), (1.0, 2.0), (3.0, 1.0)])
    np.testing.assert_allclose(catmull_rom(points, np.array([0.0, 0.5, 1.0])), points, atol=1e-12)
    tube = Tube(np.array([(0.0, 0.0), (1.0, 0.0)]), np.array([0.1, 0.1]))
    assert tube.length == pytest.approx(1.0)
    np.testing.assert_allclose(
        tube.place(np.array([0.25, 0.5]), np.array([0.0, 1.0])), [(0.25, 0), (0.5, 0.1)], atol=1e-9
    )
