"""The painters' shared tools, against closed forms: geometry, noise, colours, flow, strokes, pieces, pen and light."""

import numpy as np
import pytest

from course_lib.datasets.paintings import brush, cells, flow, layout, noise, palette, pen, relief, shapes, strokes
from course_lib.datasets.paintings.frame import Frame

SQUARE = Frame.of(96, 96)


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_frame_counts_in_short_sides_and_its_plan_has_its_proportions():
    frame = Frame.of(60, 90)
    x, y = frame.grid()
    assert frame.rows == 60 * frame.scale and frame.columns == 90 * frame.scale and frame.unit == 60 * frame.scale
    assert x.shape == (1, frame.columns) and y.shape == (frame.rows, 1)
    assert x[0, 0] == pytest.approx(0.5 / frame.unit) and x[0, -1] == pytest.approx(1.5 - 0.5 / frame.unit)
    assert y[-1, 0] == pytest.approx(1 - 0.5 / frame.unit)
    assert (frame.plan().rows, frame.plan().columns) == (256, 384)


def test_sample_of_a_linear_field_is_exact_inside():
    x, y = SQUARE.grid()
    field = np.stack([3 * x + 0 * y, x - 2 * y], axis=-1)
    px, py = rng().uniform(0.1, 0.9, (2, 50))
    np.testing.assert_allclose(SQUARE.sample(field, px, py), np.stack([3 * px, px - 2 * py], axis=-1), atol=1e-5)


def test_reduce_averages_blocks_and_clips():
    s = SQUARE.scale
    canvas = np.zeros((SQUARE.rows, SQUARE.columns, 3), np.float32)
    canvas[:s, :s, 0] = np.arange(s * s).reshape(s, s) / s**2
    canvas[:s, s : 2 * s, 1] = 7.0
    picture = SQUARE.reduce(canvas)
    assert picture.shape == (96, 96, 3)
    assert picture[0, 0, 0] == pytest.approx(np.arange(s * s).mean() / s**2) and picture[0, 1, 1] == 1.0


def test_window_holds_what_is_within_reach():
    rows, columns = SQUARE.window(0.5, 0.25, 0.1, 0.05)
    x, y = SQUARE.grid()
    np.testing.assert_allclose([x[0, columns].min(), x[0, columns].max()], [0.4, 0.6], atol=1.5 / SQUARE.unit)
    np.testing.assert_allclose([y[rows, 0].min(), y[rows, 0].max()], [0.2, 0.3], atol=1.5 / SQUARE.unit)


