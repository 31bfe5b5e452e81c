"""The time of a month: compared with the same rules in a plain Mesa agent loop, as worlds grow, and from the command line.

One command, everything in one run on the same inputs:

    python benchmarks/month.py            (--quick: fewer months, up to 10,000 cities)

The peer is the slow twin of ``tests/verification/twin``: the same model as ordinary Mesa agents with lists and loops,
which agrees with the compiled one event for event. Every figure is a median and is printed with its bound. Months are
measured in processor time of the thread that runs them, on both sides, so that a busy machine distorts them little;
the command is measured in wall time.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from paradiplomacy.model.chance import stream_of
from paradiplomacy.model.state import State
from paradiplomacy.model.world import one_month
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "verification"))

from twin import draws as slow_draws
from twin.world import TwinWorld

LEAST_RATIO, MOST_EXPONENT, MOST_GIGABYTES = 100, 1.2, 2.0
MOST_REAL_WORLD, MOST_START, MOST_ANSWER = 3.0, 3.0, 0.5
SIZES = (1_000, 3_000, 10_000, 30_000)
PROGRAM = [sys.executable, "-c", "import sys; from paradiplomacy.cli.command import main; sys.exit(main())"]
MEASURE_MEMORY = """
import resource, sys
from paradiplomacy.scenarios.world import build
from paradiplomacy.scenarios.format import change, read
cities, months = int(sys.argv[1]), int(sys.argv[2])
changes = {"world.cities": cities, "world.nations": 200, "search.burn_in": 0}
build.build(change.apply(read.read("synthetic"), changes)).run(months=months)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2)
"""


def start_of(name: str, **changes: Any) -> State:
    """The state of a scenario before its first month, with no burn-in."""
    scenario = change.apply(read.read(name), {"search.burn_in": 0} | changes)
    run = stream_of(1)
    return build.state_of(scenario, run, build.population_of(scenario, run))


def drawn(cities: int) -> State:
    """A drawn world with 20 cities a nation, and at most 200 nations."""
    return start_of("synthetic", **{"world.cities": cities, "world.nations": max(10, min(200, cities // 20))})


def seconds(act: Callable[[], object], times: int, clock: Callable[[], float] = time.process_time) -> list[float]:
    """Return the time of each of ``times`` calls, by default in processor time."""
    taken = []
    for _ in range(times):
        begin = clock()
        act()
        taken.append(clock() - begin)
    return taken


def say(what: str, value: str, bound: str, *, holds: bool) -> bool:
    """Print a figure with its bound."""
    print(f"{what:<62} {value:>14}   {bound:<18} {'holds' if holds else 'FAILS'}", flush=True)
    return holds


def note(what: str, value: str) -> None:
    """Print a figure that has no bound."""
    print(f"  {what:<60} {value:>14}", flush=True)


def cost_of_chance(twin: TwinWorld) -> float:
    """Seconds that the draws of the twin's next month take: their number times the cost of one."""
    real, count = slow_draws.philox, 0

    def counted(counter: tuple[int, int, int, int], key: tuple[int, int]) -> tuple[int, int, int, int]:
        nonlocal count
        count += 1
        return real(counter, key)

    slow_draws.philox = counted
    twin.step()
    slow_draws.philox = real
    thousands = seconds(lambda: [real((n, 2, 3, 4), (5, 6)) for n in range(1_000)], 9)
    return count * statistics.median(thousands) / 1_000


def against_the_plain_loop(months: int) -> bool:
    """The compiled month over that of the twin, both from the same start."""
    state = drawn(1_000)
    twin = TwinWorld(state)
    fast = statistics.median(seconds(lambda: one_month(state), months))
    slow = statistics.median(seconds(twin.step, months))
    same = sorted(event.kind for event in twin.ledger) == sorted(state.ledger.events.kind.tolist())
    ratio = slow / fast
    held = say(
        f"1,000 cities, {months} months: plain Mesa loop / compiled",
        f"{ratio:.0f}",
        f">= {LEAST_RATIO}",
        holds=same and ratio >= LEAST_RATIO,
    )
    note("a month compiled", f"{1e3 * fast:.1f} ms")
    note("a month of the plain loop", f"{1e3 * slow:.0f} ms")
    note("events, the same ones of both" if same else "EVENTS DIFFER", f"{len(twin.ledger)}")
    note("the ratio if the plain loop's draws cost nothing", f"{max(0.0, slow - cost_of_chance(twin)) / fast:.0f}")
    return held


