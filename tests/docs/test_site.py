"""The site builds without a warning: every link leads somewhere, every page is reached."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pictures

from paradiplomacy.experiments.evidence.libraries.catalogue import curves

ROOT = Path(__file__).parent.parent.parent
TARGET = re.compile(r'<(?:a|img|script|link)\b[^>]*?\b(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'\bid="([^"]*)"')
IMAGE = re.compile(r"!\[(?P<alternative>[^\]]*)\]\((?P<file>[^)]+)\)")


def test_the_site_is_built_without_a_warning_and_without_a_dead_link(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", "docs", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Purpose and patterns" in (tmp_path / "odd.html").read_text(encoding="utf-8")
    # A method of a public name, which Sphinx has found by itself.
    assert 'id="paradiplomacy.World.explain"' in (tmp_path / "reference" / "python.html").read_text(encoding="utf-8")
    assert dead(tmp_path) == []


def dead(site: Path) -> list[str]:
    """Links between pages of a built site that lead nowhere."""
    pages = {page: page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    known = {page.resolve(): set(ANCHOR.findall(text)) for page, text in pages.items()}
    found = []
    for page, text in pages.items():
        for target in map(unescape, TARGET.findall(text)):
            asked = urlsplit(target)
            if asked.scheme or asked.netloc:
                continue
            path = (page.parent / unquote(asked.path)).resolve() if asked.path else page.resolve()
            if not path.exists() or (asked.fragment and unquote(asked.fragment) not in known[path]):
                found.append(f"{page.relative_to(site)}: {target}")
    return found


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html">b</a> <a href="#here">a</a> <p id="there"></p> <a href="#there">'
    )
    assert dead(tmp_path) == ["a.html: b.html", "a.html: #here"]


def test_every_picture_is_shown_and_described_and_has_a_command_that_makes_it() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = [found for page in pages for found in IMAGE.finditer(page.read_text(encoding="utf-8"))]
    assert all(len(each["alternative"]) > 10 for each in shown)
    files = {each.name for each in (ROOT / "docs" / "images").iterdir()}
    # The command that writes the rows of the validation writes their figures in the folder of the page.
    rows = {f"patterns-{curve.name}.png" for curve in curves()}
    assert {each.name for each in (ROOT / "docs").glob("*.png")} == rows
    assert {Path(each["file"]).name for each in shown} == files | rows and files == set(pictures.PICTURES)
