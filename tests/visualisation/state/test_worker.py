"""The worker does one thing after another, and ends with its page."""

import threading

from paradiplomacy.visualisation.state.worker import Worker


def test_things_are_done_in_the_order_in_which_they_were_asked_for() -> None:
    worker, cancelled, done = Worker(), threading.Event(), list[int]()
    for number in range(5):
        worker.do(lambda number=number: done.append(number))  # type: ignore[misc]
    worker.do(cancelled.set)
    worker.run(cancelled)
    assert done == [0, 1, 2, 3, 4]
