import asyncio
import threading

from course_lib.widgets.handover import Handover


def test_without_a_loop_it_delivers_at_once():
    delivered = []
    Handover(lambda: delivered.append(1)).post()
    assert delivered == [1]


def test_with_a_loop_it_delivers_on_the_loop_and_many_posts_are_one():
    delivered = []

    async def scene():
        handover = Handover(lambda: delivered.append(threading.current_thread()))
        poster = threading.Thread(target=lambda: [handover.post() for _ in range(1000)])
        poster.start()
        poster.join()
        assert delivered == [] and handover.waiting
        await asyncio.sleep(0)
        assert not handover.waiting
        handover.post()
        await asyncio.sleep(0)

    asyncio.run(scene())
    assert delivered == [threading.current_thread()] * 2


def test_at_once_does_not_wait_for_the_loop():
    delivered = []

    async def scene():
        Handover(lambda: delivered.append(1)).post(at_once=True)
        assert delivered == [1]

    asyncio.run(scene())


def test_a_closed_loop_loses_nothing():
    delivered, handovers = [], []

    async def scene():
        handovers.append(Handover(lambda: delivered.append(1)))

    asyncio.run(scene())
    handovers[0].post()
    handovers[0].post()
    assert delivered == [1, 1]
