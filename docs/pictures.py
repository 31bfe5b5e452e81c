"""Make the pictures of the documentation again: ``python docs/pictures.py [FOLDER]``, by default in ``docs/images``.

Each is drawn by the program, or by the code of the page that shows it.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

import page_code  # noqa: E402 - a module of the tests, which run the same code

PROGRAM = [sys.executable, "-m", "paradiplomacy"]


def of_run(folder: Path) -> None:
    """Draw the map of the README."""
    with tempfile.TemporaryDirectory() as place:
        results = Path(place) / "results"
        command = [*PROGRAM, "run", "c40-paris", "--figure", "--quiet", "--out", str(results)]
        subprocess.run(command, check=True)
        shutil.copy(results / "map.png", folder / "c40-paris.png")


def of_month(folder: Path) -> None:
    """Draw the phases of a month."""
    subprocess.run([*PROGRAM, "odd", "--figure", str(folder / "month.svg")], check=True)


def of_tutorial(folder: Path) -> None:
    """Draw the figures of the tutorial, by running its code."""
    with tempfile.TemporaryDirectory() as place:
        for part in page_code.parts():
            if part.name == "docs/tutorials/first_figure.md":
                page_code.run(part, Path(place))
        for name in ("signed.png", "veto.png"):
            shutil.copy(Path(place) / name, folder / name)


PICTURES: dict[str, Callable[[Path], None]] = {
    "c40-paris.png": of_run,
    "month.svg": of_month,
    "signed.png": of_tutorial,
    "veto.png": of_tutorial,
}
"""The function that makes each picture."""

if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "images"
    # A function that makes several pictures is called once.
    for make in dict.fromkeys(PICTURES.values()):
        make(target)
        print(f"{make.__name__.removeprefix('of_')}: done")
