"""Links between files lead somewhere; links to other sites are well formed (no test needs a network)."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
OUTSIDE = sorted([*ROOT.glob("*.md"), *(ROOT / ".github").rglob("*.md"), *(ROOT / "scenarios" / "facts").glob("*.md")])
"""Pages that are not part of the site, whose build checks its own."""
PAGES = [*OUTSIDE, *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
ELSEWHERE = re.compile(r"\bhttps?:[^\s)>\"'`|]*")
HOST = re.compile(r"(\w[\w-]*\.)+[a-z]{2,}")
SHOWN = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(page: Path) -> set[str]:
    """Anchors of the headings of a page, as readers of Markdown make them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", OUTSIDE, ids=name_of)
def test_every_link_outside_the_site_leads_to_a_file_and_a_heading(page: Path) -> None:
    for target in LINK.findall(SHOWN.sub("", page.read_text(encoding="utf-8"))):
        if not urlsplit(target).scheme:
            file, _, anchor = target.partition("#")
            path = (page.parent / file).resolve() if file else page
            assert path.exists(), f"{page.name}: {target}"
            assert not anchor or anchor in anchors(path), f"{page.name}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_to_another_site_is_well_formed(page: Path) -> None:
    for link in ELSEWHERE.findall(SHOWN.sub("", page.read_text(encoding="utf-8"))):
        asked = urlsplit(link.rstrip(".,;:"))
        assert asked.scheme == "https" and HOST.fullmatch(asked.hostname or ""), f"{page.name}: {link}"