def growth(sizes: tuple[int, ...], months: int) -> bool:
    """Measure how the cost of a month grows with the number of cities."""
    medians = []
    for cities in sizes:
        begin = time.process_time()
        state = drawn(cities)
        built = time.process_time() - begin
        medians.append(statistics.median(seconds(lambda state=state: one_month(state), months)))
        note(f"{cities:,} cities: a month (building {built:.1f} s)", f"{1e3 * medians[-1]:.1f} ms")
    exponent = float(np.polyfit(np.log(sizes), np.log(medians), 1)[0])
    steepest = float(np.max(np.diff(np.log(medians)) / np.diff(np.log(sizes))))
    note("the steepest step between two sizes, as an exponent", f"{steepest:.2f}")
    return say(
        f"{sizes[0]:,} to {sizes[-1]:,} cities: cost grows as n to the power",
        f"{exponent:.2f}",
        f"<= {MOST_EXPONENT}",
        holds=exponent <= MOST_EXPONENT,
    )


def memory(cities: int, months: int) -> bool:
    """Peak memory of a process that builds a world and runs it."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE_MEMORY, str(cities), str(months)], capture_output=True, text=True, check=True
    )
    peak = float(done.stdout)
    return say(
        f"{cities:,} cities, {months} months: peak memory of the process",
        f"{peak:.2f} GB",
        f"<= {MOST_GIGABYTES} GB",
        holds=peak <= MOST_GIGABYTES,
    )


def real_world(times: int) -> bool:
    """Twenty years of the real world, after compilation."""
    taken = []
    for _ in range(times):
        world = build.build(read.read("baseline"))
        taken += seconds(world.run, 1)
    note("months; agreements of the real world", f"{world.month}; {len(world.state.book.rows.key):,}")
    typical = statistics.median(taken)
    return say(
        "the real world, 20 years",
        f"{typical:.2f} s",
        f"< {MOST_REAL_WORLD} s",
        holds=typical < MOST_REAL_WORLD,
    )


def of_the_processor(act: Callable[[], float], times: int) -> tuple[float, float]:
    """Medians of the time on the wall that an act with a child process gives, and of what its process used."""
    wall, used = [], []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        wall.append(act())
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(wall), statistics.median(used)


def until_first_month() -> float:
    """Seconds from the start of the command until it says that a month is done; it is ended there."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        words = [*PROGRAM, "run", "c40-paris", "--months", "9", "--out", str(Path(folder, "run"))]
        with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            assert process.stderr is not None
            seen = b""
            while b"month 1 of" not in seen:
                piece = os.read(process.stderr.fileno(), 4096)
                assert piece, seen.decode()
                seen += piece
            taken = time.perf_counter() - begin
            process.kill()
    return taken


def answer_to(words: list[str]) -> float:
    """Seconds that the command takes for an answer."""
    return seconds(lambda: subprocess.run([*PROGRAM, *words], capture_output=True, check=False), 1, time.perf_counter)[
        0
    ]


def command(times: int) -> bool:
    """Starts of the command from a warm cache, in wall time, with the processor time."""
    until_first_month()
    held = True
    for what, act, most in (
        ("to its first month", until_first_month, MOST_START),
        ("--help", lambda: answer_to(["--help"]), MOST_ANSWER),
        ("an error", lambda: answer_to(["run", "c40-pariss"]), MOST_ANSWER),
    ):
        wall, used = of_the_processor(act, times)
        held &= say(f"the command, {what}", f"{wall:.2f} s", f"< {most} s", holds=wall < most)
        note("of this the processor worked", f"{used:.2f} s")
    return held


def main() -> int:
    """Measure everything; 0 where every bound holds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer months and repetitions, and up to 10,000 cities")
    quick = parser.parse_args().quick
    cores, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    print(f"{cores} cores; {load:.1f} processes were running before this one: the bounds are meant for an idle machine")
    warm_up = drawn(60)
    for _ in range(24):
        one_month(warm_up)
    sizes = SIZES[:-1] if quick else SIZES
    held = [
        against_the_plain_loop(3 if quick else 12),
        growth(sizes, 6 if quick else 24),
        memory(sizes[-1], 6 if quick else 120),
        real_world(1 if quick else 3),
        command(3 if quick else 5),
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