def test_noise_is_the_same_field_at_two_sizes_and_has_its_spread():
    small, large = Frame(100, 150, 1.0, 1.5), Frame(200, 300, 1.0, 1.5)
    fine = noise.fractal(large, rng(), 6.0, 2).reshape(100, 2, 150, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(noise.fractal(small, rng(), 6.0, 2), fine, atol=0.03)
    assert 0.5 < noise.smooth(Frame(300, 300, 1.0, 1.0), rng(), 60.0).std() < 1.0


def test_ramp_meets_its_stops_and_halves():
    stops = palette.colours("#000000", "#ff0000", "#ffffff")
    np.testing.assert_allclose(palette.ramp(stops, np.array([-1.0, 0.5, 2.0])), stops)
    np.testing.assert_allclose(palette.ramp(stops, np.array([0.25])), [[0.5, 0, 0]])
    families = np.stack([stops, stops[::-1]])
    t = np.linspace(0, 1, 9)
    np.testing.assert_allclose(palette.ramps(families, np.ones(9, int), t), palette.ramp(stops[::-1], t), atol=1e-6)


def test_vary_stays_near_its_colour():
    colour = np.full((4000, 3), 0.5, np.float32)
    varied = palette.vary(rng(), colour, 0.1, 0.02)
    assert varied.mean() == pytest.approx(0.5, abs=0.01)
    assert varied.std() == pytest.approx(np.hypot(0.05, 0.02), rel=0.1)


def test_strokes_follow_circles_with_the_curvature_of_a_circle():
    frame = Frame(400, 400, 1.0, 1.0)
    x, y = frame.grid()
    field = flow.level_lines(np.hypot(x - 0.5, y - 0.5))
    turn = np.linspace(0, 6, 20)
    px, py, length = 0.5 + 0.3 * np.cos(turn), 0.5 + 0.3 * np.sin(turn), 0.06
    angle, bend = flow.follow(frame, field, px, py, length)
    np.testing.assert_allclose(np.cos(angle) * np.cos(turn) + np.sin(angle) * np.sin(turn), 0, atol=0.02)
    sagitta = length**2 / (8 * 0.3)
    np.testing.assert_allclose(np.abs(bend), sagitta, rtol=0.1)
    inward = np.stack([-np.sin(angle), np.cos(angle)]) * np.sign(bend)
    assert (inward[0] * np.cos(turn) + inward[1] * np.sin(turn) < 0).all()


def test_marks_cover_a_stroke_and_the_last_lies_on_top():
    frame = Frame(400, 400, 1.0, 1.0)
    cross = strokes.strokes(np.full(2, 0.5), np.full(2, 0.5), np.array([0, np.pi / 2]), 0.4, 0.1, np.zeros(3))
    marks = strokes.marks(frame, rng(), cross, ragged=0.0)
    cover = np.bincount(marks.which) / 400**2
    assert cover[1] == pytest.approx(0.4 * 0.1, rel=0.1)
    assert cover[0] == pytest.approx(0.4 * 0.1 - 0.1 * 0.1, rel=0.15)
    assert np.abs(marks.u).max() < 1.05 and np.abs(marks.v).max() < 1.1
    assert set(marks.which[(marks.rows == 200) & (marks.columns == 200)]) == {1}


def test_brush_lays_the_strokes_two_colours_and_nothing_elsewhere():
    canvas = np.full((SQUARE.rows, SQUARE.columns, 3), 0.5, np.float32)
    height = np.zeros((SQUARE.rows, SQUARE.columns), np.float32)
    one = strokes.strokes(np.array([0.5]), np.array([0.5]), 0.0, 0.5, 0.2, (1.0, 0, 0), (0, 0, 1.0))
    brush.brush(SQUARE, rng(), one, canvas, height)
    painted = height != 0
    assert painted.mean() == pytest.approx(0.1, rel=0.15)
    assert (canvas[~painted] == 0.5).all()
    np.testing.assert_allclose(canvas[painted].sum(axis=1), 1, atol=1e-5)
    assert canvas[painted][:, 2].std() > 0.05


def test_pieces_number_alike_where_all_keys_agree_whatever_else_there_is():
    first, second = np.array([[0, 0, 1], [1, -1, 0]]), np.array([[5, 6, 5], [5, 5, 5]])
    codes = cells.number(first, second)
    assert codes[0, 2] == codes[1, 0] and codes[0, 0] == codes[1, 2]
    assert len(np.unique(codes)) == 4 and codes.min() >= 0 and codes.max() < cells.PIECES
    assert cells.number(first[:1, :1], second[:1, :1])[0, 0] == codes[0, 0]


def test_distance_to_the_border_and_mean_colour_of_two_halves():
    frame = Frame(100, 100, 1.0, 1.0)
    halves = np.broadcast_to((np.arange(100) >= 50).astype(int), (100, 100))
    assert cells.inside(frame, halves)[10, 99] == pytest.approx(0.49)
    colour = np.broadcast_to(np.linspace(0, 1, 100)[None, :, None], (100, 100, 3))
    np.testing.assert_allclose(
        cells.means(halves, colour)[:2, 0], [colour[0, :50].mean(), colour[0, 50:].mean()], rtol=1e-6
    )


def test_voronoi_is_the_nearest_point():
    frame = Frame(20, 30, 1.0, 1.5)
    px, py = rng().uniform(0, 1, (2, 12))
    x, y = frame.grid()
    brute = np.argmin((x[..., None] - px) ** 2 + (y[..., None] - py) ** 2, axis=-1)
    np.testing.assert_array_equal(cells.voronoi(frame, px, py), brute)


def test_packed_circles_lie_apart_and_points_spread_everywhere():
    circles = np.array(layout.packed(SQUARE, rng(), ((0.1, 100), (0.03, 300))))
    apart = (
        np.hypot(*(circles[:, None, :2] - circles[None, :, :2]).transpose(2, 0, 1))
        - circles[:, 2]
        - circles[:, None, 2]
    )
    assert len(circles) > 20 and (apart[~np.eye(len(circles), dtype=bool)] > 0).all()
    x, y = layout.scatter(SQUARE, rng(), 0.05)
    counts, _, _ = np.histogram2d(x, y, bins=5, range=((0, 1), (0, 1)))
    assert counts.min() > 8 and counts.max() < 30


def test_pen_draws_in_short_sides():
    sheet = pen.Pen(SQUARE, np.zeros(3))
    sheet.disc(0.5, 0.5, 0.25, np.ones(3))
    assert sheet.picture().mean() == pytest.approx(np.pi * 0.25**2, rel=0.03)
    sheet = pen.Pen(SQUARE, np.zeros(3))
    sheet.ribbon(np.array(((0.1, 0.5), (0.5, 0.5), (0.9, 0.5))), np.ones(3), np.full(3, 0.1))
    assert sheet.picture().mean() == pytest.approx(0.08, rel=0.05)


def test_shapes_are_the_ones_they_say():
    np.testing.assert_allclose(shapes.arc(0, np.pi / 2, 3), [(1, 0), (0.5**0.5, 0.5**0.5), (0, 1)], atol=1e-12)
    np.testing.assert_allclose(shapes.star(np.array([1, 2, 1, 2])), [(1, 0), (0, 2), (-1, 0), (0, -2)], atol=1e-12)
    np.testing.assert_allclose(shapes.turned([(1, 0), (0, 1)], np.pi / 2), [(0, 1), (-1, 0)], atol=1e-12)
    sheet = pen.Pen(SQUARE, np.zeros(3))
    sheet.polygon(shapes.box(0.1, 0.2, 0.5, 0.4), np.ones(3))
    assert sheet.picture().mean() == pytest.approx(0.2, rel=0.03)
    sheet.polygon(shapes.below(np.array([(0, 0.5), (1, 0.0)]), 1.0), np.ones(3))
    assert sheet.picture()[-1, :].mean() == 1.0 and sheet.picture()[1, 1].mean() == 0.0


def test_cover_takes_each_value_inside_the_region_only():
    tone, colour = np.zeros((2, 3)), np.zeros((2, 3, 3))
    shapes.cover(np.array([[True, False, True]]), (tone, np.arange(6).reshape(2, 3)), (colour, np.array((1, 2, 3))))
    np.testing.assert_array_equal(tone, [[0, 0, 2], [3, 0, 5]])
    np.testing.assert_array_equal(colour[:, 0], [(1, 2, 3), (1, 2, 3)])
    assert not colour[:, 1].any()


def test_bezier_goes_from_end_to_end_and_a_straight_one_is_straight():
    curve = shapes.bezier((0, 0), (1, 1), (2, 2), (3, 3), (4, 2), (5, 1), (6, 0))
    np.testing.assert_allclose(curve[[0, -1]], [(0, 0), (6, 0)])
    np.testing.assert_allclose(curve[:24, 0], curve[:24, 1])


def test_light_leaves_flat_paint_alone_and_brightens_the_slope_that_faces_it():
    canvas = np.full((SQUARE.rows, SQUARE.columns, 3), 0.5, np.float32)
    np.testing.assert_array_equal(relief.light(SQUARE, canvas, np.full(canvas.shape[:2], 0.7)), canvas)
    x, y = SQUARE.grid()
    bump = np.exp(-((x - 0.5) ** 2 + (y - 0.5) ** 2) / 0.01) * 0.2
    lit = relief.light(SQUARE, canvas, bump, azimuth=np.pi)[..., 0]
    middle, step = SQUARE.rows // 2, SQUARE.columns // 12
    assert lit[middle, SQUARE.columns // 2 - step] > 0.5 > lit[middle, SQUARE.columns // 2 + step]
