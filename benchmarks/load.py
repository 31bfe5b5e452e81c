"""The load of the window: many visitors come, leap far in the largest worlds and vanish, while a bystander plays a small one.

Usage: ``python benchmarks/load.py [VISITORS] [SECONDS]``. It prints how long the bystander waits for a month, how soon the
worlds of those who vanished end, and the memory before, at most and afterwards.
"""

import os
import random
import statistics
import sys
import threading
import time
from pathlib import Path

from paradiplomacy.scenarios.format import change, read
from paradiplomacy.visualisation.services import RefusedError
from paradiplomacy.visualisation.session.host import EndedError, Host, Server, give_back
from paradiplomacy.visualisation.session.session import Session

LARGEST = {
    "world.cities": 3_000,
    "world.nations": 300,
    "search.candidates": 5_000,
    "search.burn_in": 120,
    "months": 2_400,
}
SMALL = {"world.cities": 60, "world.nations": 6, "search.burn_in": 2, "months": 2_400}
WAIT = 1.0
"""Seconds within which the bystander must have a month."""


def resident() -> float:
    """Memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def visit(server: Server, stays: float, outcomes: list[str], ends: list[float]) -> None:
    """Open the largest world, leap to its end, and vanish after some seconds."""
    host = Host(server)
    left = threading.Timer(stays, host.end)
    left.start()
    try:
        Session(read.read("synthetic"), changes=LARGEST, host=host).go_to(2_400)
        outcomes.append("finished")
    except EndedError:
        outcomes.append("ended")
        ends.append(time.monotonic())
    except RefusedError:
        outcomes.append("refused")
    left.cancel()
    host.end()


def bystander(server: Server, ended: threading.Event, waits: list[float]) -> None:
    """Play a month of a small world each second, and note how long each takes."""
    plain = change.apply(read.read("synthetic"), SMALL)
    session = Session(plain, host=Host(server))
    while not ended.is_set():
        began = time.monotonic()
        session.step()
        waits.append(time.monotonic() - began)
        ended.wait(max(0.0, WAIT - waits[-1]))


def measure(count: int, seconds: float) -> bool:
    """Let the visitors come during some seconds; print what happened, and return whether the bystander was served."""
    server, ended, chance = Server(), threading.Event(), random.Random(1)
    Session(change.apply(read.read("synthetic"), SMALL)).step()  # compiles the model
    before, most = resident(), 0.0
    waits, outcomes, ends = list[float](), list[str](), list[float]()
    watcher = threading.Thread(target=bystander, args=(server, ended, waits))
    watcher.start()
    visits = []
    for _ in range(count):
        visits.append(threading.Thread(target=visit, args=(server, chance.uniform(0.2, 0.5) * seconds, outcomes, ends)))
        visits[-1].start()
        time.sleep(0.5 * seconds / count)
        most = max(most, resident())
    last = time.monotonic() + 0.5 * seconds
    for each in visits:
        each.join()
        most = max(most, resident())
    late = max([0.0, *(end - last for end in ends)])
    ended.set()
    watcher.join()
    give_back()
    counted = {word: outcomes.count(word) for word in sorted(set(outcomes))}
    slow = sum(wait > WAIT for wait in waits)
    print(f"{count} visitors in {seconds:g} s: {counted}; the last world ended {late:.1f} s after its visitor had left")
    print(
        f"bystander: {len(waits)} months; waits {statistics.median(waits):.3f} s (median), {max(waits):.2f} s (longest); "
        f"{slow} months took longer than {WAIT:g} s"
    )
    print(f"memory: {before:.0f} MB before, {most:.0f} MB at most, {resident():.0f} MB afterwards")
    return slow <= len(waits) // 20


if __name__ == "__main__":
    sys.exit(
        0 if measure(int(sys.argv[1]) if sys.argv[1:] else 40, float(sys.argv[2]) if sys.argv[2:] else 60.0) else 1
    )
