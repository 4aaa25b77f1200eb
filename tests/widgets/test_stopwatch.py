from course_lib.widgets.stopwatch import Stopwatch


def test_the_time_left_is_the_pace_times_the_steps_left(clock):
    watch = Stopwatch(clock)
    for step in range(1, 6):
        clock.wait(0.5)
        watch.lap(step)
    assert watch.seconds_left(25) == 10.0


def test_it_is_unknown_for_the_first_steps(clock):
    watch = Stopwatch(clock)
    watch.lap(1)
    watch.lap(2)
    assert watch.seconds_left(10) is None


def test_a_slow_first_step_is_soon_forgotten(clock):
    watch = Stopwatch(clock)
    watch.lap(1)
    clock.wait(60)
    for step in range(2, 30):
        watch.lap(step)
        clock.wait(0.1)
    assert abs(watch.seconds_left(39) - 1.0) < 1e-9


def test_the_end_has_no_time_left(clock):
    watch = Stopwatch(clock)
    for step in range(1, 6):
        clock.wait(1)
        watch.lap(step)
    assert watch.seconds_left(5) == 0
    assert watch.seconds_left(3) == 0


def test_a_restart_forgets_the_pace(clock):
    watch = Stopwatch(clock)
    for step in range(1, 6):
        clock.wait(1)
        watch.lap(step)
    watch.restart()
    assert watch.seconds_left(10) is None
