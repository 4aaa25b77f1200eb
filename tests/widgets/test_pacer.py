import threading

import pytest

from course_lib.widgets.pacer import Pacer


def frames_in(seconds, pacer, clock, answers):
    frames = 0
    for _ in range(round(seconds / 0.001)):
        clock.wait(0.001)
        if pacer.due():
            frame = pacer.send()
            frames += 1
            if answers:
                pacer.acknowledge(frame)
    return frames


def test_a_page_that_answers_gets_at_most_fifteen_frames_a_second(clock):
    frames = frames_in(2, Pacer(clock=clock), clock, answers=True)
    assert 28 <= frames <= 30


def test_a_page_that_does_not_answer_gets_one_frame(clock):
    assert frames_in(2, Pacer(clock=clock), clock, answers=False) == 1


def test_only_the_answer_to_the_last_frame_counts(clock):
    pacer = Pacer(clock=clock)
    first, second = pacer.send(), pacer.send()
    clock.wait(1)
    pacer.acknowledge(first)
    assert not pacer.due()
    pacer.acknowledge(second)
    assert pacer.due()


def test_silence_is_told_after_ten_seconds(clock):
    pacer = Pacer(clock=clock)
    pacer.send()
    told = []
    for _ in range(12):
        clock.wait(1)
        told.append(pacer.tick())
    assert told == [False] * 10 + [True] * 2


def test_silence_begins_with_the_first_unanswered_frame(clock):
    pacer = Pacer(clock=clock)
    told = []
    for _ in range(6):
        pacer.send()
        clock.wait(2)
        told.append(pacer.tick())
    assert told == [False] * 5 + [True]


def test_a_page_that_was_sent_nothing_is_never_silent(clock):
    pacer = Pacer(clock=clock)
    for _ in range(100):
        clock.wait(1)
        assert not pacer.tick()


def test_a_busy_kernel_is_no_silence_of_the_page(clock):
    pacer = Pacer(clock=clock)
    pacer.send()
    clock.wait(300)
    assert not pacer.tick()


def test_an_answer_ends_the_silence(clock):
    pacer = Pacer(clock=clock)
    frame = pacer.send()
    for _ in range(9):
        clock.wait(1)
        pacer.tick()
    pacer.acknowledge(frame)
    pacer.send()
    clock.wait(2)
    assert not pacer.tick()


def test_a_cell_that_blocks_the_kernel_sends_five_frames_a_second(clock):
    pacer, frames = Pacer(clock=clock), 0
    for _ in range(2000):
        clock.wait(0.001)
        if pacer.due_unwatched():
            pacer.send()
            frames += 1
    assert frames == 10


def test_a_frame_for_which_one_has_waited_is_due_even_if_its_training_was_quicker(clock, monkeypatch):
    slept = []
    monkeypatch.setattr("course_lib.widgets.pacer.time.sleep", slept.append)
    pacer = Pacer(rate=10, clock=clock)
    pacer.acknowledge(pacer.send())
    pacer.wait(0.25, needed=0.04)
    assert slept == [pytest.approx(0.06)] and pacer.due()
    pacer.acknowledge(pacer.send())
    assert not pacer.due()


def test_who_waits_for_a_page_that_is_gone_waits_no_longer_than_asked(clock):
    pacer = Pacer(clock=clock)
    pacer.send()
    pacer.wait(0.01)
    assert not pacer.due()


def test_an_answer_ends_the_wait(clock):
    pacer = Pacer(clock=clock)
    frame = pacer.send()
    clock.wait(1)
    answer = threading.Timer(0.02, pacer.acknowledge, [frame])
    answer.start()
    pacer.wait(60)
    answer.join()
    assert pacer.due()


def test_several_frames_may_be_under_way_and_half_of_them_ask_for_an_answer(clock):
    pacer = Pacer(clock=clock, ahead=4)
    sent = []
    for _ in range(1000):
        clock.wait(0.001)
        if pacer.due():
            sent.append(pacer.send())
    assert sent == [1, 2, 3, 4]
    assert [frame for frame in sent if pacer.asks(frame)] == [2, 4]
    pacer.acknowledge(2)
    for _ in range(1000):
        clock.wait(0.001)
        if pacer.due():
            sent.append(pacer.send())
    assert sent == [1, 2, 3, 4, 5, 6]
    pacer.acknowledge(2)
    assert not pacer.due(), "an answer that came before says nothing new"


@pytest.mark.parametrize("ahead", [1, 2, 3, 4, 5, 8])
def test_whoever_waits_has_asked_for_an_answer(clock, ahead):
    pacer = Pacer(clock=clock, ahead=ahead)
    for _ in range(3):
        asked = []
        while clock.wait(1) or pacer.due():
            frame = pacer.send()
            asked += [frame] if pacer.asks(frame) else []
        assert asked
        pacer.acknowledge(asked[-1])
        assert pacer.due()


@pytest.mark.parametrize("frame", [None, "2", 0, -1, 99])
def test_an_answer_to_no_frame_is_none(clock, frame):
    pacer = Pacer(clock=clock)
    pacer.send()
    clock.wait(1)
    pacer.acknowledge(frame)
    assert not pacer.due()
