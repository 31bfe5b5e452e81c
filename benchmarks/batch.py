"""Thousands of runs: throughput, busy share, overhead and memory, compared with Mesa's ``batch_run`` of the same World.

    python benchmarks/batch.py            10,000 runs of 100 cities and 60 months on two workers (about ten minutes)
    python benchmarks/batch.py --quick    a minute or two, dominated by the start of the workers

Both sides build the same worlds from the same scenario with the same seeds, on the same number of processes, and return
the same two measures; in the second comparison also the table of all cities by month. Overhead is all time of the workers that
is not spent in building and stepping worlds: wall time x workers - time in the model, over the number of runs. Figures
depend on the load of the machine, which is printed with them.
"""

import argparse
import os
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

import mesa

import paradiplomacy
from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.engine.session import Options, run_plan
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.experiments.results.provenance import code_version

CHANGES = {"world.cities": 100, "world.nations": 10}
LEVER, TOLERANCES, MONTHS = "response.tolerance", (0.1, 0.3), 60
MEASURES = ("signed", "antagonism_of_surviving_acts")
SCALARS = ("population", "gdp", "trust", "reputation")
VECTORS = ("position", "public", "promised", "effort")


class Memory(threading.Thread):
    """Records the memory of this process and of its descendants, once a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: list[int] = []
        self._over = threading.Event()

    def run(self) -> None:
        """Record until the benchmark ends."""
        while not self._over.wait(1.0):
            self.seen.append(resident(os.getpid()))

    def at(self) -> str:
        """Return the memory after a quarter, half, three quarters and all of the time."""
        self._over.set()
        self.join()
        if not self.seen:
            return "too short to measure"
        last = len(self.seen) - 1
        return ", ".join(f"{self.seen[last * part // 4] // 1000:,} MB" for part in (1, 2, 3, 4))


def resident(process: int) -> int:
    """Return the memory of a process and its children, KB."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1000 + sum(resident(int(child)) for child in children)


class Watch:
    """Adds up the times that workers report for their chunks."""

    def __init__(self) -> None:
        self.wall = self.model = 0.0

    def begin(self, runs: int, done: int) -> None:
        """Do nothing."""

    def say(self, text: str) -> None:
        """Print the message."""
        print(text)

    def advance(self, done: Any) -> None:
        """Add the times of a chunk."""
        self.wall += done.seconds
        self.model += done.model_seconds


class Wrapped(mesa.Model):
    """The same World as Mesa's ``batch_run`` takes it."""

    def __init__(self, tolerance: float = 0.1, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        changes = CHANGES | {LEVER: tolerance, "months": MONTHS}
        self.world = paradiplomacy.World.from_scenario("synthetic", seed=1, replicate=rng or 0, changes=changes)
        self.datacollector = mesa.DataCollector({name: self.reader(name) for name in MEASURES})

    @staticmethod
    def reader(name: str) -> Any:
        """Return a reporter of a measure."""
        return lambda model: measure(name).of(model.world)

    def step(self) -> None:
        """Run one month."""
        self.world.step()
        self.running = self.world.running
        self.datacollector.collect(self)


class WithCities(Wrapped):
    """The same, with the monthly table of cities read by agent reporters."""

    def __init__(self, tolerance: float = 0.1, rng: int | None = None) -> None:
        super().__init__(tolerance, rng=rng)
        of_agents: dict[str, Any] = {name: name for name in ("id", *SCALARS)}
        of_agents |= {f"{name}_{k}": self.part(name, k) for name in VECTORS for k in range(5)}
        reporters: dict[str, Any] = {name: self.reader(name) for name in MEASURES}
        self.datacollector = mesa.DataCollector(reporters, of_agents)
        for city in self.world.cities.values():
            self.register_agent(city)

    @staticmethod
    def part(name: str, issue: int) -> Any:
        """Return a reporter of one issue of a column."""
        return lambda city: float(getattr(city, name)[issue])


class Took(NamedTuple):
    """The time and memory of one side."""

    seconds: float
    memory: str


def ours(runs: int, workers: int, keep: tuple[str, ...] = ()) -> tuple[Took, Watch]:
    """Measure the batch; return its time and the times of its workers."""
    design = Design(
        "benchmark", "synthetic", MEASURES, months=MONTHS, replicates=runs // 2, changes=CHANGES, keep=keep,
        levers=(Factor(LEVER, values=TOLERANCES),),
    )  # fmt: skip
    watch, memory = Watch(), Memory()
    with tempfile.TemporaryDirectory() as folder:
        memory.start()
        start = time.perf_counter()
        run_plan(make(checked(design)), Path(folder) / "b", Options(workers=workers), watcher=watch)
        return Took(time.perf_counter() - start, memory.at()), watch


def theirs(runs: int, workers: int, model: type[mesa.Model] = Wrapped, period: int = -1) -> Took:
    """Measure ``mesa.batch_run``; its results stay in memory, as they do for its callers."""
    memory = Memory()
    memory.start()
    start = time.perf_counter()
    rows = mesa.batch_run(
        model,
        {"tolerance": list(TOLERANCES)},
        rng=list(range(runs // 2)),
        number_processes=workers,
        display_progress=False,
        data_collection_period=period,
    )
    took = Took(time.perf_counter() - start, memory.at())
    assert len(rows) >= runs
    return took


def side_by_side(words: str, runs: int, seconds: float, peer: int, took: Took) -> None:
    """Print both throughputs."""
    mine, other = runs / seconds, peer / took.seconds
    print(f"{words}: {mine:.2f} runs a second; mesa.batch_run ({peer} runs) {other:.2f}: {mine / other:.2f} times")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    runs, peer, kept = (200, 100, 40) if asked.quick else (10_000, 400, 200)
    commit, dirty = code_version()
    print(
        f"commit {commit}{' with changes' if dirty else ''}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )
    took, watch = ours(runs, asked.workers)
    all_time = took.seconds * asked.workers
    print(f"{runs} runs of 100 cities, 60 months, {asked.workers} workers: {took.seconds:.1f} s")
    print(f"in the model: {watch.model / all_time:.1%} of the workers' time, {watch.model / runs * 1000:.1f} ms a run")
    print(
        f"overhead: {(all_time - watch.model) / runs * 1000:.2f} ms a run, of which measures, digests and part files "
        f"{(watch.wall - watch.model) / runs * 1000:.2f}, start, waiting and end {(all_time - watch.wall) / runs * 1000:.2f}"
    )
    print(f"memory of all processes after 1/4, 1/2, 3/4 and all of the time: {took.memory}")
    other = theirs(peer, asked.workers)
    side_by_side("measures only", runs, took.seconds, peer, other)
    print(f"memory of mesa.batch_run: {other.memory}")
    took, _ = ours(kept, asked.workers, keep=("cities",))
    other = theirs(kept, asked.workers, WithCities, 1)
    side_by_side(f"with all cities by month, {kept} runs", kept, took.seconds, kept, other)
    print(f"memory: {took.memory}; of mesa.batch_run: {other.memory}")


if __name__ == "__main__":
    main()
