"""Thousands of runs: throughput, busy share, overhead, memory, and Mesa's ``batch_run`` of the same World beside it.

    python benchmarks/batch.py            10,000 runs of 100 cities and 60 months on two workers (hours)
    python benchmarks/batch.py --quick    a few minutes

Figures are for the machine as it is: the share of its processors that others use is told with them.
"""

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

import mesa

import paradiplomacy
from paradiplomacy.experiments.design import Design, Factor
from paradiplomacy.experiments.plan import make
from paradiplomacy.experiments.read_design import checked
from paradiplomacy.experiments.sitting import Options, sit

CHANGES = {"world.cities": 100, "world.nations": 10}
LEVER = "response.tolerance"


class Watch:
    """Notes the memory of this process as chunks come back."""

    def __init__(self) -> None:
        self.memory: list[int] = []
        self.wall = self.model = 0.0

    def begin(self, runs: int, done: int) -> None:
        """Nothing to note."""

    def say(self, text: str) -> None:
        """Show it."""
        print(text)

    def advance(self, done) -> None:
        """Note memory and time."""
        self.memory.append(resident())
        self.wall += done.seconds
        self.model += done.model_seconds


def resident() -> int:
    """Memory of this process, KB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1000


class Wrapped(mesa.Model):
    """The same World as Mesa's ``batch_run`` takes it."""

    def __init__(self, tolerance: float = 0.1, months: int = 60, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        changes = CHANGES | {LEVER: tolerance, "months": months}
        self.world = paradiplomacy.World.from_scenario("synthetic", seed=1, replicate=rng or 0, changes=changes)
        self.datacollector = mesa.DataCollector({"signed": lambda model: len(model.world.state.ledger)})

    def step(self) -> None:
        """Run one month."""
        self.world.step()
        self.running = self.world.running
        self.datacollector.collect(self)


def ours(runs: int, months: int, workers: int) -> tuple[float, Watch, float]:
    """Seconds, what was noted, and processor seconds of the workers."""
    design = Design(
        "benchmark", "synthetic", ("signed", "antagonism"), months=months, replicates=runs // 2, changes=CHANGES,
        levers=(Factor(LEVER, values=(0.1, 0.3)),),
    )  # fmt: skip
    watch = Watch()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        summary = sit(make(checked(design)), Path(folder) / "b", Options(workers=workers), watcher=watch)
        return time.perf_counter() - start, watch, summary.busy_seconds


def theirs(runs: int, months: int, workers: int) -> float:
    """Seconds that ``mesa.batch_run`` takes."""
    start = time.perf_counter()
    asked = {"tolerance": [0.1, 0.3], "months": [months]}
    mesa.batch_run(
        Wrapped,
        asked,
        rng=list(range(runs // 2)),
        number_processes=workers,
        display_progress=False,
        data_collection_period=-1,
    )
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    runs, months, peer = (120, 60, 60) if asked.quick else (10_000, 60, 400)
    load = os.getloadavg()[0]
    seconds, watch, busy = ours(runs, months, asked.workers)
    print(f"load before the start: {load:.1f} on {os.cpu_count()} processors")
    print(f"ours: {runs} runs in {seconds:.1f} s, {runs / seconds:.2f} runs a second")
    print(f"share of the workers' time in the model: {busy / (seconds * asked.workers):.0%}")
    print(f"overhead in the worker: {(watch.wall - watch.model) / runs * 1000:.2f} ms a run")
    third = len(watch.memory) // 3
    print(f"memory of the parent, KB: {watch.memory[third]} after a third, {watch.memory[-1]} at the end")
    took = theirs(peer, months, asked.workers)
    print(
        f"mesa.batch_run: {peer} runs in {took:.1f} s, {peer / took:.2f} runs a second; "
        f"ours is {runs / seconds / (peer / took):.2f} times as fast"
    )
    print(f"largest memory of this process ever, KB: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")


if __name__ == "__main__":
    main()
