import numpy as np
import pytest
from scipy import stats

from course_lib.datasets.plane import WINDOW
from course_lib.training.plane_frame import COUNTED, GRID, LAYERS, PUSHED, SAMPLES, PlaneCamera, grid, lattice
from course_lib.training.plane_run import PlaneRun


@pytest.fixture(scope="module")
def run():
    run = PlaneRun("ring")
    run.run(40)
    return run


@pytest.fixture(scope="module")
def camera(run):
    return PlaneCamera(run)


def heat(frame):
    low, high = frame.range
    return low + frame.heat / 255 * (high - low)


def test_a_frame_is_what_the_run_itself_says(run, camera):
    frame = camera.frame()
    assert np.allclose(frame.fakes, run.fakes(SAMPLES), atol=1e-5)
    assert np.allclose(heat(frame).ravel(), run.probability(grid()), atol=0.5 / 255 + 1e-5)
    assert np.allclose(frame.manifold.reshape(-1, 2), run.generate(lattice("gaussian", (20, 20))), atol=1e-5)
    assert np.allclose(frame.pushes[:, :2], frame.fakes[:PUSHED])
    assert np.allclose(frame.pushes[:, 2:], run.pushes(frame.fakes[:PUSHED]), atol=1e-5)
    judged = [run.probability(points).mean() for points in (camera.reals, frame.fakes)]
    assert np.allclose(frame.means, judged, atol=1e-5)
    assert (frame.kind, frame.range, frame.middle) == ("probability", (0.0, 1.0), 0.5)
    assert np.allclose(camera.points(), run.fakes(COUNTED), atol=1e-5)


def test_the_first_row_of_the_heat_map_is_the_top_and_its_first_column_the_left():
    places = grid().reshape(GRID, GRID, 2)
    assert places[0, 0] == pytest.approx([-WINDOW + WINDOW / GRID, WINDOW - WINDOW / GRID], abs=1e-6)
    assert (np.diff(places[..., 0], axis=1) > 0).all() and (np.diff(places[..., 1], axis=0) < 0).all()


@pytest.mark.parametrize("shown", [(), ("heat",), ("pushes",), LAYERS])
def test_what_is_hidden_is_not_there(camera, shown):
    frame = camera.frame(shown)
    assert {name for name in LAYERS if getattr(frame, name) is not None} == set(shown)
    assert frame.fakes.shape == (SAMPLES, 2)


@pytest.mark.parametrize("loss, middle", [("least_squares", 0.5), ("hinge", 0.0), ("wasserstein", None)])
def test_the_scores_of_a_critic_lie_within_a_range_that_is_even_about_its_middle(run, camera, loss, middle):
    names = ["minimax", "non_saturating", "least_squares", "wasserstein", "hinge"]
    run.knobs.turn("loss", names.index(loss))
    try:
        frame = camera.frame()
    finally:
        run.knobs.turn("loss", 1)
    low, high = frame.range
    assert frame.kind == "score"
    assert frame.middle == pytest.approx(sum(frame.means) / 2 if middle is None else middle)
    assert low + high == pytest.approx(2 * frame.middle, abs=1e-6) and low < high
    assert np.allclose(heat(frame).ravel(), run.judge(grid()), atol=0.51 * (high - low) / 255)


def test_a_lattice_cuts_the_noise_into_cells_of_equal_probability():
    x = lattice("gaussian", (4, 5)).reshape(5, 6, 2)[0, :, 0]
    assert np.allclose(np.diff(stats.norm.cdf(x)), 0.98 / 5, atol=1e-6)
    y = lattice("uniform", (4, 5)).reshape(5, 6, 2)[:, 0, 1]
    assert np.allclose(y, [-1, -0.5, 0, 0.5, 1])


def test_of_noise_of_one_number_the_manifold_is_a_thread():
    run = PlaneRun("line", noise_size=1, noise="uniform", g_units=4, d_units=4)
    frame = PlaneCamera(run).frame()
    assert frame.manifold.shape == (1, 201, 2)
    assert np.allclose(frame.manifold[0, [0, -1]], run.generate(np.array([[-1.0], [1.0]])), atol=1e-5)


def test_a_judgement_that_is_no_number_is_shown_as_the_middle():
    run = PlaneRun("line", g_units=4, d_units=4)
    run.gan.discriminator.weights[0].assign(np.full(run.gan.discriminator.weights[0].shape, np.nan))
    assert set(PlaneCamera(run).frame().heat.ravel()) == {128}
