"""Rules are handed out once each, callees before their callers, until all are known and taken."""

import threading

from paradiplomacy.scenarios.first_start.plan import Plan, Task


def task(size: int, *after: int) -> Task:
    return Task("module", f"rule of {size}", form="gate", types="", size=size, after=after)


def test_a_rule_waits_for_those_that_it_calls() -> None:
    plan = Plan()
    for each in (task(1), task(2, 0), task(5, 0, 1)):
        plan.add(each)
    plan.complete()
    assert plan.take() == 0
    taken: list[int | None] = []
    waiting = threading.Thread(target=lambda: taken.append(plan.take()))
    waiting.start()
    waiting.join(0.05)
    assert not taken
    plan.finish(0)
    waiting.join(5)
    assert taken == [1]
    plan.finish(1)
    assert plan.take() == 2
    assert plan.take() is None


def test_the_largest_of_those_that_can_be_compiled_comes_first() -> None:
    plan = Plan()
    for size in (3, 9, 5):
        plan.add(task(size))
    assert [plan.take(), plan.take(), plan.take()] == [1, 2, 0]


def test_the_share_counts_work_and_not_rules() -> None:
    plan = Plan()
    assert plan.share == 0.0
    plan.add(task(1))
    plan.add(task(3))
    plan.finish(1)
    assert (plan.counts, plan.share) == ((1, 2), 0.75)


def test_after_a_stop_nothing_is_handed_out() -> None:
    plan = Plan()
    plan.add(task(1))
    plan.stop()
    assert plan.take() is None
    assert plan.counts == (0, 1)


def test_nobody_waits_for_tasks_once_all_are_known() -> None:
    plan = Plan()
    taken: list[int | None] = []
    waiting = threading.Thread(target=lambda: taken.append(plan.take()))
    waiting.start()
    waiting.join(0.05)
    assert not taken
    plan.complete()
    waiting.join(5)
    assert taken == [None]
    assert plan.is_complete


def test_what_is_recorded_after_a_stop_is_not_waited_for() -> None:
    plan = Plan()
    plan.stop()
    plan.add(task(1, 7))  # it calls what nobody will compile
    taken: list[int | None] = []
    waiting = threading.Thread(target=lambda: taken.append(plan.take()), daemon=True)
    waiting.start()
    waiting.join(5)
    assert taken == [None]
