"""The code on the pages of the documentation, and how it is run: page by page or section by section, in an empty folder."""

import os
import re
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
APART = ("README.md", "docs/reference/designs.md")
"""Pages whose sections do not need one another: they are run one by one, so that the processors share them."""
RUN, SHOWN = {"python", "bash", "toml"}, {"text", "sql", "{toctree}", "{include} ../../CHANGELOG.md"}
GENERATED = "{generated} "
SET_UP = re.compile(
    r"^(pip install uv && )?uv run (--all-extras |--group \w+ )*(pytest|sphinx-build)"
)  # the test command itself, and the site
NAMED = re.compile(r"# (?P<name>[\w-]+\.toml)\n")
SCRIPT = re.compile(r"# (?P<name>[\w-]+\.py)\n")
SERVES = re.compile(r"^paradiplomacy view\b")
PATIENCE = 120.0


class Block(NamedTuple):
    """A block of code: its language, its text, its line, and the heading of its section."""

    language: str
    text: str
    line: int
    section: str


class Part(NamedTuple):
    """Blocks that are run one after the other: those of a page, or of a section that needs no other one."""

    name: str
    page: Path
    blocks: tuple[Block, ...]

    def __str__(self) -> str:
        """Return the page, and the section of it."""
        return self.name


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page. Indented ones would have no language: there are to be none."""
    found: list[Block] = []
    section, is_heading = "", False
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if is_heading:
            section = token.content
        is_heading = token.type == "heading_open" and token.tag == "h2"
        if token.type in ("fence", "code_block") and token.map:
            found.append(Block(token.info.strip(), token.content, token.map[0] + 1, section))
    return found


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def parts() -> list[Part]:
    """Everything that is run."""
    found: dict[str, Part] = {}
    for page in PAGES:
        for block in blocks(page):
            name = f"{name_of(page)}, {block.section}" if name_of(page) in APART else name_of(page)
            before = found.get(name, Part(name, page, ()))
            found[name] = before._replace(blocks=(*before.blocks, block))
    return [part for part in found.values() if any(block.language in RUN for block in part.blocks)]


def run(part: Part, folder: Path) -> None:
    """Run the code of a part. Python shares one namespace, as a reader's session does, but for scripts; files go to one folder."""
    said: list[str] = []
    for block in part.blocks:
        place = f"{part.page.name}:{block.line}"
        script = SCRIPT.match(block.text)
        if block.language == "python" and script:
            python([block.text], folder, script["name"])
        elif block.language == "python":
            said.append(f"# {place}\n{block.text}")
        elif block.language == "toml":
            tomllib.loads(block.text)
            named = NAMED.match(block.text)
            if named:
                (folder / named["name"]).write_text(block.text, encoding="utf-8")
        elif block.language == "bash":
            python(said, folder)
            said.clear()
            for line in block.text.splitlines():
                command(line.partition("  #")[0].strip().removeprefix("pip install uv && "), folder, place)
    python(said, folder)


def python(said: list[str], folder: Path, name: str = "page.py") -> None:
    """Run Python in a separate process, so that pages cannot affect one another. A script has its own name, by which it is used."""
    if said:
        (folder / name).write_text("\n".join(said), encoding="utf-8")
        done = subprocess.run([sys.executable, name], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{''.join(said)}\n{done.stdout}{done.stderr}"


def command(line: str, folder: Path, place: str) -> None:
    if not line or SET_UP.match(line):
        return
    line = line.removeprefix("uv run ").removeprefix("--extra window ")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    if SERVES.match(line):
        serve(f"{line} --port {free_port()}", folder, {**os.environ, "PATH": path}, place)
        return
    done = subprocess.run(
        line, shell=True, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    assert done.returncode == 0, f"{place}: {line}\n{done.stdout}{done.stderr}"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def serve(line: str, folder: Path, environment: dict[str, str], place: str) -> None:
    """A command that serves a page says where, and goes on until it is stopped."""
    log = folder / "served.txt"
    with log.open("w") as out:
        server = subprocess.Popen(line.split(), cwd=folder, stdout=out, stderr=out, env=environment)
    try:
        until = time.monotonic() + PATIENCE
        while "http://" not in log.read_text() and server.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        assert "http://" in log.read_text() and server.poll() is None, f"{place}: {line}\n{log.read_text()}"
    finally:
        server.terminate()
        server.wait(20)
