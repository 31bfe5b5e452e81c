"""The time of the first start on a machine, of the second, and of the help: wall time, and processor time of all processes.

    python benchmarks/start.py            (--scenario NAME: another scenario)

The folder of compiled code is empty before the first start, which compiles the model. Installing the packages is not measured.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = [sys.executable, "-c", "from paradiplomacy.cli.command import main; main()"]
BOUNDS = {"first start": 75.0, "second start": 1.5, "help": 0.3}
"""Wall time allowed, in seconds, on an idle machine of two processors."""


def took(place: Path, *arguments: str) -> tuple[float, float]:
    """Return the wall time and the processor time of a command, in seconds."""
    environment = os.environ | {"NUMBA_CACHE_DIR": str(place / "compiled")}
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*COMMAND, *arguments], env=environment, capture_output=True, check=True)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenario", default="baseline")
    scenario = parser.parse_args().scenario
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        # The bytecode of Python is there before, as after an installation.
        took(place, "--help")
        starts = {
            "first start": ("run", scenario, "--months", "1", "--out", str(place / "first")),
            "second start": ("run", scenario, "--months", "1", "--out", str(place / "second")),
            "help": ("--help",),
        }
        for name, arguments in starts.items():
            wall, processor = took(place, *arguments)
            print(f"{name:14}{wall:8.2f} s (at most {BOUNDS[name]} s), processors {processor:8.2f} s")


if __name__ == "__main__":
    main()
