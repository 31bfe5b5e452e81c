"""Archives of the project, built from what is in the repository and installed where nothing else is."""

import os
import re
import shutil
import socket
import subprocess
import time
import tomllib
import urllib.request
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
MADE = {".git", ".venv", "build", "dist", "results", "paradiplomacy.egg-info"}
"""Folders at the root that checks and builds leave in a checkout."""
SMALL = ["--set", "world.cities=24", "--set", "world.nations=4"]
DESIGN = """\
title = "Two tolerances"
scenario = "synthetic"
measures = ["agreements"]
months = 2
replicates = 2
changes = { "world.cities" = 24, "world.nations" = 4 }

[[levers]]
path = "response.tolerance"
values = [0.1, 0.3]
"""
USES = (
    ["--version"],
    ["scenarios"],
    ["scenarios", "show", "c40-paris"],
    ["scenarios", "new", "mine", "--with-data"],
    ["scenarios", "check", "mine.toml"],
    ["run", "synthetic", "--months", "2", "--figure", "--out", "run", *SMALL],
    ["run", "mine.toml", "--months", "1", "--out", "own", "--quiet"],
    ["explain", "synthetic", "--month", "2016-02", "--between", "N001", "N002", *SMALL],
    ["export", "run", "--as", "gexf"],
    ["batch", "design.toml", "--out", "batch", "--workers", "1"],
    ["compare", "batch"],
    ["reproduce", "batch", "0"],
    ["report", "batch"],
    ["archive", "run", "--out", "archived"],
    ["odd"],
)
"""Uses of an installed copy, one after the other, in a folder that holds a design and nothing else."""
PATIENCE = 180.0


class Built(NamedTuple):
    """The two archives, and the folder that they were built from."""

    wheel: Path
    source: Path
    tree: Path


def files(tree: Path) -> set[str]:
    """The files of the repository that are in a folder."""
    asked = subprocess.run(["git", "ls-files"], cwd=tree, capture_output=True, text=True, check=False)
    return set(asked.stdout.splitlines())


def made(folder: str, names: list[str]) -> set[str]:
    """Return the names in a folder that are not part of the project, as ``shutil.copytree`` asks for them."""
    caches = {name for name in names if name == "__pycache__" or name.endswith("_cache")}
    return caches | (MADE.intersection(names) if Path(folder) == ROOT else set())


def build(folder: Path) -> Built:
    """Build both archives from a copy of the files of the repository."""
    tree = folder / "tree"
    names = files(ROOT)
    if not names:  # a source archive that was unpacked
        shutil.copytree(ROOT, tree, ignore=made)
    for name in names:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tree / name)
    # A second copy, because a build leaves files in the folder.
    shutil.copytree(tree, folder / "work")
    run(["uv", "build", "--quiet", "--out-dir", str(folder / "dist"), str(folder / "work")])
    (wheel,) = (folder / "dist").glob("*.whl")
    (source,) = (folder / "dist").glob("*.tar.gz")
    return Built(wheel, source, tree)


def install(archive: Path, folder: Path) -> Path:
    """Install an archive with its window into a new environment; return the folder of its programs."""
    pins = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["uv"]["constraint-dependencies"]
    (folder / "pins.txt").write_text("\n".join(pins), encoding="utf-8")
    run(["uv", "venv", "--quiet", str(folder / "env")])
    programs = folder / "env" / "bin"
    asked = ["uv", "pip", "install", "--quiet", "--python", str(programs / "python")]
    run([*asked, "--constraint", str(folder / "pins.txt"), f"{archive}[window]"])
    return programs


def run(words: list[str], folder: Path | None = None, variables: dict[str, str] | None = None) -> str:
    """Run a program and return what it printed; the test fails if the program does."""
    done = subprocess.run(words, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done.stdout + done.stderr


def use(words: list[str], folder: Path) -> None:
    """Do what a user does, with a program, in an empty folder.

    Args:
        words: The program and the words that come before those of the user; the page is asked for from this process.
        folder: The folder, which the program can write to.
    """
    (folder / "design.toml").write_text(DESIGN, encoding="utf-8")
    for each in USES:
        assert run([*words, *each], folder, alone(folder)).strip()
    for name in ("run/map.png", "batch/report.html", "archived"):
        assert (folder / name).exists(), name
    serve([*words, "view", "synthetic"], folder, alone(folder))


def alone(home: Path) -> dict[str, str]:
    """The environment variables of a user who has set none."""
    return {"PATH": os.defpath, "HOME": str(home)}


def serve(words: list[str], folder: Path, variables: dict[str, str]) -> None:
    """Start the server of the page, and require that the page answers."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    server = subprocess.Popen([*words, "--port", str(port)], cwd=folder, env=variables)
    try:
        page = answer(f"http://127.0.0.1:{port}/", server)
        assert "<title>" in page and re.search(r"<script[^>]*src=", page), page[:500]
    finally:
        server.terminate()
        server.wait(30)


def answer(address: str, server: "subprocess.Popen[bytes]") -> str:
    """Return a page as soon as the server answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as found:
                text: str = found.read().decode()
                return text
        except OSError:
            assert server.poll() is None and time.monotonic() < until, f"{address} does not answer"
            time.sleep(0.2)
