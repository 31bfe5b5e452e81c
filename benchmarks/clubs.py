"""The time of clubs: a month with clubs, treaties and challenges relative to one without, and a summit of 10,000 invitees.

Run it with ``python benchmarks/clubs.py``; both figures are printed with their upper bounds.
"""

import dataclasses
import statistics
import time
from typing import Any

from paradiplomacy.model.clubs import membership
from paradiplomacy.model.events.dated_event import DatedEvent
from paradiplomacy.model.events.summit import Summit
from paradiplomacy.model.phases import events
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, check, read
from paradiplomacy.scenarios.format.scenario import Club, Scenario
from paradiplomacy.scenarios.world import build

LEAGUES = tuple(
    Club(
        name=f"league {number}", founded="2015-06", invited=("cities",), issues=(issue,), good=0.01, dues=0.05,
        settles=True, interval=12, charter=charter,
    )
    for number, (issue, charter) in enumerate(
        [("climate", "median"), ("health", "weighted_depth"), ("trade", "median"), ("climate", "joint_optimum")]
    )
)  # fmt: skip
TREATY = Club(
    name="treaty", kind="nation treaty", founded="2015-12", invited=("nations",), issues=("climate",), settles=True,
    bonus=0.05, clause=10, clause_share=0.5, interval=12,
)  # fmt: skip
MONTHS = 24
TIMES = 3


def scenario(
    cities: int, clubs: tuple[Club, ...], events: tuple[DatedEvent, ...] = (), *, challenges: bool = True
) -> Scenario:
    """Return a synthetic world with these clubs, with or without challenges."""
    changes: dict[str, Any] = {"world.cities": cities, "world.nations": 40, "months": MONTHS, "search.burn_in": 2}
    if not challenges:
        changes |= {f"issues.{issue.name}.challenge": False for issue in read.read("synthetic").issues}
    made = change.apply(read.read("synthetic"), changes)
    return check.checked(dataclasses.replace(made, clubs=clubs, events=events))


def meeting() -> Summit:
    """Return a summit of all cities in the second month."""
    return Summit(date="2016-02", name="all", who=("cities",), issues=("climate",), meetings=3)


def seconds_a_month(world: World) -> float:
    """Return the mean time of a month."""
    taken = []
    for _ in range(MONTHS):
        start = time.perf_counter()
        world.step()
        taken.append(time.perf_counter() - start)
    return statistics.fmean(taken)


def months() -> None:
    """Compare the month with clubs to the month without, in the same run; the best of a few."""
    for cities in (400, 2_000):
        plain, full = [], []
        for _ in range(TIMES):
            plain.append(seconds_a_month(build.build(scenario(cities, (), challenges=False))))
            full.append(seconds_a_month(build.build(scenario(cities, (*LEAGUES, TREATY)))))
        print(
            f"{cities:6,} cities: a month takes {1000 * min(plain):.1f} ms without clubs and challenges "
            f"and {1000 * min(full):.1f} ms with 4 clubs, a treaty and 3 challenges, {min(full) / min(plain):.2f} times as long (at most 2)"
        )


def summits() -> None:
    """Time the summit of a club of 10,000, and the negotiations that it opens."""
    for charter in ("median", "weighted_depth", "joint_optimum"):
        club = LEAGUES[0]._replace(name="large", founded="2016-01", interval=1, settles=False, charter=charter)
        world = build.build(scenario(10_000, (club,)))
        world.step()
        taken = []
        for _ in range(TIMES):
            start = time.perf_counter()
            membership.convene(world.state, 0)
            taken.append(time.perf_counter() - start)
        inside = len(world.state.register.inside(0))
        print(f"a summit of 10,000 under {charter} settles in {min(taken):.3f} s with {inside:,} members (at most 1 s)")
    world = build.build(scenario(10_000, (), (meeting(),)))
    world.step()
    start = time.perf_counter()
    events.act(world.state)
    first = time.perf_counter() - start
    print(f"a summit of 10,000 that opens three negotiations each takes {first:.2f} s (at most 1 s)")


def main() -> None:
    """Run both benchmarks."""
    build.build(scenario(60, (*LEAGUES, TREATY))).run(14)  # compiles, as does the next line
    build.build(scenario(1_200, (), (meeting(),))).run(3)
    months()
    summits()


if __name__ == "__main__":
    main()
