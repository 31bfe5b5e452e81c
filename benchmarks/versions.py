"""The time of a month and of a batch, compared with an earlier version of this program in one run.

    python benchmarks/versions.py                 (--quick: smaller worlds; --commit: another version)

The earlier version is checked out into a temporary folder and runs with the same packages as this one, in separate processes
that alternate with those of this version, so that both see the same machine. Every figure is the median of several
processes and is printed as a ratio. Compiling is not counted: each process first runs what it measures once.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSION_1 = "0ac134e"  # its last commit
ROOMS = ("agents", "model", "scenarios", "experiments", "visualisation")
MONTHS = """
import json, sys, time
from paradiplomacy import World
name, changes, months = json.loads(sys.argv[1])
World.from_scenario(name, seed=1, changes=changes).run(2)
world = World.from_scenario(name, seed=2, changes=changes)
begun = time.thread_time()
world.run(months)
print((time.thread_time() - begun) / months)
"""
BUILDING = """
import json, sys, time
from paradiplomacy import World
name, changes, times = json.loads(sys.argv[1])
World.from_scenario(name, seed=1, changes=changes)
begun = time.thread_time()
for seed in range(times):
    World.from_scenario(name, seed=seed, changes=changes)
print((time.thread_time() - begun) / times)
"""
SMALL = {"world.cities": 100, "world.nations": 10}
LARGE = {"world.cities": 30_000, "world.nations": 200, "search.burn_in": 0}
# What is measured: the script, its scenario, changes and number of months (or of worlds that are built).
WORK = {
    "a month, 100 cities": (MONTHS, ("synthetic", SMALL, 60)),
    "a month of the real world": (MONTHS, ("baseline", {}, 60)),
    "a month, 30,000 cities": (MONTHS, ("synthetic", LARGE, 24)),
    "building a world of 100 cities": (BUILDING, ("synthetic", SMALL | {"search.burn_in": 0}, 10)),
    "building the real world": (BUILDING, ("baseline", {"search.burn_in": 0}, 3)),
}


def package_of(checkout: Path, place: Path) -> Path:
    """Make a folder in which a checkout can be imported as the package; return the folder."""
    package = place / "paradiplomacy"
    package.mkdir(parents=True)
    for entry in (checkout / "interface").iterdir():
        (package / entry.name).symlink_to(entry)
    for room in ROOMS:
        (package / room).symlink_to(checkout / room)
    return place


def check_out(commit: str, place: Path) -> Path:
    """Write the files of a commit into a folder and return it."""
    place.mkdir()
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(place)], input=archive, check=True)
    return place


def seconds(version: Path, script: str, work: tuple[object, ...]) -> float:
    """Return the processor seconds that a version takes, measured in a separate process."""
    environment = os.environ | {"PYTHONPATH": str(version), "NUMBA_CACHE_DIR": str(version / "compiled")}
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(work)], env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main() -> None:
    """Measure every kind of work with both versions and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--commit", default=VERSION_1, help="the version to compare with (default: the last of version 1)"
    )
    parser.add_argument("--times", type=int, default=5, help="processes of each version (default: 5)")
    parser.add_argument("--quick", action="store_true", help="leave out the largest world")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        old = package_of(check_out(asked.commit, place / "checkout"), place / "old")
        new = package_of(ROOT, place / "new")
        print(f"{'work':34}{'before':>12}{'now':>12}{'ratio':>8}")
        for name, (script, work) in WORK.items():
            if asked.quick and "30,000" in name:
                continue
            pairs = [(seconds(old, script, work), seconds(new, script, work)) for _ in range(asked.times)]
            before, now = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = statistics.median(one / other for one, other in pairs)
            print(f"{name:34}{before * 1e3:9.2f} ms{now * 1e3:9.2f} ms{ratio:8.1f}")


if __name__ == "__main__":
    main()
